"""An HTML template as blocks: what of it a Word template can hold. Other marks are refused, not dropped."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str | None]


@dataclass(frozen=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False


@dataclass
class Paragraph:
    """A paragraph in a named style; ``new_page``: it begins one."""

    style: str
    runs: list[Run] = field(default_factory=list)
    new_page: bool = False


@dataclass(frozen=True)
class Control:
    """A loop or condition that stands between paragraphs or rows: ``{% for x in y %}``."""

    text: str


@dataclass
class Cell:
    """A cell; ``right``: a number."""

    runs: list[Run] = field(default_factory=list)
    right: bool = False


@dataclass
class Row:
    """A row; ``header`` repeats on every page, ``total`` is set off."""

    header: bool
    total: bool
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Table:
    """A table with its caption, and the widths of its columns in percent."""

    caption: list[Run] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    rows: list["Row | Control"] = field(default_factory=list)


Block = Paragraph | Table | Control
_STYLES = {
    ("h1", ""): "Title",
    ("h2", ""): "Heading 1",
    ("h2", "nieuw"): "Heading 1",
    ("h2", "hoofdstuk"): "Deel",
    ("h3", ""): "Heading 2",
    ("h3", "artikel"): "Artikel",
    ("h3", "hoofdstuk"): "Hoofdstuk",
    ("h3", "paragraaf"): "Deelparagraaf",
    ("h4", ""): "Heading 3",
    ("h4", "paragraaf"): "Paragraaf",
    ("p", ""): "Normal",
    ("p", "kopje"): "Kopje",
    ("p", "formule"): "Formule",
    ("p", "ondertekening"): "Ondertekening",
    ("li", "ul"): "List Bullet",
    ("li", "overwegingen"): "Overweging",
    ("li", "leden"): "Lid",
    ("li", "stappen"): "Stap",
}
_BOXED = {"Normal": "Kader", "List Bullet": "Kaderpunt"}
_AROUND = ("html", "body", "main", "section", "thead", "tbody", "colgroup", "div", "meta", "br")
_UNSEEN = ("head", "style", "header")


class TemplateError(ValueError):
    """An HTML template has a mark that no Word template can be made of."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.runs: list[Run] | None = None
        self.table: Table | None = None
        self.lists: list[str] = []
        self.unseen = 0
        self.bold = self.boxed = self.numbered = self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given, kind = dict(attrs), dict(attrs).get("class") or ""
        if tag in _UNSEEN:
            self.unseen += 1
        elif self.unseen:
            return
        elif tag in ("ul", "ol"):
            self.lists.append(kind or tag)
        elif tag in ("p", "li", "h1", "h2", "h3", "h4"):
            self._open_paragraph(tag, kind)
        elif tag in ("strong", "span"):
            self._inline(tag, kind, True)
        elif tag in ("table", "caption", "col", "tr", "th", "td"):
            self._open_table(tag, kind, given)
        elif tag not in _AROUND:
            raise TemplateError(f"<{tag}> can't stand in a template")
        self.boxed = self.boxed or (tag == "div" and kind == "kader")
        self.in_head = self.in_head or tag == "thead"

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen -= 1
        elif tag in ("ul", "ol"):
            self.lists.pop()
        elif tag in ("strong", "span"):
            self._inline(tag, "nr", False)
        elif tag in ("p", "li", "h1", "h2", "h3", "h4", "caption", "th", "td"):
            self.runs = None
        elif tag == "table":
            self.table = None
        if tag == "div" and self.boxed:
            self.boxed = False
            self.blocks.append(Paragraph("Tabel"))  # room below the frame
        self.in_head = self.in_head and tag != "thead"

    def handle_data(self, data: str) -> None:
        if self.unseen or self.numbered:
            return
        if self.runs is not None:
            self.runs.append(Run(" ".join(f"|{data}|".split())[1:-1], self.bold))
        elif data.strip():
            self._control(data.strip())

    def handle_decl(self, decl: str) -> None:
        """Leave the document type to HTML."""

    def _control(self, text: str) -> None:
        if not (text.startswith("{%") and text.endswith("%}")):
            raise TemplateError(f"{text!r} stands between paragraphs: put it in one")
        lines = [Control(line.strip()) for line in text.splitlines()]
        (self.blocks if self.table is None else self.table.rows).extend(lines)

    def _open_paragraph(self, tag: str, kind: str) -> None:
        key = (tag, self.lists[-1]) if tag == "li" else (tag, kind)
        if key not in _STYLES:
            raise TemplateError(f"<{tag} class={kind!r}> has no style in Word")
        style = _STYLES[key]
        paragraph = Paragraph(_BOXED.get(style, style) if self.boxed else style, new_page=kind == "nieuw")
        self.blocks.append(paragraph)
        self.runs = paragraph.runs

    def _inline(self, tag: str, kind: str, opens: bool) -> None:
        if tag == "span" and kind == "nr":
            self.numbered = opens  # Word numbers its headings itself
        elif tag == "strong":
            self.bold = opens

    def _open_table(self, tag: str, kind: str, given: Attributes) -> None:
        if tag == "table":
            self.table = Table()
            self.blocks.append(self.table)
            return
        table = self.table
        if table is None:
            raise TemplateError(f"<{tag}> stands outside a table")
        if tag == "caption":
            self.runs = table.caption
        elif tag == "col":
            table.widths.append(int((given.get("style") or "").removeprefix("width: ").removesuffix("%")))
        elif tag == "tr":
            table.rows.append(Row(self.in_head, kind == "totaal"))
        else:
            row = table.rows[-1]
            assert isinstance(row, Row)
            cell = Cell(right=kind == "getal")
            row.cells.append(cell)
            self.runs = cell.runs


def blocks(html: str) -> list[Block]:
    """Read a template, its fragments put in already; raise ``TemplateError`` on what Word can't hold."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.blocks
