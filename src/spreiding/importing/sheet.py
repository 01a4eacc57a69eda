"""A sheet as it was read, its header found among titles, and the rows that are rows of the table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from spreiding.importing.cells import plain, tidy
from spreiding.importing.map_file import ImportMap, Where

_LOOKED_AT = 50  # rows in which a header is looked for
_SHOWN = 8
_NOTE_FROM = 3  # of so many columns a row with one filled cell is a title or a note
_ROW_TEXT = 60


@dataclass(frozen=True)
class Row:
    """One row: its number in the file and the text of its cells."""

    number: int
    cells: tuple[str, ...]

    def text(self) -> str:
        """The filled cells, to show which row it is."""
        whole = " | ".join(tidy(cell) for cell in self.cells if cell.strip())
        return whole if len(whole) <= _ROW_TEXT else f"{whole[:_ROW_TEXT]}..."


@dataclass(frozen=True)
class Dropped:
    """A row that did not become a row of the table, and why."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True)
class Header:
    """The header: the rows it takes, what each column is called, and other names by which it may be meant."""

    rows: tuple[int, ...]
    names: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...]

    def places(self, name: str) -> tuple[int, ...]:
        """Where a column of that name stands: by its whole name, or else by its last line."""
        wanted = plain(name)
        for rank in range(2):
            found = tuple(
                place for place, names in enumerate(self.aliases) if len(names) > rank and names[rank] == wanted
            )
            if found:
                return found
        return ()

    def advice(self, name: str) -> str:
        """Suggest what was meant by a name that is not there."""
        known = {plain(shown): shown for shown in self.names if shown}
        near = get_close_matches(plain(name), known, n=1)
        if near:
            return f"Did you mean {known[near[0]]}?"
        listed = list(known.values())
        more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
        return f"Its columns are {', '.join(listed[:_SHOWN])}{more}."


def header_at(rows: Sequence[Row], index: int, depth: int) -> Header:
    """Read the header that begins at ``rows[index]`` and takes ``depth`` rows.

    Of two rows, an upper cell belongs to the blank ones after it too, as a merged cell does: ``Capaciteit`` over
    ``min`` and ``max`` gives ``Capaciteit min`` and ``Capaciteit max``, which may be called ``min`` and ``max`` too.
    """
    taken = rows[index : index + depth]
    width = max(len(row.cells) for row in taken)
    lines = [[tidy(cell) for cell in row.cells] + [""] * (width - len(row.cells)) for row in taken]
    if len(lines) == 1:
        names = tuple(lines[0])
        return Header((taken[0].number,), names, tuple((plain(name),) if name else () for name in names))
    upper, lower, above = lines[0], lines[1], ""
    names_two: list[str] = []
    aliases: list[tuple[str, ...]] = []
    for top, bottom in zip(upper, lower, strict=True):
        above = top or above
        name = " ".join(part for part in (above, bottom) if part) if bottom else top
        names_two.append(name)
        aliases.append((plain(name), plain(bottom or top)) if name else ())
    return Header(tuple(row.number for row in taken), tuple(names_two), tuple(aliases))


def find_header(rows: Sequence[Row], used: ImportMap, wanted: Iterable[str]) -> tuple[int, Header] | None:
    """Find the header and where in ``rows`` it begins: the row that the map says, else the one with most wanted names.

    ``None``: no row holds any of them.
    """
    depth = used.header_rows
    if used.header_row is not None:
        at = [index for index, row in enumerate(rows) if row.number == used.header_row]
        return (at[0], header_at(rows, at[0], depth)) if at else None
    names = sorted(set(wanted))
    best: tuple[int, int, Header] | None = None
    for index in range(min(len(rows), _LOOKED_AT)):
        header = header_at(rows, index, depth)
        score = sum(bool(header.places(name)) for name in names)
        if score and (best is None or score > best[0]):
            best = (score, index, header)
    return None if best is None else (best[1], best[2])


def chosen_rows(
    rows: Sequence[Row],
    header: Header,
    used: ImportMap,
    needed: Sequence[tuple[int, ...]],
    town: tuple[int, ...] = (),
) -> tuple[list[Row], list[Dropped]]:
    """Part the rows under the header into those of the table and those that are not, with the reason.

    ``needed``: the places of every column that may not be blank; a total leaves one of them blank, or stands in the
    column ``town``, where a municipality is named.
    """
    tests: list[tuple[Callable[[Row], bool], str]] = [
        (lambda row: _repeats(row, header), "repeats the header"),
        (lambda row: _is_total(row, used, needed, town), "is a total"),
        (lambda row: len(needed) >= _NOTE_FROM and _filled(row) == 1, "holds one cell only: a title or a note"),
    ]
    tests += [(_holds(where, header), f"skip_rows_where: {_said(where)}") for where in used.skip_rows_where]
    tests += [(_not(_holds(where, header)), f"keep_rows_where: not {_said(where)}") for where in used.keep_rows_where]
    kept: list[Row] = []
    dropped: list[Dropped] = []
    for row in rows:
        reason = next((reason for test, reason in tests if test(row)), None)
        if reason is None:
            kept.append(row)
        else:
            dropped.append(Dropped(row.number, reason, row.text()))
    return kept, dropped


def cell(row: Row, place: int) -> str:
    """Give a cell on one line; blank where the row is shorter."""
    return tidy(row.cells[place]) if place < len(row.cells) else ""


def _filled(row: Row) -> int:
    return sum(bool(text.strip()) for text in row.cells)


def _repeats(row: Row, header: Header) -> bool:
    names = {(place, names[0]) for place, names in enumerate(header.aliases) if names}
    return bool(names) and {(place, plain(text)) for place, text in enumerate(row.cells) if text.strip()} == names


def _is_total(row: Row, used: ImportMap, needed: Sequence[tuple[int, ...]], town: tuple[int, ...]) -> bool:
    place = next((place for place, text in enumerate(row.cells) if text.strip()), -1)
    first = plain(row.cells[place]) if row.cells else ""
    says = any(first == word or first.startswith((f"{word} ", f"{word}:")) for word in map(plain, used.totals))
    return says and (place in town or any(not any(cell(row, place) for place in places) for places in needed))


def _holds(where: Where, header: Header) -> Callable[[Row], bool]:
    places = header.places(where.column)
    words = {plain(word) for word in where.words or ()}

    def test(row: Row) -> bool:
        text = plain(" ".join(cell(row, place) for place in places))
        return not text if where.blank else text in words

    return test


def _not(test: Callable[[Row], bool]) -> Callable[[Row], bool]:
    return lambda row: not test(row)


def _said(where: Where) -> str:
    return f"{where.column} is blank" if where.blank else f"{where.column} is {' or '.join(where.words or ())}"
