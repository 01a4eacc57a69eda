"""All commands of the table, in the order of ``help``: name, how it is written, what it does, what its words are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from spreiding.at_table import answers, course, wishes
from spreiding.at_table.open import AtTable
from spreiding.at_table.state import Done, State
from spreiding.at_table.words import Words, near, wrong

Run = Callable[[AtTable, State, Words], Done]
# What TAB completes: a municipality and kinds of places, two municipalities, a site, and so on.
Takes = Literal["number", "town", "towns", "offer", "free", "site", "path", "view", "command", "file", "nothing"]


@dataclass(frozen=True)
class Command:
    """``usage``: ways to write it; ``meaning``: what it does, in a sentence or two."""

    name: str
    usage: tuple[str, ...]
    meaning: str
    takes: Takes
    run: Run


def show_help(table: AtTable, state: State, words: Words) -> Done:
    """All commands in a line each, or one with every way to write it."""
    if len(words) > 1:
        raise wrong("help", " ".join(words), "is more than one command", "Write: help pin.")
    if words:
        command = find(words[0])
        return Done(state, (*(f"  {usage}" for usage in command.usage), command.meaning))
    width = max(len(command.usage[0]) for command in COMMANDS.values())
    told = [
        f"  {command.usage[0]:<{width}}  {command.meaning.split('. ')[0].rstrip('.')}." for command in COMMANDS.values()
    ]
    return Done(
        state, (*told, "A municipality is a code or a name; TAB completes; `help pin` says more of one command.")
    )


_ALL = (
    Command(
        "pin",
        ("pin GM0193 500", "pin Zwolle 500", "pin GM0193 regular 400", "pin GM0193 amv 20"),
        "A municipality's number is this. Of all its places, or of its regular or amv ones.",
        "number",
        partial(wishes.number, "pin"),
    ),
    Command(
        "cap",
        ("cap GM0193 500", "cap Zwolle amv 20"),
        "Its number is at most this.",
        "number",
        partial(wishes.number, "cap"),
    ),
    Command(
        "floor",
        ("floor GM0193 500", "floor Zwolle regular 400"),
        "Its number is at least this.",
        "number",
        partial(wishes.number, "floor"),
    ),
    Command(
        "free",
        ("free GM0193", "free Zwolle", "free S0412", "free families.municipal_task.max_ratio"),
        "Drop what is asked of a municipality, a site or a setting. Of a municipality its exchanges and offers go too; "
        "a sum that a loaded file asks of several together stays.",
        "free",
        wishes.free,
    ),
    Command("exclude", ("exclude S0412",), "This site is taken out.", "site", partial(wishes.place, "exclude")),
    Command("force", ("force S0412",), "This site opens.", "site", partial(wishes.place, "force")),
    Command(
        "offer",
        ("offer GM0193 150 azc", "offer Zwolle 150 azc KAZERNE"),
        "A municipality offers a site. What is not said, such as costs and lead time, is that of other new sites.",
        "offer",
        wishes.offer,
    ),
    Command(
        "exchange",
        ("exchange GM0193 GM0166 50", "exchange Zwolle Kampen 5 amv"),
        "The second takes over places of the first. One lies in this province, the other there or beside it.",
        "towns",
        wishes.exchange,
    ),
    Command(
        "set",
        ("set families.municipal_task.max_ratio 2",),
        "Another value for a setting of the model file, by its path.",
        "path",
        wishes.setting,
    ),
    Command("wishes", ("wishes",), "What is asked now.", "nothing", course.wishes),
    Command("solve", ("solve",), "Solve it: who gains, who loses, which goals move.", "nothing", answers.solve),
    Command(
        "show",
        ("show", "show towns", "show sites", "show goals"),
        "The province as it is now: municipalities, sites or goals.",
        "view",
        answers.show,
    ),
    Command("compare", ("compare",), "The answer beside the base.", "nothing", answers.compare),
    Command(
        "explain",
        ("explain GM0193", "explain Zwolle"),
        "Why a municipality has its number. In the answer, or in the base when nothing is asked.",
        "town",
        answers.explain,
    ),
    Command("undo", ("undo",), "Take the last change back.", "nothing", course.undo),
    Command("redo", ("redo",), "Ask again what was undone.", "nothing", course.redo),
    Command(
        "save",
        ("save", "save out/zwolle-500"),
        "Write the answer as a run, audited. Without a folder it goes to out/table-<date-time>.",
        "file",
        answers.save,
    ),
    Command("load", ("load alt.yaml",), "Ask what a file asks, instead of what is asked now.", "file", answers.load),
    Command("write", ("write alt.yaml",), "Write what is asked as a file.", "file", answers.write),
    Command("help", ("help", "help pin"), "All commands, or one of them.", "command", show_help),
    Command("quit", ("quit",), "Leave the table.", "nothing", course.leave),
)
COMMANDS: Mapping[str, Command] = {command.name: command for command in _ALL}


def find(word: str) -> Command:
    """The command of a word, whatever its capitals; raise ``InputError`` on none, with the nearest."""
    command = COMMANDS.get(word.casefold())
    if command is None:
        raise wrong("command", word, "is no command", near(word, COMMANDS) + " `help` lists them all.")
    return command


def run_words(table: AtTable, state: State, words: Words) -> Done:
    """Do what a line says; nothing for an empty one. Raise ``InputError`` on what can't be done."""
    if not words:
        return Done(state)
    return find(words[0]).run(table, state, words[1:])
