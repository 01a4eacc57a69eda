"""Family `scaling`: the part of a site that may be in flexible use."""

import pytest
from builders import country, site, solve, town

from spreiding.result import Watch
from spreiding.solution.plan_tables import plan_tables
from spreiding.solve.outcome import Status
from spreiding.solve_case import solve_case

TOWNS = [town("GM0001", 20)]
STOCK = {"families": {"stock": {"enabled": True, "scale_down": "always"}}}
LAW = {"stable_stock_places": 20, "flexible_places": 8, "direct_reserve_places": 0}


# Nobody needs a place, so 8 of the 20 should be flexible; of a site of 20 places the part allows so many of them.
@pytest.mark.parametrize(("part", "missing"), [(0.0, 8), (0.25, 3), (1.0, 0)])
def test_no_more_is_flexible_than_the_site_allows(part: float, missing: int) -> None:
    plan = solve(country(TOWNS, [site("S1", "GM0001", "azc", (20, 20), flexible_part=part)], STOCK, law=LAW))
    assert plan.status is Status.OPTIMAL
    assert plan.goal("soft_norms") == pytest.approx(missing)


# All 20 places may be flexible and should be: nobody can be spread over what is left, and nobody has to be.
def test_a_site_can_be_flexible_altogether() -> None:
    sites = [site("S1", "GM0001", "azc", (20, 20), flexible_part=1.0)]
    solved = solve_case(country(TOWNS, sites, STOCK, law={**LAW, "flexible_places": 20}), Watch())
    plan = plan_tables(solved.settled, solved.case, solved.sets)
    assert plan.scaling[["flexible_places", "places_in_use"]].to_numpy().tolist() == [[20, 0]]
    assert plan.placements.empty
