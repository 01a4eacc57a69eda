"""Time and memory against size, on logarithmic axes, with the exponent per step in the legend."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")  # a file, no window

from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from measured import Row
from scale_growth import MEMORY, SECONDS, slope

NAMES = {"built_mb": "until the matrix stands", "peak_mb": "whole run"}


def plot(groups: Mapping[str, Sequence[Row]], path: Path) -> None:
    """Draw seconds (upper) and MB (lower) against sites and periods, one column of panels per group of rows."""
    figure, panels = pyplot.subplots(2, len(groups), figsize=(12, 9), sharey="row", squeeze=False)
    for (against, rows), time, memory in zip(groups.items(), *panels, strict=True):
        _panel(time, rows, against, SECONDS, "seconds")
        _panel(memory, rows, against, MEMORY, "MB")
    figure.suptitle("Growth per step; in brackets the exponent over all sizes (1 is linear, as the dotted line)")
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _panel(axes: Axes, rows: Sequence[Row], against: str, keys: Sequence[str], unit: str) -> None:
    sizes = [row[against] for row in rows]
    for key, marker in zip(keys, "os^vDPX*", strict=False):
        values = [float("nan") if row[key] is None else row[key] for row in rows]
        exponent = slope(rows, against, key)
        known = "" if exponent is None else f" ({exponent:.2f})"
        axes.plot(sizes, values, marker=marker, label=NAMES.get(key, key.removesuffix("_s")) + known)
    start = rows[0][keys[-1]]
    if start is not None:
        axes.plot(sizes, [start * size / sizes[0] for size in sizes], ":", color="grey", label="linear")
    axes.set(xscale="log", yscale="log", xlabel=against, ylabel=unit)
    axes.set_xticks(sizes)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize="small")
