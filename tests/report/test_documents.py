"""Documents as a whole: their mark, odd names, other runs, the same bytes again, and nothing left of half a report."""

import html as html_text
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from report.conftest import KINDS
from report.seen_documents import W, html, part, text_of, word

from spreiding.errors import InputError
from spreiding.paths import DATA
from spreiding.report.documents import makers
from spreiding.report.documents.dutch import counted, decimal, exact, half_year, listed, quarter, signed, whole
from spreiding.report.documents.dutch import part as percentage
from spreiding.report.documents.grounds import account
from spreiding.report.documents.makers import make_decisions, make_plans, make_reports, make_state
from spreiding.report.documents.norm_words import norm_words
from spreiding.report.documents.provinces import facts_by_municipality, province_rows
from spreiding.report.documents.source import FOLDER
from spreiding.report.kinds import Asked
from spreiding.report.report import ReportRequest, make_report
from spreiding.run_files.read import WrittenRun, read_run
from spreiding.run_files.record import InputUsed

MAKERS = dict(zip(KINDS, (make_decisions, make_reports, make_plans, make_state), strict=True))
NAMES = {"GM0001": "'s-Hertogenbosch", "GM0002": "Súdwest-Fryslân", "GM0003": "<b>A & B</b> {{ merk }}"}


def changed(run: WrittenRun, synthetic: int = 0) -> WrittenRun:
    """The run with odd names, and with a table of which some rows are invented."""
    tasks = run.tasks.assign(municipality=run.tasks["municipality_code"].map(NAMES).fillna("Zwolle"))
    table = InputUsed(
        table="sites", path="sites.csv", supplied="own", sha256="ab" * 32, rows=7,
        origins={"official": 7 - synthetic, "synthetic": synthetic},
    )  # fmt: skip
    record = run.record.model_copy(
        update={"provinces": {"PV01": "Fryslân & Co", "PV02": "Gelderland"}, "inputs": (table,)}
    )
    return replace(run, tasks=tasks, record=record)


def made(run: WrittenRun, kind: str, folder: Path, *, released: bool = False) -> list[Path]:
    folder.mkdir(parents=True)
    MAKERS[kind](Asked(run, (), ("PV01", "PV02"), released), folder)
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def run(ledger_run: Path) -> WrittenRun:
    return read_run(ledger_run)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_bears_the_mark_until_it_is_released(kind: str, run: WrittenRun, tmp_path: Path) -> None:
    for released in (False, True):
        for path in made(run, kind, tmp_path / str(released), released=released):
            if path.suffix == ".docx":
                sections = list(part(path, "word/document.xml").iter(f"{W}sectPr"))
                # One section, with one kind of header: that of all its pages.
                assert len(sections) == 1 and sections[0].find(f"{W}titlePg") is None
                assert [item.get(f"{W}type") for item in sections[0].iter(f"{W}headerReference")] == ["default"]
                assert text_of(part(path, "word/header1.xml")) == ("" if released else "CONCEPT")
            else:
                text = path.read_text(encoding="utf-8")
                assert ('<p class="merk">CONCEPT</p>' in text) is not released
                assert "position: fixed" in text and ".merk:empty { display: none; }" in text


def test_released_documents_still_say_what_is_estimated(run: WrittenRun, tmp_path: Path) -> None:
    for path in made(run, "decision", tmp_path / "out", released=True):
        seen = word(path) if path.suffix == ".docx" else html(path)
        text = " ".join(seen.texts)
        assert "Voorbehoud." in text and "CONCEPT" not in text
        assert "Instroom, sporen en verblijfsduur zijn een aanname van het modelbestand." in seen.texts


def test_invented_rows_are_said_in_the_document_itself(run: WrittenRun, tmp_path: Path) -> None:
    for kind in KINDS:
        for path in made(changed(run, 3), kind, tmp_path / kind):
            seen = word(path) if path.suffix == ".docx" else html(path)
            assert "Tabel locaties (sites.csv): van 7 rijen zijn er 3 verzonnen." in seen.texts
            (row,) = seen.table("De tabellen waarop")
            assert row == ["locaties", "sites.csv (eigen bestand)", "7", "officieel 4, verzonnen 3", "abababababab"]


def test_odd_names_stand_as_they_are_and_files_have_plain_ones(run: WrittenRun, tmp_path: Path) -> None:
    paths = made(changed(run), "decision", tmp_path / "out")
    assert [path.name for path in paths] == [
        f"verdeelbesluit-{code}.{kind}" for code in ("PV01-fryslan-co", "PV02-gelderland") for kind in ("docx", "html")
    ]
    for seen in (word(paths[0]), html(paths[1])):
        # 's-Hertogenbosch stands under its capital; letters with accents stand where those without do.
        assert [row[0] for row in seen.table("Tabel 2.")] == [NAMES["GM0003"], NAMES["GM0001"], NAMES["GM0002"]]
        assert any(text.startswith("Súdwest-Fryslân: ") for text in seen.texts)
        assert any(text.endswith("Fryslân & Co 2025–2026.") for text in seen.texts)
    raw = paths[1].read_text(encoding="utf-8")
    assert html_text.escape(NAMES["GM0003"], quote=False) in raw and NAMES["GM0003"] not in raw


def test_the_same_run_gives_the_same_bytes(ledger_run: Path, ledger_documents: Path, tmp_path: Path) -> None:
    again = make_report(ReportRequest(ledger_run, KINDS), tmp_path / "again")
    names = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert len(names) == 15
    assert [name for name in names if (again / name).read_bytes() != (ledger_documents / name).read_bytes()] == []


def test_own_templates_are_used(ledger_run: Path, tmp_path: Path) -> None:
    text = (FOLDER / "verslag.html").read_text(encoding="utf-8")
    (tmp_path / "verslag.html").write_text(text.replace("Aan de Minister", "Aan mijn Minister"), encoding="utf-8")
    out = make_report(ReportRequest(ledger_run, ("verslag",), templates=tmp_path), tmp_path / "out")
    own, ours = out / "verslag" / "verslag-PV01-pv01.html", out / "verslag" / "verslag-PV01-pv01.docx"
    assert "Aan mijn Minister van Asiel en Migratie" in html(own).texts
    assert "Aan de Minister van Asiel en Migratie" in word(ours).texts


def test_a_site_table_that_is_not_that_of_the_run_is_refused(ledger_run: Path, tmp_path: Path) -> None:
    shutil.copy(DATA / "sites.csv", tmp_path)
    with pytest.raises(InputError, match="is not the site table of the run"):
        make_report(ReportRequest(ledger_run, ("decision",), data=tmp_path), tmp_path / "out")


def test_one_province_gives_its_documents_alone(ledger_run: Path, tmp_path: Path) -> None:
    out = make_report(ReportRequest(ledger_run, KINDS, ("PV02",)), tmp_path / "out")
    assert all("PV01" not in path.name for path in out.rglob("*"))
    seen = html(out / "state-of-affairs" / "stand-van-zaken.html")
    assert [row[0] for row in seen.table("Tabel 1.")] == [read_run(ledger_run).record.provinces["PV02"], "Totaal"]
    assert any("voor meer provincies dan de tabellen" in text for text in seen.texts)


def test_a_report_that_ends_halfway_leaves_nothing(
    ledger_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def stop(*arguments: object) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(arguments)
        keep(*arguments)  # type: ignore[arg-type]

    keep = makers.write_document
    monkeypatch.setattr(makers, "write_document", stop)
    with pytest.raises(KeyboardInterrupt):
        make_report(ReportRequest(ledger_run, KINDS), tmp_path / "out")
    assert len(written) == 1 and list(tmp_path.iterdir()) == []


def test_numbers_that_do_not_follow_make_no_document(run: WrittenRun, tmp_path: Path) -> None:
    wrong = replace(run, tasks=run.tasks.assign(task_places=run.tasks["task_places"] + 1))
    with pytest.raises(InputError) as raised:
        made(wrong, "decision", tmp_path / "out")
    assert {finding.column for finding in raised.value.findings} == {"task_places", "deviation_places"}
    assert len(raised.value.findings) == 8, "all of all municipalities at once"


def test_a_run_that_was_cut_off_or_found_wrong_says_so(run: WrittenRun) -> None:
    audit = run.record.audit.model_copy(update={"findings": ({"rule": "x"}, {"rule": "y"})})
    bad = replace(run, record=run.record.model_copy(update={"status": "feasible", "audit": audit}))
    facts = facts_by_municipality(Asked(bad, (), ("PV01",), False))
    told = account(next(iter(facts.values()))).voorbehoud
    assert "De berekening is afgebroken voordat elk doel binnen zijn marge was." in told
    assert any("heeft 2 bevindingen: grond geen besluit op deze aantallen." in text for text in told)


def test_a_norm_that_another_register_tells_otherwise_stays_in_its_own_language(run: WrittenRun) -> None:
    facts = next(iter(facts_by_municipality(Asked(run, (), ("PV01",), False)).values()))
    norm = facts.norms["S05"]
    assert norm_words(norm).language == "nl" and norm_words(norm).norm.startswith("In beginsel verhuist")
    other = norm.model_copy(update={"why": "Somebody else's reason."})
    assert (norm_words(other).why, norm_words(other).language) == ("Somebody else's reason.", "en")


class Marks(HTMLParser):
    """Tags and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("kind", KINDS)
def test_html_can_be_read_aloud_and_runs_nothing(kind: str, ledger_documents: Path) -> None:
    for path in (ledger_documents / kind).glob("*.html"):
        marks = Marks()
        marks.feed(path.read_text(encoding="utf-8"))
        names = [tag for tag, _ in marks.tags]
        assert marks.tags[0] == ("html", {"lang": "nl"})
        assert not {"script", "iframe", "img", "link", "form"} & set(names) and names.count("h1") == 1
        assert names.count("caption") == names.count("table") == names.count("thead") > 0
        assert all(given.get("scope") in ("col", "row") for tag, given in marks.tags if tag == "th")
        levels = [int(tag[1]) for tag in names if tag in ("h1", "h2", "h3", "h4")]
        assert all(later <= before + 1 for before, later in pairwise(levels))


def test_numbers_and_words_are_dutch() -> None:
    assert (whole(1248), decimal(-0.04, 1), decimal(1248.251, 2)) == ("1.248", "0,0", "1.248,25")
    assert (exact(-0.145), exact(0.1), exact(2.0)) == ("-0,145", "0,1", "2")
    assert (signed(26), signed(-3), signed(0), signed(-0.04, 1)) == ("+26", "-3", "0", "0")
    assert (percentage(26, 328), percentage(0, 328), percentage(5, 0)) == ("+7,9%", "0%", "–")
    assert (quarter("2025-Q3"), half_year("2026-II")) == ("derde kwartaal 2025", "tweede halfjaar 2026")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b en c")
    assert (counted(1, "rij", "rijen"), counted(342, "rij", "rijen")) == ("1 rij", "342 rijen")


def test_municipalities_stand_by_name(run: WrittenRun) -> None:
    assert province_rows(changed(run), "PV01")["municipality"].tolist() == [
        "<b>A & B</b> {{ merk }}",
        NAMES["GM0001"],
        NAMES["GM0002"],
    ]
