"""``room.gpkg``: the room to negotiate and the sites of all plans, as map layers with styles (EPSG:28992)."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from spreiding.about_plan import LICENCE, told_origins
from spreiding.compare.geopackage import SCHEMATIC, as_multi, municipal_layer, site_layer
from spreiding.near_optimal.columns import RANGES, SITES
from spreiding.near_optimal.picture import COLOURS, FIELD, room_classes, room_label
from spreiding.run_files.read import WrittenRun
from spreiding.write.columns import BOUNDARY_COLUMNS
from spreiding.write.geopackage import same_bytes_every_time, write_layer
from spreiding.write.geopackage_notes import About, make_notes, write_notes
from spreiding.write.map_colours import EDGE, MARK
from spreiding.write.map_style import Drawn, Look, Style

_GREY = "#969696"


def write_room(path: Path, ranges: pd.DataFrame, sites: pd.DataFrame, outlines: gpd.GeoDataFrame, about: About) -> None:
    """Write the layers ``room`` and ``sites``; frames are rows of ``ranges.csv`` and ``sites.csv``."""
    with same_bytes_every_time():
        areas = as_multi(municipal_layer(ranges, outlines))
        write_layer(areas, path, "room", "MultiPolygon", f"{RANGES.meaning} {SCHEMATIC}")
        write_layer(site_layer(sites), path, "sites", "Point", SITES.meaning)
    write_notes(path, make_notes((room_style(ranges), site_style()), about))


def room_style(ranges: pd.DataFrame) -> Style:
    """Colour municipalities by the places between the least and the most that plans were found to give."""
    steps = zip(room_classes(ranges[FIELD]), COLOURS, strict=True)
    # Halves lie between whole places, so that no number is in two classes.
    drawn = [
        Drawn(room_label(low, high), Look("fill", colour, _GREY), low=low - 0.5, high=high + 0.5)
        for (low, high), colour in steps
    ]
    told = "Places between the least and the most that plans within the tolerance were found to give."
    return Style("room", "room", told, FIELD, tuple(drawn), (*RANGES.columns, *BOUNDARY_COLUMNS))


def site_style() -> Style:
    """Mark sites that the run opens, and others that an alternative opens."""
    drawn = (
        Drawn("open in the run", Look("marker", MARK, EDGE, 0.3, "circle", 2.0), value="true"),
        Drawn("only in alternatives", Look("marker", MARK, EDGE, 0.3, "diamond", 3.0), value="false"),
    )
    return Style("sites", "sites", "Sites that any of the plans opens.", "open_in_base", drawn, SITES.columns)


def about_room(base: WrittenRun, title: str) -> About:
    """What the file says of itself: of which run, with what model and tables."""
    tables = {file.table: file.origins for file in base.record.inputs}
    told = f"{base.folder.name} (model {base.record.model.name}). {told_origins(tables)}"
    return About(title, told, LICENCE, {})
