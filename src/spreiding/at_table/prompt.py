"""The prompt for a person at a terminal: history, completion, a line of state below, and what the keys do."""

import os
from pathlib import Path
from threading import Thread

from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from spreiding.at_table.complete import TableCompleter
from spreiding.at_table.session import Session, toolbar

STATE = "SPREIDING_STATE"
STOPPED = "Stopped; what is asked is as it was."


def talk(session: Session) -> int:
    """Ask for lines until the person leaves; give the exit code.

    Ctrl-C clears the line, or stops what is being worked at and keeps the session; Ctrl-D leaves like ``quit``.
    """
    Thread(target=_warm, name="warm", daemon=True).start()
    prompt: PromptSession[str] = PromptSession(
        history=open_history(session),
        completer=TableCompleter(session),
        complete_while_typing=False,
        bottom_toolbar=lambda: toolbar(session),
    )
    while True:
        try:
            line = prompt.prompt(f"{session.table.province}> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            line = "quit"
        try:
            if session.do(line).over and _may_leave(session):
                return 0
        except KeyboardInterrupt:
            session.show(STOPPED)


def open_history(session: Session) -> History:
    """Lines of earlier sessions, in the user's state folder or the one that SPREIDING_STATE names.

    Where none can be kept there is one of this session, and that is told.
    """
    path = Path(os.environ.get(STATE) or user_state_path("spreiding")) / "table-history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.open("ab").close()
    except OSError as error:
        session.show(f"Lines are not kept for the next session: {path} can't be written ({error.strerror or error}).")
        return InMemoryHistory()
    return FileHistory(str(path))


def _may_leave(session: Session) -> bool:
    """Ask whether to save when leaving would lose something; a save that fails, or Ctrl-C, is a reason to stay."""
    if not session.state.unsaved:
        return True
    asker: PromptSession[str] = PromptSession()
    while True:
        try:
            said = asker.prompt("Save it as a run first? (yes, no, stay) ").strip().casefold()
        except EOFError:
            said = "no"
        except KeyboardInterrupt:
            said = "stay"
        if said in ("y", "yes", "j", "ja"):
            return session.do("save").code == 0
        if said in ("n", "no", "nee"):
            return True
        if said in ("s", "stay"):
            return False


def _warm() -> None:
    """Import, while the person types, what the first solve, save and explanation need."""
    import spreiding.explain.explain
    import spreiding.formulation.build
    import spreiding.formulation.compile
    import spreiding.publish  # noqa: F401  (importing is all that is wanted)
