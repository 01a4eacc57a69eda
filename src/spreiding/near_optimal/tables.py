"""Rows of the files, worked out from the settled plans."""

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from spreiding.formulation.goal_units import goal_scale, goal_unit
from spreiding.near_optimal.ranges import Range, Ranges
from spreiding.near_optimal.within import Space
from spreiding.solution.point import Point
from spreiding.solve.matrix import Vector

_TOWN = ["municipality", "province_code"]


def alternatives_table(space: Space, points: Sequence[Point]) -> pd.DataFrame:
    """One row per plan and municipality that is decided again; the first point is the run's."""
    towns = space.desk.case.municipalities.loc[list(space.numbers), _TOWN]
    home = space.desk.case.sites["municipality_code"].to_dict()
    frames, base = [], pd.Series(dtype=float)
    for number, point in enumerate(points):
        opened = _opened(space, point).assign(municipality_code=lambda frame: frame["site_id"].map(home))
        frame = towns.assign(
            plan=number,
            task_amv=_numbers(space, point, "task_amv"),
            task_places=_numbers(space, point, "task_regular") + _numbers(space, point, "task_amv"),
            sites=opened.groupby("municipality_code").size(),
            site_places=opened.groupby("municipality_code")["places"].sum(),
        ).fillna({"sites": 0, "site_places": 0})
        base = frame["task_places"] if number == 0 else base
        frames.append(frame.assign(difference_places=frame["task_places"] - base).reset_index())
    return pd.concat(frames, ignore_index=True)


def goals_table(space: Space, values: Sequence[Vector]) -> pd.DataFrame:
    """One row per plan and goal, in reported units."""
    goals = space.desk.case.instance.model.goals
    rows = [
        (
            plan,
            i + 1,
            goal.goal,
            goal_unit(goal.goal),
            own[i] * goal_scale(goal.goal),
            space.limits[i] * goal_scale(goal.goal),
        )
        for plan, own in enumerate(values)
        for i, goal in enumerate(goals)
    ]
    return pd.DataFrame(rows, columns=["plan", "number", "goal", "unit", "value", "limit"])


def ranges_table(space: Space, ranges: Ranges, alternatives: pd.DataFrame) -> pd.DataFrame:
    """One row per municipality; ``alternatives``: rows of ``alternatives_table``."""
    equal = alternatives[alternatives["difference_places"] == 0].groupby("municipality_code").size()
    rows = {
        code: {
            "base_places": one.base,
            "least_reached": one.least_reached,
            "most_reached": one.most_reached,
            "least_possible": one.least_possible,
            "most_possible": one.most_possible,
            "spread": one.most_reached - one.least_reached,
            "proved": one.is_proved,
            "plans_equal": int(equal[code]),
            "robust": _agreed(one),
        }
        for code, one in ranges.items()
    }
    towns = space.desk.case.municipalities.loc[list(ranges), _TOWN]
    frame = towns.join(pd.DataFrame.from_dict(rows, orient="index"))
    return frame.rename_axis("municipality_code").reset_index()


def sites_table(space: Space, points: Sequence[Point]) -> pd.DataFrame:
    """One row per site that is open in any of the plans."""
    opened = pd.concat([_opened(space, point).assign(plan=plan) for plan, point in enumerate(points)])
    frame = opened.groupby("site_id").agg(
        plans_open=("plan", "size"),
        open_in_base=("plan", lambda plans: bool(plans.min() == 0)),
        types=("location_type", lambda types: ";".join(sorted(set(types)))),
        places_least=("places", "min"),
        places_most=("places", "max"),
    )
    known = space.desk.case.sites[["name", "municipality_code", "province_code", "existing", "lon", "lat"]]
    return frame.join(known).assign(plans=len(points)).reset_index()


def _opened(space: Space, point: Point) -> pd.DataFrame:
    """Sites of the space that are open in a plan: site_id, location_type, places."""
    found: dict[str, tuple[str, int]] = {}
    for (site, kind, period), opens in point["start"].items():
        if opens > 0.5 and site in space.sites:
            found[site] = (kind, round(point["places"][site, kind, period]))
    rows = [(site, kind, places) for site, (kind, places) in sorted(found.items())]
    return pd.DataFrame(rows, columns=["site_id", "location_type", "places"])


def _numbers(space: Space, point: Point, kind: str) -> pd.Series:
    return pd.Series({code: round(point[kind][code]) for code in space.numbers}, dtype="int64")


def _agreed(one: Range) -> str:
    if one.least_possible == one.most_possible:
        return "proved"
    return "found" if one.least_reached == one.most_reached else "no"


def differing(alternatives: pd.DataFrame) -> dict[int, int]:
    """How many municipalities have another number than in the run, per plan."""
    found: dict[int, int] = defaultdict(int)
    for plan, difference in zip(alternatives["plan"], alternatives["difference_places"], strict=True):
        found[int(plan)] += int(difference != 0)
    return dict(found)
