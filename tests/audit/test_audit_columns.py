"""No column of the output can be wrong without a finding, even when all files agree with each other.

The file of the country, that of the province and the map are written from the same wrong table, so comparing
copies finds nothing: it must be a norm, the input, or a goal's value that does.
"""

import pandas as pd
import pytest
from audit_builder import change, make_plan
from audit_fixtures import families

from spreiding.write.column import Column, Table
from spreiding.write.columns import TABLES
from spreiding.write.errors import ContractError

PLAN = make_plan()
FRAMES = {table.name: getattr(PLAN, table.name) for table in TABLES}
TOWNS = ("GM0004", "GM0001")
OTHER: dict[str, tuple[str, ...]] = {
    "municipality_code": TOWNS,
    "from_municipality_code": TOWNS,
    "to_municipality_code": ("GM0003", "GM0001"),
    "province_code": ("PV25", "PV23"),
    "region_code": ("VR06", "VR04"),
    "period": ("2025-Q2", "2025-Q1"),
    "opens_period": ("2025-Q2", "2025-Q1"),
    "site_id": ("S09", "S01"),
    "opens": ("2025-04-01", "2025-01-01"),
    "closes": ("2035-01-01", "2034-01-01"),
}


def wrong(column: Column, value: object) -> object:
    """Another value that fits the contract."""
    if column.kind == "boolean":
        return not value
    if column.kind in ("whole", "decimal"):
        return 1.0 if pd.isna(value) else float(str(value)) + 1
    others = OTHER.get(column.name) or column.values or ("something else", "another thing")
    return next(other for other in others if other != str(value))


@pytest.mark.parametrize(
    ("table", "column"),
    [pytest.param(table, column, id=f"{table.name}-{column.name}") for table in TABLES for column in table.columns],
)
def test_a_wrong_cell_is_found(table: Table, column: Column) -> None:
    frame: pd.DataFrame = FRAMES[table.name]
    place = len(frame) // 2
    try:
        found = families(
            change(PLAN, table.name, place, **{column.name: wrong(column, frame[column.name].iloc[place])})
        )
    except ContractError:
        # Two rows with one key: the writer refuses before the auditor sees it.
        return
    assert found
