"""Family `scaling`: the part of a site that may be in flexible use."""

import pytest
from builders import country, site, solve, town

from spreiding.solve.outcome import Status

TOWNS = [town("GM0001", 20)]
STOCK = {"families": {"stock": {"enabled": True, "scale_down": "always"}}}
LAW = {"stable_stock_places": 20, "flexible_places": 8, "direct_reserve_places": 0}


# Nobody needs a place, so 8 of the 20 should be flexible; of a site of 20 places the part allows so many of them.
@pytest.mark.parametrize(("part", "missing"), [(0.0, 8), (0.25, 3), (1.0, 0)])
def test_no_more_is_flexible_than_the_site_allows(part: float, missing: int) -> None:
    plan = solve(country(TOWNS, [site("S1", "GM0001", "azc", (20, 20), flexible_part=part)], STOCK, law=LAW))
    assert plan.status is Status.OPTIMAL
    assert plan.goal("soft_norms") == pytest.approx(missing)
