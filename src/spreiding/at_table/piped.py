"""Commands from a file or another program: one a line, until one fails."""

import sys
from collections.abc import Iterable

from rich.console import Console

from spreiding.at_table.open import TableRequest, open_table
from spreiding.at_table.session import Session, opening
from spreiding.at_table.written import WrittenAnswers
from spreiding.solve.outcome import Status

PROMPT = "> "


def run_table(request: TableRequest, console: Console) -> int:
    """Open the table and do what is asked there; give the exit code. Raise ``InputError`` when it can't be opened."""
    with WrittenAnswers() as written:
        table = open_table(request, console, written)
        session = Session(table)
        session.show(opening(table))
        if sys.stdin.isatty() and sys.stdout.isatty():
            # Only a person at a terminal needs the prompt's library.
            from spreiding.at_table.prompt import talk

            return talk(session)
        return do_all(session, sys.stdin)


def do_all(session: Session, lines: Iterable[str]) -> int:
    """Do every line and show it first; stop at one that fails, since what follows may rest on it, and give its code.

    A plan at the time limit is a plan: then the rest is done too, and the code is its own at the end.
    """
    code = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            session.show(f"{PROMPT}{line.strip()}")
        done = session.do(line)
        if done.over:
            break
        if done.code not in (0, Status.FEASIBLE.exit_code):
            session.show(f"Line {number} could not be done; the lines after it were left.")
            return done.code
        code = code or done.code
    return code
