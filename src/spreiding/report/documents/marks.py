"""Whether every page of a template bears the mark CONCEPT: nothing in it may take the mark off."""

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from jinja2 import nodes

PLACEHOLDER = re.compile(r"\{\{\s*merk\s*\}\}")


def unmarked_headers(document: Document, mark: re.Pattern[str] = PLACEHOLDER) -> list[str]:
    """Kinds of headers of a Word document, by section, that some page shows and that do not hold the mark for certain.

    A header with a condition or a loop does not hold it for certain.
    """
    found = []
    inherited: dict[str, str] = {}
    for number, section in enumerate(document.sections, start=1):
        for kind, header in _headers(document, section):
            if not header.is_linked_to_previous:
                inherited[kind] = "".join(header._element.itertext())
            text = inherited.get(kind, "")
            if not mark.search(text) or "{%" in text:
                found.append(f"{kind} of section {number}")
    return found


def marks_body(tree: nodes.Template) -> bool:
    """Whether an HTML template holds the mark in its body, outside conditions and loops."""
    inside = False
    for node in _flat(tree):
        if isinstance(node, nodes.TemplateData):
            inside = inside or "<body" in node.data
        elif inside and isinstance(node, nodes.Name) and node.name == "merk":
            return True
    return False


def _headers(document: Document, section: Any) -> Iterator[tuple[str, Any]]:
    """The headers that pages of a section show."""
    yield "header", section.header
    if section.different_first_page_header_footer:
        yield "first page header", section.first_page_header
    if document.settings.odd_and_even_pages_header_footer:
        yield "even page header", section.even_page_header


def _flat(tree: nodes.Template) -> Iterator[nodes.Node]:
    for statement in tree.body:
        if isinstance(statement, nodes.Output):
            yield from statement.nodes
