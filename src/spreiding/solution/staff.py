"""The staff of a plan per region and period; columns as in ``write/staff_columns.py``."""

import pandas as pd
import pyomo.environ as pyo

from spreiding.formulation.build import Formulation
from spreiding.formulation.constraints.staff import staff_needed
from spreiding.prepare.case import Case

COLUMNS = ["region_code", "period", "needed_staff", "staff", "borrowed_staff", "lent_staff"]


def staff_table(formulation: Formulation, case: Case) -> pd.DataFrame:
    """A row per region and period, in full-time persons; no rows when the family is off.

    A region in several provinces stands in that where most of its inhabitants live.
    """
    rows = []
    if case.instance.model.families.staff.enabled:
        m = formulation.model
        for (r, t), needed in staff_needed(m, case, formulation.sets).items():
            own = [m.component(name)[r, t].value or 0.0 for name in ("staff", "staff_borrowed", "staff_lent")]
            rows.append((r, t, float(pyo.value(needed)), *own))
    table = pd.DataFrame(rows, columns=COLUMNS)
    people = case.municipalities.groupby(["region_code", "province_code"], as_index=False)["population"].sum()
    home = people.sort_values(by="population").drop_duplicates("region_code", keep="last")
    return table.assign(
        province_code=table["region_code"].map(home.set_index("region_code")["province_code"]).astype(object)
    )
