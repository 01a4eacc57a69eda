"""Word templates made of the HTML ones, so that both say the same: `make templates`."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu

from spreiding.report.documents.marked_up import Block, Cell, Control, Paragraph, Row, Run, Table, blocks
from spreiding.report.documents.source import FOLDER, NAMES, html_source
from spreiding.report.documents.steady import steady
from spreiding.report.documents.word_styles import TEXT_WIDTH, dress

_WHEN = datetime(2024, 1, 1, tzinfo=UTC)


def word_template(html: str) -> bytes:
    """The bytes of a Word template that says what an HTML template says."""
    document = docx.Document()
    dress(document)
    _properties(document)
    _margins(document)
    for block in blocks(html):
        _add(document, block)
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue())


def write_templates(folder: Path = FOLDER) -> None:
    """Make every Word template anew in a folder, of the HTML template there or else of ours."""
    for name in NAMES:
        (folder / f"{name}.docx").write_bytes(word_template(html_source(f"{name}.html", folder)))


def _properties(document: Document) -> None:
    told = document.core_properties
    told.title, told.author, told.comments, told.language = "{{ titel }}", "spreiding", "", "nl-NL"
    told.created = told.modified = _WHEN
    told.last_modified_by, told.revision = "spreiding", 1


def _margins(document: Document) -> None:
    """The mark at the top of every page; the title and the page's number at its foot."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.style = document.styles["Merk"]
    head.add_run("{{ merk }}")
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("{{ titel }}\tPagina ")
    _field(foot, "PAGE")
    foot.add_run(" van ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _add(document: Document, block: Block) -> None:
    if isinstance(block, Control):
        document.add_paragraph(_at("p", block))
    elif isinstance(block, Paragraph):
        paragraph = document.add_paragraph(style=block.style)
        paragraph.paragraph_format.page_break_before = block.new_page or None
        _write(paragraph, block.runs)
    else:
        _table(document, block)


def _at(what: str, control: Control) -> str:
    """A loop or condition over whole paragraphs or rows, as docxtpl wants it."""
    return control.text.replace("{%", f"{{%{what}", 1)


def _write(paragraph: Any, runs: list[Run]) -> None:
    for place, run in enumerate(runs):
        text = run.text.lstrip() if place == 0 else run.text
        paragraph.add_run(text.rstrip() if place == len(runs) - 1 else text).bold = run.bold or None


def _table(document: Document, block: Table) -> None:
    _write(document.add_paragraph(style="Caption"), block.caption)
    table = document.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    widths = [Emu(TEXT_WIDTH * part // sum(block.widths)) for part in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _caption(table, block.caption)
    for row in block.rows:
        _row(table, row, widths)
    document.add_paragraph(style="Tabel")


def _caption(table: Any, runs: list[Run]) -> None:
    """What a screen reader calls the table."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), "".join(run.text for run in runs))
    table._tbl.tblPr.append(caption)


def _row(table: Any, row: Row | Control, widths: list[Emu]) -> None:
    made = table.add_row()
    for cell, width in zip(made.cells, widths, strict=True):
        cell.width = width
    if isinstance(row, Control):
        made.cells[0].paragraphs[0].add_run(_at("tr", row))
        return
    properties = made._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if row.header:
        properties.append(OxmlElement("w:tblHeader"))
    style = "Tabelkop" if row.header else "Tabeltotaal" if row.total else "Tabel"
    for cell, given in zip(made.cells, row.cells, strict=True):
        _cell(cell, given, style, row.header)


def _cell(cell: Any, given: Cell, style: str, header: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if given.right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _write(paragraph, given.runs)
    if header:
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="E5F0F6"/>'))


if __name__ == "__main__":
    write_templates(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
