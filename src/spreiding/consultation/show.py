"""The record on the screen, as JSON or as CSV."""

import csv
import io
import json

import pandas as pd
from rich.console import Console
from rich.table import Table

from spreiding.consultation.entry import Entry
from spreiding.consultation.read import Chain
from spreiding.formats.formulas import neutralise
from spreiding.screen_lines import show_table

COLUMNS = (
    "number",
    "at",
    "local",
    "who",
    "kind",
    "about",
    "about_name",
    "to",
    "to_name",
    "places",
    "amv",
    "why",
    "user",
    "previous",
    "sha256",
)
_FREE = ("who", "about_name", "to_name", "why", "user")


def as_json(chain: Chain) -> str:
    """The entries as they stand in the record, how many there are and the sha256 that the last line has."""
    rows = [entry.model_dump(mode="json") for entry in chain.entries]
    told = {"entries": rows, "count": len(rows), "last_sha256": chain.last if rows else None}
    return json.dumps(told, indent=2, ensure_ascii=False)


def as_csv(chain: Chain) -> str:
    """One row per entry; a text that a spreadsheet would take for a formula has an apostrophe before it."""
    rows = [[_cell(entry.model_dump(mode="json")[name]) for name in COLUMNS] for entry in chain.entries]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
    for name in _FREE:
        frame[name] = neutralise(frame[name])
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([COLUMNS, *frame.to_numpy().tolist()])
    return file.getvalue()


def show_log(console: Console, chain: Chain) -> None:
    """Print the entries in their order, and by what the last can be known in minutes of the table."""
    if not chain.entries:
        console.print("Nothing is recorded yet. `spreiding log RUN add --help` says how.", highlight=False)
        return
    table = Table("no.", "when", "what, who and why", show_edge=False)
    table.columns[0].justify, table.columns[1].no_wrap = "right", True
    for entry in chain.entries:
        table.add_row(str(entry.number), f"{entry.local:%Y-%m-%d %H:%M:%S %z}", sentence(entry))
    show_table(console, table)
    count = len(chain.entries)
    console.print(f"{count} {'entry' if count == 1 else 'entries'}; sha256 of the last: {chain.last}", highlight=False)


def sentence(entry: Entry) -> str:
    """One entry in words: what it is about, who said it and why."""
    places = "" if entry.places is None else f", {entry.places:,} {'amv ' if entry.amv else ''}places"
    to = f" to {entry.to_name} ({entry.to})" if entry.to else ""
    who = entry.who if entry.user is None else f"{entry.who} (account {entry.user})"
    return f"{entry.kind}: {entry.about_name} ({entry.about}){to}{places}. {who}: {entry.why}"


def _cell(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
