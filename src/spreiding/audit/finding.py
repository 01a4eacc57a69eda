"""What the auditor says when a written plan breaks a norm, and how rows of a table become such sentences.

Tolerances. Persons are written with three decimals, so each cell is off by at most ``ROUNDING`` = 0.0005. A
sum over n cells is therefore off by at most 0.0005 n, and every check states how many cells it adds. On top
of that comes ``RELATIVE`` = 1e-6 of the number itself, for the arithmetic and for a solver's own
feasibility tolerance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

ROUNDING = 0.0005
RELATIVE = 1e-6
# What a goal or a soft norm comes to, and what rounding in the files may be worth in it.
Value = tuple[float, float]

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AuditFinding:
    """One norm broken in one place of the plan: what stands there, what should, and which article says so."""

    family: str
    file: str
    key: str
    rule: str
    found: str
    expected: str
    article: str

    def __str__(self) -> str:
        """Render as one line."""
        where = f"{self.family}: {self.file}, {self.key}"
        return f"{where}: {self.rule}; found {self.found}, expected {self.expected} ({self.article})"


@dataclass(frozen=True)
class Rule:
    """A norm as the auditor states it."""

    family: str
    file: str
    rule: str
    article: str

    def finding(self, key: str, found: object, expected: object) -> AuditFinding:
        """State that this norm is broken at ``key``."""
        return AuditFinding(self.family, self.file, key, self.rule, show(found), show(expected), self.article)


def show(value: object) -> str:
    """Write a value for a reader: at most six decimals, ``empty`` for an empty text."""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value) or "empty"


def broken(
    rule: Rule,
    keys: pd.DataFrame,
    wrong: npt.ArrayLike,
    found: Sequence[object] | pd.Series | Numbers,
    expected: Sequence[object] | pd.Series | Numbers | str,
) -> list[AuditFinding]:
    """Make a finding of each row of ``keys`` where ``wrong``; all arguments are aligned by position."""
    places = np.flatnonzero(np.asarray(wrong))
    names = keys.to_numpy()
    saw = found.to_numpy() if isinstance(found, pd.Series) else found
    want = expected.to_numpy() if isinstance(expected, pd.Series) else expected
    return [
        rule.finding(", ".join(map(str, names[i])), saw[i], want if isinstance(want, str) else want[i])
        for i in places.tolist()
    ]


def differs(
    rule: Rule,
    keys: pd.DataFrame,
    found: npt.ArrayLike,
    expected: npt.ArrayLike,
    tolerance: npt.ArrayLike = 0.0,
) -> list[AuditFinding]:
    """Findings where numbers differ by more than ``tolerance``; a missing number always differs."""
    saw, want = np.asarray(found, dtype=float), np.asarray(expected, dtype=float)
    wrong = ~(np.abs(saw - want) <= np.asarray(tolerance) + RELATIVE * np.abs(np.nan_to_num(want)))
    return broken(rule, keys, wrong, saw, want)


def unequal(rule: Rule, keys: pd.DataFrame, found: pd.Series, expected: pd.Series) -> list[AuditFinding]:
    """Findings where two columns of words differ."""
    saw, want = found.to_numpy(object), expected.to_numpy(object)
    return broken(rule, keys, saw != want, list(saw), list(want))


def exceeds(
    rule: Rule, keys: pd.DataFrame, found: npt.ArrayLike, most: npt.ArrayLike, tolerance: npt.ArrayLike = 0.0
) -> list[AuditFinding]:
    """Findings where numbers lie above ``most`` by more than ``tolerance``; missing ones always do."""
    saw, limit = np.asarray(found, dtype=float), np.asarray(most, dtype=float)
    wrong = ~(saw <= limit + np.asarray(tolerance) + RELATIVE * np.abs(np.nan_to_num(limit)))
    return broken(
        rule,
        keys,
        wrong,
        saw,
        [f"at most {show(float(value))}" for value in np.broadcast_to(limit, saw.shape)],
    )
