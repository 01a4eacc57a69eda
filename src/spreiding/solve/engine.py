"""One HiGHS object that keeps the matrix while goals and limits change in place."""

from dataclasses import dataclass, replace
from time import monotonic

import highspy
import numpy as np
import numpy.typing as npt

from spreiding.solve.errors import SolverError
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.reduced_costs import Relaxation, tighten
from spreiding.solve.stoppable import run_stoppable

Mask = npt.NDArray[np.bool_]
# Tighter than the default: HiGHS can find its own optimum a millionth infeasible and end in an error.
FEASIBILITY = 1e-7
# A relaxation that misses a row or a reduced cost by more is no bound of anything.
MOST_INFEASIBLE = 1e-6
# Room beside a value that is kept or asked again, as a part of it: the solver's tolerances are absolute.
ROOM = 1e-6
# Searches for smaller models inside the model. Near a known plan they are made once, by ``near``.
_OWN_NEIGHBOURHOODS = ("mip_heuristic_run_rins", "mip_heuristic_run_rens")


@dataclass(frozen=True)
class Settings:
    """Threads and random seed, for the whole process.

    ``nodes``: most nodes that one search looks at, the same on every machine; ``None``: no such limit.
    """

    threads: int
    seed: int
    nodes: int | None = None


@dataclass(frozen=True)
class Answer:
    """What HiGHS says of one goal: ``x`` is ``None`` without a solution; ``done`` when within the gap asked."""

    x: Vector | None
    bound: float
    done: bool
    infeasible: bool


class Engine:
    """HiGHS with a loaded matrix; every return code is checked."""

    def __init__(self, matrix: Matrix, settings: Settings) -> None:
        """Load the matrix once."""
        self._matrix = matrix
        self._lower, self._upper = matrix.lower, matrix.upper
        self._highs = highspy.Highs()
        highspy.Highs.resetGlobalScheduler(True)
        self._option("output_flag", False)
        self._option("threads", settings.threads)
        self._option("random_seed", settings.seed)
        if settings.nodes is not None:
            self._option("mip_max_nodes", settings.nodes)
        self._option("mip_feasibility_tolerance", FEASIBILITY)
        # It costs a province two thirds of its seconds and finds nothing that the other heuristics do not
        # (docs/performance.md).
        self._option("mip_heuristic_run_root_reduced_cost", False)
        checked(self._highs.passModel(lp_of(matrix)), "passModel")

    def minimise(
        self, goal: int, start: Vector | None, gap: float, seconds: float | None, *, searched: bool = False
    ) -> Answer:
        """Minimise one goal under everything kept so far.

        ``searched``: around ``start`` was searched already, so HiGHS need not do it once more.

        ``start`` is a point that keeps to everything: it is the answer when HiGHS finds none better. HiGHS is told its
        value alone, as a row that leaves out what is worse: with the point as a start even the trusted version calls
        some starts optimal that are not (``tests/solve/test_highs_start.py``). That there is no plan is believed only
        when HiGHS says so without its presolve too: with it, 1.15.1 finds none in some models that hold one
        (``tests/solve/test_highs_presolve.py``).
        """
        end = None if seconds is None else monotonic() + seconds
        self._aim(goal)
        self._option("mip_rel_gap", gap)
        if start is None:
            return self._believed(end)
        self._neighbourhoods(not searched)
        self._ceil(goal, self._matrix.value(goal, start))
        answer = self._run(_left(end))
        self._unceil()
        if answer.infeasible:  # a ceiling at the least there is may lie within a tolerance of nothing
            self._aim(goal)
            answer = self._believed(end)
        self._neighbourhoods(True)
        return _better(answer, start, goal, self._matrix)

    def _believed(self, end: float | None) -> Answer:
        """The answer; that there is none only when HiGHS says so twice."""
        answer = self._run(_left(end))
        if answer.infeasible:
            checked(self._highs.clearSolver(), "clearSolver")
            self._option("presolve", "off")
            answer = self._run(_left(end))
            self._option("presolve", "choose")
        return answer

    def near(self, goal: int, x: Vector, kept: Mask, gap: float, seconds: float | None) -> Vector | None:
        """Minimise one goal with the columns ``kept`` (a mask) at their values in a plan; ``None`` without a point."""
        self._aim(goal)
        self._option("mip_rel_gap", gap)
        columns = np.flatnonzero(kept).astype(np.int32)
        values = np.round(x[columns])
        self._neighbourhoods(False)
        checked(self._highs.changeColsBounds(len(columns), columns, values, values), "changeColsBounds")
        answer = self._run(seconds)
        lower, upper = self._lower[columns], self._upper[columns]
        checked(self._highs.changeColsBounds(len(columns), columns, lower, upper), "changeColsBounds")
        self._neighbourhoods(True)
        return answer.x

    def _neighbourhoods(self, on: bool) -> None:
        for name in _OWN_NEIGHBOURHOODS:
            self._option(name, on)

    def _ceil(self, goal: int, value: float) -> None:
        """Leave out, until ``_unceil``, all that is worse than a plan that is there."""
        self._row(goal, value + ROOM * max(1.0, abs(value)))

    def _unceil(self) -> None:
        last = np.array([self._highs.getNumRow() - 1], dtype=np.int32)
        checked(self._highs.deleteRows(1, last), "deleteRows")

    def _run(self, seconds: float | None) -> Answer:
        self._option("time_limit", highspy.kHighsInf if seconds is None else seconds)
        checked(run_stoppable(self._highs), "run")
        return self._answer()

    def relaxed(self, goal: int, seconds: float | None) -> Relaxation | None:
        """Optimum of a goal's linear relaxation under everything kept so far; ``None`` without one in time."""
        self._aim(goal)
        # Of a linear program HiGHS counts the time since the object was made, of a program with whole numbers its own.
        until = highspy.kHighsInf if seconds is None else self._highs.getRunTime() + seconds
        self._option("time_limit", until)
        self._option("solve_relaxation", True)
        checked(run_stoppable(self._highs), "run")
        self._option("solve_relaxation", False)
        info = self._highs.getInfo()
        apart = max(info.max_primal_infeasibility, info.max_dual_infeasibility)
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal or apart > MOST_INFEASIBLE:
            return None
        point, value = self._highs.getSolution(), info.objective_function_value
        return Relaxation(float(value), np.array(point.col_value), np.array(point.col_dual))

    def _aim(self, goal: int) -> None:
        """Exchange the costs for those of a goal, and forget the last solve."""
        costs = self._matrix.costs[goal]
        columns = np.arange(len(costs), dtype=np.int32)
        checked(self._highs.changeColsCost(len(columns), columns, costs), "changeColsCost")
        checked(self._highs.changeObjectiveOffset(float(self._matrix.offsets[goal])), "changeObjectiveOffset")
        checked(self._highs.clearSolver(), "clearSolver")

    def keep(self, goal: int, limit: float, seconds: float | None = None) -> None:
        """Add the row that keeps a goal at or under a limit in later steps, with the bounds that follow from it.

        ``seconds``: how long the relaxation behind those bounds may take; without an optimum there are none.
        """
        self._tighten(goal, limit, seconds)
        self._row(goal, limit)

    def _row(self, goal: int, limit: float) -> None:
        cost = self._matrix.costs[goal]
        used = np.flatnonzero(cost).astype(np.int32)
        upper = limit - float(self._matrix.offsets[goal])
        checked(self._highs.addRow(-highspy.kHighsInf, upper, len(used), used, cost[used]), "addRow")

    def _tighten(self, goal: int, limit: float, seconds: float | None) -> None:
        integer = self._matrix.integer
        relaxed = self.relaxed(goal, seconds) if integer.any() and np.isfinite(limit) else None
        if relaxed is not None:
            self._bound(*tighten(relaxed, limit, self._lower, self._upper, integer))

    def _bound(self, lower: Vector, upper: Vector) -> None:
        other = np.flatnonzero((lower != self._lower) | (upper != self._upper)).astype(np.int32)
        if other.size:
            checked(self._highs.changeColsBounds(len(other), other, lower[other], upper[other]), "changeColsBounds")
        self._lower, self._upper = lower, upper

    def release(self) -> None:
        """Take away every row that ``keep`` added, and the bounds that followed from it."""
        self._bound(self._matrix.lower, self._matrix.upper)
        rows = np.arange(self._matrix.A.shape[0], self._highs.getNumRow(), dtype=np.int32)
        if rows.size:
            checked(self._highs.deleteRows(len(rows), rows), "deleteRows")

    def write(self, path: str) -> None:
        """Write the model as it stands (with goal and limits) for another solver to read."""
        checked(self._highs.writeModel(path), "writeModel")

    def _answer(self) -> Answer:
        status = self._highs.getModelStatus()
        known = highspy.HighsModelStatus
        if status in (known.kInfeasible, known.kUnboundedOrInfeasible):
            return Answer(None, float("inf"), done=True, infeasible=True)
        if status not in (known.kOptimal, known.kTimeLimit, known.kSolutionLimit):
            raise SolverError(f"HiGHS ended with {self._highs.modelStatusToString(status)}")
        info = self._highs.getInfo()
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        x = np.array(self._highs.getSolution().col_value) if feasible else None
        proved = status == known.kOptimal
        whole = bool(self._matrix.integer.any())
        bound = info.mip_dual_bound if whole else info.objective_function_value if proved else -highspy.kHighsInf
        return Answer(x, float(bound), done=proved, infeasible=False)

    def _option(self, name: str, value: bool | int | float | str) -> None:
        checked(self._highs.setOptionValue(name, value), f"option {name}")


def _left(end: float | None) -> float | None:
    return None if end is None else max(end - monotonic(), 0.0)


def _better(answer: Answer, start: Vector | None, goal: int, matrix: Matrix) -> Answer:
    """The answer with the better of HiGHS' point and the start."""
    if start is None or answer.infeasible:
        return answer
    if answer.x is not None and matrix.value(goal, answer.x) <= matrix.value(goal, start):
        return answer
    return replace(answer, x=start)


def lp_of(matrix: Matrix) -> highspy.HighsLp:
    """The matrix as HiGHS takes it, with costs of nothing."""
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.A.shape
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = matrix.lower, matrix.upper
    lp.row_lower_, lp.row_upper_ = matrix.row_lower, matrix.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = matrix.A.indptr
    lp.a_matrix_.index_ = matrix.A.indices
    lp.a_matrix_.value_ = matrix.A.data
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in matrix.integer]
    return lp


def checked(status: highspy.HighsStatus, call: str) -> None:
    """Raise ``SolverError`` when HiGHS refused a call."""
    if status == highspy.HighsStatus.kError:
        raise SolverError(f"HiGHS refused {call}")
