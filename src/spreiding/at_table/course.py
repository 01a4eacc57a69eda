"""Commands about the session itself: what is asked, back and forward, leaving."""

from spreiding.at_table.open import AtTable
from spreiding.at_table.state import Done, State, back, forward
from spreiding.at_table.wishes import lines
from spreiding.at_table.words import Words, wrong


def wishes(table: AtTable, state: State, words: Words) -> Done:
    """What is asked now, as it could be typed."""
    _none(words, "wishes")
    return Done(state, _asked(table, state))


def undo(table: AtTable, state: State, words: Words) -> Done:
    """Take the last change of what is asked back; an answer that was there is there again."""
    _none(words, "undo")
    return _to(table, back(state), "undo", "there is nothing to undo")


def redo(table: AtTable, state: State, words: Words) -> Done:
    """Ask again what was undone."""
    _none(words, "redo")
    return _to(table, forward(state), "redo", "there is nothing to do again")


def leave(table: AtTable, state: State, words: Words) -> Done:
    """Leave the table."""
    _none(words, "quit")
    return Done(state, over=True)


def _to(table: AtTable, state: State | None, what: str, rule: str) -> Done:
    if state is None:
        raise wrong(what, None, rule, "`wishes` shows what is asked.")
    return Done(state, _asked(table, state))


def _asked(table: AtTable, state: State) -> tuple[str, ...]:
    return tuple(lines(table, state.now.asked)) or ("Nothing is asked.",)


def _none(words: Words, what: str) -> None:
    if words:
        raise wrong(what, " ".join(words), "takes no words", f"Write: {what}.")
