"""The folder of near-optimal alternatives: tables, map layers, a picture and a record, whole or not at all."""

from functools import partial
from pathlib import Path
from typing import Any

from spreiding import __version__
from spreiding.formulation.goal_units import goal_scale
from spreiding.near_optimal.columns import RANGES, SITES, TABLES
from spreiding.near_optimal.geopackage import about_room, write_room
from spreiding.near_optimal.near_optimal import Near
from spreiding.near_optimal.picture import draw_room
from spreiding.write.errors import as_output_error
from spreiding.write.finish import finish
from spreiding.write.folder import check_free, check_target, put_in_place, staged_folder
from spreiding.write.run_json import write_json
from spreiding.write.tables import write_csv

RECORD = "alternatives.json"
GEOPACKAGE = "room.gpkg"
PICTURE = "room.png"
_check_free = partial(check_free, record=RECORD, kind="folder of alternatives")
NARROWER = "all outside these provinces is as in the run, so ranges are narrower than those of the whole run"


def check_out(out: Path) -> None:
    """Raise ``InputError`` when ``out`` holds anything but alternatives, ``OutputError`` when the disk refuses."""
    check_target(out, _check_free)


def write_near(near: Near, out: Path) -> Path:
    """Write everything to ``out``; older alternatives there are replaced when all of the new ones stand.

    Raise ``InputError`` when something else stands there, ``OutputError`` when the disk refuses.
    """
    with staged_folder(out, _check_free) as stage, as_output_error(out):
        _write_files(near, stage)
        files = sorted(path.name for path in stage.iterdir())
        write_json({**record(near), "files": files}, stage / RECORD)
        put_in_place(stage, out, _check_free)
    return out


def record(near: Near) -> dict[str, Any]:
    """What was asked of which run, the limit of every goal, and how far apart the plans are."""
    told, space = near.base.record, near.space
    goals = space.desk.case.instance.model.goals
    limits = zip(goals, space.values, space.limits, strict=True)
    return {
        "spreiding": __version__,
        "run": {"folder": near.base.folder, "run_json_sha256": near.base.sha256, "status": told.status},
        "within": near.request.tolerance,
        "provinces": near.provinces,
        "note": None if near.whole else NARROWER,
        "goals": [
            {"goal": goal.goal, "value": value * goal_scale(goal.goal), "limit": limit * goal_scale(goal.goal)}
            for goal, value, limit in limits
        ],
        "asked": near.request.number,
        "alternatives": [
            {"plan": number, "distance_places": one.distance, "distance_bound_places": one.bound}
            for number, one in enumerate(near.found, 1)
        ],
        "plans_for_ranges": near.others,
    }


def titles(near: Near) -> tuple[str, str]:
    """Title of the picture and the line below it."""
    names = list(near.provinces.values())
    where = names[0] if len(names) == 1 else f"{len(names)} provinces"
    held = "" if near.whole else ", the rest of the run held"
    return (
        f"Room to negotiate within {100 * near.request.tolerance:g} % of every goal",
        f"{where}{held}.   {len(near.found)} alternatives to {near.base.folder.name}",
    )


def _write_files(near: Near, folder: Path) -> None:
    for table in TABLES:
        write_csv(near.tables[table.name], table, folder / table.file)
    ranges, sites = finish(near.tables["ranges"], RANGES), finish(near.tables["sites"], SITES)
    about = about_room(near.base, titles(near)[0])
    write_room(folder / GEOPACKAGE, ranges, sites, near.outlines, about)
    draw_room(folder / PICTURE, titles(near), ranges, sites, near.outlines)
