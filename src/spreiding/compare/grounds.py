"""On what two runs rest, and where that differs: data and rules, and what the model files ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from spreiding.run_files.record import RunRecord

Kind = Literal["version", "input", "law", "horizon", "selection", "model"]
# Figures that rest on other data can't be held against each other; what is asked is what one compares.
DATA: tuple[Kind, ...] = ("version", "input", "law", "horizon")
ABSENT = "absent"
_NAMES = ("goal", "track", "family", "id", "name")
_LONGEST = 60


@dataclass(frozen=True)
class Ground:
    """One thing on which two runs rest and that differs: ``what`` by table, law value or path in the model file."""

    kind: Kind
    what: str
    base: str
    run: str

    def __str__(self) -> str:
        """Render as one line: ``model families.capacity_band.band: 0.25 -> 0.3``."""
        return f"{self.kind} {self.what}: {self.base} -> {self.run}"

    @property
    def is_data(self) -> bool:
        """Whether figures of the two can't be held against each other without a word."""
        return self.kind in DATA


def differing_grounds(base: RunRecord, run: RunRecord) -> tuple[Ground, ...]:
    """All that differs between what two runs rest on; data first. Equal contents of different files do not differ."""
    return (
        *_pairs("version", {"spreiding": _word(base.spreiding)}, {"spreiding": _word(run.spreiding)}),
        *_pairs("input", _inputs(base), _inputs(run)),
        *_pairs("law", _law(base), _law(run)),
        *_pairs("horizon", _horizon(base), _horizon(run)),
        *_pairs("selection", _selection(base), _selection(run)),
        *(Ground("model", *item) for item in setting_differences(base.model.content, run.model.content)),
    )


def setting_differences(base: Any, run: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Settings that differ, by path (``families.capacity_band.band``), each with both values in words.

    Parts of a list that have a name, such as goals and tracks, are known by it; another order of them is told.
    """
    old, new = _named(base, run), _named(run, base)
    if old is None or new is None:
        if base != run:
            yield path, _shown(base), _shown(run)
        return
    if isinstance(base, list) and isinstance(run, list) and (orders := _orders(old, new)):
        yield f"{path} (order)", *orders
    for name in [*old, *(name for name in new if name not in old)]:
        inner = f"{path}.{name}" if path else name
        if name in old and name in new:
            yield from setting_differences(old[name], new[name], inner)
        else:
            yield inner, _shown(old[name]) if name in old else ABSENT, _shown(new[name]) if name in new else ABSENT


# What must be equal, and how it is told.
_Fact = tuple[Any, str]


def _pairs(kind: Kind, base: Mapping[str, _Fact], run: Mapping[str, _Fact]) -> Iterator[Ground]:
    absent = (None, ABSENT)
    for what in sorted({*base, *run}):
        old, new = base.get(what, absent), run.get(what, absent)
        if old[0] != new[0]:
            yield Ground(kind, what, old[1], new[1])


def _inputs(record: RunRecord) -> dict[str, _Fact]:
    """The same bytes are the same data, whoever supplied them."""
    told = "sha256 {0.sha256:.12}, {0.rows} rows, {0.supplied}"
    return {item.table: (item.sha256, told.format(item)) for item in record.inputs}


def _law(record: RunRecord) -> dict[str, _Fact]:
    told = {item.id: f"{_shown(item.value)} {item.unit} ({item.article})" for item in record.law}
    return {item.id: ((item.value, item.unit), told[item.id]) for item in record.law}


def _horizon(record: RunRecord) -> dict[str, _Fact]:
    periods = tuple((period.label, period.start, period.end) for period in record.periods)
    told = f"{periods[0][1]} to {periods[-1][2]}, in {len(periods)}"
    return {"periods": (periods, told), "due period": _word(record.due_period)}


def _selection(record: RunRecord) -> dict[str, _Fact]:
    return {"provinces": _word(", ".join(record.selection))}


def _word(text: str) -> _Fact:
    return text, text


def _named(part: Any, other: Any) -> Mapping[str, Any] | None:
    """A mapping as it is, parts of a list by name, or by number where it is long; ``None``: to be told as a whole."""
    if isinstance(part, Mapping):
        return part
    if not isinstance(part, list) or not isinstance(other, list):
        return None
    for key in _NAMES if all(isinstance(item, Mapping) for item in [*part, *other]) else ():
        names, others = _names(part, key), _names(other, key)
        if len(names) == len(part) and len(others) == len(other):
            return dict(zip(names, part, strict=True))
    by_number = len(part) == len(other) and max(len(_whole(part)), len(_whole(other))) > _LONGEST
    return {str(number): item for number, item in enumerate(part)} if by_number else None


def _names(parts: list[Any], key: str) -> list[str]:
    """Names of the parts by ``key``, each once."""
    return list(dict.fromkeys(str(item[key]) for item in parts if key in item))


def _orders(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, str] | None:
    before, after = [name for name in old if name in new], [name for name in new if name in old]
    return None if before == after else (", ".join(before), ", ".join(after))


def _shown(value: Any) -> str:
    text = _whole(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _whole(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_whole(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_whole, value)) + "]"
    return str(value)
