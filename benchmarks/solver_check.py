"""What a solver says of its own plan is not believed: its point is put back into the model as HiGHS reads it."""

from pathlib import Path

import highspy
import numpy as np
from scipy.sparse import csc_array

from goal_files import highs_of_file
from measured import Row
from solver_runs import Answer, Point
from spreiding.solve.engine import Settings


def relax(path: Path) -> Path:
    """Write the linear relaxation of a model file beside it."""
    solver = highs_of_file(path, 0.0, Settings(1, 0), 1.0)
    columns = np.arange(solver.getNumCol(), dtype=np.int32)
    kinds = np.zeros(len(columns), dtype=np.uint8)  # HighsVarType.kContinuous
    if solver.changeColsIntegrality(len(columns), columns, kinds) == highspy.HighsStatus.kError:
        raise ValueError(f"HiGHS can't relax {path}")
    relaxed = path.with_name(f"{path.stem}-relaxed.mps")
    if solver.writeModel(str(relaxed)) == highspy.HighsStatus.kError:
        raise ValueError(f"HiGHS can't write {relaxed}")
    return relaxed


def checked(answer: Answer, path: Path) -> Row:
    """The answer as a row: ``value`` and ``violation`` worked out from its point and the file."""
    row: Row = {"seconds": answer.seconds, "status": answer.status, "bound": answer.bound}
    if answer.point is None:
        return {**row, "value": None, "violation": None}
    value, violation = _evaluate(answer.point, path)
    return {**row, "value": value, "violation": violation}


def _evaluate(point: Point, path: Path) -> tuple[float, float]:
    lp = highs_of_file(path, 0.0, Settings(1, 0), 1.0).getLp()
    # A solver may leave out a column that stands nowhere, and CBC those at zero.
    x = np.array([point.get(name, 0.0) for name in lp.col_names_])
    matrix = lp.a_matrix_
    a = csc_array((matrix.value_, matrix.index_, matrix.start_), shape=(lp.num_row_, lp.num_col_))
    rows = a @ x
    whole = np.array([kind == highspy.HighsVarType.kInteger for kind in lp.integrality_] or [False] * len(x))
    gaps = [
        np.asarray(lp.row_lower_) - rows,
        rows - np.asarray(lp.row_upper_),
        np.asarray(lp.col_lower_) - x,
        x - np.asarray(lp.col_upper_),
        np.abs(x - np.round(x))[whole],
    ]
    worst = max(float(gap.max(initial=0.0)) for gap in gaps)
    return float(np.asarray(lp.col_cost_) @ x + lp.offset_), worst
