"""Published and counted-out warehouse location problems, solved with the families and goals as they are."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from bench import Published, published
from builders import solve
from scipy.optimize import linprog
from warehouses import ORDER, Instance, answer, as_country, least_moves, read

from spreiding.solve.outcome import Status

CENT = 0.01


def _check(instance: Instance, undivided: bool, optimum: float, exact: float) -> None:
    plan = solve(as_country(instance, undivided))
    assert plan.status is Status.OPTIMAL
    # Everyone has a place, none is short, nobody is in overflow and no place is too many.
    least = [0.0, 0.0, least_moves(instance, undivided)]
    assert [plan.goal(name) for name in ORDER[:3]] == pytest.approx(least, rel=1e-5, abs=1e-6)
    opened, served = answer(instance, plan, undivided)
    assert instance.cost(opened, served) == pytest.approx(optimum, rel=1e-9, abs=exact)
    if undivided:
        assert set(np.unique(served / np.maximum(instance.demand, 1))) <= {0.0, 1.0}


@pytest.mark.proof
@pytest.mark.parametrize("case", published(undivided=False))
def test_divided_demand(case: Published) -> None:
    _check(read(case.path), case.undivided, case.optimum, case.exact)


@pytest.mark.proof
@pytest.mark.parametrize("case", published(undivided=True))
def test_one_warehouse_per_customer(case: Published) -> None:
    _check(read(case.path), case.undivided, case.optimum, case.exact)


def _small(seed: int) -> Instance:
    """Two or three warehouses and customers; together the warehouses hold everything, one alone may not."""
    rng = np.random.default_rng(seed)
    m, n = (int(rng.integers(2, 4)) for _ in range(2))
    demand = rng.integers(1, 30, n)
    capacity = np.maximum(rng.integers(0, 40, m), -(-int(demand.sum()) // m) + rng.integers(0, 2, m))
    opening = rng.integers(0, 300, m).astype(float)
    return Instance(capacity, opening, demand, rng.integers(0, 8000, (m, n)) / 4)


def _written(instance: Instance, path: Path) -> Path:
    """The published form: line breaks anywhere, decimals or not."""
    m, n = instance.price.shape
    parts = [[m, n], instance.capacity, [f"{cost:.3f}" for cost in instance.opening], instance.demand]
    parts += [instance.price[:, j] for j in range(n)]
    path.write_text(" \n".join(" ".join(str(number) for number in part) + "\n" for part in parts), encoding="ascii")
    return path


def _least(instance: Instance, undivided: bool) -> float | None:
    """The optimum over every set of open warehouses: by counting out, or as a transport problem."""
    costs = [
        _served(instance, np.array(opened), undivided) for opened in product((0, 1), repeat=len(instance.capacity))
    ]
    return min((cost for cost in costs if cost is not None), default=None)


def _served(instance: Instance, opened: np.ndarray, undivided: bool) -> float | None:
    (m, n), fixed = instance.price.shape, float(instance.opening @ opened)
    room = instance.capacity * opened
    if undivided:
        found = []
        for choice in product(range(m), repeat=n):
            load = np.bincount(choice, weights=instance.demand, minlength=m)
            if (load <= room).all():
                found.append(fixed + sum(instance.price[i, j] for j, i in enumerate(choice)))
        return min(found, default=None)
    answer = linprog(
        instance.price.ravel(),
        A_ub=np.kron(np.eye(m), instance.demand),
        b_ub=room,
        A_eq=np.kron(np.ones(m), np.eye(n)),
        b_eq=np.ones(n),
    )
    return fixed + float(answer.fun) if answer.success else None


@pytest.mark.parametrize("undivided", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_small_ones_counted_out(seed: int, undivided: bool, tmp_path: Path) -> None:
    instance = read(_written(_small(seed), tmp_path / "small"))
    best = _least(instance, undivided)
    if best is None:
        # No way to give every customer one warehouse with room: it takes places too many, or overflow.
        plan = solve(as_country(instance, undivided))
        assert plan.goal("moves_distance") > least_moves(instance, undivided) + 0.5 / 100
    else:
        _check(instance, undivided, best, CENT)


def test_half_units_are_places_of_a_half(tmp_path: Path) -> None:
    # 2.5 is 25 places of a tenth, beside which 40 is 400; the price is of all of a demand, so the optimum stays.
    whole = _small(0)
    tenths = replace(whole, demand=whole.demand / 10, capacity=whole.capacity / 10)
    halves = read(_written(tenths, tmp_path / "tenths"))
    assert (halves.demand == whole.demand).all()
    assert (halves.capacity == whole.capacity).all()
    _check(halves, False, _least(whole, False) or 0.0, CENT)


def test_a_customer_without_demand_takes_nothing() -> None:
    instance = _small(1)
    none = replace(instance, demand=np.append(instance.demand, 0), price=np.pad(instance.price, ((0, 0), (0, 1))))
    _check(none, False, _least(instance, False) or 0.0, CENT)


@pytest.mark.parametrize("family", ["municipal_task", "sites", "durable_places", "delivery", "tracks", "housing"])
def test_every_family_has_its_part(family: str) -> None:
    # By hand: the second warehouse alone, 60 + 20 + 400 = 480; the first is 560, and both are 520. Without any one
    # family there is a cheaper plan (two warehouses that serve the first customer only, or none), so it is their rows
    # that make the problem.
    instance = Instance(
        np.array([20, 20]), np.array([50.0, 60.0]), np.array([10, 10]), np.array([[10, 500], [20, 400]])
    )
    case = as_country(instance)
    _check(instance, False, 480.0, CENT)
    assert solve(case, without=family).goal("cost") < 0.99 * solve(case).goal("cost")
