"""What pictures of municipalities share: coloured areas, names, a scale of classes and the small print."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

INCHES, DOTS = (8.0, 9.0), 150
LABELLED = 8


def new_picture(titles: tuple[str, str]) -> tuple[Figure, Axes]:
    """An empty map with a title and a line below it."""
    figure = Figure(figsize=INCHES, dpi=DOTS, layout="constrained")
    axes = figure.add_subplot()
    figure.suptitle(titles[0], fontsize=14, fontweight="bold", x=0.006, ha="left")
    axes.set_title(titles[1], fontsize=9, loc="left", parse_math=False)
    return figure, axes


def norm_of(steps: Sequence[tuple[int, int]]) -> BoundaryNorm:
    """A scale of classes of whole places: halves lie between, so that no number is in two."""
    return BoundaryNorm([steps[0][0] - 0.5, *(high + 0.5 for _, high in steps)], len(steps))


def draw_areas(axes: Axes, areas: gpd.GeoDataFrame, field: str, colours: ListedColormap, scale: BoundaryNorm) -> None:
    """Colour municipalities by a column, with the outlines of their provinces."""
    drawn = areas[~(areas.geometry.isna() | areas.geometry.is_empty)]
    if not drawn.empty:
        drawn.plot(ax=axes, column=field, cmap=colours, norm=scale, edgecolor="#bbbbbb", linewidth=0.3)
        provinces = (
            drawn[["province_code", "geometry"]].assign(geometry=drawn.geometry.make_valid()).dissolve("province_code")
        )
        provinces.boundary.plot(ax=axes, color="#444444", linewidth=0.8)
    axes.set_axis_off()
    axes.set_aspect("equal")


def name_largest(axes: Axes, areas: gpd.GeoDataFrame, field: str, sign: str) -> None:
    """Write name and number of the municipalities where it is largest; ``sign``: how a number begins (+ or nothing)."""
    drawn = areas[~areas.geometry.isna() & areas[field].ne(0)]
    largest = drawn[field].abs().sort_values(ascending=False, kind="stable").index[:LABELLED]
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "alpha": 0.75, "linewidth": 0}
    for _, row in drawn.loc[largest].iterrows():
        where, words = row.geometry.representative_point(), f"{row['municipality']}\n{row[field]:{sign},}"
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


def add_scale(
    figure: Figure,
    axes: Axes,
    scale: BoundaryNorm,
    colours: ListedColormap,
    ticks: Sequence[tuple[float, str]],
    told: str,
) -> None:
    """A bar below the map; ``ticks``: the middle of each class and its words."""
    shown = ScalarMappable(scale, colours)
    bar = figure.colorbar(shown, ax=axes, orientation="horizontal", spacing="uniform", pad=0.02, aspect=40)
    bar.set_label(told, fontsize=9)
    bar.set_ticks([at for at, _ in ticks], labels=[words for _, words in ticks], fontsize=8)
    bar.minorticks_off()


def add_small_print(figure: Figure, areas: gpd.GeoDataFrame, more: Sequence[str] = ()) -> None:
    """What is not drawn, and how far outlines may be trusted."""
    known = areas[~areas.geometry.isna()]
    missing = len(areas) - len(known)
    lines = [f"{missing} municipalities have no outline and are not drawn."] if missing else []
    if known["schematic"].astype(bool).any():
        lines.append("Outlines are schematic drawing aids, no administrative boundaries.")
    figure.supxlabel(" ".join([*more, *lines]), fontsize=7, color="#444444", x=0.006, ha="left")
