"""Municipalities, provinces and regions side by side: thumbnails with the differences worked out by hand."""

import math

import pandas as pd
import pytest
from compare.compared_runs import a_pair, a_run, without
from hypothesis import given, settings
from hypothesis import strategies as st

from spreiding.compare.areas import compare_municipalities, compare_provinces, compare_regions, total
from spreiding.compare.columns import MUNICIPALITIES, PROVINCES, REGIONS
from spreiding.compare.measures import LATE, MUNICIPAL, PROVINCIAL, has_difference
from spreiding.errors import InputError
from spreiding.write.finish import finish

BASE = {"task_places": [100, 50], "task_amv": [10, 5], "durable_places": [80, 50], "change_places": [-20, 0]}
MORE = {"task_places": [130, 20], "task_amv": [10, 5], "durable_places": [80, 20], "change_places": [30, -30]}


def of(frame: pd.DataFrame, column: str) -> list[float]:
    return frame[column].to_list()


def test_a_municipality_has_both_numbers_and_the_difference() -> None:
    rows = compare_municipalities(a_pair(a_run(tasks=BASE), a_run("b", tasks=MORE)))
    assert of(rows, "task_places_base") == [100, 50]
    assert of(rows, "task_places") == [130, 20]
    assert of(rows, "task_places_difference") == [30, -30]  # 130 - 100, 20 - 50
    assert of(rows, "durable_places_difference") == [0, -30]
    assert of(rows, "change_places_difference") == [50, -30]  # 30 - -20
    assert of(rows, "task_amv_difference") == [0, 0]
    assert of(rows, "run") == ["B", "B"]
    finish(rows, MUNICIPALITIES)  # fits its contract, or raises


def test_late_housing_is_summed_over_origins_and_quarters() -> None:
    # GM0001 gets 1.5 late from each of two rows in the base run: 3 person-quarters; in the other 0.5 and 0.25.
    same = {"to_municipality_code": ["GM0001", "GM0001"], "from_municipality_code": ["GM0001", "GM0002"]}
    base = a_run(housing={**same, "late_persons": [1.5, 1.5]})
    other = a_run("b", housing={**same, "late_persons": [0.5, 0.25]})
    rows = compare_municipalities(a_pair(base, other))
    assert of(rows, f"{LATE.name}_base") == [3.0, 0.0]
    assert of(rows, LATE.name) == [0.75, 0.0]
    assert of(rows, f"{LATE.name}_difference") == [-2.25, 0.0]


def test_a_difference_of_written_decimals_has_no_noise() -> None:
    # In the computer 0.3 - 0.1 is 0.19999999999999998.
    base, other = a_run(tasks={"burden_places": [0.1, 0.0]}), a_run(tasks={"burden_places": [0.3, 0.0]})
    rows = compare_municipalities(a_pair(base, other))
    assert of(rows, "burden_places_difference") == [0.2, 0.0]


def test_a_burden_that_one_run_does_not_count_has_no_difference_but_differs() -> None:
    rows = compare_municipalities(a_pair(a_run(), a_run(tasks={"burden_places": [math.nan, math.nan]})))
    assert rows["burden_places_difference"].isna().all()
    assert has_difference(rows, MUNICIPAL).all()


def test_identical_runs_have_no_difference() -> None:
    pair = a_pair(a_run(), a_run())
    rows = compare_municipalities(pair)
    assert not has_difference(rows, MUNICIPAL).any()
    provinces = compare_provinces(pair, rows)
    assert of(provinces, "municipalities_more") == of(provinces, "municipalities_fewer") == [0, 0]
    assert {part["difference"] for part in total(provinces).values()} == {0}


def test_a_province_is_the_sum_of_its_municipalities_with_their_sites() -> None:
    one = {"province_code": ["PV21", "PV21"]}
    sites = {"province_code": ["PV21", "PV21"], "places": [200, 100]}
    base = a_run(tasks={**BASE, **one}, sites=sites)
    other = a_run("b", tasks={**MORE, **one}, sites={**sites, "places": [200, 40]})
    pair = a_pair(base, other)
    rows = compare_provinces(pair, compare_municipalities(pair))
    row = rows.iloc[0]
    assert len(rows) == 1
    assert (row["task_places_base"], row["task_places"], row["task_places_difference"]) == (150, 150, 0)
    assert (row["municipalities_more"], row["municipalities_fewer"]) == (
        1,
        1,
    )  # 30 more for one, 30 fewer for the other
    assert row["durable_places_difference"] == -30
    assert (row["sites"], row["sites_difference"], row["site_places_difference"]) == (2, 0, -60)
    assert row["province"] == "Fryslân"
    finish(rows, PROVINCES)


def test_regions_are_compared_where_both_have_the_quarter() -> None:
    base = a_run(regions={"region_code": ["R1", "R2"], "places": [100, 100]})
    other = a_run("b", regions={"region_code": ["R1", "R2"], "period": ["2025-Q1", "2025-Q2"], "places": [70, 100]})
    rows = compare_regions(a_pair(base, other))
    assert of(rows, "region_code") == ["R1"]
    assert of(rows, "places_difference") == [-30]
    finish(rows, REGIONS)


def test_regions_of_another_kind_have_nothing_in_common() -> None:
    rows = compare_regions(a_pair(a_run(), a_run(regions={"region_code": ["CR1", "CR2"]})))
    assert rows.empty
    assert finish(rows, REGIONS).columns.to_list() == REGIONS.names


def test_the_country_and_a_province_are_compared_over_what_both_have() -> None:
    country = a_run(tasks=BASE)
    province = without(a_run("b", tasks=MORE), "GM0001")
    pair = a_pair(country, province)
    assert of(compare_municipalities(pair), "municipality_code") == ["GM0002"]
    assert (pair.only_base, pair.only_run) == (1, 0)
    assert not pair.same_selection
    assert dict(pair.provinces) == {"PV28": "Zuid-Holland"}


def test_only_the_provinces_asked_for_are_compared() -> None:
    pair = a_pair(a_run(tasks=BASE), a_run(tasks=MORE), ("PV21",))
    assert of(compare_municipalities(pair), "task_places_difference") == [30]
    assert (pair.only_base, pair.only_run) == (0, 0)


def test_runs_without_a_municipality_in_common_are_refused() -> None:
    with pytest.raises(InputError, match="has no municipality in common with a that is asked for: A plans PV28"):
        a_pair(without(a_run(), "GM0001"), without(a_run("b"), "GM0002"))


places = st.integers(0, 5_000)
numbers = st.fixed_dictionaries({
    "task_places": st.lists(places, min_size=2, max_size=2),
    "durable_places": st.lists(places, min_size=2, max_size=2),
    "change_places": st.lists(st.integers(-500, 500), min_size=2, max_size=2),
    "burden_places": st.lists(st.integers(0, 9_999_999).map(lambda n: n / 1000), min_size=2, max_size=2),
})  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(numbers, numbers, st.booleans())
def test_differences_turn_with_the_runs_and_add_up_to_those_of_the_totals(
    old: dict[str, list[float]], new: dict[str, list[float]], one_province: bool
) -> None:
    where = {"province_code": ["PV21", "PV21"]} if one_province else {}
    base, other = a_run(tasks={**old, **where}), a_run(tasks={**new, **where})
    there, back = a_pair(base, other), a_pair(other, base)
    rows, turned = compare_municipalities(there), compare_municipalities(back)
    provinces = compare_provinces(there, rows)
    for measure in PROVINCIAL:
        column = f"{measure.name}_difference"
        assert rows[column].to_list() == (-turned[column]).to_list()
        by_province = rows.groupby("province_code")[column].sum().round(3)
        assert provinces.set_index("province_code")[column].to_dict() == pytest.approx(by_province.to_dict())
        parts = total(provinces)[measure.name]
        assert None not in parts.values()
        assert parts["difference"] == pytest.approx((parts["run"] or 0) - (parts["base"] or 0))
        assert parts["difference"] == pytest.approx(rows[column].sum())
