"""The staff of a plan per region and period; columns as in ``write/staff_columns.py``."""

import pandas as pd

from spreiding.formulation.passed import passed_by
from spreiding.formulation.sets import Sets
from spreiding.formulation.staffing import staff_needed
from spreiding.prepare.case import Case
from spreiding.solution.point import Point

COLUMNS = ["region_code", "period", "needed_staff", "staff", "borrowed_staff", "lent_staff"]


def settle_staff(point: Point, case: Case, sets: Sets) -> Point:
    """Give every region the fewest staff with which it has what it needs then, and can grow to what it needs later."""
    family = case.instance.model.families.staff
    if not family.enabled:
        return point
    needed = staff_needed(point["open_places"], case, sets)
    lent, borrowed, beyond = point["staff_lent"], point["staff_borrowed"], point[passed_by("staff")]
    staff: dict[tuple[str, int], float] = {}
    for r in sets.regions:
        later = 0.0
        for t in reversed(sets.periods):
            own = float(needed[r, t]) + lent[r, t] - borrowed[r, t]
            lending = lent[r, t] / family.lent_part if family.lent_part else 0.0
            staff[r, t] = max(own, lending, later)
            later = (staff[r, t] - family.new_staff - beyond.get((r, t), 0.0)) / (1 + family.growth)
    return point.changed(staff=staff)


def staff_table(point: Point, case: Case, sets: Sets) -> pd.DataFrame:
    """A row per region and period, in full-time persons; no rows when the family is off.

    A region in several provinces stands in that where most of its inhabitants live.
    """
    rows = []
    if case.instance.model.families.staff.enabled:
        for (r, t), needed in staff_needed(point["open_places"], case, sets).items():
            own = [point[name][r, t] for name in ("staff", "staff_borrowed", "staff_lent")]
            rows.append((r, t, float(needed), *own))
    table = pd.DataFrame(rows, columns=COLUMNS)
    people = case.municipalities.groupby(["region_code", "province_code"])["population"].sum().reset_index()
    home = people.sort_values(by="population").drop_duplicates("region_code", keep="last")
    return table.assign(
        province_code=table["region_code"].map(home.set_index("region_code")["province_code"]).astype(object)
    )
