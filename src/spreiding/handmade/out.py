"""A judgement in the form that is asked for: on the screen, as JSON, or in a file written whole or not at all."""

import csv
import io
import json
from dataclasses import astuple, fields
from pathlib import Path

import click
import pandas as pd
from rich.console import Console

from spreiding.errors import Finding, InputError
from spreiding.formats.formulas import neutralise
from spreiding.handmade.judgement import Judged, Judgement
from spreiding.handmade.screen import show_judgement
from spreiding.write.beside import put_text
from spreiding.write.run_json import plain

ENDINGS = (".csv", ".json")


def check_form(out: Path | None) -> None:
    """Raise ``InputError`` when the ending of the file says of no form; call it before anything is read."""
    if out is not None and out.suffix.lower() not in ENDINGS:
        advice = "End its name in .csv (a row per norm and place) or .json (all of the judgement)."
        raise InputError([Finding("--out", None, None, str(out), "is neither .csv nor .json", advice)])


def give(console: Console, judged: Judgement, json_asked: bool, out: Path | None) -> None:
    """Print the judgement, as JSON when that is asked, and write it to ``out``.

    Raise ``OutputError`` when that can't be written.
    """
    if out is not None:
        put_text(out, as_json(judged) if out.suffix.lower() == ".json" else as_csv(judged))
    if json_asked:
        click.echo(as_json(judged), nl=False)
        return
    show_judgement(console, judged)
    if out is not None:
        console.print(f"Written to {out}", highlight=False, soft_wrap=True)


def as_json(judged: Judgement) -> str:
    """All of a judgement, with its exit code."""
    told = {**plain(judged), "exit_code": judged.exit_code}
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(judged: Judgement) -> str:
    """One row per norm and place; a text that a spreadsheet would take for a formula has an apostrophe before it."""
    names = [field.name for field in fields(Judged)]
    frame = pd.DataFrame(
        [[_cell(value) for value in astuple(norm)] for norm in judged.norms], columns=names, dtype="str"
    )
    for name in ("name", "resolve"):
        frame[name] = neutralise(frame[name])
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([names, *frame.to_numpy().tolist()])
    return file.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
