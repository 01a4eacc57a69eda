"""How fast a step grows: the least of several measurements, exponents, and both as lines of Markdown."""

import math
import statistics
from collections.abc import Mapping, Sequence

from measured import Row, markdown, number

SECONDS = ("read_s", "prepare_s", "build_s", "compile_s", "first goal_s", "spread_s", "write_s", "audit_s")
MEMORY = ("built_mb", "peak_mb")
LINEAR = 1.15


def least(measured: Sequence[Row]) -> Row:
    """One row of several measurements of a size: the least of seconds and memory, the rest of the first."""
    timed = [key for key in measured[0] if key.endswith(("_s", "_mb"))]
    known = {key: [row[key] for row in measured if row[key] is not None] for key in timed}
    return {**measured[0], **{key: min(values) if values else None for key, values in known.items()}}


def slope(rows: Sequence[Row], against: str, key: str) -> float | None:
    """The exponent with which ``key`` grows (least squares on logarithms); ``None`` when something was not measured."""
    values = [row[key] for row in rows]
    if len(rows) < 2 or any(not value for value in values):
        return None
    sizes = [math.log(row[against]) for row in rows]
    return statistics.linear_regression(sizes, [math.log(value) for value in values]).slope


def size_table(rows: Sequence[Row]) -> list[str]:
    """Seconds and memory per size as lines of Markdown."""
    counts = ("sites", "periods", "columns", "nonzeros", "lines")
    solved = ("solve_s", "status", "goals") if rows[0]["status"] else ()
    head = [key.removesuffix("_s").replace("_", " ") for key in (*counts, *SECONDS, *MEMORY, *solved)]
    return markdown(head, [[_cell(row[key]) for key in (*counts, *SECONDS, *MEMORY, *solved)] for row in rows])


def _cell(value: float | str | None) -> str:
    if isinstance(value, str):
        return value
    return number(value, 0 if isinstance(value, int) else 2)


def growth_table(groups: Mapping[str, Sequence[Row]]) -> list[str]:
    """Exponents over all sizes and between the two largest; ``*``: above what is called linear."""
    keys = ("nonzeros", "lines", *SECONDS, "peak_mb")
    head = ("grows with", "sizes", *(key.removesuffix("_s").replace("_", " ") for key in keys))
    lines = []
    for against, group in groups.items():
        rows = sorted(group, key=lambda row: row[against])
        for name, part in (("all", rows), ("two largest", rows[-2:])):
            lines.append((against, name, *(_exponent(slope(part, against, key)) for key in keys)))
    return markdown(head, lines)


def _exponent(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}{' *' if value > LINEAR else ''}"
