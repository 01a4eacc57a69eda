"""A picture of who gains and who loses: ``differences_B.png``, one per run that is held against the base."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from spreiding.compare.drawing import add_scale, add_small_print, draw_areas, name_largest, new_picture, norm_of
from spreiding.compare.geopackage import municipal_layer, site_layer
from spreiding.write.map_colours import EDGE, FEWER_TO_MORE, MARK, classes, label, scale_end

_FIELD = "task_places_difference"
_MARKS = {"only_base": "X", "only_run": "^", "changed": "D"}
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
    figure, axes = new_picture(titles)
    steps = classes(scale_end(areas[_FIELD]))
    scale = norm_of(steps)
    draw_areas(axes, areas, _FIELD, _COLOURS, scale)
    _draw_sites(axes, points, letter)
    name_largest(axes, areas, _FIELD, "+")
    ticks = [((low + high) / 2, label(low, high)) for low, high in steps]
    told = f"places given in {letter} less those in A: fewer (purple), more (orange)"
    add_scale(figure, axes, scale, _COLOURS, ticks, told)
    add_small_print(figure, areas)
    figure.savefig(path, format="png", metadata={"Software": None})


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
