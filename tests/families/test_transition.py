"""Family transition: what stands in a municipality moves from today's allocation by no more than is allowed."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

from spreiding.prepare.case import Case
from spreiding.result import Watch
from spreiding.solve.outcome import Status
from spreiding.solve_case import solve_case

TOWN = [town("GM0001", 100)]
# 26 a week for 13 weeks: 338 persons, for whom 338 places are wanted when every place may be used.
INFLOW = arrivals(26, 1e-9, regular=(1.0, 13.0, 0.0))
NEW = site("S2", "GM0001", "azc", 300, existing=False)


def _case(*sites: Row, **transition: object) -> Case:
    model: Row = {"inflow": INFLOW, "goals": goals("no_place"), "families": {"transition": transition}}
    return country(TOWN, sites, model, law={"occupancy_norm_percent": 100})


def _placed(*sites: Row, **transition: object) -> float:
    plan = solve(_case(*sites, **transition))
    assert plan.status is Status.OPTIMAL
    return plan.total("persons")


STANDS = site("S1", "GM0001", "azc", (50, 100))


def test_switched_off_anything_may_change() -> None:
    assert _placed(STANDS, NEW, enabled=False, max_change_places=10) == pytest.approx(338)


def test_untouched_a_wide_cap() -> None:
    assert _placed(STANDS, NEW, enabled=True, max_change_places=300) == pytest.approx(338)


def test_binding_in_places_as_a_part_and_both() -> None:
    # 100 stand today.
    assert _placed(STANDS, NEW, enabled=True, max_change_places=40) == pytest.approx(140)
    assert _placed(STANDS, NEW, enabled=True, max_change_ratio=0.29) == pytest.approx(129)
    assert _placed(STANDS, NEW, enabled=True, max_change_places=40, max_change_ratio=0.29) == pytest.approx(129)


def test_a_part_of_nothing_says_nothing() -> None:
    assert _placed(NEW, enabled=True, max_change_ratio=0.1) == pytest.approx(300)
    assert _placed(NEW, enabled=True, max_change_places=10) == pytest.approx(10)


def test_binding_downwards() -> None:
    # Nobody needs a place and each costs money: without a cap the least of the site stands.
    model: Row = {"goals": goals("no_place", "cost"), "families": {"transition": {"enabled": True}}}
    costly = {**STANDS, "cost_per_place_day_eur": 10.0}
    for cap, stays in ((20, 80), (60, 50)):
        model["families"]["transition"]["max_change_places"] = cap
        assert solve(country(TOWN, [costly], model)).total("open_places") == pytest.approx(stays)


def test_what_closes_anyway_is_no_choice_and_never_infeasible() -> None:
    # The site closes before the end: 100 less is allowed with a cap of 10, and so are up to 110 elsewhere.
    closing = site("S1", "GM0001", "azc", (50, 100), closes="2025-04-01")
    case = country(
        TOWN,
        [closing, {**NEW, "places_max": 50}],
        {
            "inflow": INFLOW,
            "horizon": {"periods": 2},
            "goals": goals("no_place"),
            "families": {"transition": {"enabled": True, "max_change_places": 10}},
        },
        law={"occupancy_norm_percent": 100},
    )
    assert case.today.loc["GM0001"].to_list() == [100, 100]
    plan = solve(case)
    assert plan.status is Status.OPTIMAL
    assert plan.at("open_places", "VR01", "azc", 2) == pytest.approx(50)


def test_what_is_set_aside_stands_today_and_is_gone_at_the_end() -> None:
    case = _case(STANDS, site("S3", "GM0001", "azc", 70, restriction="gezinnen"), enabled=True, max_change_places=0)
    assert case.today.loc["GM0001"].to_list() == [170, 70]
    assert solve(case).total("open_places") == pytest.approx(100)


def test_rounding_up_never_passes_the_cap() -> None:
    # Three sites of a third each of what is allowed: without whole places they would be rounded up to 102.
    sites = [site(f"S{n}", "GM0001", "azc", 40, existing=False) for n in range(3)]
    inflow = arrivals(100 / 13, 1e-9, regular=(1.0, 13.0, 0.0))
    model: Row = {
        "inflow": inflow,
        "goals": goals("no_place", "moves_distance"),
        "families": {"transition": {"enabled": True, "max_change_places": 100}},
    }
    solved = solve_case(country(TOWN, sites, model), Watch())
    assert sum(solved.settled["places"].values()) <= 100


def test_violated_without_the_family() -> None:
    case = _case(STANDS, NEW, enabled=True, max_change_places=40)
    assert solve(case, without="transition").total("persons") == pytest.approx(338)


def test_a_soft_cap_gives_way_at_its_price() -> None:
    # 338 persons would have a place if nothing were capped (the test above); the cap of 40 places gives way to them.
    def without_place(strength: str) -> tuple[float, float]:
        families = {"transition": {"enabled": True, "max_change_places": 40, "strength": strength}}
        inflow = arrivals(21, 1e-9, regular=(1.0, 13.0, 0.0))
        order = goals("no_place", "soft_norms")
        plan = solve(country(TOWN, [STANDS, NEW], {"inflow": inflow, "goals": order, "families": families}))
        return plan.goal("no_place"), plan.goal("soft_norms")

    hard, soft = without_place("hard"), without_place("soft")
    assert soft[0] < hard[0]
    assert hard[1] == 0
    # Each person more needs 1 / 0.91 place beyond the cap.
    assert soft[1] == pytest.approx((hard[0] - soft[0]) / 0.91, rel=1e-6)
