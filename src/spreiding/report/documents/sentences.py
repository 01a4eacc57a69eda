"""The sentences of an explanation as a document has them: in Dutch, with their article, days in words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from spreiding.explain.render import Style, dutch_article, printable
from spreiding.explain.statement import Figure, Statement
from spreiding.report.documents.dutch import day, quarter

_DAY, _QUARTER = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-Q[1-4]")
_STYLE = Style("dutch", printable)


def sentence(statement: Statement) -> str:
    """A statement as a sentence that ends with its article: ``... (Besluit art. 2.1 lid 3).``."""
    figures = {key: _in_words(figure) for key, figure in statement.figures.items()}
    text = _STYLE.sentence(replace(statement, figures=figures)).removesuffix(".")
    article = f" ({dutch_article(printable(statement.article))})" if statement.article else ""
    return f"{text}{article}."


def sentences(statements: Iterable[Statement]) -> tuple[str, ...]:
    """All of them, in order."""
    return tuple(map(sentence, statements))


def _in_words(figure: Figure) -> Figure:
    if isinstance(figure.value, str) and figure.form == "text" and _DAY.fullmatch(figure.value):
        return replace(figure, value=day(date.fromisoformat(figure.value)))
    if isinstance(figure.value, str) and figure.form == "text" and _QUARTER.fullmatch(figure.value):
        return replace(figure, value=f"het {quarter(figure.value)}")
    return figure
