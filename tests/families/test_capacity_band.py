"""Family capacity_band: places in use are at most so many more than are needed."""

from typing import Any

import pytest
from builders import arrivals, country, goals, site, solve, town

from spreiding.solve.outcome import Status

TOWN = town("GM0001", 300)
AZC = site("S1", "GM0001", "azc", (300, 300))
NO_STOCK = {"stable_stock_places": 1, "flexible_places": 0, "direct_reserve_places": 0}


def _solve(strength: str, band: float, **families: Any) -> Any:
    """Seven a week, for 13 weeks, need 100 places; 300 stand."""
    order = ("no_place", "soft_norms") if strength == "soft" else ("no_place",)
    model = {
        "families": {"capacity_band": {"enabled": True, "strength": strength, "band": band}, **families},
        "goals": goals(*order),
        "inflow": arrivals(7, regular=(1.0, 13.0, 0.0)),
    }
    return solve(country([TOWN], [AZC], model, law=NO_STOCK))


def test_untouched_within_the_band() -> None:
    assert _solve("soft", 2.0).goal("soft_norms") == pytest.approx(0, abs=1e-6)
    assert _solve("hard", 2.0).status == Status.OPTIMAL


def test_binding_what_is_beyond_the_band_is_counted() -> None:
    # A half more than 100 is 150.
    assert _solve("soft", 0.5).goal("soft_norms") == pytest.approx(150)


def test_violated_but_for_the_norm_too_many_would_be_in_use() -> None:
    assert _solve("hard", 0.5).status == Status.INFEASIBLE


def test_places_in_reserve_are_not_in_use() -> None:
    scaled = {"stock": {"enabled": True, "strength": "hard", "scale_down": "always"}}
    plan = _solve("hard", 0.5, **scaled)
    assert plan.status == Status.OPTIMAL
    assert plan.total("open_places") <= 150 + 1e-6
