"""Family housing: permit holders are coupled in their region and housed, late after 14 weeks."""

import pytest
from builders import arrivals, country, goals, site, solve, town

# 1 a week for 13 weeks, all with a permit: 13 persons in the procedure, who yield 13 permits a quarter.
PERMITS = arrivals(1, regular=(1.0, 13.0, 1.0))
AZC = site("S1", "GM0001", "azc", 500)
LATE = goals("no_place", "late_housing")


def test_untouched_who_waits_at_the_start_is_housed_at_once() -> None:
    # 26 persons, and 26 dwellings in the half-year's first quarter.
    plan = solve(country([town("GM0001", 100, waiting=26)], [AZC], {"goals": LATE}, dwellings=52))
    assert plan.total("waiting") == 0
    assert plan.goal("late_housing") == 0


def test_binding_the_stock_at_the_start_falls_due_evenly() -> None:
    # 26 persons coupled evenly over the 26 weeks before the start, and no dwelling. At the end of the first quarter
    # all but the last of those weeks lie more than 14 weeks back: 25 are late; at the end of the second all 26.
    model = {"horizon": {"periods": 2}, "goals": LATE}
    plan = solve(country([town("GM0001", 100, waiting=26)], [AZC], model))
    assert [plan.at("late", "VR01", t) for t in (1, 2)] == pytest.approx([25, 26])
    assert plan.goal("late_housing") == pytest.approx(51)


def test_binding_couplings_fall_due_after_fourteen_weeks() -> None:
    # 13 a quarter, no dwelling. Of what was coupled in the quarter before, the last week (1/13) is not yet due:
    # quarter 1: 13 - 13 = 0; quarter 2: 26 - 13 - 1 = 12; quarter 3: 39 - 13 - 1 = 25.
    model = {"horizon": {"periods": 3}, "inflow": PERMITS, "goals": LATE}
    plan = solve(country([town("GM0001", 100)], [AZC], model))
    assert [plan.at("late", "VR01", t) for t in (1, 2, 3)] == pytest.approx([0, 12, 25], abs=1e-4)
    assert plan.goal("late_housing") == pytest.approx(37)


def test_binding_dwellings_are_taken_off_what_is_due() -> None:
    # As above with 10 dwellings a quarter: 12 - 20 < 0 and 25 - 30 < 0, so nobody is late; with 5 a quarter
    # 2 and 10 are. Who waits: 13 t - 5 t.
    model = {"horizon": {"periods": 3}, "inflow": PERMITS, "goals": LATE}
    enough = solve(country([town("GM0001", 100)], [AZC], model, dwellings=20))
    assert enough.goal("late_housing") == pytest.approx(0, abs=1e-4)
    short = solve(country([town("GM0001", 100)], [AZC], model, dwellings=10))
    assert short.goal("late_housing") == pytest.approx(2 + 10)
    assert [short.at("waiting", "VR01", t) for t in (1, 2, 3)] == pytest.approx([8, 16, 24], abs=1e-3)


def test_a_backlog_is_housed_besides_and_a_lead_instead() -> None:
    # As above with a task of 10 a half-year, 5 a quarter: 2 and 10 are late. Ten behind: the first half-year owes 20,
    # so after its quarters 10 and 20 have left: 12 - 20 < 0 and 25 - 25 = 0. Ten ahead: nothing is built before the
    # third quarter: 12 - 0 and 25 - 5.
    model = {"horizon": {"periods": 3}, "inflow": PERMITS, "goals": LATE}
    for backlog, late in ((0, 2 + 10), (10, 0), (-10, 12 + 20)):
        plan = solve(country([town("GM0001", 100, backlog=backlog)], [AZC], model, dwellings=10))
        assert plan.goal("late_housing") == pytest.approx(late, abs=1e-4)


def test_another_interpolation_another_norm() -> None:
    # A norm of 20 weeks: 7/13 of the quarter before is not yet due. Quarter 2: 26 - 13 - 7 = 6.
    model = {"horizon": {"periods": 2}, "inflow": PERMITS, "goals": LATE}
    norm = {"coupling_to_housing_weeks": 20}
    plan = solve(country([town("GM0001", 100)], [AZC], model, law=norm))
    assert plan.goal("late_housing") == pytest.approx(6)


def test_coupling_stays_in_the_region_of_the_site() -> None:
    # The dwellings are in the other region; who got a permit in VR01 is coupled to GM0001 and becomes late there.
    towns = [town("GM0001", 1), town("GM0002", 999, region="VR02")]
    model = {"horizon": {"periods": 2}, "inflow": PERMITS, "goals": LATE}
    here = solve(country(towns, [AZC], model, dwellings=1000))
    assert here.at("coupled_so_far", "VR01", 2) == pytest.approx(26)
    assert here.at("coupled_so_far", "VR02", 2) == pytest.approx(0, abs=1e-6)
    # GM0001's task is 1000 x 1/1000 = 1 a half-year, so 1 dwelling by the end of it: 26 - 14 - 1.
    assert here.goal("late_housing") == pytest.approx(11)
    there = solve(country(towns, [site("S1", "GM0002", "azc", 500)], model, dwellings=1000))
    assert there.goal("late_housing") == pytest.approx(0, abs=1e-4)


def test_within_a_region_couplings_go_where_dwellings_are() -> None:
    # 13 persons, and all dwellings in GM0002 of the same region: coupled there.
    towns = [town("GM0001", 1), town("GM0002", 999)]
    model = {"horizon": {"periods": 3}, "inflow": PERMITS, "goals": goals("late_housing", "no_place")}
    plan = solve(country(towns, [AZC], model, dwellings=1000))
    assert plan.goal("late_housing") == pytest.approx(0, abs=1e-4)


def test_who_waits_needs_a_place_in_the_region() -> None:
    # 20 wait in VR01, where no site is; the 500 places of VR02 are no use to them.
    towns = [town("GM0001", 50, waiting=20), town("GM0002", 50, region="VR02")]
    plan = solve(country(towns, [site("S1", "GM0002", "azc", 500)]))
    assert plan.at("unplaced_permit", "VR01", 1) == pytest.approx(20)
    assert plan.goal("no_place") == pytest.approx(20)
    assert solve(country(towns), without="housing").goal("no_place") == 0


def test_who_waits_takes_the_place_of_another() -> None:
    # One azc of 100 places: 91 persons, of whom 41 wait. 65 in the procedure: 15 have no place.
    model = {"inflow": arrivals(5, regular=(1.0, 13.0, 0.0)), "goals": goals("no_place")}
    plan = solve(country([town("GM0001", 100, waiting=41)], [site("S1", "GM0001", "azc", 100)], model))
    assert plan.goal("no_place") == pytest.approx(65 + 41 - 91)


def test_a_doorstroomlocatie_takes_people_out_of_reception() -> None:
    # 26 wait, no dwellings in this year, 20 doorstroom places: 6 stay in reception; 25 - 20 are late.
    model = {"goals": goals("no_place", "late_housing")}
    plan = solve(country([town("GM0001", 100, waiting=26, doorstroom=20)], [AZC], model))
    assert plan.total("waiting") == pytest.approx(6)
    assert plan.goal("late_housing") == pytest.approx(5)


def test_who_enters_a_doorstroomlocatie_must_have_a_dwelling_within_a_year() -> None:
    # 20 doorstroom places, 4 dwellings in 2026-I and none before: of what enters in quarter 1, a dwelling must be
    # there in quarter 5, and only 2 are (half of 4). So 2 leave and 24 of 26 go on waiting in quarter 1.
    model = {"horizon": {"periods": 5}, "goals": goals("no_place", "late_housing")}
    homes = {"2026-I": 4}
    plan = solve(country([town("GM0001", 100, waiting=26, doorstroom=20)], [AZC], model, dwellings=homes))
    assert plan.at("waiting", "VR01", 1) == pytest.approx(24)
    # From quarter 2 on the year ends beyond the horizon: 20 places, and in quarter 5 two dwellings besides.
    assert [plan.at("waiting", "VR01", t) for t in (2, 5)] == pytest.approx([6, 4])


def test_who_has_no_place_gets_a_permit_all_the_same() -> None:
    # No site anywhere: 13 persons without a place yield 13 permits, who wait without a place as well.
    model = {"inflow": PERMITS, "goals": goals("no_place")}
    plan = solve(country([town("GM0001", 100)], [], model))
    assert plan.at("coupled_so_far", "VR01", 1) == pytest.approx(13)
    assert plan.goal("no_place") == pytest.approx(13 + 13)


def test_who_has_no_place_may_be_coupled_to_any_region() -> None:
    # All dwellings are in VR02: coupled there, nobody waits.
    towns = [town("GM0001", 1), town("GM0002", 999, region="VR02")]
    plan = solve(country(towns, [], {"inflow": PERMITS, "goals": goals("no_place")}, dwellings=1000))
    assert plan.at("coupled_so_far", "VR02", 1) >= 13 - 1
    assert plan.goal("no_place") == pytest.approx(13)
