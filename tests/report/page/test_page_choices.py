"""Choices that few pages offer: more than two runs, tables of many rows, a model file that counts no burdens."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report.page.browser import Open
from report.page.page_runs import page_run

from spreiding.report.page.html import as_json
from spreiding.report.report import ReportRequest, make_report


def changed(file: Path, change: Callable[[dict[str, Any]], None], out: Path) -> Path:
    """A copy of a page with other data."""
    text = file.read_text(encoding="utf-8")
    found = re.search(r'id="page-data">(.*?)</script>', text)
    assert found is not None
    data = json.loads(found[1])
    change(data)
    out.write_text(text[: found.start(1)] + as_json(data) + text[found.end(1) :], encoding="utf-8")
    return out


def test_with_three_runs_a_field_chooses_which_is_held_against_the_first(read: Open, tmp_path: Path) -> None:
    folders = [
        page_run(tmp_path / name, given) for name, given in (("low", (60, 300, 640)), ("middle", (160, 300, 540)))
    ]
    folders.append(page_run(tmp_path / "high", (100, 300, 600)))
    out = make_report(ReportRequest(folders[0], ("html",), compare=tuple(folders[1:])), tmp_path / "report")
    reader = read("measure=task", out / "html" / "report.html")
    assert reader.texts("#other option") == ["B: middle", "C: high"]
    assert reader.texts("figcaption >> nth=1") == ["B: middle"]
    reader.page.select_option("#other", "C")
    assert reader.texts(".map-figure figcaption") == ["A: low", "C: high", "Verschil: C min A"]
    # The third run gives all exactly their share.
    reader.page.select_option("#measure", "deviation")
    assert set(reader.colours(1)) == {"#f7f7f7"}
    assert reader.page.input_value("#table").startswith("C differences")
    assert "C: high" in reader.text("#provenance") or "C: Run high" in reader.text("#provenance")
    assert "other=C" in reader.page.url


def test_a_page_of_one_run_has_no_field_for_another(read: Open) -> None:
    reader = read()
    assert reader.page.locator("#other-choice").is_hidden()
    assert reader.page.locator(".map-figure figcaption").count() == 0


def test_many_rows_are_shown_fifty_at_a_time(read: Open, page_file: Path, tmp_path: Path) -> None:
    def grow(data: dict[str, Any]) -> None:
        columns = data["runs"][0]["tables"]["staff"]
        for name in columns:
            columns[name] = [row / 2 for row in range(120)]
        columns |= {"province_code": ["PV28"] * 120, "region_code": ["VR15"] * 120}
        columns["period"] = [f"period {row:03d}" for row in range(120)]

    reader = read("", changed(page_file, grow, tmp_path / "many.html"))
    reader.page.select_option("#table", "A rows staff")
    rows = reader.page.locator("#table-holder tbody tr")
    assert rows.count() == 50
    assert reader.text("#page-number") == "bladzijde 1 van 3"
    assert reader.page.is_disabled("#page-back")
    reader.page.click("#page-on")
    reader.page.click("#page-on")
    assert rows.count() == 20 and reader.page.is_disabled("#page-on")
    # Sorting and filtering begin at the first page again; a download has all rows that are chosen, on any page.
    reader.page.click("button[data-column=needed_staff]")
    assert reader.text("#page-number") == "bladzijde 1 van 3"
    assert "59,500" in reader.text("#table-holder tbody tr >> nth=0")
    reader.page.fill("#filter", "period 1")
    assert reader.text("#table-count") == "20 van 120 rijen"
    _, content = reader.downloaded()
    assert len(content.decode("utf-8-sig").splitlines()) == 21
    reader.page.select_option("#province", "PV21")
    assert reader.text("#table-count") == "0 van 120 rijen"


def test_burdens_that_nobody_counts_are_no_measure(read: Open, page_file: Path, tmp_path: Path) -> None:
    def uncount(data: dict[str, Any]) -> None:
        data["runs"][0]["tables"]["tasks"]["burden_per_1000"] = [None, None, None]
        data["runs"][0]["weights"] = [None, None]

    counted, uncounted = read(), read("", changed(page_file, uncount, tmp_path / "uncounted.html"))
    assert "burden_per_1000" in counted.page.locator("#measure").inner_html()
    assert "burden_per_1000" not in uncounted.page.locator("#measure").inner_html()
    # Housing of 60 persons on 60,000 inhabitants weighs twice in one, once in the other.
    housing = [reader.page.evaluate("charts && store.base.weights") for reader in (counted, uncounted)]
    assert housing == [[1, 2], [None, None]]
    for reader, expected in ((counted, "6,0 0,0 2,0"), (uncounted, "6,0 0,0 1,0")):
        reader.page.locator(".chart summary").last.click()
        figures = reader.texts(".chart >> nth=-1 >> tbody tr")
        assert f"Fryslân {expected}" in figures


def test_unknown_numbers_have_a_colour_and_a_word_of_their_own(read: Open, page_file: Path, tmp_path: Path) -> None:
    def forget(data: dict[str, Any]) -> None:
        data["runs"][0]["tables"]["tasks"]["burden_per_1000"] = [4.5, None, 9.0]

    reader = read("measure=burden_per_1000", changed(page_file, forget, tmp_path / "unknown.html"))
    assert reader.colours()[1] == "#bdbdbd"
    assert reader.texts("#legend .swatches >> nth=0 >> li")[-1] == "onbekend"


def test_what_the_auditor_found_and_a_plan_cut_off_are_told(read: Open, page_file: Path, tmp_path: Path) -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["runs"][0] |= {"findings": 3, "status": "feasible", "left_out": 2}

    reader = read("language=en", changed(page_file, spoil, tmp_path / "spoilt.html"))
    assert "found 3 deviations" in reader.text(".warning.findings")
    assert "status: feasible" in reader.text(".warning.status")
    assert "2 municipalities are left out" in reader.text(".warning.left-out")
