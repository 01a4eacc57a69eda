"""Goal soft_norms: what a soft norm is passed by has a price, and no norm is passed further than another goal needs."""

from typing import Any

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

from spreiding.formulation.build import build
from spreiding.solve.outcome import Status

TWO = [town("GM0001", 100), town("GM0002", 100, at=(5.0, 0.0))]
# All places stand in the first town, so every place of the task wants to be there.
ONE_SITE = [site("S1", "GM0001", "azc", 200)]


def _order(*names: str, **families: Row) -> Row:
    return {"goals": goals(*names), "families": families}


def test_untouched_a_soft_band_that_nothing_presses_against() -> None:
    # Without a wish for places the most even division lies inside the band.
    plan = solve(country(TWO, ONE_SITE, _order("unevenness_total", "soft_norms", municipal_task=_band())))
    assert plan.goal("soft_norms") == 0


def test_binding_a_soft_band_gives_way_to_an_earlier_goal() -> None:
    # 200 places in the first town: its number goes to 200, 50 above the 1.5 x 100 of the band, and the other's to 0.
    plan = solve(country(TWO, ONE_SITE, _order("shortfall", "soft_norms", municipal_task=_band())))
    assert plan.goal("shortfall") == 0
    assert plan.goal("soft_norms") == pytest.approx(50 + 50)


def test_a_hard_band_does_not_give_way() -> None:
    plan = solve(country(TWO, ONE_SITE, _order("shortfall", "soft_norms", municipal_task=_band(strength="hard"))))
    assert plan.goal("shortfall") == pytest.approx(50)
    assert plan.goal("soft_norms") == 0


def test_in_front_of_the_other_goals_soft_is_as_good_as_hard() -> None:
    plan = solve(country(TWO, ONE_SITE, _order("soft_norms", "shortfall", municipal_task=_band())))
    assert plan.goal("shortfall") == pytest.approx(50)


def test_a_weight_makes_a_place_count_more() -> None:
    plan = solve(country(TWO, ONE_SITE, _order("shortfall", "soft_norms", municipal_task=_band(weight=3.0))))
    assert plan.goal("soft_norms") == pytest.approx(3 * 100)


def _band(**settings: Any) -> Row:
    return {"strength": "soft", "min_ratio": 0.5, "max_ratio": 1.5, **settings}


def test_a_site_that_is_given_up_counts_with_its_most_places() -> None:
    # EUR 10 a day for 40 places that nobody needs; giving the site up passes the norm by its 60 places.
    sites = [site("S1", "GM0001", "azc", (40, 60), cost_per_place_day_eur=10.0)]
    soft = {"strength": "soft"}
    dear = solve(country(TWO, sites, _order("cost", "soft_norms", existing_sites=soft)))
    assert (dear.goal("cost"), dear.goal("soft_norms")) == (0, 60)
    kept = solve(country(TWO, sites, _order("soft_norms", "cost", existing_sites=soft)))
    assert kept.goal("cost") == pytest.approx(40 * 91 * 10 / 1e6)


def test_durable_places_under_the_minimum_count_at_the_price_of_what_is_missing() -> None:
    # 70 places of the 100 that are the least: 30 under it, and 130 of the 200 are still without a site.
    sites = [site("S1", "GM0001", "azc", 70)]
    plan = solve(country(TWO, sites, _order("shortfall", "soft_norms", durable_places={"strength": "soft"})))
    assert (plan.goal("shortfall"), plan.goal("soft_norms")) == (130, 30)


# 14 a week who register for 13 weeks: 182 persons, of whom the site holds 91; the azc is 90 km away.
REGISTERING = arrivals(14, 13.0, regular=(1.0, 1e-9, 0.0))
FAR = [site("R1", "GM0001", "registration", 100), site("S1", "GM0001", "azc", 500, at=(90.0, 0.0))]


@pytest.mark.parametrize(("strength", "without", "far"), [("hard", 91, 0), ("soft", 0, 91)])
def test_who_registers_far_away_is_counted(strength: str, without: float, far: float) -> None:
    model = _order("no_place", "soft_norms", registration={"strength": strength})
    plan = solve(country(TWO, FAR, {**model, "inflow": REGISTERING}))
    assert plan.goal("no_place") == pytest.approx(without, abs=1e-6)
    assert plan.goal("soft_norms") == pytest.approx(far)


# Dublin and low recognition, 45.5 persons each; 45.5 have to overflow to the azc, low recognition at half the moves.
MIXED = arrivals(5.25, dublin=(2 / 3, 13.0, 0.0), low_recognition=(1 / 3, 26.0, 0.0))
BOTH = [site("S1", "GM0001", "accelerated", 50), site("S2", "GM0001", "azc", 50)]


def test_a_soft_mix_gives_way_and_says_by_how_many() -> None:
    # Moves first: all low recognition in the azc. A quarter to three quarters of 45.5 is allowed at each of the two
    # sites: 11.375 above it for the one track and 11.375 below it for the other, twice.
    mix = {"enabled": True, "strength": "soft", "band": 0.25}
    plan = solve(
        country(TWO[:1], BOTH, {**_order("no_place", "moves_distance", "soft_norms", mix=mix), "inflow": MIXED})
    )
    assert plan.goal("moves_distance") == pytest.approx(22.75)
    assert plan.goal("soft_norms") == pytest.approx(4 * 11.375, rel=1e-3)


@pytest.mark.parametrize(("strength", "without"), [("soft", 0), ("hard", 45.5)])
def test_hard_tracks_have_no_overflow(strength: str, without: float) -> None:
    # 91 persons of the accelerated tracks and 45.5 in their own type of site.
    model = {**_order("no_place", tracks={"strength": strength}, mix={"enabled": False}), "inflow": MIXED}
    assert solve(country(TWO, BOTH, model)).goal("no_place") == pytest.approx(without)


def test_tracks_that_are_off_count_no_moves() -> None:
    model = _order("no_place", "moves_distance", tracks={"enabled": False}, mix={"enabled": False})
    assert solve(country(TWO[:1], BOTH, {**model, "inflow": MIXED})).goal("moves_distance") == pytest.approx(0)


def test_hard_delivery_wants_a_site_for_every_place() -> None:
    hard = {"strength": "hard"}
    assert solve(country(TWO, ONE_SITE, _order("shortfall", delivery=hard))).goal("shortfall") == 0
    few = [site("S1", "GM0001", "azc", 199)]
    assert solve(country(TWO, few, _order("shortfall", delivery=hard))).status is Status.INFEASIBLE


def test_delivery_that_is_off_leaves_numbers_to_the_share() -> None:
    plan = solve(country(TWO, ONE_SITE, _order("cost", "unevenness_total", delivery={"enabled": False})))
    assert plan.goal("unevenness_total") == 0


FAR_SCHOOL = [site("S1", "GM0001", "azc", 200, minutes=(99.0, 9.0, 9.0), transport_possible=True)]


@pytest.mark.parametrize(("strength", "short"), [("soft", 0), ("hard", 200)])
def test_hard_reach_knows_no_transport(strength: str, short: int) -> None:
    reach = {"strength": strength, "limits": {"azc": {"education": 60}}}
    assert solve(country(TWO, FAR_SCHOOL, _order("shortfall", reach=reach))).goal("shortfall") == short


# 7 a week with a permit after 13 weeks: 91 coupled in the quarter, none of whom has a dwelling.
GRANTED = arrivals(7, regular=(1.0, 13.0, 1.0))


def test_housing_that_is_off_lets_everyone_leave() -> None:
    waiting = [town("GM0001", 100, waiting=20)]
    sites = [site("S1", "GM0001", "azc", 500)]
    model = {**_order("no_place", housing={"enabled": False}), "inflow": GRANTED}
    assert solve(country(waiting, sites, model)).total("waiting") == pytest.approx(0)
    with_norm = {**model, "families": {}}
    assert solve(country(waiting, sites, with_norm)).total("waiting") == pytest.approx(91 + 20)


@pytest.mark.parametrize(("dwellings", "status"), [(0, Status.INFEASIBLE), (300, Status.OPTIMAL)])
def test_hard_housing_lets_nobody_be_late(dwellings: int, status: Status) -> None:
    # Two quarters: those of the first are 26 weeks old at the end of the second, but for a thirteenth.
    sites = [site("S1", "GM0001", "azc", 500)]
    model = {**_order("no_place", housing={"strength": "hard"}), "inflow": GRANTED, "horizon": {"periods": 2}}
    assert solve(country(TWO[:1], sites, model, dwellings=dwellings)).status is status


def test_hard_families_have_no_variables_of_what_they_are_passed_by() -> None:
    model = build(country(TWO, ONE_SITE, {"families": {"municipal_task": _band(strength="hard")}})).model
    assert not [name for name in model.component_map() if str(name).startswith("passed_")]
