"""Family `tracks`: who stays where, within the capacity of the site and no more than there are (S02, S04)."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import RELATIVE, ROUNDING, AuditFinding, Rule, broken, exceeds, unequal
from spreiding.audit.scaling import WAYS

# Track: (own type, types of overflow). Registration is judged by the family `registration`.
HOMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "registration": ("registration", ("azc",)),
    "dublin": ("accelerated", ("azc",)),
    "safe_country": ("accelerated", ("azc",)),
    "low_recognition": ("accelerated", ("azc",)),
    "regular": ("azc", ("accelerated",)),
    "amv": ("amv", ()),
    "permit_holder": ("azc", ("accelerated",)),
    "htl": ("htl", ()),
    "ibo": ("ibo", ()),
    "rejected": ("azc", ("accelerated",)),
    "return": ("return", ()),
}
_ARTICLE = "Uitvoeringsagenda 2.2.1 and 2.2.2"
_KEY = ["site_id", "track", "period"]
_SITE = ("municipality_code", "province_code", "region_code", "location_type")


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge the rows of ``placements.csv`` and their sums."""
    return [
        *_rows(evidence),
        *_pairs(evidence.placements, evidence.case.rules.tracks),
        *_capacity(evidence),
        *_demand(evidence),
    ]


def _rule(rule: str, article: str = _ARTICLE) -> Rule:
    return Rule("tracks", "placements.csv", rule, article)


def _rows(evidence: Evidence) -> list[AuditFinding]:
    placed = evidence.placements
    sites = evidence.sites.set_index("site_id")
    known = placed["site_id"].isin(sites.index)
    own = placed[known].reset_index(drop=True)
    at = sites.loc[own["site_id"]].reset_index(drop=True)
    opened = (at["first"] >= 0) & (at["first"] <= own["t"]) & (own["t"] <= at["last"])
    rows = broken(_rule("persons stay at sites of sites.csv"), placed[_KEY], ~known, placed["site_id"], "an open site")
    for name in _SITE:
        rows += unequal(_rule(f"{name} is that of the site in sites.csv"), own[_KEY], own[name], at[name])
    rows += broken(
        _rule("the site is open in the period"), own[_KEY], ~opened, own["period"], at["opens"] + " or later"
    )
    return rows + broken(
        _rule("a row has persons"), placed[_KEY], placed["persons"] <= 0, placed["persons"], "more than 0"
    )


def _pairs(placed: pd.DataFrame, strength: str) -> list[AuditFinding]:
    home = placed["track"].map({track: own for track, (own, _) in HOMES.items()})
    allowed = [
        kind == HOMES[track][0] or kind in HOMES[track][1]
        for track, kind in zip(placed["track"], placed["location_type"], strict=True)
    ]
    away = placed["location_type"].ne(home)
    procedure = placed["track"].ne("registration").to_numpy()
    wrong = ~np.array(allowed, dtype=bool) & procedure
    return [
        *broken(
            _rule("the track may stay at a site of this type"),
            placed[_KEY],
            wrong,
            placed["location_type"],
            home,
        ),
        *broken(
            _rule("the track stays at its own type of site"),
            placed[_KEY],
            away.to_numpy() & procedure & (strength == "hard"),
            placed["location_type"],
            home,
        ),
        *broken(
            _rule("overflow says whether the type is not the track's own"),
            placed[_KEY],
            placed["overflow"].to_numpy() != away.to_numpy(),
            placed["overflow"],
            away,
        ),
    ]


def _capacity(evidence: Evidence) -> list[AuditFinding]:
    sums = evidence.placements.groupby(["site_id", "period"], as_index=False).agg(
        persons=("persons", "sum"), cells=("persons", "size")
    )
    places = sums["site_id"].map(evidence.sites.set_index("site_id")["places"])
    fewer = evidence.scaling.assign(down=evidence.scaling[list(WAYS)].sum(axis=1)).set_index(["site_id", "period"])
    down = pd.Series(0.0, index=sums.index)
    if len(fewer) and not fewer.index.has_duplicates:
        down = sums.join(fewer["down"], on=["site_id", "period"])["down"].fillna(0.0)
    most = evidence.case.law.occupancy * (places.astype(float) - down)
    rule = _rule("persons stay within the places at the occupancy norm", "occupancy norm (capaciteitsraming)")
    return exceeds(rule, sums[["site_id", "period"]], sums["persons"], most, ROUNDING * (sums["cells"] + len(WAYS)))


def _demand(evidence: Evidence) -> list[AuditFinding]:
    placed = evidence.placements[(evidence.placements["t"] >= 0) & evidence.placements["track"].ne("permit_holder")]
    sums = placed.groupby(["track", "t", "period"], as_index=False).agg(
        persons=("persons", "sum"), cells=("persons", "size")
    )
    # A group that is not planned for needs no place.
    need = evidence.demand.reindex(list(HOMES), fill_value=0.0)
    most = np.array([need.at[track, t] for track, t in zip(sums["track"], sums["t"], strict=True)])
    tolerance = ROUNDING * sums["cells"] + RELATIVE
    return exceeds(
        _rule("no more persons are placed than there are"),
        sums[["track", "period"]],
        sums["persons"],
        most,
        tolerance,
    )
