"""The provinces that a run plans for, as a user names them."""

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

import pandas as pd

from spreiding.errors import Finding, InputError

NEAR = 0.5


def select_provinces(share: pd.DataFrame, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Give the codes of the provinces asked for by code or name, in order; of all when none is asked for.

    Raise ``InputError`` on what is no province, with the nearest one that is.
    """
    known = share[["province_code", "province"]].drop_duplicates().sort_values("province_code")
    if not asked:
        return tuple(known["province_code"])
    labels = {code: f"{code} {name}" for code, name in known.itertuples(index=False)}
    names = {name.casefold(): code for code, name in known.itertuples(index=False)}
    codes = [names.get(item.casefold(), item.upper()) for item in asked]
    findings = [_unknown(item, labels) for item, code in zip(asked, codes, strict=True) if code not in labels]
    if findings:
        raise InputError(findings)
    return tuple(sorted(set(codes)))


def check_places(file: str, share: pd.DataFrame, selection: tuple[str, ...], need: int) -> None:
    """Raise ``InputError`` when the need is so small that no municipality selected gets a place: nothing to plan."""
    chosen = share[share["province_code"].isin(selection)]
    if int(chosen["indicative_places"].sum()) > 0:
        return
    largest = float(chosen["unrounded_places"].max())
    whose = "" if len(chosen) == len(share) else f" of {', '.join(selection)}"
    rule = f"gives no municipality{whose} a place: the largest share is {largest:.3f}"
    # From half a place a share is rounded up to one.
    enough = int(need * 0.5 / largest) + 1 if largest > 0 else None
    more = f"{enough} places or more" if enough else "more places"
    raise InputError([Finding(file, None, "need.places", str(need), rule, f"Ask for {more}, or for more provinces.")])


def near_name(typed: str, labels: Mapping[str, str]) -> str:
    """Ask whether the nearest code or name was meant (nothing when none is near); ``labels``: code and name per code.

    Accents, capitals and spaces around it make no difference.
    """
    ways = {_plain(way): label for code, label in labels.items() for way in (code, label.removeprefix(code))}
    near = get_close_matches(_plain(typed), list(ways), n=1, cutoff=NEAR)
    return f"Did you mean {ways[near[0]]}? " if near else ""


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return bare.strip().casefold()


def _unknown(item: str, labels: dict[str, str]) -> Finding:
    choice = f"{near_name(item, labels)}Choose from {', '.join(labels.values())}."
    return Finding("--province", None, None, item, "is not a province", choice)
