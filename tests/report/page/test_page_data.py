"""What a page holds is what the run's tables say, narrowed and packed."""

import re
from pathlib import Path

import pandas as pd
import pytest
from report.page.page_runs import page_run
from run_files.written_runs import small_run

from spreiding.compare.columns import TABLES as DIFFERENCES
from spreiding.errors import InputError
from spreiding.formulation.goal_units import UNITS as GOAL_UNITS
from spreiding.report.page.data import page_data, page_words, shown_runs, without_place
from spreiding.report.page.html import SCRIPTS
from spreiding.report.page.packed import described, packed
from spreiding.report.page.record import page_record
from spreiding.report.report import ReportRequest, make_report
from spreiding.run_files.read import WrittenRun, read_run
from spreiding.write.column import Table, boolean, decimal, text, whole
from spreiding.write.columns import TABLES, TASKS

ROOM = Path(__file__).parents[3] / "src" / "spreiding" / "report" / "page"
SMALL = Table(
    "small",
    "meaning",
    "betekenis",
    ("code",),
    (
        text("code", "code", "a code"),
        text("kind", "soort", "a kind"),
        boolean("yes", "ja", "yes or no"),
        whole("places", "plekken", "places", "places", blank=True),
        decimal("rate", "tempo", "ratio", "a rate", decimals=1),
    ),
)


@pytest.fixture
def run(tmp_path: Path) -> WrittenRun:
    return read_run(page_run(tmp_path / "run"))


def test_words_that_repeat_are_listed_once_and_empty_numbers_are_none() -> None:
    frame = pd.DataFrame(
        {
            "code": ["a", "b", "c", "d"],
            "kind": ["azc", "amv", "azc", "azc"],
            "yes": [True, True, False, True],
            "places": [1.0, float("nan"), 3.0, 0.0],
            "rate": [0.1, 0.25, 2.0, 0.0],
        }
    )
    assert packed(frame, SMALL) == {
        "code": ["a", "b", "c", "d"],
        "kind": {"words": ["azc", "amv"], "at": [0, 1, 0, 0]},
        "yes": {"words": [True, False], "at": [0, 0, 1, 0]},
        "places": [1, None, 3, 0],
        "rate": [0.1, 0.2, 2, 0],
    }


def test_columns_are_described_as_the_contract_has_them() -> None:
    told = described(TASKS)
    assert told["dutch"] == TASKS.dutch
    assert [column["name"] for column in told["columns"]] == TASKS.names
    task = next(column for column in told["columns"] if column["name"] == "task_places")
    assert (task["unit"], task["kind"], task["dutch"], task["key"]) == ("places", "whole", "taak", False)


def test_every_table_of_the_run_is_in_the_page(run: WrittenRun) -> None:
    data = page_data(shown_runs(run, (), ()), released=False)
    (only,) = data["runs"]
    assert list(only["tables"]) == [table.name for table in TABLES]
    assert only["tables"]["tasks"]["task_places"] == run.tasks["task_places"].to_list()
    assert only["share"]["sum_of_weighting_factors"] == 1.25
    assert (only["due"], only["periods"], only["ends"]) == (
        "2025-Q2",
        ["2025-Q1", "2025-Q2"],
        ["2025-04-01", "2025-07-01"],
    )
    assert (only["weights"], only["occupancy"]) == ([1.0, 2.0], 0.9)
    assert data["provinces"] == {"PV21": "Fryslân", "PV28": "Zuid-Holland"}
    assert data["against"] == [] and data["schematic"] is True


def test_persons_without_a_place_are_demand_less_those_who_stay(run: WrittenRun) -> None:
    # 1000 of the regular track ask for a place and 900 have one; of the track Dublin, 12 and none.
    assert without_place(run, page_record(run)) == {"2025-Q1": 100.0, "2025-Q2": 12.0}


def test_a_page_of_some_provinces_has_their_rows_only(run: WrittenRun) -> None:
    shown = shown_runs(run, (), ("PV28",))
    data = page_data(shown, released=False)
    (only,) = data["runs"]
    assert data["provinces"] == {"PV28": "Zuid-Holland"}
    assert list(data["outlines"]["municipalities"]) == ["GM0002", "GM0003"]
    assert len(only["tables"]["placements"]["persons"]) == 2
    # Demand is of the whole run: what is missing can't be told for a part of it.
    assert shown.whole == (False,) and only["without_place"] is None
    # Whoever asks for a province leaves the others out on purpose.
    assert only["left_out"] == 0


def test_runs_are_narrowed_to_what_all_have(run: WrittenRun, tmp_path: Path) -> None:
    other = read_run(page_run(tmp_path / "other", given=(160, 300, 540)))
    part = shown_runs(other, (), ("PV28",)).runs[0].run
    shown = shown_runs(run, (part,), ())
    assert shown.left_out == (1, 0) and shown.whole == (False, True)
    data = page_data(shown, released=False)
    assert [item["letter"] for item in data["runs"]] == ["A", "B"]
    (against,) = data["against"]
    towns = against["tables"]["municipalities"]
    assert towns["municipality_code"] == ["GM0002", "GM0003"]
    assert towns["task_places_difference"] == [0, -100]
    assert list(data["differences"]) == [table.name for table in DIFFERENCES]


def test_runs_without_anything_in_common_and_too_many_runs_are_refused(run: WrittenRun) -> None:
    south, north = (shown_runs(run, (), (code,)).runs[0].run for code in ("PV28", "PV21"))
    with pytest.raises(InputError, match="no municipality in common"):
        shown_runs(south, (north,), ())
    with pytest.raises(InputError, match="more than 26 runs"):
        shown_runs(run, [run] * 26, ())


def test_a_run_that_lacks_what_a_page_needs_is_refused_with_all_of_it(tmp_path: Path) -> None:
    run = read_run(small_run(tmp_path / "run"))
    with pytest.raises(InputError) as raised:
        page_record(run)
    assert [finding.column for finding in raised.value.findings] == ["share", "demand", "burdens"]
    assert "make the run again" in str(raised.value.findings[0])


def test_the_same_runs_give_the_same_page(tmp_path: Path) -> None:
    folder, other = page_run(tmp_path / "run"), page_run(tmp_path / "other", given=(160, 300, 540))
    request = ReportRequest(folder, ("html",), compare=(other,))
    pages = [make_report(request, tmp_path / out) / "html" / "report.html" for out in ("first", "second")]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_what_differs_in_the_data_is_in_the_page(run: WrittenRun, tmp_path: Path) -> None:
    law = [{**run.raw["law"][0], "value": 96}]
    other = read_run(page_run(tmp_path / "other", law=law))
    (against,) = page_data(shown_runs(run, (other,), ()), released=False)["against"]
    assert against["other_data"] is True
    assert any("occupancy_norm_percent" in ground for ground in against["grounds"])


def test_every_text_is_there_in_both_languages() -> None:
    for key, pair in page_words().items():
        assert isinstance(key, str) and len(pair) == 2, key
        assert all(isinstance(one, str) and one for one in pair), key
        dutch, english = (sorted(re.findall(r"\{\w+\}", one)) for one in pair)
        assert dutch == english, key


def test_every_text_that_the_page_asks_for_is_there_and_no_other() -> None:
    code = "".join((ROOM / "script" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    template = (ROOM / "page.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'data-(?:word|label|placeholder)="(\w+)"', template))
    plain = set(re.findall(r'"([\w ,-]+)"', code))
    begun = tuple(re.findall(r"`(\w+[_ ])\$\{", code))
    known = set(page_words())
    assert asked <= known
    assert {key for key in known if key not in asked | plain and not key.startswith(begun)} == set()
    said = set(re.findall(r'say\("([\w ,-]+)"', code))
    assert said <= known


def test_every_unit_of_a_table_has_words() -> None:
    units = {column.unit for table in (*TABLES, *DIFFERENCES) for column in table.columns} - {"", "date", "unit"}
    units |= {unit.name for unit in GOAL_UNITS.values()}
    assert {f"unit {unit}" for unit in units} <= set(page_words())
