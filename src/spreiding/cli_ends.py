"""How a command ends when it can't go on: a sentence and an exit code; a traceback is for defects only."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

import click

from spreiding.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

BAD_INPUT, CANT_WRITE, STOPPED = 2, 7, 130


class Front(click.Group):
    """The group of commands; whatever one of them runs into is told in words."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; a screen that can't be written ends it (click sees to a closed pipe: quiet, exit code 1)."""
        _any_alphabet()
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            _tell(f"Can't write to the screen or a file ({error.strerror or error}); make room, or redirect elsewhere.")
            _drop_output()
            sys.exit(CANT_WRITE)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command that was asked for; Ctrl-C ends it, whatever it was doing."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _stop()


def make_console() -> "Console":
    """The console on which commands print."""
    # Imported late, like the pipeline itself: --help should not wait for it.
    from spreiding.screen_console import PlainConsole

    return PlainConsole()


@contextmanager
def told() -> Iterator[None]:
    """Turn what can go wrong into sentences and an exit code."""
    from spreiding.law.parameters import LawError
    from spreiding.screen_lines import show_findings
    from spreiding.solve.errors import SettleError, SolverError
    from spreiding.write.errors import ContractError, OutputError

    try:
        yield
    except InputError as error:
        show_findings(make_console(), error.findings)
        sys.exit(BAD_INPUT)
    except LawError as error:
        _tell(f"The law table can't answer: {error}")
        sys.exit(BAD_INPUT)
    except (OutputError, SolverError, SettleError, ContractError) as error:
        _tell(str(error))
        sys.exit(CANT_WRITE)


def _stop() -> NoReturn:
    _tell("Stopped by Ctrl-C; nothing half-written is left.")
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # Not sys.exit: a solver that has not yet heard would go on while Python takes itself down.
    os._exit(STOPPED)


def _tell(line: str) -> None:
    with suppress(OSError):
        click.echo(line, err=True)


def _any_alphabet() -> None:
    """Let a screen that knows few letters show a question mark for the others."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _drop_output() -> None:
    """Send what is still on its way to a full screen nowhere: Python would complain of it on leaving."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
