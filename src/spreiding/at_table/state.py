"""Where a session stands: what is asked, what came of it, every step back and forward; nothing changes in place."""

from dataclasses import dataclass, field, replace
from typing import Any

from rich.table import Table

from spreiding.alternative.alternative import Answer
from spreiding.alternative.file import Alternative

Shown = str | Table
# An answer of the country is tens of megabytes; one that is further back is solved again when it is gone back to.
MOST_ANSWERS = 10


@dataclass(frozen=True)
class Moment:
    """What is asked; ``answer`` is ``None`` as long as it was not solved."""

    asked: Alternative = field(default_factory=Alternative)
    answer: Answer | None = None


@dataclass(frozen=True)
class State:
    """``past`` and ``future``: what ``undo`` and ``redo`` go to, the nearest last; ``saved``: what stands on disk."""

    now: Moment = field(default_factory=Moment)
    past: tuple[Moment, ...] = ()
    future: tuple[Moment, ...] = ()
    saved: Alternative = field(default_factory=Alternative)

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose wishes."""
        return bool(tree_of(self.now.asked)) and self.now.asked != self.saved


@dataclass(frozen=True)
class Done:
    """What a command leaves: the state, what is shown, an exit code (0: it did what was asked) and whether to leave."""

    state: State
    shown: tuple[Shown, ...] = ()
    code: int = 0
    over: bool = False


def tree_of(asked: Alternative) -> dict[str, Any]:
    """What is asked as it stands in a file; empty when nothing is."""
    return asked.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def ask(state: State, asked: Alternative) -> State:
    """Ask something else; what was asked is one step back."""
    if asked == state.now.asked:
        return state
    past = (*state.past, state.now)
    forgotten = tuple(replace(moment, answer=None) for moment in past[:-MOST_ANSWERS])
    return replace(state, now=Moment(asked), past=(*forgotten, *past[-MOST_ANSWERS:]), future=())


def with_answer(state: State, answer: Answer) -> State:
    """Keep what came of what is asked now; that is no step of its own."""
    return replace(state, now=replace(state.now, answer=answer))


def saved(state: State) -> State:
    """What is asked now stands on disk."""
    return replace(state, saved=state.now.asked)


def back(state: State) -> State | None:
    """One step back; ``None`` at the beginning."""
    if not state.past:
        return None
    return replace(state, now=state.past[-1], past=state.past[:-1], future=(*state.future, state.now))


def forward(state: State) -> State | None:
    """One step forward again; ``None`` when nothing was undone."""
    if not state.future:
        return None
    return replace(state, now=state.future[-1], past=(*state.past, state.now), future=state.future[:-1])
