"""Templates that a jurist edits: what is wrong with them is told with file and placeholder, and no mark can be lost."""

import io
import re
import shutil
from pathlib import Path

import docx
import pytest
import yaml
from docx.enum.section import WD_SECTION
from jinja2 import Environment
from report.seen_documents import W, part, text_of

from spreiding.errors import InputError
from spreiding.law.norms import Norms
from spreiding.report.documents.decision import Verdeelbesluit
from spreiding.report.documents.make_word import word_template
from spreiding.report.documents.marked_up import TemplateError, blocks
from spreiding.report.documents.placeholders import check_placeholders, placeholders
from spreiding.report.documents.provincial_plan import ProvinciaalPlan
from spreiding.report.documents.source import FOLDER, NAMES, html_source
from spreiding.report.documents.state_of_affairs import StandVanZaken
from spreiding.report.documents.templates import load_templates
from spreiding.report.documents.verslag import Verslag

MODELS = dict(zip(NAMES, (Verdeelbesluit, Verslag, ProvinciaalPlan, StandVanZaken), strict=True))
NAME = "verdeelbesluit"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of a jurist, with a decision of his own."""
    for kind in ("docx", "html"):
        shutil.copy(FOLDER / f"{NAME}.{kind}", tmp_path)
    return tmp_path


def findings(own: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        load_templates(NAME, Verdeelbesluit, own)
    return [str(finding) for finding in raised.value.findings]


def edit_html(own: Path, old: str, new: str) -> None:
    path = own / f"{NAME}.html"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_templates_that_ship_are_whole_and_word_is_made_of_html(name: str) -> None:
    load_templates(name, MODELS[name], None)
    made = word_template(html_source(f"{name}.html"))
    assert made == (FOLDER / f"{name}.docx").read_bytes(), "run `make templates`"


@pytest.mark.parametrize("name", NAMES)
def test_every_placeholder_is_used_by_the_template_that_ships(name: str) -> None:
    tree = Environment().parse(html_source(f"{name}.html"))
    every = set(placeholders(MODELS[name])) - set(placeholders(MODELS[name], required_only=True))
    _, missing = check_placeholders(tree, MODELS[name])
    assert missing == [] and every, "optional ones are those that a jurist may leave out"


def test_folders_of_a_jurist_hold_templates_and_nothing_that_looks_like_one(tmp_path: Path, own: Path) -> None:
    load_templates(NAME, Verdeelbesluit, own)
    (own / "~$rdeelbesluit.docx").write_bytes(b"Word has it open")
    load_templates(NAME, Verdeelbesluit, own)
    (own / "Verdeelbesluit nieuw.docx").write_bytes(b"")
    assert "is no template's name" in findings(own)[0]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no templates. Give a folder with one or more of verdeelbesluit.docx" in findings(empty)[0]
    assert "is no folder" in findings(tmp_path / "nowhere")[0]


def test_unknown_and_missing_placeholders_are_told_together(own: Path) -> None:
    edit_html(own, "{{ gemeente.aantallen.amv }}", "{{ gemeente.aantallen.amvs }}")
    edit_html(own, "{{ provincie }}", "{{ province }}")
    document = docx.Document(str(own / f"{NAME}.docx"))
    document.add_paragraph("{{ gemeentes.naam }} {% if onbekend %}{% endif %}")
    document.save(str(own / f"{NAME}.docx"))
    told = findings(own)
    assert [line.split(": ")[0].removeprefix(f"{own}/") for line in told] == [
        f'{NAME}.docx, value "gemeentes.naam"',
        f'{NAME}.docx, value "onbekend"',
        f'{NAME}.html, value "province"',
        f'{NAME}.html, value "gemeente.aantallen.amvs"',
        f'{NAME}.html, value "provincie"',
        f'{NAME}.html, value "gemeenten.aantallen.amv"',
    ]
    assert "is no placeholder of this document. Choose from merk, titel" in told[0]
    assert "is missing" in told[-1]


def test_a_loop_gives_its_name_a_meaning_and_its_condition_is_looked_at() -> None:
    tree = Environment().parse(
        "{% for x in gemeenten if x.naam and x.nergens %}{{ x.code }}{{ loop.index }}{% endfor %}{{ x }}"
    )
    unknown, missing = check_placeholders(tree, Verdeelbesluit)
    assert unknown == ["x.nergens", "x"]
    assert "gemeenten.naam" not in missing and "gemeenten.code" not in missing and "gemeenten.motivering" in missing


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (b"no zip", "is no Word document"),
        (None, "can't be read"),
    ],
)
def test_files_that_are_no_templates(own: Path, broken: bytes | None, told: str) -> None:
    path = own / f"{NAME}.docx"
    path.unlink()
    if broken is None:
        path = own / "_stijl.html"
        path.write_bytes(b"\xff\xfe")
        assert any(told in line and f"{NAME}.html" in line for line in findings(own))
        return
    path.write_bytes(broken)
    assert told in findings(own)[0]


def test_a_mark_that_cant_be_read_is_told_with_its_line(own: Path) -> None:
    edit_html(own, "<h1>{{ titel }}</h1>", "<h1>{{ titel </h1>")
    (line,) = findings(own)
    assert f"{NAME}.html, row " in line and "has a mark that can't be read" in line


def test_no_page_can_lose_its_mark(own: Path) -> None:
    path = own / f"{NAME}.docx"
    document = docx.Document(str(path))
    later = document.add_section(WD_SECTION.NEW_PAGE)
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "Ministerie"
    document.sections[0].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    document.save(str(path))
    edit_html(own, '<p class="merk">{{ merk }}</p>', "{% if verschil %}{{ merk }}{% endif %}")
    told = findings(own)
    where = [re.search(r"column ([^,]*),", line) for line in told]
    assert [found[1] for found in where if found] == [
        "first page header of section 1",
        "even page header of section 1",
        "header of section 2",
        "even page header of section 2",
        "body",
    ]
    assert all('value "{{ merk }}": is missing, so that' in line for line in told)


def test_a_mark_under_a_condition_is_no_mark(own: Path) -> None:
    path = own / f"{NAME}.docx"
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = "{% if verschil %}{{ merk }}{% endif %}"
    document.save(str(path))
    (line,) = findings(own)
    assert "header of section 1" in line


@pytest.mark.parametrize(
    "html", ["<p>a</p> loose", "<blockquote>a</blockquote>", "<td>a</td>", '<p class="eigen">a</p>']
)
def test_what_word_cant_hold_is_refused_and_not_dropped(html: str) -> None:
    with pytest.raises(TemplateError):
        blocks(html)


def test_word_templates_have_styles_numbering_repeated_headers_and_page_numbers(tmp_path: Path) -> None:
    path = FOLDER / f"{NAME}.docx"
    body, numbering = part(path, "word/document.xml"), part(path, "word/numbering.xml")
    styles = {item.get(f"{W}val") for item in body.iter(f"{W}pStyle")}
    assert {"Title", "Heading1", "Artikel", "Hoofdstuk", "Paragraaf", "Lid", "Stap", "Overweging", "Caption"} <= styles
    assert {item.get(f"{W}val") for item in numbering.iter(f"{W}lvlText")} >= {"Artikel %1.", "%1.%2", "%3."}
    for table in body.iter(f"{W}tbl"):
        header = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
        assert header is not None
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
    codes = [item.get(f"{W}instr", "").strip() for item in part(path, "word/footer1.xml").iter(f"{W}fldSimple")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert text_of(part(path, "word/header1.xml")) == "{{ merk }}"
    languages = {item.get(f"{W}val") for item in part(path, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"nl-NL"}
    assert len(docx.Document(io.BytesIO(path.read_bytes())).sections) == 1


def test_every_norm_that_is_not_fully_modelled_has_its_dutch() -> None:
    dutch = yaml.safe_load((FOLDER / "normen.yaml").read_text(encoding="utf-8"))
    assert set(dutch) == {norm.id for norm in Norms.load().norms if norm.status != "modelled"}
    assert all(text.endswith(".") for entry in dutch.values() for text in entry.values())
