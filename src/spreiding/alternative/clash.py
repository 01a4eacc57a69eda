"""Why a question has no answer: what clashes in the part of the country that is decided again."""

import numpy as np

from spreiding.alternative.freeze import freeze, inside
from spreiding.alternative.question import Question
from spreiding.conflict.ask import compiled, find_in, put_back, taken_out
from spreiding.conflict.find import Conflict
from spreiding.solve.matrix import Matrix


def conflict_of(question: Question, seconds: float | None = None) -> Conflict | None:
    """What clashes in a question, all outside its provinces held as it is; ``None`` when it has an answer.

    Raise ``SolverError`` when HiGHS fails.
    """
    sites = taken_out(question.case)
    matrix = _put_back(question, sites) if sites else question.frozen.matrix
    return find_in(question.case, matrix, sites, seconds)


def _put_back(question: Question, sites: tuple[str, ...]) -> Matrix:
    """The part that is decided again, with the columns of sites that were taken out."""
    case = put_back(question.case, sites)
    matrix = compiled(case)
    at = dict(zip(question.matrix.columns, question.frozen.x.tolist(), strict=True))
    free = dict(zip(question.matrix.columns, question.frozen.free.tolist(), strict=True))
    new = inside(matrix.columns, case, question.provinces)
    decided = [free.get(column, is_new) for column, is_new in zip(matrix.columns, new.tolist(), strict=True)]
    x = np.array([at.get(column, 0.0) for column in matrix.columns], dtype=float)
    return freeze(matrix, x, np.array(decided, dtype=bool)).matrix
