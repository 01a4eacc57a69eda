"""Documents read with the standard library alone: their paragraphs and tables in order, and Dutch numbers."""

import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Cells = list[list[str]]


@dataclass
class Seen:
    """``blocks``: texts of paragraphs and cells of tables, in reading order; captions are paragraphs."""

    blocks: list[str | Cells] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [block for block in self.blocks if isinstance(block, str)]

    def table(self, caption: str) -> Cells:
        """The rows, below the header, of the only table of which the caption begins so."""
        found = [
            self.blocks[place + 1]
            for place, block in enumerate(self.blocks[:-1])
            if isinstance(block, str) and block.startswith(caption) and isinstance(self.blocks[place + 1], list)
        ]
        assert len(found) == 1, (caption, len(found))
        assert isinstance(found[0], list)
        return found[0][1:]

    def between(self, first: str, last: str) -> list[str]:
        """Paragraphs after the one that begins with ``first``, up to the next that begins with ``last``."""
        texts = self.texts
        start = next(place for place, text in enumerate(texts) if text.startswith(first)) + 1
        end = next(place for place, text in enumerate(texts) if place > start and text.startswith(last))
        return texts[start:end]


def part(path: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(path) as file:
        return ET.fromstring(file.read(name))


def text_of(element: ET.Element) -> str:
    pieces = [("\t" if item.tag == f"{W}tab" else item.text or "") for item in element.iter() if item.tag in _TEXTS]
    return " ".join("".join(pieces).split())


_TEXTS = (f"{W}t", f"{W}tab")


def word(path: Path) -> Seen:
    seen = Seen()
    body = part(path, "word/document.xml").find(f"{W}body")
    assert body is not None
    for child in body:
        if child.tag == f"{W}p" and text_of(child):
            seen.blocks.append(text_of(child))
        elif child.tag == f"{W}tbl":
            rows = child.findall(f"{W}tr")
            seen.blocks.append([[text_of(cell) for cell in row.findall(f"{W}tc")] for row in rows])
    return seen


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen, self.table, self.pieces, self.skip = Seen(), None, [], 0  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Word numbers its headings itself; its mark stands in the header.
        if tag in ("head", "header") or (tag == "span" and ("class", "nr") in attrs):
            self.skip += 1
        elif tag == "table":
            self.table = []
        elif tag == "tr" and self.table is not None:
            self.table.append([])
        if tag in ("p", "li", "h1", "h2", "h3", "h4", "caption", "th", "td"):
            self.pieces = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("head", "header", "span"):
            self.skip -= 1
        text = " ".join("".join(self.pieces).split())
        if tag in ("th", "td") and self.table is not None:
            self.table[-1].append(text)
        elif tag in ("p", "li", "h1", "h2", "h3", "h4", "caption") and text:
            self.seen.blocks.append(text)
        elif tag == "table":
            self.seen.blocks.append(self.table)
            self.table = None

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.pieces.append(data)


def html(path: Path) -> Seen:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page.seen


def n(value: float, decimals: int = 0) -> str:
    """A number as Dutch writes it."""
    return f"{round(value, decimals) + 0:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def plus(value: float, decimals: int = 0) -> str:
    """A difference, with its sign unless it is nothing."""
    return "0" if not round(value, decimals) else ("+" if value > 0 else "-") + n(abs(value), decimals)


MONTHS_OF = re.compile(
    r"\b(\d{1,2}) (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) (\d{4})\b"
)
