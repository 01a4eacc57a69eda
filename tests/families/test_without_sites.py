"""A run in which no site can open: every norm has a plan of no places, or none."""

import pytest
from builders import country, site, solve, town

from spreiding.solve.outcome import Status

TOWNS = [town("GM0001", 20)]
LAW = {"stable_stock_places": 20, "flexible_places": 5, "direct_reserve_places": 0}
CLOSED = site("S1", "GM0001", "azc", 20, closes="2025-01-15")
NEEDED = {"staff": {"per_100_places": {"azc": 20}}}
NORMS = [
    # 20 places should stand and 5 of them be flexible: a soft norm counts 25, a hard one leaves no plan.
    ("stock", "soft", Status.OPTIMAL, 25),
    ("stock", "hard", Status.INFEASIBLE, None),
    # No place is no place too many, and needs no staff.
    ("capacity_band", "soft", Status.OPTIMAL, 0),
    ("capacity_band", "hard", Status.OPTIMAL, 0),
    ("staff", "hard", Status.OPTIMAL, 0),
]


@pytest.mark.parametrize(("family", "strength", "status", "passed"), NORMS)
@pytest.mark.parametrize("sites", [[], [CLOSED]])
def test_no_site_can_open(
    family: str, strength: str, status: Status, passed: int | None, sites: list[dict[str, object]]
) -> None:
    settings = {"enabled": True, "strength": strength, **NEEDED.get(family, {})}
    plan = solve(country(TOWNS, sites, {"families": {family: settings}}, law=LAW))
    assert plan.status is status
    assert passed is None or plan.goal("soft_norms") == pytest.approx(passed)
