"""The file of an alternative: what a table asks to see, beside what the base plan was asked."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import yaml
from pydantic import BeforeValidator, Field, ValidationError

from spreiding.errors import Finding, InputError
from spreiding.formats.plain_file import MOST_SETTINGS, plain_bytes
from spreiding.law.exchanges import reception_net
from spreiding.model_exchanges import ReceptionExchange
from spreiding.model_file import ModelFile
from spreiding.model_findings import model_findings
from spreiding.model_wishes import Number, Wishes
from spreiding.model_yaml import load_once

EXAMPLE = "docs/alternatives.md"
FLAGS = "the options"
_CODE = re.compile(r"GM\d{4}")


def _reception(value: Any) -> Any:
    """What is exchanged at a table of reception need not be said."""
    return {"what": "reception", **value} if isinstance(value, dict) else value


class Alternative(Wishes):
    """Wishes, and what changes the problem itself.

    ``exchange``: as in a model file, between municipalities of the same or neighbouring provinces; ``offer``: rows of
    the site table, of which most may be left out (``alternative/offers.py``); ``set``: settings of the model file by
    their path, such as ``families.reach.limits.azc.care: 60``.
    """

    title: str = ""
    exchange: list[Annotated[ReceptionExchange, BeforeValidator(_reception)]] = Field(default_factory=list)
    offer: list[dict[str, str | int | float | bool]] = Field(default_factory=list)
    set: dict[str, Any] = Field(default_factory=dict)

    @property
    def rebuilds(self) -> bool:
        """Whether the problem itself changes, and not only what is asked of it."""
        return bool(self.exchange or self.offer or self.set)

    @property
    def towns(self) -> list[str]:
        """Codes of all municipalities that something is asked of."""
        codes = [code for _, code, *_ in self.numbers]
        codes += [code for table in self.together for code in table.municipalities]
        codes += [code for item in self.exchange for code in (item.from_code, item.to_code)]
        return list(dict.fromkeys([*codes, *(str(row.get("municipality_code", "")) for row in self.offer)]))

    @property
    def sites(self) -> list[str]:
        """Ids of all sites that must or may not open."""
        return [*(item.site for item in self.force), *self.exclude]


def load_alternative(path: Path) -> Alternative:
    """Read and check the file of an alternative; raise ``InputError`` with all findings."""
    try:
        tree = load_once(plain_bytes(path, MOST_SETTINGS).decode("utf-8"))
    except OSError as error:
        raise InputError([_whole(path, f"can't be read ({error.strerror})", "Give the path of a file.")]) from error
    except (ValueError, yaml.YAMLError) as error:
        told = " ".join(str(error).split())
        raise InputError([_whole(path, f"is not YAML ({told})", f"Compare it with {EXAMPLE}.")]) from error
    if not isinstance(tree, dict):
        raise InputError([_whole(path, "asks for nothing", f"Compare it with {EXAMPLE}.")])
    return as_alternative(tree, path)


def as_alternative(tree: Mapping[str, Any], where: Path) -> Alternative:
    """Check a tree as it stands in a file; ``where`` names it in findings."""
    try:
        return Alternative.model_validate(tree)
    except ValidationError as error:
        raise InputError(model_findings(where, error, Alternative, EXAMPLE)) from error


def from_options(options: Mapping[str, Iterable[str]]) -> Alternative:
    """What options ask: numbers as CODE=PLACES or CODE.amv=PLACES, an ``exchange`` as FROM:TO:PLACES."""
    tree: dict[str, Any] = {name: list(options.get(name, ())) for name in ("force", "exclude")}
    findings: list[Finding] = []
    for bound in ("pin", "cap", "floor"):
        for text in options.get(bound, ()):
            _number(tree.setdefault(bound, {}), bound, text, findings)
    tree["exchange"] = [_exchange(text, findings) for text in options.get("exchange", ())]
    if findings:
        raise InputError(findings)
    return as_alternative(tree, Path(FLAGS))


def joined(one: Alternative, other: Alternative) -> Alternative:
    """Both together; where both ask the same number, or name the same site or table, the second counts."""
    tree = {name: _both(getattr(one, name), getattr(other, name)) for name in Alternative.model_fields}
    return Alternative(**{**tree, **_later(one, other)})


def with_asked(model: ModelFile, asked: Alternative) -> ModelFile:
    """The model with what is asked beside its own wishes and exchanges; settings are not changed here."""
    own = model.wishes
    both = {name: _both(getattr(own, name), getattr(asked, name)) for name in Wishes.model_fields}
    wishes = Wishes(**{**both, **_later(own, asked)})
    return model.model_copy(update={"wishes": wishes, "exchanges": [*model.exchanges, *asked.exchange]})


def _later(one: Wishes, other: Wishes) -> dict[str, Any]:
    """Sites and tables of both; where both name one, the second counts."""
    tables = {table.name for table in other.together}
    anew = {*(item.site for item in other.force), *other.exclude}
    return {
        "force": [*(item for item in one.force if item.site not in anew), *other.force],
        "exclude": [*(site for site in one.exclude if site not in anew), *other.exclude],
        "together": [*(table for table in one.together if table.name not in tables), *other.together],
    }


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, dict):
        return {**one, **other}
    if isinstance(one, list):
        return [*one, *other]
    return other or one


def _number(numbers: dict[str, dict[str, int]], bound: str, text: str, findings: list[Finding]) -> None:
    where, _, places = text.partition("=")
    code, _, kind = where.strip().partition(".")
    if not places.strip().isdecimal() or kind not in ("", "total", "regular", "amv"):
        rule = "is not CODE=PLACES, CODE.regular=PLACES or CODE.amv=PLACES"
        findings.append(Finding(f"--{bound}", None, None, text, rule, f"Write it as --{bound} GM0193=500."))
        return
    if not _CODE.fullmatch(code.upper()):
        advice = f"Use the CBS code, as in --{bound} GM0193=500; `spreiding table` takes names."
        findings.append(Finding(f"--{bound}", None, None, text, f"begins with {code}, which is no CBS code", advice))
        return
    numbers.setdefault(code.upper(), {})[kind or "total"] = int(places)


def _exchange(text: str, findings: list[Finding]) -> dict[str, Any]:
    parts = [part.strip() for part in text.split(":")]
    if len(parts) not in (3, 4) or not parts[2].isdecimal() or parts[3:] not in ([], ["amv"]):
        advice = "Write it as --exchange GM0193:GM0166:50, from the first to the second; add :amv for minors."
        findings.append(Finding("--exchange", None, None, text, "is not FROM:TO:PLACES", advice))
        return {}
    return {"from": parts[0].upper(), "to": parts[1].upper(), "places": int(parts[2]), "amv": parts[3:] == ["amv"]}


def with_moved_numbers(asked: Alternative, tasks: pd.DataFrame, where: Path) -> Alternative:
    """Pin the numbers that an exchange moves at what they are in the base, less or more what is exchanged.

    ``tasks``: municipality_code, task_regular, task_amv of the base. A municipality of which a number is asked besides
    is left to that. Raise ``InputError`` when one hands over more than it has.
    """
    has = tasks.set_index("municipality_code")[["task_regular", "task_amv"]].to_dict()
    named, pins, findings = {code for _, code, *_ in asked.numbers}, dict(asked.pin), list[Finding]()
    wanted: dict[str, dict[str, int]] = {}
    for (task, code), places in moved_places(asked.exchange).items():
        number = int(has[task].get(code, 0)) + places
        if number < 0:
            rule = f"hands over {-places} places of {number - places}"
            findings.append(Finding(where.name, None, "exchange", code, rule, "Hand over no more than its number."))
        if code not in named:
            wanted.setdefault(code, {})[task.removeprefix("task_")] = max(number, 0)
    if findings:
        raise InputError(findings)
    pins.update({code: Number(**numbers) for code, numbers in wanted.items()})
    return asked.model_copy(update={"pin": pins})


def moved_places(exchanges: Iterable[ReceptionExchange]) -> dict[tuple[str, str], int]:
    """Places that exchanges move, by variable of the model and municipality."""
    return {(f"task_{kind}", code): places for (code, kind), places in reception_net(tuple(exchanges)).items()}


def _whole(path: Path, rule: str, advice: str) -> Finding:
    return Finding(path.name, None, None, None, rule, advice)
