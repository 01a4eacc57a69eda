"""What the solvers came to, as lines of Markdown."""

from collections.abc import Sequence

from measured import Row, markdown, number
from spreiding.solve.outcome import relative_gap

# Largest violation (a person, a place) and relative error that still counts as solved.
TOLERANCE = 1e-5


def sum_table(rows: Sequence[Row], limit: float) -> list[str]:
    """Per case and solver: seconds of all files, over those of HiGHS, and how many files it solved."""
    head = ("case", "solver", "seconds", "x HiGHS", f"solved within {limit:g} s")
    lines = []
    for case, solver in dict.fromkeys((row["case"], row["solver"]) for row in rows):
        own = [row for row in rows if (row["case"], row["solver"]) == (case, solver)]
        solved = sum(_solved(row, rows) for row in own)
        known = None if any(row["seconds"] is None for row in own) else sum(row["seconds"] for row in own)
        told = ", ".join(sorted({row["status"] for row in own if row["seconds"] is None})) or number(known, 2)
        lines.append((case, solver, told, _ratio(known, _highs(rows, case)), f"{solved} of {len(own)}"))
    return markdown(head, lines)


def seconds_table(rows: Sequence[Row]) -> list[str]:
    """Seconds per file, a column per solver; ``*``: not solved; a word for one that did not run to its end."""
    solvers = list(dict.fromkeys(row["solver"] for row in rows))
    lines = []
    for case, goal in dict.fromkeys((row["case"], row["goal"]) for row in rows):
        own = {row["solver"]: row for row in rows if (row["case"], row["goal"]) == (case, goal)}
        cells = [_seconds(own[solver], rows) for solver in solvers]
        lines.append((case, goal, *cells))
    return markdown(("case", "goal", *solvers), lines)


def _seconds(row: Row, rows: Sequence[Row]) -> str:
    if row["seconds"] is None:
        return str(row["status"])
    return number(row["seconds"], 2) + ("" if _solved(row, rows) else " *")


def file_table(rows: Sequence[Row]) -> list[str]:
    """Every file and solver."""
    head = ("case", "goal", "solver", "seconds", "x HiGHS", "value", "bound", "gap", "violation", "status")
    lines = []
    for row in rows:
        ratio = _ratio(row["seconds"], _highs(rows, row["case"], row["goal"]))
        gap = None if None in (row["value"], row["bound"]) else relative_gap(row["value"], row["bound"])
        cells = [number(row["value"], 3), number(row["bound"], 3), "-" if gap is None else f"{gap:.2%}"]
        violation = "-" if row["violation"] is None else f"{row['violation']:.0e}"
        name = (row["case"], row["goal"], row["solver"])
        lines.append((*name, number(row["seconds"], 2), ratio, *cells, violation, row["status"]))
    return markdown(head, lines)


def _highs(rows: Sequence[Row], case: str, goal: str | None = None) -> float | None:
    """Seconds of HiGHS on a case, or on one of its goals; ``None`` when it was not run."""
    own = [row for row in rows if row["case"] == case and row["solver"] == "HiGHS" and goal in (None, row["goal"])]
    return sum(row["seconds"] for row in own) if own and all(row["seconds"] is not None for row in own) else None


def _solved(row: Row, rows: Sequence[Row]) -> bool:
    """Whether the point keeps to the model and is within the gap asked of the solver's bound.

    One that gives no bound (of a relaxation) is held against the relaxation by HiGHS. A hair more than the gap is
    allowed: solvers divide it by the value or by the bound, and print so many digits.
    """
    bound = _floor(rows, row) if row["bound"] is None else row["bound"]
    if row["value"] is None or bound is None or row["violation"] > TOLERANCE:
        return False
    return relative_gap(row["value"], bound) <= 1.01 * float(row["asked_gap"]) + TOLERANCE


def _floor(rows: Sequence[Row], row: Row) -> float | None:
    same = [other for other in rows if (other["case"], other["goal"]) == (row["case"], row["goal"])]
    floor = next((other for other in same if other["solver"] == "HiGHS, relaxed"), None)
    return None if floor is None or "relaxed" not in row["solver"] else floor["value"]


def _ratio(seconds: float | None, of: float | None) -> str:
    return f"{seconds / of:.2f}" if seconds is not None and of else "-"
