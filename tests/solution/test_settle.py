"""A settled point is whole, stays as it is, and is held against every row and every bound before anybody sees it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyomo.environ as pyo
import pytest
from builders import arrivals, country, goals, site, town
from oracle.rich_countries import draw_long, draw_rich

from spreiding import paths, solution, solve
from spreiding.formulation.compile import compile_model
from spreiding.inputs import Request, read_inputs
from spreiding.prepare.case import prepare
from spreiding.result import Watch
from spreiding.solution.point import Point
from spreiding.solution.settle import _check, settle
from spreiding.solve.errors import SettleError
from spreiding.solve.matrix import Column, Matrix
from spreiding.solve.outcome import Status
from spreiding.solve_case import solve_case
from spreiding.solved import Solved

# No number may move further than this when it is settled again: a millionth of the last written decimal.
STILL = 1e-9


def _program() -> Matrix:
    """Two places between 0 and 2, of which 3 in all are asked."""
    m = pyo.ConcreteModel()
    m.places = pyo.Var(["S1", "S2"], bounds=(0, 2))
    m.enough = pyo.Constraint(expr=m.places["S1"] + m.places["S2"] >= 3)
    m.goal = pyo.Objective(expr=m.places["S1"] + m.places["S2"])
    return compile_model(m)


def test_a_point_that_keeps_to_everything_passes() -> None:
    _check(_program(), np.array([2.0, 1.0]))


@pytest.mark.parametrize(
    ("point", "what"),
    [
        ([1.0, 1.0], "row enough is violated by 1"),
        ([1.0, 2.5], "places.S2. is 0.5 outside"),
        ([-3.0, 6.0], "is 4 outside"),
    ],
)
def test_what_breaks_a_row_or_a_bound_is_refused(point: list[float], what: str) -> None:
    with pytest.raises(SettleError, match=what):
        _check(_program(), np.array(point))


def _again(solved: Solved) -> dict[Column, float]:
    """Every number that moves when a settled point is settled once more, and how far."""
    once = solved.settled
    twice = settle(solved.matrix, once.vector(solved.matrix), solved.case, solved.sets)
    return {
        Column(name, index): twice[name][index] - value
        for name, values in once.values.items()
        for index, value in values.items()
        if abs(twice[name][index] - value) > STILL
    }


@pytest.mark.parametrize("seed", [*range(30), *range(300, 304)])
def test_what_is_settled_stays_as_it_is_in_a_small_country(seed: int) -> None:
    solved = solve_case((draw_rich if seed < 300 else draw_long)(seed).case(), Watch())
    if not solved.values:
        assert solved.status is Status.INFEASIBLE
        return
    assert _again(solved) == {}


@pytest.mark.parametrize("model", ["raming-2024.yaml", "raming-2026.yaml"])
def test_what_is_settled_stays_as_it_is_in_a_province(model: str) -> None:
    inputs = read_inputs(Request(paths.MODELS / model, Path("unwritten"), ("PV29",)))
    solved = solve_case(prepare(inputs.instance), Watch())
    assert solved.status is Status.OPTIMAL
    assert _again(solved) == {}


def test_places_and_numbers_are_whole_and_what_follows_fits_them() -> None:
    # 13 persons at an occupancy of 90 % are 14.4 places: rounded up to 15, of which the cost is no more than a place.
    case = country(
        [town("GM0001", 30)],
        [site("S1", "GM0001", "azc", (5, 40), existing=False, cost_per_place_day_eur=50.0)],
        {"inflow": arrivals(1, 1e-9, regular=(1.0, 13.0, 0.0)), "goals": goals("no_place", "cost")},
        law={"occupancy_norm_percent": 90},
    )
    solved = solve_case(case, Watch())
    before, after = Point.of(solved.matrix, solved.points[-1]), solved.settled
    assert sum(before["places"].values()) == pytest.approx(13 / 0.9)
    assert sum(after["places"].values()) == 15
    assert sum(after["open_places"].values()) == 15
    assert sum(after["persons"].values()) == pytest.approx(13)


def test_a_shortfall_that_no_row_asks_for_is_told_all_the_same() -> None:
    # Delivery is off: the shortfall has no column, no goal counts it, and yet 30 places have no site.
    off = {"families": {"delivery": {"enabled": False}}, "goals": goals("no_place", "unevenness_total")}
    solved = solve_case(country([town("GM0001", 30)], [], off), Watch())
    assert Column("shortfall_regular", "GM0001") in solved.matrix.others
    assert solved.settled["shortfall_regular"]["GM0001"] == 30


HEAVY = ("pyomo", "pandera", "scipy.optimize", "scipy.special", "scipy.linalg")
LIGHT = (
    "solution.settle", "solution.plan_tables", "solve.lexicographic", "solve.weighted", "solve.selftest", "replan",
    "payoff", "goal_record", "solved", "write.run", "audit.run",
)  # fmt: skip


def test_what_solves_a_matrix_and_writes_the_plan_imports_nothing_slow_that_it_may_not_need() -> None:
    # Pyomo takes half a second to import, the others a tenth each; only who builds, reads or estimates needs them.
    names = ", ".join(f"spreiding.{name}" for name in LIGHT)
    program = f"import sys, {names}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_module_that_solves_or_settles_imports_without_pyomo() -> None:
    rooms = [Path(solution.__path__[0]), Path(solve.__path__[0])]
    names = [f"spreiding.{room.name}.{path.stem}" for room in rooms for path in sorted(room.glob("[a-z]*.py"))]
    assert len(names) > 20
    program = f"import sys, {', '.join(names)}; sys.exit('pyomo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
