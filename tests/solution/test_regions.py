"""regions.csv: sums per region and period, also of a region that lies in two provinces."""

import pandas as pd
import pytest
from builders import Row, arrivals, country, goals, site, town

from spreiding.prepare.case import Case
from spreiding.result import Watch
from spreiding.solution.plan_tables import plan_tables
from spreiding.solution.regions import _frame
from spreiding.solve_case import solve_case


def _regions(case: Case) -> pd.DataFrame:
    solved = solve_case(case, Watch())
    return plan_tables(solved.settled, solved.case, solved.sets).regions.set_index(
        ["province_code", "region_code", "period"]
    )


def _case(*sites: Row, **model: object) -> Case:
    """Two provinces that share a region; 60 and 30 permit holders wait, and nobody arrives."""
    towns = [town("GM0001", 100, waiting=60), town("GM0002", 100, province="PV02", waiting=30)]
    quiet = {"inflow": arrivals(0), "goals": goals("no_place", "cost"), **model}
    return country(towns, sites, quiet, law={"occupancy_norm_percent": 90})


def test_every_part_of_a_region_has_a_row_per_period_also_without_sites() -> None:
    table = _regions(_case(horizon={"periods": 2}))
    assert table.index.to_list() == [
        (province, "VR01", period) for province in ("PV01", "PV02") for period in ("2025-Q1", "2025-Q2")
    ]
    assert (table["places"] == 0).all()
    assert table["need_ratio"].isna().all()


def test_who_has_no_place_is_divided_by_where_they_wait() -> None:
    # 50 places hold 45 of the 90; the other 45 are two thirds in the first province, wherever the site is.
    table = _regions(_case(site("S1", "GM0002", "azc", (50, 50))))
    first, second = (table.loc[(province, "VR01", "2025-Q1")] for province in ("PV01", "PV02"))
    assert (first["permit_holders_without_place"], second["permit_holders_without_place"]) == pytest.approx((30, 15))
    assert (first["places"], second["places"], second["places_azc"]) == (0, 50, 50)
    assert second["persons"] == pytest.approx(45)
    assert second["need_ratio"] == pytest.approx((45 + 15) / 45)
    assert second["places_per_1000"] == pytest.approx(500)


def test_rounding_leaves_nobody_without_a_place() -> None:
    # 90 persons over 7 sites are 12.857 each: what the rows add up to is not quite 90.
    sites = [site(f"S{n}", "GM0001", "azc", (30, 30)) for n in range(7)]
    assert (_regions(_case(*sites))["permit_holders_without_place"] == 0).all()


def test_burdens_that_are_not_counted_stand_empty() -> None:
    table = _regions(_case(families={"burdens": {"enabled": False}}))
    assert table[["burden_places", "burden_per_1000"]].isna().all(axis=None)
    assert _regions(_case())["burden_places"].to_list() == [100, 100]


def test_burdens_add_up_as_they_are_written() -> None:
    # A third of a person in each of three municipalities is 0.333 three times in tasks.csv: 0.999, not 1.
    tasks = pd.DataFrame(
        {"province_code": "PV01", "region_code": "VR01", "population": [9, 9, 9], "task_places": 0}
    ).assign(burden_places=1 / 3)
    case = _case()
    assert _frame(tasks, case)["burden_places"].to_list() == pytest.approx([0.999] * len(case.periods), abs=1e-12)
