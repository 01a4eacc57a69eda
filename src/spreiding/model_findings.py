"""What pydantic finds wrong with a model file or an import's map, in the planner's words: where, what, what to do."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from spreiding.errors import Finding
from spreiding.model_kinds import EACH, ONE

_LONGEST_SHOWN = 40
_EXAMPLE = "models/raming-2024.yaml"
_BY_KIND = {
    "int_type": "Write it in digits only, such as 96000: a point is a decimal point, so 96.000 means 96.",
    "float_type": "Write digits, such as 1050 or 1.5: no quotes, and no separator but the decimal point.",
    "bool_type": "Write true or false, without quotes.",
    "string_type": "Put quotes around it.",
}


def model_findings(
    path: Path, error: ValidationError, model: type[BaseModel], example: str = _EXAMPLE
) -> list[Finding]:
    """Give a finding per error; ``model`` is the type that was asked for, whose settings are known.

    ``example`` is the file or page that shows how it is written.
    """
    return [_finding(path, item, model, example) for item in error.errors()]


def _finding(path: Path, item: ErrorDetails, model: type[BaseModel], example: str) -> Finding:
    # Which way of writing was tried is no part of the place.
    where = ".".join(str(part) for part in item["loc"] if part not in (ONE, EACH)) or "the file"
    value = None if isinstance(item["input"], dict | list | BaseModel) else _shown(item["input"])
    rule = item["msg"].removeprefix("Value error, ").rstrip(".")
    return Finding(path.name, None, where, value, rule, _advice(item, model, example))


def _shown(value: object) -> str:
    """A value as a planner would write it; a very long one cut off."""
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _advice(item: ErrorDetails, model: type[BaseModel], example: str) -> str:
    kind, context = item["type"], item.get("ctx", {})
    working = f"Correct it; {example} shows a working value."
    if "advice" in context:
        return str(context["advice"])
    if kind == "extra_forbidden":
        return _near(str(item["loc"][-1]), sorted(_settings(model))) or "Remove it: no such setting."
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return _near(str(item["input"]), words) or working
    if kind == "missing":
        return f"Add it; {example} shows how."
    return _BY_KIND.get(kind, working)


def _near(word: str, known: list[str]) -> str | None:
    near = get_close_matches(word, known, n=1)
    return f"Did you mean {near[0]}?" if near else None


def _settings(model: type[BaseModel]) -> set[str]:
    """Names of all settings, however deep."""
    names = {field.alias or name for name, field in model.model_fields.items()}
    return names.union(*(_settings(part) for field in model.model_fields.values() for part in _parts(field.annotation)))


def _parts(kind: Any) -> Iterator[type[BaseModel]]:
    """The parts of a model file inside an annotation: the part itself, or one in a list or with ``None``."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inside in get_args(kind):
        yield from _parts(inside)
