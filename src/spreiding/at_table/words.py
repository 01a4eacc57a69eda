"""The words of a line: which municipality, site, kind or number a user means, and what the nearest is otherwise."""

import shlex
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from spreiding.at_table.open import AtTable
from spreiding.at_table.state import State
from spreiding.errors import Finding, InputError
from spreiding.formats.numbers import Problem
from spreiding.model_wishes import KINDS
from spreiding.tables.redivision import code_of_other_year

Words = tuple[str, ...]
NEAR = 0.6


def split(line: str) -> Words:
    """The words of a line, between double quotes as one; what follows a ``#`` that begins a word is a remark.

    Raise ``InputError`` on a quote that is not closed.
    """
    lexer = shlex.shlex(line, posix=True)
    # A name may hold an apostrophe, and a path of Windows a backslash.
    lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
    try:
        words = tuple(lexer)
    except ValueError as error:
        raise wrong(
            "the line", line.strip(), "has a quote that is not closed", 'Close it: "Hof van Twente".'
        ) from error
    end = next((number for number, word in enumerate(words) if word.startswith("#")), len(words))
    return words[:end]


def wrong(what: str, value: str | None, rule: str, advice: str) -> InputError:
    """What is wrong with a word, ready to raise."""
    return InputError([Finding(what, None, None, value, rule, advice)])


def near(word: str, known: Iterable[str]) -> str:
    """Ask whether the nearest of some words was meant, else name them when they are few."""
    folded = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold(), list(folded), n=1, cutoff=NEAR)
    if found:
        return f"Did you mean {folded[found[0]]}?"
    return f"Choose from {', '.join(folded.values())}." if len(folded) <= 20 else "TAB shows what can stand here."


def town(table: AtTable, text: str, *, anywhere: bool = False) -> str:
    """Code of a municipality of the table's province, by code or name; ``anywhere``: of the whole base.

    Raise ``InputError`` on one that is unknown, ended, or elsewhere.
    """
    found = table.lookup.code(text)
    if isinstance(found, Problem):
        other = table.lookup_all.code(text)
        if isinstance(other, Problem):
            raise wrong("municipality", text, found.rule, found.advice)
        found = other
    if found in table.towns or (anywhere and found in table.names):
        return found
    if found in table.names:
        rule = f"is {table.names[found]} ({found}), outside {table.where}"
        raise wrong("municipality", text, rule, "Only what is asked of this province is solved here.")
    advice = code_of_other_year(found) or f"The base plans for {', '.join(table.base.record.provinces)}."
    raise wrong("municipality", text, f"is {found}, which is not in the base", advice)


def named(table: AtTable, code: str) -> str:
    """A municipality as it is told: name and code."""
    return f"{table.names.get(code, code)} ({code})"


def two_towns(table: AtTable, words: Sequence[str]) -> tuple[str, str]:
    """Two municipalities whose names may have spaces; one of them in the province. Raise ``InputError`` otherwise."""
    if len(words) < 2:
        raise wrong("exchange", " ".join(words) or None, "names no two municipalities", "Write: exchange A B 50.")
    for cut in range(1, len(words)):
        pair = (" ".join(words[:cut]), " ".join(words[cut:]))
        if all(is_town(table, name) for name in pair):
            break
    else:
        pair = (words[0], " ".join(words[1:]))
    first, second = (town(table, name, anywhere=True) for name in pair)
    if first not in table.towns and second not in table.towns:
        rule = f"are {named(table, first)} and {named(table, second)}, both outside {table.where}"
        raise wrong("municipality", " ".join(words), rule, "One of the two must lie in this province.")
    return first, second


def is_town(table: AtTable, text: str) -> bool:
    """Whether a text is the name or code of a municipality."""
    return not isinstance(table.lookup_all.code(text), Problem)


def places(what: str, word: str) -> int:
    """A whole number of places; raise ``InputError`` on anything else."""
    if not (word.isascii() and word.isdecimal()):
        raise wrong(what, word, "is no whole number of places", f"Write it in digits: {what} ... 150.")
    return int(word)


def kind_and_places(what: str, words: Words) -> tuple[Words, str, int]:
    """The words of a municipality, a kind of places (``total`` when none is said) and how many."""
    if len(words) < 2:
        advice = f"Write: {what} GM0193 500, or {what} GM0193 amv 20."
        raise wrong(what, " ".join(words) or None, "needs a municipality and a number", advice)
    number = places(what, words[-1])
    if words[-2] in KINDS:
        return words[:-2], words[-2], number
    return words[:-1], "total", number


def site(table: AtTable, state: State, word: str) -> str:
    """Id of a site of the province or of an offer made here, whatever its capitals; raise ``InputError`` on others."""
    known = {one.casefold(): one for one in sites(table, state)}
    if word.casefold() in known:
        return known[word.casefold()]
    raise wrong("site", word, f"is no site of {table.where}", near(word, known.values()))


def sites(table: AtTable, state: State) -> list[str]:
    """Ids of all sites of the province, those of offers last."""
    return [*table.sites, *(str(offer["site_id"]) for offer in state.now.asked.offer)]


def only(what: str, words: Words, usage: str) -> str:
    """The one word that must stand there; raise ``InputError`` on none or more."""
    if len(words) != 1:
        raise wrong(what, " ".join(words) or None, f"needs one word, and got {len(words)}", f"Write: {usage}.")
    return words[0]
