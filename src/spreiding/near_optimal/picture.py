"""A picture of the room to negotiate: ``room.png``."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from matplotlib.colors import ListedColormap

from spreiding.compare.drawing import add_scale, add_small_print, draw_areas, name_largest, new_picture, norm_of
from spreiding.compare.geopackage import municipal_layer, site_layer
from spreiding.write.map_colours import EDGE, FEWER_TO_MORE, MARK, classes, scale_end

FIELD = "spread"
# The half of the scale from none to many: what has room has it on both sides.
COLOURS = FEWER_TO_MORE[3:]


def draw_room(
    path: Path, titles: tuple[str, str], ranges: pd.DataFrame, sites: pd.DataFrame, outlines: gpd.GeoDataFrame
) -> None:
    """Colour municipalities by the places between their least and most, with sites by how many plans open them.

    ``ranges`` and ``sites`` are rows of the files, ``outlines`` those of the run. The same rows give the same bytes.
    """
    areas, points = municipal_layer(ranges, outlines), site_layer(sites)
    figure, axes = new_picture(titles)
    steps, colours = room_classes(areas[FIELD]), ListedColormap(COLOURS)
    scale = norm_of(steps)
    draw_areas(axes, areas, FIELD, colours, scale)
    some = points[points["plans_open"] < points["plans"]]
    if len(some):
        words = f"site that some plans open and others do not ({len(some):,})"
        look: dict[str, Any] = {"s": 26, "color": MARK, "edgecolors": EDGE, "linewidths": 0.8, "zorder": 3}
        axes.scatter(some.geometry.x, some.geometry.y, marker="D", label=words, **look)
        axes.legend(loc="upper left", fontsize=8, frameon=True, framealpha=0.9)
    name_largest(axes, areas, FIELD, "")
    ticks = [((low + high) / 2, room_label(low, high)) for low, high in steps]
    add_scale(
        figure, axes, scale, colours, ticks, "places between the least and the most that plans were found to give"
    )
    unproved = int((~ranges["proved"].astype(bool)).sum())
    more = [f"{unproved} of {len(ranges)} ranges may be wider: see ranges.csv."] if unproved else []
    add_small_print(figure, areas, more)
    figure.savefig(path, format="png", metadata={"Software": None})


def room_classes(spread: pd.Series) -> list[tuple[int, int]]:
    """Four classes of whole places: none, to a tenth of the scale, two fifths, all."""
    return classes(scale_end(spread))[3:]


def room_label(low: int, high: int) -> str:
    """A class in words."""
    return "none" if high == 0 else f"{low:,}" if low == high else f"{low:,} to {high:,}"
