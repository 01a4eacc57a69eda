"""An elastic copy of a matrix: every row that can be argued with may be missed, by a slack that is counted.

Source: Chinneck and Dravnieks (1991), Locating minimal infeasible constraint sets in linear programs; Chinneck (2008),
Feasibility and infeasibility in optimization.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, hstack, vstack

from spreiding.conflict.names import component_and_index
from spreiding.conflict.rules import LATE
from spreiding.conflict.vocabulary import WISHES, Term, Vocabulary
from spreiding.prepare.wishes import EXCLUDE
from spreiding.solve.matrix import Column, Matrix

# Bounds that only repeat a row, and would hold it when that row gives way.
_REPEATED = frozenset({"task_regular", "task_amv", "places", "scaled"})
# Rows that say a site's places again, as what counts at most: only whether they count is meant.
_SIZED = frozenset({"counted_ordinary_most", "counted_special_most"})
# Rows that say how many places are asked for at a site or in a municipality, and what there is in all.
_NUMBERS = frozenset({"wishes", "provincial_regular", "provincial_amv", "regional_least", "stock_stays"})
# Of no site or number is less than this enough to argue about.
ENOUGH = 1000.0
_PER_SITE = frozenset({"places_most", "places_least"})


@dataclass(frozen=True)
class Slack:
    """One column of giving way: of which term, and whether its limit goes up (``more``) or down."""

    term: str
    more: bool


@dataclass(frozen=True)
class Elastic:
    """``matrix`` with one column per slack after those of the model; nothing is a goal in it yet.

    ``terms``: what can give way, by name, in the order of the rows.
    """

    matrix: Matrix
    slacks: tuple[Slack, ...]
    terms: Mapping[str, Term]

    @property
    def first(self) -> int:
        """The column of the first slack."""
        return len(self.matrix.columns) - len(self.slacks)


@dataclass(frozen=True)
class _Way:
    """How a row is missed: ``sign`` of the slack in it, and the column without which there is none of it."""

    row: int
    slack: Slack
    sign: float
    needs: int | None = None


def make_elastic(matrix: Matrix, vocabulary: Vocabulary) -> Elastic:
    """Let every arguable row be missed; bounds of columns that are norms become rows first.

    Rows that nobody can argue with stay as they are. A site that a wish takes out may open again, as a slack of it.
    """
    rows = _with_bounds_as_rows(_without_sizes(matrix), vocabulary)
    terms: dict[str, Term] = {}
    ways = [way for row in range(len(rows.row_names)) for way in _ways(rows, row, vocabulary, terms)]
    return Elastic(_with_slacks(rows, ways, terms), tuple(way.slack for way in ways), terms)


def _without_sizes(matrix: Matrix) -> Matrix:
    """The matrix in which how much may count follows from the sites alone, whatever their places are."""
    sized = np.array([component_and_index(name)[0] in _SIZED for name in matrix.row_names], dtype=bool)
    counts = np.array([column.component.startswith("counts_") for column in matrix.columns], dtype=bool)
    entries = coo_array(matrix.A)
    at = sized[entries.row] & counts[entries.col]
    values = np.where(at, np.sign(entries.data) * _largest(matrix), entries.data)
    return replace(matrix, A=csc_array(coo_array((values, (entries.row, entries.col)), shape=entries.shape)))


def _with_bounds_as_rows(matrix: Matrix, vocabulary: Vocabulary) -> Matrix:
    upper, names, tops, at = matrix.upper.copy(), list[str](), list[float](), list[tuple[int, int]]()
    hard_late = LATE not in vocabulary.soft and "housing" not in vocabulary.soft
    starts: dict[str, list[int]] = {}
    for j, column in enumerate(matrix.columns):
        site = str(column.index[0]) if isinstance(column.index, tuple) else ""
        if column.component in _REPEATED:
            upper[j] = np.inf
        elif column.component == "start" and site in vocabulary.excluded:
            upper[j] = 1.0
            starts.setdefault(site, []).append(j)
        elif column.component == LATE and hard_late and np.isfinite(upper[j]):
            at.append((len(names), j))
            names.append(column.name)
            tops.append(float(upper[j]))
            upper[j] = np.inf
    for site, columns in starts.items():
        at += [(len(names), j) for j in columns]
        names.append(f"{WISHES}[{EXCLUDE}.{site}]")
        tops.append(0.0)
    return _more_rows(replace(matrix, upper=upper, row_lower=_not_kept(matrix, vocabulary)), names, tops, at)


def _not_kept(matrix: Matrix, vocabulary: Vocabulary) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The least of every row; a site that stands and is taken out need not stay open."""
    gone = {f"one_type[{site}]" for site in vocabulary.excluded}
    return np.array(
        [-np.inf if name in gone else least for name, least in zip(matrix.row_names, matrix.row_lower, strict=True)]
    )


def _more_rows(
    matrix: Matrix, names: list[str], tops: list[float], at: list[tuple[int, int]], values: list[float] | None = None
) -> Matrix:
    """The matrix with rows that are at most ``tops``; ``at``: where in them ``values`` stand (left out: ones)."""
    if not names:
        return matrix
    numbers, columns = zip(*at, strict=True)
    more = coo_array((values or [1.0] * len(at), (numbers, columns)), shape=(len(names), len(matrix.columns)))
    return replace(
        matrix,
        A=csc_array(vstack([matrix.A, more])),
        row_lower=np.append(matrix.row_lower, np.full(len(names), -np.inf)),
        row_upper=np.append(matrix.row_upper, tops),
        row_names=(*matrix.row_names, *names),
    )


def _ways(matrix: Matrix, row: int, vocabulary: Vocabulary, terms: dict[str, Term]) -> Iterable[_Way]:
    component, index = component_and_index(matrix.row_names[row])
    index = index[:1] if component in _PER_SITE else index
    term = vocabulary.term(component, index)
    if term is None:
        return
    below, above = np.isfinite(matrix.row_lower[row]), np.isfinite(matrix.row_upper[row])
    if component == "one_type" and not below:
        return
    terms.setdefault(term.name, term)
    gives = term.rule.gives
    needs = _start(matrix, row) if component == "places_most" else None
    if gives == "either" or component == "one_type":
        if below:
            yield _Way(row, Slack(term.name, more=False), 1.0)
        if above and gives == "either":
            yield _Way(row, Slack(term.name, more=True), -1.0)
    else:
        # How a row with decisions on both sides was turned around says nothing of what gives way.
        yield _Way(row, Slack(term.name, more=gives == "more"), 1.0 if below else -1.0, needs)


def _start(matrix: Matrix, row: int) -> int | None:
    """The column that says whether the site of a row is open, when it is decided."""
    inside = csr_array(matrix.A[[row], :]).indices
    return next((int(j) for j in inside if matrix.columns[j].component == "start"), None)


def _with_slacks(matrix: Matrix, ways: list[_Way], terms: Mapping[str, Term]) -> Matrix:
    first, count = len(matrix.columns), len(ways)
    signs = coo_array(
        ([way.sign for way in ways], ([way.row for way in ways], range(count))), shape=(len(matrix.row_names), count)
    )
    needing = [(number, way.needs) for number, way in enumerate(ways) if way.needs is not None]
    whole = [terms[way.slack.term].rule.standing == "wish" for way in ways]
    wide = replace(
        matrix,
        A=csc_array(hstack([matrix.A, signs])),
        lower=np.append(matrix.lower, np.zeros(count)),
        upper=np.append(matrix.upper, np.full(count, np.inf)),
        integer=np.append(matrix.integer, whole).astype(bool),
        costs=np.zeros((1, first + count)),
        offsets=np.zeros(1),
        columns=(*matrix.columns, *(Column("slack", number) for number in range(count))),
    )
    return _only_when_open(wide, [(first + number, start) for number, start in needing])


def _only_when_open(matrix: Matrix, pairs: list[tuple[int, int]]) -> Matrix:
    """Hold a slack at nothing while its site is closed, and else under what no plan needs."""
    names = [f"only_open[{slack}]" for slack, _ in pairs]
    most = _largest(matrix)
    at = [(i, column) for i, pair in enumerate(pairs) for column in pair]
    return _more_rows(matrix, names, [0.0] * len(pairs), at, [1.0, -most] * len(pairs))


def shared(elastic: Elastic) -> Matrix:
    """The elastic copy in which every term gives way by one and the same amount at most, and that amount is the goal.

    After its columns: the amount, and a column at nothing per term, in order, whose reduced cost is the dual value of
    the term's row but for its sign.
    """
    matrix, first, names = elastic.matrix, elastic.first, list(elastic.terms)
    number = {name: i for i, name in enumerate(names)}
    count, width = len(names), len(matrix.columns)
    of = np.array([number[slack.term] for slack in elastic.slacks], dtype=int)
    each = np.arange(count)
    rows = np.concatenate([of, each, each])
    columns = np.concatenate([first + np.arange(len(of)), np.full(count, width), width + 1 + each])
    signs = np.concatenate([np.ones(len(of)), -np.ones(2 * count)])
    wide = replace(
        matrix,
        A=csc_array(hstack([matrix.A, csc_array((matrix.A.shape[0], count + 1))])),
        lower=np.append(matrix.lower, np.zeros(count + 1)),
        upper=np.concatenate([matrix.upper, [np.inf], np.zeros(count)]),
        integer=np.append(matrix.integer, np.zeros(count + 1, dtype=bool)),
        costs=np.concatenate([np.zeros(width), [1.0], np.zeros(count)])[None, :],
        columns=(*matrix.columns, *(Column("shared", i) for i in range(count + 1))),
    )
    at = [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]
    return _more_rows(wide, [f"shared[{i}]" for i in range(count)], [0.0] * count, at, signs.tolist())


def _largest(matrix: Matrix) -> float:
    """More places than a plan needs anywhere: the largest number that rows about numbers and wishes speak of, twice."""
    about = np.array([component_and_index(name)[0] in _NUMBERS for name in matrix.row_names], dtype=bool)
    bounds = np.concatenate([matrix.row_lower[about], matrix.row_upper[about]])
    return 2 * float(np.abs(bounds[np.isfinite(bounds)]).max(initial=ENOUGH))
