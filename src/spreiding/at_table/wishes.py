"""Commands that ask: each makes another ``Alternative`` of the one that stands; nothing is solved here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import yaml

from spreiding.alternative.file import Alternative, as_alternative
from spreiding.at_table.open import AtTable
from spreiding.at_table.state import Done, State, ask, tree_of
from spreiding.at_table.words import (
    Words,
    kind_and_places,
    named,
    near,
    only,
    places,
    site,
    sites,
    town,
    two_towns,
    wrong,
)
from spreiding.errors import InputError
from spreiding.law.exchanges import reception_findings
from spreiding.model_families import SiteType
from spreiding.model_overrides import varied
from spreiding.model_wishes import BOUNDS, Bound

WHERE = Path("the table")
SITE_TYPES: tuple[str, ...] = get_args(SiteType)
_BESIDE = {"force": "exclude", "exclude": "force"}


def number(bound: Bound, table: AtTable, state: State, words: Words) -> Done:
    """``pin``, ``cap`` or ``floor``: a municipality's number is this, at most this, at least this."""
    name, kind, wanted = kind_and_places(bound, words)
    code = town(table, " ".join(name))
    tree = tree_of(state.now.asked)
    numbers = dict(tree.get(bound, {}))
    numbers[code] = {**_kinds(numbers.get(code, {})), kind: wanted}
    row = table.base.tasks.set_index("municipality_code").loc[code]
    had = {"total": row["task_places"], "regular": row["task_places"] - row["task_amv"], "amv": row["task_amv"]}[kind]
    told = f"{bound} {named(table, code)}: {wanted:,} {'' if kind == 'total' else kind + ' '}places (base: {had:,})"
    return _asked(state, {**tree, bound: numbers}, told)


def place(which: str, table: AtTable, state: State, words: Words) -> Done:
    """``force`` or ``exclude``: a site opens, or is taken out; a site is in one of the two at most."""
    wanted = site(table, state, only(which, words, f"{which} S0412"))
    tree = _without_site(tree_of(state.now.asked), _BESIDE[which], wanted)
    if wanted in _ids(tree.get(which, [])):
        return Done(state, (f"{wanted} was asked for already.",))
    tree[which] = [*tree.get(which, []), wanted]
    told = "opens" if which == "force" else "is taken out"
    return _asked(state, tree, f"{which} {wanted}: it {told}")


def offer(table: AtTable, state: State, words: Words) -> Done:
    """A municipality offers a site: how many places, of which type, under an id of its own."""
    cut = next((i for i, word in enumerate(words) if i and word.isdecimal()), len(words))
    if not 2 <= len(words) - cut <= 3:
        raise wrong(
            "offer", " ".join(words) or None, "is no offer", "Write: offer GM0193 150 azc, and an id if you like."
        )
    code, size, kind = town(table, " ".join(words[:cut])), places("offer", words[cut]), words[cut + 1]
    if kind not in SITE_TYPES:
        raise wrong("offer", kind, "is no type of site", near(kind, SITE_TYPES))
    known = {one.casefold() for one in sites(table, state)}
    name = words[cut + 2] if words[cut + 2 :] else _free_id(code, known)
    if name.casefold() in known or name in table.desk.case.sites.index:
        raise wrong("offer", name, "is the id of another site", f"Give another, such as {_free_id(code, known)}.")
    row = {"site_id": name, "municipality_code": code, "location_types": kind, "places": size}
    tree = tree_of(state.now.asked)
    told = f"offer {name}: {size:,} places ({kind}) in {named(table, code)}"
    return _asked(state, {**tree, "offer": [*tree.get("offer", []), row]}, told)


def exchange(table: AtTable, state: State, words: Words) -> Done:
    """The second municipality takes places over from the first, in its province or the next."""
    amv = words[-1:] == ("amv",)
    rest = words[: len(words) - amv]
    if len(rest) < 3:
        raise wrong("exchange", " ".join(words) or None, "is no exchange", "Write: exchange GM0193 GM0166 50.")
    wanted = places("exchange", rest[-1])
    first, second = two_towns(table, rest[:-1])
    row = {"from": first, "to": second, "places": wanted, **({"amv": True} if amv else {})}
    tree = tree_of(state.now.asked)
    made = _checked({**tree, "exchange": [*tree.get("exchange", []), row]})
    content = table.desk.case.instance.model
    findings = reception_findings([*content.exchanges, *made.exchange], "exchange", table.desk.case.instance.share)
    if findings:
        raise InputError(findings)
    told = (
        f"exchange: {named(table, second)} takes over {wanted:,} {'amv ' if amv else ''}places of {named(table, first)}"
    )
    return Done(ask(state, made), (told,))


def setting(table: AtTable, state: State, words: Words) -> Done:
    """Another value for a setting of the model file, by its path."""
    if len(words) < 2:
        advice = "Write: set families.municipal_task.max_ratio 2."
        raise wrong("set", " ".join(words) or None, "needs a path and a value", advice)
    path, text = words[0], " ".join(words[1:])
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise wrong(
            "set", text, "is no value as YAML has them", "Write it as in a model file: 60, true, [a, b]."
        ) from error
    tree = tree_of(state.now.asked)
    settings = {**tree.get("set", {}), path: value}
    varied(table.desk.case.instance.model, settings, Path("set"))
    return _asked(state, {**tree, "set": settings}, f"set {path}: {text}")


def free(table: AtTable, state: State, words: Words) -> Done:
    """Drop all that is asked of a municipality, of a site, or of a setting by its path."""
    if not words:
        raise wrong("free", None, "needs a municipality, a site or a setting", "Write: free GM0193.")
    tree, text = tree_of(state.now.asked), " ".join(words)
    if text in tree.get("set", {}):
        left, told = {**tree, "set": _less(tree["set"], text)}, text
    elif text.casefold() in {one.casefold() for one in sites(table, state)}:
        told = site(table, state, text)
        left = _without_site(_without_site(tree, "force", told), "exclude", told)
        left["offer"] = [row for row in left.get("offer", []) if row["site_id"] != told]
    else:
        code = town(table, text, anywhere=True)
        left, told = _without_town(tree, code), named(table, code)
    made = _checked(left)
    if made == state.now.asked:
        raise wrong("free", text, "is asked nothing", "`wishes` shows what is asked.")
    return Done(ask(state, made), (f"Nothing more is asked of {told}.",))


def lines(table: AtTable, asked: Alternative) -> list[str]:
    """What is asked, a line each, as it could be typed; what only a file can ask is told in words."""
    told = [
        f"{bound} {code}{'' if kind == 'total' else ' ' + kind} {wanted}   # {table.names.get(code, code)}"
        for bound, code, kind, wanted in asked.numbers
    ]
    told += [_forced(item.model_dump(exclude_none=True)) for item in asked.force]
    told += [f"exclude {one}" for one in asked.exclude]
    told += [f"offer {_offer(row)}" for row in asked.offer]
    told += [
        f"exchange {item.from_code} {item.to_code} {item.places}{' amv' if item.amv else ''}" for item in asked.exchange
    ]
    told += [f"set {path} {_as_yaml(value)}" for path, value in asked.set.items()]
    told += [f"# {one.name}: {', '.join(one.municipalities)} together {one.places:,}" for one in asked.together]
    return told


def _as_yaml(value: Any) -> str:
    """A value in one line; YAML ends a bare word with a line of dots."""
    text: str = yaml.safe_dump(value, default_flow_style=True, width=float("inf"))
    return text.removesuffix("...\n").strip()


def _asked(state: State, tree: Mapping[str, Any], told: str) -> Done:
    return Done(ask(state, _checked(tree)), (told,))


def _checked(tree: Mapping[str, Any]) -> Alternative:
    return as_alternative({name: value for name, value in tree.items() if value}, WHERE)


def _kinds(value: Any) -> dict[str, int]:
    return dict(value) if isinstance(value, dict) else {"total": int(value)}


def _ids(rows: list[Any]) -> list[str]:
    return [row["site"] if isinstance(row, dict) else row for row in rows]


def _without_site(tree: dict[str, Any], part: str, name: str) -> dict[str, Any]:
    rows = tree.get(part, [])
    left = [row for row, one in zip(rows, _ids(rows), strict=True) if one != name]
    return {**tree, part: left}


def _without_town(tree: dict[str, Any], code: str) -> dict[str, Any]:
    """Without its numbers, its exchanges, its offers and what was asked of the sites of those."""
    numbers: dict[str, Any] = {bound: _less(tree.get(bound, {}), code) for bound in BOUNDS}
    left = {**tree, **numbers}
    left["exchange"] = [row for row in tree.get("exchange", []) if code not in (row["from"], row["to"])]
    gone = [row["site_id"] for row in tree.get("offer", []) if row["municipality_code"] == code]
    left["offer"] = [row for row in tree.get("offer", []) if row["municipality_code"] != code]
    for name in gone:
        left = _without_site(_without_site(left, "force", name), "exclude", name)
    return left


def _less(rows: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in rows.items() if name != key}


def _free_id(code: str, known: set[str]) -> str:
    return next(name for i in range(1, len(known) + 2) if (name := f"{code}-OFFER-{i}").casefold() not in known)


def _forced(row: Mapping[str, Any]) -> str:
    more = ", ".join(f"{name} {value}" for name, value in row.items() if name != "site")
    return f"force {row['site']}" + (f"   # {more}" if more else "")


def _offer(row: Mapping[str, Any]) -> str:
    first = [str(row.get(name, "")) for name in ("municipality_code", "places", "location_types", "site_id")]
    more = sorted(set(row) - {"municipality_code", "places", "location_types", "site_id"})
    return " ".join(first) + (f"   # also given: {', '.join(more)}" if more else "")
