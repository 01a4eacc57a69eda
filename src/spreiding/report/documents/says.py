"""The fields of a content model: each a placeholder, with what it means."""

from collections.abc import Iterator
from dataclasses import Field, field, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints


def says(meaning: str, *, optional: bool = False) -> Any:
    """A field of a content model; a template may leave out one that is ``optional``, and no other."""
    return field(metadata={"meaning": meaning, "optional": optional})


def meaning(item: "Field[Any]") -> str:
    """What a placeholder means."""
    return str(item.metadata["meaning"])


def parts(model: type) -> Iterator[tuple["Field[Any]", type | None, bool]]:
    """Fields of a content model: each with the model it holds, ``None`` for a text, and whether it holds many."""
    hints = get_type_hints(model)
    for item in fields(model):
        hint = hints[item.name]
        many = get_origin(hint) is tuple
        inner = get_args(hint)[0] if many else hint
        yield item, inner if isinstance(inner, type) and is_dataclass(inner) else None, many
