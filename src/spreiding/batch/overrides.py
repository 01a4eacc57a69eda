"""A model file with some of its settings replaced, by dotted path: the variant is checked like any model file.

``inflow.tracks.regular.stay_weeks`` goes down through settings; in a list the part of the path is what an item is known
by (the track, the goal). A path ends at any setting, so a list or a whole part can be replaced as well.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from spreiding.errors import Finding, InputError
from spreiding.model_file import ModelFile
from spreiding.model_findings import model_findings

_KNOWN_BY = ("track", "goal")
Tree = dict[str, Any]


def varied(model: ModelFile, overrides: Mapping[str, Any], file: Path) -> ModelFile:
    """Give the model with these settings; raise ``InputError`` with all findings, as of ``file``."""
    if not overrides:
        return model
    tree = model.model_dump(by_alias=True)
    findings = [finding for path, value in overrides.items() for finding in _put(tree, path, value, file.name)]
    if findings:
        raise InputError(findings)
    try:
        return ModelFile.model_validate(tree)
    except ValidationError as error:
        known = list(known_paths(model.model_dump(by_alias=True)))
        found = model_findings(file, error, ModelFile)
        kinds = [item["type"] for item in error.errors()]
        raise InputError(
            _as_override(finding, kind, overrides, known) for finding, kind in zip(found, kinds, strict=True)
        ) from error


def known_paths(tree: Any, above: str = "") -> Iterator[str]:
    """Every dotted path into a model file, in its order."""
    if isinstance(tree, Mapping):
        items = [(str(key), value) for key, value in tree.items()]
    elif isinstance(tree, list):
        items = [(name, item) for item in tree if (name := _name(item))]
    else:
        return
    for key, value in items:
        path = f"{above}.{key}" if above else key
        yield path
        yield from known_paths(value, path)


def _put(tree: Tree, path: str, value: Any, file: str) -> list[Finding]:
    """Replace one setting in place. A part that is not there is made: whether it may be is for the model's check."""
    *way, last = path.split(".")
    place: Any = tree
    for part in way:
        if isinstance(place, dict):
            if place.get(part) is None:
                place[part] = {}
            place = place[part]
            continue
        number = _number(place, part)
        if number is None:
            return [_lost(tree, path, part, place, value, file)]
        place = place[number]
    if isinstance(place, dict):
        place[last] = value
        return []
    number = _number(place, last)
    if number is None:
        return [_lost(tree, path, last, place, value, file)]
    place[number] = value
    return []


def _number(place: Any, part: str) -> int | None:
    """Where in a list the item stands that is known by ``part``."""
    names = [_name(item) for item in place] if isinstance(place, list) else []
    return names.index(part) if part in names else None


def _name(item: Any) -> str | None:
    found = [item[key] for key in _KNOWN_BY if key in item] if isinstance(item, Mapping) else []
    return str(found[0]) if found else None


def _lost(tree: Tree, path: str, part: str, place: Any, value: Any, file: str) -> Finding:
    rule = f"leads nowhere: there is no {part} there"
    if not isinstance(place, list):
        rule = f"leads nowhere: {part} would be a part of a single value"
    return Finding(file, None, path, _shown(value), rule, near_path(path, list(known_paths(tree))))


def near_path(path: str, known: list[str]) -> str:
    """Say which setting may have been meant: one that ends in the same word, else one that looks alike."""
    last = path.rpartition(".")[2]
    same = [one for one in known if one.rpartition(".")[2] == last and one != path]
    lasts = {one.rpartition(".")[2]: one for one in reversed(known)}
    alike = get_close_matches(last, list(lasts), n=1, cutoff=0.75)
    near = get_close_matches(path, same or known, n=1, cutoff=0.75) or same[:1] or [lasts[word] for word in alike]
    return f"Did you mean {near[0]}?" if near else "Remove it: no such setting. models/raming-2024.yaml has them all."


def _as_override(finding: Finding, kind: str, overrides: Mapping[str, Any], known: list[str]) -> Finding:
    """The finding at the path that the batch file has, where that can be told."""
    place = finding.column or ""
    hit = [path for path in overrides if path == place or path.startswith(f"{place}.")]
    last = place.rpartition(".")[2]
    hit = hit or [path for path in overrides if place.startswith(f"{path}.") or path.rpartition(".")[2] == last]
    path = hit[0] if len(hit) == 1 else place
    if kind == "extra_forbidden" and len(hit) == 1:
        rule, advice = "is no setting of a model file", near_path(path, known)
        return Finding(finding.file, None, path, _shown(overrides[path]), rule, advice)
    return Finding(finding.file, None, path, finding.value, finding.rule, finding.advice)


def _shown(value: Any) -> str:
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
