"""Family mix: a track's part of the accelerated group at a site stays near its national part."""

import pytest
from builders import arrivals, country, goals, site, solve, town

# 5.25 a week: 2/3 Dublin, staying 13 weeks, and 1/3 low recognition, staying 26: 45.5 persons of each.
INFLOW = arrivals(5.25, dublin=(2 / 3, 13.0, 0.0), low_recognition=(1 / 3, 26.0, 0.0))
SITES = [site("S1", "GM0001", "accelerated", 50), site("S2", "GM0001", "azc", 50)]


def _moves(**mix: object) -> float:
    model = {"inflow": INFLOW, "families": {"mix": mix}, "goals": goals("no_place", "moves_distance")}
    return solve(country([town("GM0001", 100)], SITES, model)).goal("moves_distance")


def test_switched_off_each_track_gets_its_own_site() -> None:
    # 45.5 must overflow to the azc. Low recognition stays twice as long: half as many moves, so it goes.
    assert _moves(enabled=False) == pytest.approx(45.5 * 0.5)


def test_untouched_a_wide_band() -> None:
    # Each is half of the group: with a band of one half any mix will do.
    assert _moves(enabled=True, band=0.5) == pytest.approx(45.5 * 0.5)


def test_binding_a_quarter() -> None:
    # At the azc Dublin is a quarter at least: 11.375 persons at one move, 34.125 at half a move.
    assert _moves(enabled=True, band=0.25) == pytest.approx(11.375 + 34.125 / 2)


def test_binding_no_band_at_all() -> None:
    # Half and half at both sites.
    assert _moves(enabled=True, band=0.0) == pytest.approx(22.75 + 22.75 / 2)


def test_regular_persons_are_no_part_of_the_mix() -> None:
    # The same group beside 91 regular persons in the azc: their number does not soften the band.
    inflow = arrivals(
        5.25 + 7,
        dublin=(3.5 / 12.25, 13.0, 0.0),
        low_recognition=(1.75 / 12.25, 26.0, 0.0),
        regular=(7 / 12.25, 13.0, 0),
    )
    sites = [SITES[0], site("S2", "GM0001", "azc", 150)]
    model = {
        "inflow": inflow,
        "families": {"mix": {"enabled": True, "band": 0.0}},
        "goals": goals("no_place", "moves_distance"),
    }
    plan = solve(country([town("GM0001", 100)], sites, model))
    assert plan.goal("moves_distance") == pytest.approx(22.75 + 22.75 / 2)


def test_a_mix_that_fits_nowhere_leaves_people_without_a_place_and_no_infeasibility() -> None:
    # Without room for anyone the band asks nothing.
    model = {"inflow": INFLOW, "families": {"mix": {"enabled": True, "band": 0.0}}}
    assert solve(country([town("GM0001", 100)], [], model)).goal("no_place") == pytest.approx(91)
