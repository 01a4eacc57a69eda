"""Goal moves_distance: extra moves, and how far places lie from the people of their region."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

ORDER: Row = {"goals": goals("no_place", "moves_distance")}


def _regular(weekly: float, stay: float) -> Row:
    return {**ORDER, "inflow": arrivals(weekly, regular=(1.0, stay, 0.0))}


def test_untouched_at_home_and_next_door() -> None:
    plan = solve(country([town("GM0001", 100)], [site("S1", "GM0001", "azc", 100)], _regular(7, 13.0)))
    assert plan.goal("moves_distance") == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize(("weekly", "stay", "moves"), [(7.0, 13.0, 91.0), (3.5, 26.0, 45.5)])
def test_an_overflow_placement_lasts_a_stay(weekly: float, stay: float, moves: float) -> None:
    # 91 regular persons in an accelerated site: 13/stay moves per person and quarter.
    sites = [site("S1", "GM0001", "accelerated", 100)]
    plan = solve(country([town("GM0001", 100)], sites, _regular(weekly, stay)))
    assert plan.goal("moves_distance") == pytest.approx(moves, abs=1e-3)


def test_a_permit_holder_in_overflow_stays_fourteen_weeks() -> None:
    # 28 wait in an accelerated site: 28 x 13/14 moves.
    sites = [site("S1", "GM0001", "accelerated", 100)]
    plan = solve(country([town("GM0001", 100, waiting=28)], sites, ORDER))
    assert plan.goal("moves_distance") == pytest.approx(26, abs=1e-3)


def test_distance_is_the_mean_to_the_inhabitants_of_the_region() -> None:
    # 30 km to 300 inhabitants and 10 km to 100 in the region, 0 km to others elsewhere: 25 km.
    # 100 places x 2 quarters x 25 km / 100 km per move = 50.
    towns = [
        town("GM0001", 300, at=(30.0, 0.0)),
        town("GM0002", 100, at=(0.0, 10.0)),
        town("GM0003", 500, at=(0.0, 0.0), region="VR02"),
    ]
    sites = [site("S1", "GM0002", "azc", (100, 100), at=(0.0, 0.0))]
    case = country(towns, sites, {**ORDER, "horizon": {"periods": 2}})
    assert case.sites.at["S1", "km_residents"] == pytest.approx(25)
    assert solve(case).goal("moves_distance") == pytest.approx(50)


def test_kilometres_count_per_move() -> None:
    # 50 km and 50 km per move: one move per place and quarter.
    sites = [site("S1", "GM0001", "azc", (10, 10), at=(50.0, 0.0))]
    order = [{"goal": "moves_distance", "km_per_move": 50.0}]
    plan = solve(country([town("GM0001", 100)], sites, {"goals": order}))
    assert plan.goal("moves_distance") == pytest.approx(10)


def test_the_nearer_of_two_sites_opens() -> None:
    sites = [
        site("S1", "GM0001", "azc", 100, at=(9.0, 0.0), existing=False),
        site("S2", "GM0001", "azc", 100, at=(2.0, 0.0), existing=False),
    ]
    plan = solve(country([town("GM0001", 100)], sites, _regular(7, 13.0)))
    assert (plan.at("start", "S1", "azc", 1), plan.at("start", "S2", "azc", 1)) == (0, 1)
    assert plan.goal("moves_distance") == pytest.approx(100 * 2 / 100, abs=1e-3)
