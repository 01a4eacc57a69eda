"""An explanation in the form that was asked for: on the screen, or in a file that is written whole or not at all."""

import json
from pathlib import Path
from typing import Literal

import click
from rich.console import Console

from spreiding.errors import Finding, InputError
from spreiding.explain.forms import as_json, markdown, plain_text, show
from spreiding.explain.statement import Explanation
from spreiding.write.beside import put_text
from spreiding.write.run_json import plain

Form = Literal["text", "json", "markdown"]


def which_form(as_json: bool, as_markdown: bool) -> Form:
    """The form that the options ask for; raise ``InputError`` when they ask for two."""
    if as_json and as_markdown:
        advice = "Leave one of the two out."
        raise InputError([Finding("--json", None, None, None, "can't go together with --markdown", advice)])
    return "json" if as_json else "markdown" if as_markdown else "text"


def give(console: Console, explanation: Explanation, form: Form, out: Path | None) -> None:
    """Print the explanation, or write it to ``out``; raise ``OutputError`` when that can't be written."""
    if out is not None:
        click.echo(f"Written to {put_text(out, content(explanation, form))}")
    elif form == "text":
        show(console, explanation)
    else:
        click.echo(content(explanation, form), nl=False)


def content(explanation: Explanation, form: Form) -> str:
    """The whole text of a form."""
    if form == "markdown":
        return markdown(explanation)
    if form == "text":
        return plain_text(explanation)
    return json.dumps(plain(as_json(explanation)), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
