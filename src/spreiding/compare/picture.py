"""A picture of who gains and who loses: ``differences_B.png``, one per run that is held against the base."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from spreiding.compare.geopackage import municipal_layer, site_layer
from spreiding.write.map_colours import EDGE, FEWER_TO_MORE, MARK, classes, label, scale_end

_FIELD = "task_places_difference"
_MARKS = {"only_base": "X", "only_run": "^", "changed": "D"}
_INCHES, _DOTS = (8.0, 9.0), 150
_LABELLED = 8
_COLOURS = ListedColormap(FEWER_TO_MORE)


def draw_differences(
    path: Path,
    titles: tuple[str, str],
    letter: str,
    municipalities: pd.DataFrame,
    sites: pd.DataFrame,
    outlines: gpd.GeoDataFrame,
) -> None:
    """Draw the compared municipalities, coloured by the places that the run gives them more or fewer, as PNG.

    ``titles``: a title and a line below it; the frames are rows of ``municipalities.csv`` and ``sites.csv`` of the run,
    ``outlines`` those of the base run. The same rows give the same bytes.
    """
    areas, points = municipal_layer(municipalities, outlines), site_layer(sites)
    figure = Figure(figsize=_INCHES, dpi=_DOTS, layout="constrained")
    axes = figure.add_subplot()
    steps = classes(scale_end(areas[_FIELD]))
    scale = BoundaryNorm([steps[0][0] - 0.5, *(high + 0.5 for _, high in steps)], len(steps))
    _draw_areas(axes, areas, scale)
    _draw_sites(axes, points, letter)
    _name_largest(axes, areas)
    axes.set_axis_off()
    axes.set_aspect("equal")
    figure.suptitle(titles[0], fontsize=14, fontweight="bold", x=0.006, ha="left")
    axes.set_title(titles[1], fontsize=9, loc="left", parse_math=False)
    _add_scale(figure, axes, scale, steps, letter)
    figure.supxlabel(_small_print(areas), fontsize=7, color="#444444", x=0.006, ha="left")
    figure.savefig(path, format="png", metadata={"Software": None})


def _draw_areas(axes: Axes, areas: gpd.GeoDataFrame, scale: BoundaryNorm) -> None:
    drawn = areas[~(areas.geometry.isna() | areas.geometry.is_empty)]
    if drawn.empty:
        return
    drawn.plot(ax=axes, column=_FIELD, cmap=_COLOURS, norm=scale, edgecolor="#bbbbbb", linewidth=0.3)
    provinces = (
        drawn[["province_code", "geometry"]].assign(geometry=drawn.geometry.make_valid()).dissolve("province_code")
    )
    provinces.boundary.plot(ax=axes, color="#444444", linewidth=0.8)


def _draw_sites(axes: Axes, points: gpd.GeoDataFrame, letter: str) -> None:
    labels = {
        "only_base": "site in A only",
        "only_run": f"site in {letter} only",
        "changed": "other type, size or opening",
    }
    look: dict[str, Any] = {"s": 34, "color": MARK, "edgecolors": EDGE, "linewidths": 0.8, "zorder": 3}
    for change, mark in _MARKS.items():
        some = points[points["change"] == change]
        if len(some):
            words = f"{labels[change]} ({len(some):,})"
            axes.scatter(some.geometry.x, some.geometry.y, marker=mark, label=words, **look)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="upper left", fontsize=8, frameon=True, framealpha=0.9)


def _name_largest(axes: Axes, areas: gpd.GeoDataFrame) -> None:
    """Write name and difference of the municipalities where it is largest."""
    drawn = areas[~areas.geometry.isna() & areas[_FIELD].ne(0)]
    largest = drawn[_FIELD].abs().sort_values(ascending=False, kind="stable").index[:_LABELLED]
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "alpha": 0.75, "linewidth": 0}
    for _, row in drawn.loc[largest].iterrows():
        where, words = row.geometry.representative_point(), f"{row['municipality']}\n{row[_FIELD]:+,}"
        # A dollar in a name is no formula.
        look: dict[str, Any] = {
            "fontsize": 7,
            "ha": "center",
            "va": "center",
            "zorder": 4,
            "bbox": box,
            "parse_math": False,
        }
        axes.annotate(words, (where.x, where.y), **look)


def _add_scale(figure: Figure, axes: Axes, scale: BoundaryNorm, steps: list[tuple[int, int]], letter: str) -> None:
    colours = ScalarMappable(scale, _COLOURS)
    bar = figure.colorbar(colours, ax=axes, orientation="horizontal", spacing="uniform", pad=0.02, aspect=40)
    bar.set_label(f"places given in {letter} less those in A: fewer (purple), more (orange)", fontsize=9)
    bar.set_ticks([(low + high) / 2 for low, high in steps], labels=[label(*step) for step in steps], fontsize=8)
    bar.minorticks_off()


def _small_print(areas: gpd.GeoDataFrame) -> str:
    known = areas[~areas.geometry.isna()]
    missing = len(areas) - len(known)
    lines = [f"{missing} municipalities have no outline and are not drawn."] if missing else []
    if known["schematic"].astype(bool).any():
        lines.append("Outlines are schematic drawing aids, no administrative boundaries.")
    return " ".join(lines)
