"""The three forms of an explanation: plain text in English, Markdown in Dutch for a motivation, and JSON."""

import io
import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from spreiding.explain.render import Style, dutch_article, printable
from spreiding.explain.statement import Explanation, Figure, Statement

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")
_STEP = 2


def _escaped(text: str) -> str:
    """A name as Markdown shows it: no letter of it is a mark."""
    return _MARKS.sub(r"\\\1", printable(text))


PLAIN = Style("english", printable)
MARKDOWN = Style("dutch", _escaped)


def show(console: Console, explanation: Explanation) -> None:
    """Print the explanation; every sentence ends with its article, and lines fit the console's width."""
    _print(console, Text(_title(explanation, PLAIN), style="bold"), 0)
    _print_all(console, explanation.warnings)
    for place, section in enumerate(explanation.sections, start=1):
        console.print()
        _print(console, Text(f"{place}. {section.english}", style="bold"), 0)
        _print_all(console, section.statements)


def _print_all(console: Console, statements: Iterable[Statement]) -> None:
    for statement in statements:
        _print(console, _sentence(statement), _STEP)


def _print(console: Console, text: Text, margin: int) -> None:
    """Print a text within a margin, the lines after the first further in, without blanks at the end of a line."""
    for place, line in enumerate(text.wrap(console, console.width - margin - _STEP)):
        line.rstrip()
        console.print(Text(" " * (margin + _STEP * (place > 0))).append_text(line))


def plain_text(explanation: Explanation, width: int = 80) -> str:
    """The explanation as the screen shows it, at a width, without colours."""
    file = io.StringIO()
    show(Console(file=file, width=width, markup=False, emoji=False, highlight=False, color_system=None), explanation)
    return file.getvalue()


def markdown(explanation: Explanation) -> str:
    """Paragraphs in Dutch, one per section; what is a list of its own, such as sites, is a list."""
    lines = [f"# {_title(explanation, MARKDOWN)}", "", _paragraph(explanation.warnings), ""]
    for place, section in enumerate(explanation.sections, start=1):
        rows = [statement for statement in section.statements if _is_row(statement)]
        prose = [statement for statement in section.statements if not _is_row(statement)]
        lines += [f"## {place}. {section.dutch}", ""]
        lines += [_paragraph(prose), ""] if prose else []
        lines += [*(f"- {_with_article(statement)}" for statement in rows), ""] if rows else []
    return "\n".join(lines).rstrip() + "\n"


def as_json(explanation: Explanation) -> dict[str, Any]:
    """Everything with its source: per statement its key, sentences, article, and figures with value and unit."""
    return {
        "municipality_code": explanation.code,
        "municipality": explanation.name,
        "province": explanation.province,
        "task_places": explanation.task_places,
        "warnings": [_statement(statement) for statement in explanation.warnings],
        "sections": [
            {
                "key": section.key,
                "title": section.english,
                "statements": [_statement(statement) for statement in section.statements],
            }
            for section in explanation.sections
        ],
    }


def _title(explanation: Explanation, style: Style) -> str:
    places = style.shown(Figure(explanation.task_places, "places", "tasks.csv: task_places"))
    where = f"{style.clean(explanation.name)} ({explanation.code}), {style.clean(explanation.province)}"
    return f"{where}: {places} {'plaatsen' if style.language == 'dutch' else 'places'}"


def _sentence(statement: Statement) -> Text:
    binds = "" if not statement.binds else " BINDS."
    text = Text(PLAIN.sentence(statement))
    text.append(binds, style="bold")
    return text.append(f" [{statement.article}]", style="dim") if statement.article else text


def _with_article(statement: Statement) -> str:
    article = f" ({_escaped_article(statement.article)})" if statement.article else ""
    binds = " Deze grens knelt." if statement.binds else ""
    return f"{MARKDOWN.sentence(statement).removesuffix('.')}{article}.{binds}"


def _escaped_article(article: str) -> str:
    return _MARKS.sub(r"\\\1", dutch_article(printable(article)))


def _paragraph(statements: Iterable[Statement]) -> str:
    return " ".join(_with_article(statement) for statement in statements)


def _is_row(statement: Statement) -> bool:
    """Whether it is one of many alike."""
    return statement.key.startswith(_ROWS)


_ROWS = ("limits.", "one_place.more.", "one_place.fewer.", "behind.site.", "behind.track.", "origins.norm.")


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "key": statement.key,
        "text": PLAIN.sentence(statement),
        "article": statement.article,
        "binds": statement.binds,
        "figures": {key: _figure(figure, statement) for key, figure in statement.figures.items()},
        "series": [{"label": label, **_figure(figure, statement)} for label, figure in statement.series],
    }


def _figure(figure: Figure, statement: Statement) -> dict[str, Any]:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "source": figure.source,
        "article": figure.article or statement.article,
    }
