"""Agreements of regional tables that a run can't hold are findings."""

import pandas as pd

from spreiding.law.agreements import agreement_findings

REGIONS = pd.DataFrame(
    {"region_code": ["VR01", "VR01", "VR02", "AM03"], "province_code": ["PV01", "PV02", "PV02", "PV03"]}
)


def found(numbers: dict[str, int], *selection: str) -> list[tuple[str, str]]:
    rows = agreement_findings(numbers, "model.yaml", REGIONS, selection)
    return [(str(row.column), row.rule) for row in rows]


def test_a_region_inside_the_run_or_outside_it_is_fine() -> None:
    assert found({"VR01": 10, "VR02": 5, "AM03": 1}, "PV01", "PV02") == []


def test_an_unknown_code_comes_with_the_nearest() -> None:
    (finding,) = agreement_findings({"VR2": 5}, "model.yaml", REGIONS, ["PV02"])
    assert finding.column == "families.regional_tables.numbers.VR2"
    assert finding.rule == "is not a region of the tables"
    assert finding.advice == "Did you mean VR02?"


def test_a_region_that_is_cut_by_the_selection_is_refused() -> None:
    assert found({"VR01": 10}, "PV02") == [
        ("families.regional_tables.numbers.VR01", "lies partly outside the provinces of the run (PV01)")
    ]
