"""The sparse index sets of the model, made in pandas before Pyomo sees them.

Sets are plain lists of tuples: an index that is not here does not exist, so no rule ever has to skip one.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from spreiding.prepare.case import Case
from spreiding.prepare.demand import ACCELERATED_TRACKS

HOME = {
    "registration": "registration",
    "dublin": "accelerated",
    "safe_country": "accelerated",
    "low_recognition": "accelerated",
    "regular": "azc",
    "permit_holder": "azc",
    "amv": "amv",
    "htl": "htl",
    "ibo": "ibo",
    "rejected": "azc",
    "return": "return",
}
ALLOWED = {
    "registration": ("registration", "azc"),
    **{track: ("accelerated", "azc") for track in ACCELERATED_TRACKS},
    "regular": ("azc", "accelerated"),
    "permit_holder": ("azc", "accelerated"),
    "amv": ("amv",),
    "htl": ("htl",),
    "ibo": ("ibo",),
    "rejected": ("azc", "accelerated"),
    "return": ("return",),
}

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")
Choice = tuple[str, str, int]
Placement = tuple[str, str, str, int]
Arc = tuple[str, str, int]
Scaled = tuple[str, str, str, int]


@dataclass(frozen=True)
class Sets:
    """Index sets; letters as in ``docs/formulation.md``.

    ``choices`` (s, l, t): a site may open as a type in a period. ``places_in`` (r, l, t): types a region can have.
    ``placements`` (r, l, k, t): tracks those types may hold. ``near_places`` (c, t): azcs near registration sites.
    ``arcs`` (i, c, t): overflow from a registration site. ``far_cells`` (c, t): where it may go without one near.
    ``scaled`` (w, s, l, t): ways in which places can be scaled down. ``pools`` (h): municipalities that house together.
    """

    municipalities: list[str]
    provinces: list[str]
    regions: list[str]
    pools: list[str]
    periods: list[int]
    choices: list[Choice]
    choices_of_site: dict[str, list[Choice]]
    places_in: list[tuple[str, str, int]]
    placements: list[Placement]
    near_places: list[tuple[str, int]]
    arcs: list[Arc]
    far_cells: list[tuple[str, int]]
    scaled: list[Scaled]
    in_province: dict[str, list[str]]
    pools_in: dict[str, list[str]]


def make_sets(case: Case) -> Sets:
    """Derive every index set from a prepared case."""
    periods = case.periods["period"].to_list()
    choices: list[Choice] = list(
        case.choices[["site_id", "location_type", "period"]].itertuples(index=False, name=None)
    )
    region_of = case.sites["region_code"].to_dict()
    types_in = sorted({(region_of[s], l) for s, l, _ in choices})
    municipalities, families = case.municipalities, case.instance.model.families
    cells = case.cells.table["cell"].to_list()
    arcs = case.cells.arcs.itertuples(index=False, name=None)
    return Sets(
        municipalities=municipalities.index.to_list(),
        provinces=list(case.instance.selection),
        regions=sorted(municipalities["region_code"].unique()),
        pools=sorted(case.pools.region),
        periods=periods,
        choices=choices,
        choices_of_site=group((choice[0], choice) for choice in choices),
        places_in=[(r, l, t) for r, l in types_in for t in periods],
        placements=_placements(case, types_in, periods),
        near_places=[(c, t) for c in cells for t in periods],
        arcs=[(i, c, t) for i, c in arcs for t in periods],
        far_cells=[(c, t) for c in cells for t in periods] if families.registration.soft else [],
        scaled=list(case.scaling.ways.drop(columns="part").itertuples(index=False, name=None)),
        in_province=group(zip(municipalities["province_code"], municipalities.index, strict=True)),
        pools_in=group((region, pool) for pool, region in sorted(case.pools.region.items())),
    )


def _placements(case: Case, types_in: list[tuple[str, str]], periods: list[int]) -> list[Placement]:
    families = case.instance.model.families
    reachable = set(case.cells.table["region_code"])
    planned = {*case.demand.index.get_level_values("track"), "permit_holder"}

    def allowed(r: str, l: str, k: str) -> bool:
        if k == "registration" and l != HOME[k]:
            return l in ALLOWED[k] and (r in reachable or not families.registration.enabled)
        return l == HOME[k] if families.tracks.hard else l in ALLOWED[k]

    return [(r, l, k, t) for r, l in types_in for k in ALLOWED if k in planned and allowed(r, l, k) for t in periods]


def group(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, list[Item]]:
    """Collect items by key, in the order in which they come."""
    grouped: dict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        grouped[key].append(item)
    return dict(grouped)


def whole_numbers(column: pd.Series) -> dict[str, int]:
    """Give a column of whole numbers as plain ints by its index."""
    return {str(key): int(number) for key, number in column.items()}
