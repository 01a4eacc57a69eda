"""The limits of goals, and a province with the rest of the country held."""

from dataclasses import replace

import numpy as np
import pytest
from builders import country, goals, site, solve, town
from near_optimal.near_countries import SETTINGS, quiet, small_space

from spreiding.alternative.desk import Desk
from spreiding.errors import InputError
from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.near_optimal.near_optimal import _check_size
from spreiding.near_optimal.ranges import possible, searched
from spreiding.near_optimal.search import alternatives
from spreiding.near_optimal.whole import made_whole, settled
from spreiding.near_optimal.within import excess, space_of
from spreiding.solution.settle import settle


def two_provinces() -> Desk:
    """Each province has 4 and 6 as its shares and places for 8 and 8 (unevenness nil, cost from 10 places each)."""
    towns = [
        town(f"GM{p}{n}", share, province=f"PV0{p}", region=f"VR0{p}") for p in (1, 2) for n, share in ((1, 4), (2, 6))
    ]
    sites = [
        site(f"S{p}{n}", f"GM{p}{n}", "azc", (1, 8), existing=False, cost_per_place_day_eur=1000.0)
        for p in (1, 2)
        for n in (1, 2)
    ]
    model = {"goals": goals("shortfall", "cost")}
    case = country(towns, sites, model, law={"durable_min_regular": 1})
    formulation = build(case)
    matrix = compile_model(formulation.model)
    x = solve(case).point.vector(matrix)
    return Desk(case, formulation.sets, matrix, settle(matrix, x, case, formulation.sets).vector(matrix))


def test_limits_are_the_values_and_the_tolerance_of_them() -> None:
    space = small_space(0.5)
    assert space.limits == pytest.approx(1.5 * space.values)
    # The shortfall is 0, and 0 it stays.
    assert space.limits[0] == space.values[0] == 0


def test_of_a_province_only_its_own_part_of_a_goal_counts() -> None:
    desk = two_provinces()
    whole, part = space_of(desk, ("PV01", "PV02"), 0.1), space_of(desk, ("PV01",), 0.1)
    cost = whole.values[1]
    assert cost == pytest.approx(20 * 91 * 1000 / 1e6)
    assert whole.limits[1] == pytest.approx(1.1 * cost)
    # Half of the cost is held with the other province: a tenth of the rest is a twentieth.
    assert part.values[1] == pytest.approx(cost)
    assert part.limits[1] == pytest.approx(1.05 * cost)


def test_all_outside_a_province_stays() -> None:
    desk = two_provinces()
    space = space_of(desk, ("PV01",), 0.1)
    assert set(space.numbers) == {"GM11", "GM12"}
    assert set(space.sites) == {"S11", "S12"}
    ranges, _ = searched(space, possible(space, SETTINGS, quiet), SETTINGS, quiet)
    # A task of 10 and places for 8 each: from 2 to 8, as no goal counts unevenness here.
    assert {code: (one.least_reached, one.most_reached) for code, one in ranges.items()} == {
        "GM11": (2, 8),
        "GM12": (2, 8),
    }
    assert all(one.is_proved for one in ranges.values())
    plans, _ = alternatives(space, ranges, 2, SETTINGS, quiet)
    assert len(plans) == 2
    at = {column: j for j, column in enumerate(desk.matrix.columns)}
    outside = [j for column, j in at.items() if "GM2" in str(column.index) or "S2" in str(column.index)]
    for one in plans:
        assert np.array_equal(one.plan.point.vector(desk.matrix)[outside], desk.x[outside])


def test_a_province_has_no_more_room_than_the_country_gives_it() -> None:
    desk = two_provinces()
    spaces = [space_of(desk, chosen, 0.1) for chosen in (("PV01",), ("PV01", "PV02"))]
    narrow, wide = (possible(space, SETTINGS, quiet) for space in spaces)
    for code, one in narrow.items():
        assert wide[code].least_possible <= one.least_possible
        assert wide[code].most_possible >= one.most_possible


def test_a_millionth_is_no_excess() -> None:
    space = small_space(0.5)
    assert not excess(space, space.limits * (1 + 5e-7)).any()
    above = space.limits + np.array([0.0, 0.0, 0.01])
    assert excess(space, above) == pytest.approx([0.0, 0.0, 0.01])


def test_a_point_at_the_limit_is_brought_below_it_when_places_are_rounded_up() -> None:
    # S4 with 3.2 places is rounded up to 4, whose cost is above the limit: 3 it must be, and the numbers stay.
    space = small_space(0.5)
    x = space.frozen.start.copy()
    names = {column.name: j for j, column in enumerate(space.frozen.matrix.columns)}
    opened, places = names["start[S4,azc,1]"], names["places[S4,azc,1]"]
    x[opened], x[places] = 1.0, 3.2
    rounded = settled(space, x)
    assert rounded is not None
    tight = np.array([0.0, 6.0, rounded.values[2] - 0.05])
    narrow = replace(space, limits=tight, matrix=space.lowered(space.matrix, space.limits - tight))
    plan, off = made_whole(narrow, narrow.matrix, x, SETTINGS)
    assert plan is not None
    assert off[2] > 0
    assert plan.x[opened] == 1.0
    assert plan.values[2] <= tight[2] + 1e-6
    assert space.counts(plan.x) == space.counts(x)


def test_more_than_can_be_searched_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Twelve whole columns here; a country has thousands.
    space = small_space(0.5)
    _check_size(space, ("PV01",))
    monkeypatch.setattr("spreiding.near_optimal.near_optimal.FEW", 3)
    with pytest.raises(InputError, match="Name one province"):
        _check_size(space, ("PV01",))
