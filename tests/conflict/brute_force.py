"""What can be kept together, by switching rows off and solving: no slack, no proof, none of the code under test."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
from scipy.sparse import csc_array, lil_array

from spreiding.conflict.names import component_and_index
from spreiding.conflict.rules import ARGUABLE
from spreiding.prepare.case import Case
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.matrix import Matrix

ENORMOUS = 10_000.0
SIZES = ("counted_ordinary_most", "counted_special_most")


def can_be(matrix: Matrix, kept: Collection[str], case: Case, wider: Mapping[str, float] | None = None) -> bool:
    """Whether a plan keeps these rows, by name, with all that nobody can argue with; ``wider``: by how much less."""
    asked = _switched(matrix, set(kept), set(case.instance.model.wishes.exclude), wider or {})
    blank = replace(asked, costs=np.zeros((1, len(asked.columns))), offsets=np.zeros(1))
    answer = Engine(blank, Settings(1, 0)).minimise(0, None, 0.0, None)
    assert answer.done
    return answer.x is not None


def arguable(matrix: Matrix, case: Case) -> set[str]:
    """Names of all that can be argued with in a matrix, sites that are taken out included."""
    columns = {name for column in matrix.columns if (name := column.name).startswith("late[")}
    names = {key(row) for row in matrix.row_names if component_and_index(row)[0] in ARGUABLE}
    return names | columns | {f"wishes[exclude.{site}]" for site in case.instance.model.wishes.exclude}


def key(row: str) -> str:
    """A row's name as members are called: rows of the opening choices of one site are one."""
    component, index = component_and_index(row)
    return f"{component}[{','.join(index[:1] if component in ('places_most', 'places_least') else index)}]"


def _switched(matrix: Matrix, kept: set[str], excluded: set[str], wider: Mapping[str, float]) -> Matrix:
    entries = lil_array(matrix.A)
    low, high = matrix.row_lower.copy(), matrix.row_upper.copy()
    for i, row in enumerate(matrix.row_names):
        name, component = key(row), component_and_index(row)[0]
        more = wider.get(name, 0.0) if name in kept else ENORMOUS
        if component == "places_most":
            _enlarge(entries, i, matrix, "start", more)
        elif component in SIZES:
            _enlarge(entries, i, matrix, "counts_", ENORMOUS)
        elif component == "one_type":
            low[i] = -np.inf if more or any(name == f"one_type[{site}]" for site in excluded) else low[i]
        elif component in ARGUABLE:
            low[i], high[i] = low[i] - more, high[i] + more
    lower, upper = _bounds(matrix, kept, excluded, wider)
    return replace(matrix, A=csc_array(entries), row_lower=low, row_upper=high, lower=lower, upper=upper)


def _enlarge(entries: lil_array, i: int, matrix: Matrix, component: str, by: float) -> None:
    for j in entries.rows[i]:
        if matrix.columns[j].component.startswith(component):
            entries[i, j] += np.sign(entries[i, j]) * by


def _bounds(
    matrix: Matrix, kept: set[str], excluded: set[str], wider: Mapping[str, float]
) -> tuple["np.ndarray", "np.ndarray"]:
    upper = matrix.upper.copy()
    for j, column in enumerate(matrix.columns):
        if column.component in ("task_regular", "task_amv", "places", "scaled"):
            upper[j] = np.inf
        elif column.component == "late":
            upper[j] += wider.get(column.name, 0.0) if column.name in kept else ENORMOUS
        elif column.component == "start" and column.index[0] in excluded:
            upper[j] = 0.0 if f"wishes[exclude.{column.index[0]}]" in kept else 1.0
    return matrix.lower, upper
