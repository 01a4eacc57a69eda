"""A session: lines in, answers on the screen; what goes wrong is told and leaves everything as it was."""

from dataclasses import dataclass, field

from spreiding.at_table.commands import run_words
from spreiding.at_table.open import AtTable
from spreiding.at_table.state import Done, Shown, State
from spreiding.at_table.words import split
from spreiding.cli_ends import BAD_INPUT, CANT_WRITE
from spreiding.errors import InputError
from spreiding.law.parameters import LawError
from spreiding.screen_lines import show_lines, show_table
from spreiding.solve.errors import SettleError, SolverError
from spreiding.write.errors import ContractError, OutputError


@dataclass
class Session:
    """The one place that changes: where the table stands now."""

    table: AtTable
    state: State = field(default_factory=State)

    def do(self, line: str) -> Done:
        """Do a line and show what comes of it; a line that can't be done leaves the state and has an exit code."""
        done = attempt(self.table, self.state, line)
        self.state = done.state
        for one in done.shown:
            self.show(one)
        return done

    def show(self, one: Shown) -> None:
        """Print a line or a table."""
        if isinstance(one, str):
            self.table.console.print(one, highlight=False, soft_wrap=True)
        else:
            show_table(self.table.console, one)


def attempt(table: AtTable, state: State, line: str) -> Done:
    """What a line leaves; what is wrong with it, or with the disk or solver, in words and with its exit code."""
    try:
        return run_words(table, state, split(line))
    except InputError as error:
        show_lines(table.console, [str(finding) for finding in error.findings])
        return Done(state, code=BAD_INPUT)
    except LawError as error:
        return Done(state, (f"The law table can't answer: {error}",), code=BAD_INPUT)
    except (OutputError, SolverError, SettleError, ContractError) as error:
        return Done(state, (str(error),), code=CANT_WRITE)


def opening(table: AtTable) -> str:
    """Who sits at the table, and at which base."""
    towns = len(table.towns)
    return (
        f"Table of {table.where} ({towns} municipalities) at the base {table.base.folder}. `help` lists the commands."
    )


def toolbar(session: Session) -> str:
    """The line below the prompt: base, province, wishes, and whether leaving would lose them."""
    count = wish_count(session.state)
    told = f"{count} {'wish' if count == 1 else 'wishes'}"
    solved = "solved" if session.state.now.answer is not None else "not solved" if count else "the base"
    parts = [str(session.table.base.folder), session.table.where, told, solved]
    return "  |  ".join([*parts, "unsaved"] if session.state.unsaved else parts)


def wish_count(state: State) -> int:
    """How many things are asked."""
    asked = state.now.asked
    parts = (asked.force, asked.exclude, asked.together, asked.exchange, asked.offer, asked.set)
    return len(list(asked.numbers)) + sum(len(part) for part in parts)
