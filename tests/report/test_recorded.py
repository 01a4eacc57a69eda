"""The commissioner's report has what was recorded of the consultation beside the run, and says when nothing was."""

from pathlib import Path
from shutil import copytree

import pytest
from report.seen_documents import html, word

from spreiding.consultation.add import add_entry, said_of
from spreiding.consultation.files import RECORD
from spreiding.errors import InputError
from spreiding.report.report import ReportRequest, make_report

OFFER = {"who": "college van A", "kind": "offer", "about": "GM0001", "about_name": "GM0001", "places": 50}
SWAP = {"kind": "exchange", "to": "GM0004", "to_name": "GM0004", "amv": True}


@pytest.fixture
def run(ledger_run: Path, tmp_path: Path) -> Path:
    return copytree(ledger_run, tmp_path / "run")


def _report(run: Path, out: Path, province: str) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of the table in both forms; none when there is no table."""
    folder = make_report(ReportRequest(run, ("verslag",), provinces=(province,)), out) / "verslag"
    seen = [form(path) for form, path in ((html, next(folder.glob("*.html"))), (word, next(folder.glob("*.docx"))))]
    nothing = "Bij deze berekening is geen logboek bijgehouden."
    first, second = ([] if nothing in document.texts else document.table("Tabel 5.") for document in seen)
    return first, second


def test_entries_about_the_province_stand_in_its_report(run: Path, tmp_path: Path) -> None:
    add_entry(run, said_of(**OFFER, why="kazerne <Noord> & {{ merk }}"))
    add_entry(run, said_of(**{**OFFER, **SWAP}, why="ruil"))
    add_entry(run, said_of(who="de provincie", kind="remark", about="PV01", about_name="PV01", why="tweede ronde"))
    page, document = _report(run, tmp_path / "one", "PV01")
    assert page == document
    assert [row[1:] for row in page[-3:]] == [
        ["college van A", "aanbod, GM0001: 50 opvangplaatsen", "kazerne <Noord> & {{ merk }}"],
        ["college van A", "uitwisseling, GM0001 aan GM0004: 50 opvangplaatsen voor amv", "ruil"],
        ["de provincie", "opmerking, PV01", "tweede ronde"],
    ]
    # The other province has the exchange, to which it is a party, and nothing else.
    other, _ = _report(run, tmp_path / "other", "PV02")
    assert [row[3] for row in other if row[3] in ("ruil", "tweede ronde")] == ["ruil"]


def test_where_nothing_was_recorded_the_report_says_so(run: Path, tmp_path: Path) -> None:
    assert _report(run, tmp_path / "out", "PV01") == ([], [])


def test_a_record_that_was_changed_stops_the_report(run: Path, tmp_path: Path) -> None:
    add_entry(run, said_of(**OFFER, why="kazerne"))
    record = run / RECORD
    record.write_bytes(record.read_bytes().replace(b"kazerne", b"kasteel"))
    with pytest.raises(InputError, match="was changed after it was written"):
        make_report(ReportRequest(run, ("verslag",)), tmp_path / "out")
    assert not (tmp_path / "out").exists()
