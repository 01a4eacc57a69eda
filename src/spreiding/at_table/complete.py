"""What TAB offers: commands, municipalities of the province, sites, kinds, types and settings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from spreiding.at_table.answers import VIEWS
from spreiding.at_table.commands import COMMANDS
from spreiding.at_table.open import AtTable
from spreiding.at_table.session import Session
from spreiding.at_table.state import State
from spreiding.at_table.wishes import SITE_TYPES
from spreiding.at_table.words import is_town, sites
from spreiding.model_overrides import known_paths
from spreiding.model_wishes import KINDS


@dataclass(frozen=True)
class Candidate:
    """``text`` takes the place of the last ``length`` signs; ``told`` stands beside it."""

    text: str
    length: int
    told: str = ""


class TableCompleter(Completer):
    """Hands what the session knows to the prompt."""

    def __init__(self, session: Session) -> None:
        """Look at the session as it is when TAB is pressed."""
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Give what may stand where the cursor is."""
        for one in candidates(self._session.table, self._session.state, document.text_before_cursor):
            yield Completion(one.text, start_position=-one.length, display_meta=one.told)


def candidates(table: AtTable, state: State, line: str) -> list[Candidate]:
    """What may follow a line that is being typed."""
    word, blank, rest = line.lstrip().partition(" ")
    if not blank:
        return _starting(word, {name: command.meaning.split(". ")[0] for name, command in COMMANDS.items()}.items())
    command = COMMANDS.get(word.casefold())
    return [] if command is None else list(_of(command.takes, table, state, rest.lstrip()))


def _of(takes: str, table: AtTable, state: State, rest: str) -> Iterable[Candidate]:
    last = rest.rpartition(" ")[2]
    if takes in ("number", "offer", "town", "towns"):
        return _towns(takes, table, rest, last)
    if takes == "free":
        return [*_starting(rest, _asked(table, state)), *_starting(rest, ((path, "") for path in state.now.asked.set))]
    if " " in rest:
        return ()
    words: dict[str, Iterable[str]] = {
        "site": sites(table, state),
        "view": VIEWS,
        "command": COMMANDS,
        "path": known_paths(table.desk.case.instance.model.model_dump(by_alias=True)),
    }
    homes = {name: table.names[code] for name, code in table.sites.items()} if takes == "site" else {}
    return _starting(last, ((one, homes.get(one, "")) for one in words.get(takes, ())))


def _towns(takes: str, table: AtTable, rest: str, last: str) -> Iterable[Candidate]:
    first = _names(rest, table.names if takes == "towns" else table.towns)
    head = rest[: len(rest) - len(last)].strip()
    if takes == "number" and is_town(table, head):
        return [*first, *_starting(last, ((kind, "") for kind in KINDS))]
    if takes == "offer" and head.rpartition(" ")[2].isdecimal() and is_town(table, head.rpartition(" ")[0]):
        return _starting(last, ((kind, "") for kind in SITE_TYPES))
    if takes == "towns" and not first:
        words = rest.split(" ")
        cuts = [cut for cut in range(1, len(words)) if is_town(table, " ".join(words[:cut]))]
        return _names(" ".join(words[cuts[-1] :]), table.names) if cuts else ()
    return first


def _names(begun: str, towns: Mapping[str, str]) -> list[Candidate]:
    """Municipalities whose name or code begins so; codes only once one is being typed."""
    by_name = _starting(begun, sorted((name, code) for code, name in towns.items()))
    return by_name + (_starting(begun, sorted(towns.items())) if begun[:1].casefold() == "g" else [])


def _asked(table: AtTable, state: State) -> list[tuple[str, str]]:
    """Municipalities and sites that something is asked of."""
    asked = state.now.asked
    towns = [(table.names[code], code) for code in asked.towns if code in table.names]
    return [
        *towns,
        *((site, "") for site in dict.fromkeys([*asked.sites, *(str(row["site_id"]) for row in asked.offer)])),
    ]


def _starting(begun: str, known: Iterable[tuple[str, str]]) -> list[Candidate]:
    return [Candidate(one, len(begun), told) for one, told in known if one.casefold().startswith(begun.casefold())]
