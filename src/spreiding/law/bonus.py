"""The bonus for provinces that are nearly there (Wet art. 9 lid 3)."""

import pandas as pd


def bonus_places(tasks: pd.DataFrame, threshold: float) -> pd.Series:
    """Places for which a municipality would share in the bonus, aligned with ``tasks``.

    ``tasks`` has province_code, task_places and durable_places; ``threshold`` is the part of the provincial number
    (0.75) from which on places count. What a province has above it is divided pro rata to their places among the
    municipalities that did their task: they have at least as many places as their number.

    The law pays after two years for what was realised; a plan can only show it for the places of the due date.
    """
    by_province = tasks.groupby("province_code")
    standing = by_province["durable_places"].transform("sum")
    above = (standing - threshold * by_province["task_places"].transform("sum")).clip(lower=0.0)
    done = tasks["durable_places"].where(tasks["durable_places"] >= tasks["task_places"], 0)
    among = done.groupby(tasks["province_code"]).transform("sum")
    return (above * done / among.where(among > 0, 1)).astype(float)
