"""Colours of more and fewer that people who see colours differently can tell apart, and the steps between them.

Purple to orange after ColorBrewer's PuOr, which colour-blind readers can tell apart; sites differ in shape too.
"""

import math

import pandas as pd

# From far fewer to far more, the middle one for no difference.
FEWER_TO_MORE = ("#542788", "#998ec3", "#d8daeb", "#f7f7f7", "#fee0b6", "#f1a340", "#b35806")
# Sites differ in shape only: dark with a light edge, they are seen on every colour of the areas.
MARK, EDGE = "#1a1a1a", "#ffffff"
_STEPS = (1, 2, 5, 10)
_LEAST = 10


def scale_end(differences: pd.Series) -> int:
    """The end of a scale of places that holds all differences: 1, 2 or 5 times a power of ten, at least 10."""
    most = max(float(differences.abs().max()), _LEAST) if len(differences) else _LEAST
    power = 10 ** math.floor(math.log10(most))
    return int(next(step * power for step in _STEPS if step * power >= most))


def classes(end: int) -> list[tuple[int, int]]:
    """Seven classes of whole places: three of fewer, none, three of more (to a tenth of ``end``, two fifths, all)."""
    more = [(1, end // 10), (end // 10 + 1, 2 * end // 5), (2 * end // 5 + 1, end)]
    return [*((-high, -low) for low, high in reversed(more)), (0, 0), *more]


def label(low: int, high: int) -> str:
    """A class in words."""
    if low == high:
        return f"{low:+,}" if low else "none"
    return f"{low:+,} to {high:+,}"
