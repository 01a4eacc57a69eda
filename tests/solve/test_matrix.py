"""The compiled matrix says what the Pyomo model says."""

import pickle

import numpy as np
import pyomo.environ as pyo
import pytest
from builders import GOALS, arrivals, country, site, town

from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.prepare.case import Case
from spreiding.solve.matrix import Column, Matrix


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


def _variables(model: pyo.ConcreteModel) -> dict[Column, pyo.Var]:
    return {Column(v.parent_component().name, v.index()): v for v in model.component_data_objects(pyo.Var)}


def _anywhere(model: pyo.ConcreteModel, matrix: Matrix, seed: int) -> np.ndarray:
    """Set every variable to some value, feasible or not."""
    x = np.random.default_rng(seed).uniform(0, 100, len(matrix.columns)).round(2)
    variables = _variables(model)
    for column, value in zip(matrix.columns, x, strict=True):
        variables[column].set_value(float(value), skip_validation=True)
    return x


@pytest.mark.parametrize("seed", range(3))
def test_rows_are_the_constraints(compiled: tuple[pyo.ConcreteModel, Matrix], seed: int) -> None:
    model, matrix = compiled
    x = _anywhere(model, matrix, seed)
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
    x = _anywhere(model, matrix, seed)
    for number, name in enumerate(GOALS):
        assert matrix.value(number, x) == pytest.approx(pyo.value(model.component(f"goal_{name}"))), name


def test_columns_have_the_bounds_and_kinds_of_the_variables(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    model, matrix = compiled
    variables = _variables(model)
    for column, low, high, whole in zip(matrix.columns, matrix.lower, matrix.upper, matrix.integer, strict=True):
        variable = variables[column]
        assert low == (-np.inf if variable.lb is None else variable.lb)
        assert high == (np.inf if variable.ub is None else variable.ub)
        assert whole == (variable.is_integer() or variable.is_binary())


def test_every_variable_that_matters_has_a_column(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    model, matrix = compiled
    having = set(matrix.columns)
    assert [column for column, v in _variables(model).items() if not v.fixed and column not in having] == []


def test_columns_and_others_are_all_variables_by_name_and_index(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    model, matrix = compiled
    labels = [*matrix.columns, *matrix.others]
    assert len(labels) == len(set(labels))
    assert {label: label.name for label in labels} == {label: v.name for label, v in _variables(model).items()}


def test_a_variable_without_a_column_has_the_value_it_is_fixed_at() -> None:
    m = pyo.ConcreteModel()
    m.used, m.unused, m.fixed = pyo.Var(), pyo.Var(initialize=5.0), pyo.Var(["A", "B"])
    m.fixed["A"].fix(3.0)
    m.goal = pyo.Objective(expr=m.used + m.fixed["A"] + m.fixed["B"])
    matrix = compile_model(m)
    assert matrix.others == {Column("unused"): 0.0, Column("fixed", "A"): 3.0}
    assert set(matrix.columns) == {Column("used"), Column("fixed", "B")}
    assert matrix.offsets.tolist() == [3.0]


def test_a_matrix_can_be_kept_in_a_file(compiled: tuple[pyo.ConcreteModel, Matrix]) -> None:
    _, matrix = compiled
    kept = pickle.loads(pickle.dumps(matrix))
    assert (kept.columns, kept.others, kept.row_names) == (matrix.columns, matrix.others, matrix.row_names)
    assert (kept.A != matrix.A).nnz == 0
    assert np.array_equal(kept.upper, matrix.upper)


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
