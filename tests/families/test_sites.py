"""Family sites: one type and one number of places, between fewest and most, while a site is open."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

TOWN = [town("GM0001", 100)]
REGULAR = arrivals(14, regular=(1.0, 13.0, 0.0))  # 14 a week x 13 weeks = 182 persons in the procedure
CHEAP = {"goals": goals("no_place", "cost")}


def test_untouched_a_site_opens_no_more_places_than_needed() -> None:
    # 91 persons at 91 % occupancy need 100 places; 300 could open.
    model = {**CHEAP, "inflow": arrivals(7, regular=(1.0, 13.0, 0.0))}
    plan = solve(country(TOWN, [site("S1", "GM0001", "azc", 300, cost_per_place_day_eur=10.0)], model))
    assert plan.at("places", "S1", "azc", 1) == pytest.approx(100)
    assert plan.goal("no_place") == 0


def test_binding_the_most_places() -> None:
    # 182 persons, room for 0.91 x 100 = 91 of them.
    plan = solve(country(TOWN, [site("S1", "GM0001", "azc", 100)], {"inflow": REGULAR}))
    assert plan.goal("no_place") == pytest.approx(91)


def test_without_the_family_places_cost_nothing() -> None:
    case = country(TOWN, [site("S1", "GM0001", "azc", 100)], {"inflow": REGULAR})
    assert solve(case, without="sites").goal("no_place") == 0


def test_binding_the_fewest_places() -> None:
    # Nobody needs a place, but what stands stays open with 20: 20 x 91 days x EUR 10.
    places = site("S1", "GM0001", "azc", (20, 60), cost_per_place_day_eur=10.0)
    plan = solve(country(TOWN, [places], CHEAP))
    assert plan.goal("cost") == pytest.approx(20 * 91 * 10 / 1e6)
    free = solve(country(TOWN, [places], {**CHEAP, "families": {"existing_sites": {"enabled": False}}}))
    assert free.goal("cost") == 0


@pytest.mark.parametrize(("registration_weeks", "without"), [(26.0, 91.0), (0.5, 3.5)])
def test_a_site_has_one_type(registration_weeks: float, without: float) -> None:
    # 91 regular persons and the newcomers (182 or 3.5) can't share one site. Where newcomers are many it
    # is a registration site and the others have no place; where they are few it is an azc.
    inflow = arrivals(7, registration_weeks, regular=(1.0, 13.0, 0.0))
    case = country(TOWN, [site("S1", "GM0001", "registration;azc", 400)], {"inflow": inflow})
    assert solve(case).goal("no_place") == pytest.approx(without)
    assert solve(case, without="sites").goal("no_place") == 0


OPENS: list[tuple[Row, list[int]]] = [
    ({}, [0, 0, 0, 0]),
    ({"existing": False}, [0, 0, 0, 0]),  # ready long before
    ({"existing": False, "available_from": "2025-04-01"}, [1, 0, 0, 0]),
    ({"existing": False, "available_from": "2025-04-02"}, [1, 1, 0, 0]),  # only at the start of a quarter
    ({"existing": False, "lead_time_weeks": 15}, [1, 1, 0, 0]),  # 20 December + 105 days = 4 April
    ({"closes": "2025-10-01"}, [0, 0, 0, 1]),  # the whole third quarter, not the fourth
    ({"closes": "2025-09-30"}, [0, 0, 1, 1]),
    ({"existing": False, "available_from": "2025-05-01", "closes": "2025-08-01"}, [1, 1, 1, 1]),
]


@pytest.mark.parametrize(("differs", "closed"), OPENS)
def test_places_stand_between_opening_and_closing(differs: Row, closed: list[int]) -> None:
    inflow = arrivals(7, regular=(1.0, 13.0, 0.0))
    model = {"horizon": {"periods": 4}, "inflow": inflow, "goals": goals("no_place")}
    plan = solve(country(TOWN, [site("S1", "GM0001", "azc", 100, **differs)], model))
    without = [plan.at("unplaced", "regular", t) for t in (1, 2, 3, 4)]
    assert without == pytest.approx([91.0 * gone for gone in closed], abs=1e-6)


def test_one_number_of_places_over_time() -> None:
    # 91 persons in the first quarter and nobody after: the 100 places stay, and cost, for both quarters.
    model = {
        **CHEAP,
        "horizon": {"periods": 2},
        "inflow": arrivals([7, 0], regular=(1.0, 13.0, 0.0)),
    }
    places = site("S1", "GM0001", "azc", 300, cost_per_place_day_eur=10.0)
    assert solve(country(TOWN, [places], model)).goal("cost") == pytest.approx(2 * 100 * 91 * 10 / 1e6)
