"""From the content of a document to its two files, Word and HTML: the same words in both."""

import io
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from spreiding.report.documents.steady import steady
from spreiding.report.documents.templates import Templates, environment


def write_document(content: object, stem: str, folder: Path, templates: Templates) -> None:
    """Write ``stem.docx`` and ``stem.html``; the same content and templates give the same bytes."""
    placeholders = dict(vars(content))
    (folder / f"{stem}.docx").write_bytes(word(placeholders, templates))
    (folder / f"{stem}.html").write_text(html(placeholders, templates), encoding="utf-8", newline="\n")


def word(placeholders: dict[str, Any], templates: Templates) -> bytes:
    """The Word document."""
    document = DocxTemplate(io.BytesIO(templates.word))
    document.render(placeholders, environment(), autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue())


def html(placeholders: dict[str, Any], templates: Templates) -> str:
    """The HTML document."""
    return environment().from_string(templates.html).render(placeholders)
