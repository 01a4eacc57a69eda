"""Numbers and sentences of a comparison as a reader sees them."""

import pandas as pd

from spreiding.compare.pair import Pair
from spreiding.screen_goals import MILLION, shown_short

MOST_GROUNDS = 15
# Below this a difference is shown with its decimals.
SMALL = 10


def amount(value: float) -> str:
    """A number, blank when it is not known; in whole millions where it is so large that columns get too wide."""
    if pd.isna(value):
        return ""
    return f"{value / MILLION:,.0f} M" if abs(value) >= 1000 * MILLION else shown_short(float(value))


def signed(value: float | None) -> str:
    """A difference with its sign; ``=`` for none, blank when it is not known."""
    if value is None or pd.isna(value):
        return ""
    if value == 0:
        return "="
    if abs(value) >= MILLION:
        return f"{value / MILLION:+,.1f} M"
    # A small difference never looks like none.
    return f"{value:+,.3f}" if abs(value) < SMALL and value != round(value) else f"{round(value):+,}"


def scope_lines(pair: Pair, municipalities: int) -> list[str]:
    """What is compared, and what differs in what the two rest on."""
    where = f"{len(pair.provinces)} provinces" if len(pair.provinces) > 1 else "".join(pair.provinces.values())
    lines = [f"Compared: {municipalities} municipalities of {where}, which both have."]
    if pair.only_base or pair.only_run:
        lines.append(f"Left out, in one run only: {pair.only_base} of A, {pair.only_run} of {pair.letter}.")
    if not pair.same_selection:
        lines.append("They plan different provinces, so goals of the whole runs have no difference.")
    if not pair.grounds:
        return [*lines, "Both rest on the same data, law, version and model."]
    told = [f"  {ground}" for ground in pair.grounds[:MOST_GROUNDS]]
    more = len(pair.grounds) - MOST_GROUNDS
    rest = [f"  ... and {more} more in compare.json"] if more > 0 else []
    return [*lines, f"What they rest on differs (A -> {pair.letter}):", *told, *rest]


def in_site(row: pd.Series, side: str) -> str:
    """A site in one of the plans: use, places and first quarter; a dash where it is not open."""
    if pd.isna(row[f"places{side}"]):
        return "-"
    return f"{row[f'location_type{side}']} {int(row[f'places{side}']):,} {row[f'opens{side}']}"


def site_summary(sites: pd.DataFrame, letter: str) -> str:
    """Count the differences of sites in a sentence."""
    parts = []
    for change, told in (("only_base", "in A only"), ("only_run", f"in {letter} only")):
        some = sites[sites["change"] == change]
        places = int(some["places_difference"].abs().sum())
        parts.append(f"{len(some):,} {told} ({places:,} places)")
    for column, told in (("type_differs", "type"), ("size_differs", "size"), ("opening_differs", "first day")):
        parts.append(f"{int(sites[column].sum()):,} of another {told}")
    same = int((sites["change"] == "same").sum())
    return f"Sites: {', '.join(parts)}, {same:,} the same."
