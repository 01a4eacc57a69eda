"""The compiled matrix says what the Pyomo model says."""

import numpy as np
import pyomo.environ as pyo
import pytest
from builders import GOALS, arrivals, country, site, town

from spreiding.formulation.build import build
from spreiding.prepare.case import Case
from spreiding.solve.matrix import Matrix, compile_model


def _rich() -> Case:
    """A case in which every family and every goal has rows."""
    towns = [
        town("GM0001", 120, waiting=20, doorstroom=5),
        town("GM0002", 80, waiting=4, at=(20.0, 0.0)),
        town("GM0003", 130, province="PV02", region="VR02", at=(40.0, 10.0)),
    ]
    sites = [
        site("R1", "GM0001", "registration", (20, 60)),
        site("S1", "GM0001", "azc;accelerated", (40, 90), cost_per_place_day_eur=60.0),
        site("S2", "GM0002", "azc;registration", (30, 70), existing=False, opening_cost_eur=10**6),
        site("S3", "GM0003", "azc", 150, minutes=(99.0, 9.0, 9.0), transport_possible=True),
        site("S4", "GM0003", "amv", (5, 30), existing=False),
    ]
    family = {
        "municipal_task": {"min_ratio": 0.2, "max_ratio": 2.0},
        "mix": {"enabled": True, "band": 0.2},
        "reach": {"limits": {"azc": {"education": 60}}, "transport_cost_per_place_day_eur": 6.0},
    }
    model = {
        "horizon": {"periods": 3},
        "need": {"places": 330, "amv": 30},
        "families": family,
        "inflow": arrivals(
            20, 2.0, dublin=(0.2, 13.0, 0.0), safe_country=(0.1, 13.0, 0.1), low_recognition=(0.2, 26.0, 0.1),
            regular=(0.5, 26.0, 0.7),
        ),
    }  # fmt: skip
    return country(towns, sites, model, dwellings=20)


@pytest.fixture(scope="module")
def compiled() -> tuple[pyo.ConcreteModel, Matrix]:
    model = build(_rich()).model
    return model, compile_model(model)


def _anywhere(matrix: Matrix, seed: int) -> np.ndarray:
    """Set every variable to some value, feasible or not."""
    x = np.random.default_rng(seed).uniform(0, 100, len(matrix.columns)).round(2)
    for variable, value in zip(matrix.columns, x, strict=True):
        variable.set_value(float(value), skip_validation=True)
    return x


@pytest.mark.parametrize("seed", range(3))
def test_rows_are_the_constraints(compiled: tuple[pyo.ConcreteModel, Matrix], seed: int) -> None:
    model, matrix = compiled
    x = _anywhere(matrix, seed)
    rows = matrix.A @ x
    constraints = {row.name: row for row in model.component_data_objects(pyo.Constraint, active=True)}
    assert set(constraints) == set(matrix.row_names)
    for name, value, least, most in zip(matrix.row_names, rows, matrix.row_lower, matrix.row_upper, strict=True):
        row = constraints[name]
        # A constant on the left (a fixed variable) has moved to the right: compare the room on either side.
        body = pyo.value(row.body)
        if row.has_lb():
            assert value - least == pytest.approx(body - pyo.value(row.lower), abs=1e-6), name
        else:
            assert least == -np.inf
        if row.has_ub():
            assert most - value == pytest.approx(pyo.value(row.upper) - body, abs=1e-6), name
        else:
            assert most == np.inf


@pytest.mark.parametrize("seed", range(3))
def test_goals_are_the_objectives_in_order(compiled: tuple[pyo.ConcreteModel, Matrix], seed: int) -> None:
    model, matrix = compiled
    x = _anywhere(matrix, seed)
    for number, name in enumerate(GOALS):
        assert matrix.value(number, x) == pytest.approx(pyo.value(model.component(f"goal_{name}"))), name


def test_columns_have_the_bounds_and_kinds_of_the_variables(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    _, matrix = compiled
    for variable, low, high, whole in zip(matrix.columns, matrix.lower, matrix.upper, matrix.integer, strict=True):
        assert low == (-np.inf if variable.lb is None else variable.lb)
        assert high == (np.inf if variable.ub is None else variable.ub)
        assert whole == (variable.is_integer() or variable.is_binary())


def test_every_variable_that_matters_has_a_column(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    model, matrix = compiled
    having = {id(variable) for variable in matrix.columns}
    missing = [v.name for v in model.component_data_objects(pyo.Var) if not v.fixed and id(v) not in having]
    assert missing == []


def test_every_family_has_rows(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    _, matrix = compiled
    families = {name.split("[")[0] for name in matrix.row_names}
    assert families >= {
        "provincial_regular", "task_floor", "task_ceiling", "one_type", "places_least", "counted_ordinary_limit",
        "counted_ordinary_least", "counted_special_most", "delivered_amv", "placed", "occupied", "overflow_room",
        "mix_most", "mix_least", "transport_organised", "coupled_in_region", "waiting_in_region", "late_housing",
        "worst_above",
    }  # fmt: skip


def test_the_least_a_goal_could_be(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    # Every goal of this model is a sum of things that can't be negative; who waits at the start and finds no dwelling
    # is late whatever is decided.
    model, matrix = compiled
    stuck = sum(late.lb for late in model.late.values())
    assert stuck > 0
    expected = [stuck if goal == "late_housing" else 0.0 for goal in GOALS]
    assert [matrix.floor(number) for number in range(len(GOALS))] == pytest.approx(expected)
