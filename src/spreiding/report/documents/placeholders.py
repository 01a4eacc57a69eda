"""Whether the placeholders of a template are those of its content model: unknown ones, and missing ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from spreiding.report.documents.says import parts


@dataclass(frozen=True)
class Known:
    """What a name stands for: a content model or a text (``None``), one or ``many``; ``path``: where it comes from."""

    model: type | None
    many: bool
    path: str


@dataclass
class Seen:
    """Placeholders that a template uses, by path, and those that its model does not have."""

    used: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)


Scope = Mapping[str, Known]


def placeholders(model: type, required_only: bool = False) -> tuple[str, ...]:
    """All placeholders of a content model, by path: ``gemeenten.naam``; ``required_only``: those it may not lack."""
    return tuple(_paths(model, "", required_only))


def check_placeholders(tree: nodes.Template, model: type) -> tuple[list[str], list[str]]:
    """Give what a template names that is no placeholder, in order, and the placeholders that it lacks."""
    seen = Seen()
    _walk(tree, _fields(model, ""), seen)
    missing = [path for path in placeholders(model, required_only=True) if path not in seen.used]
    return list(dict.fromkeys(seen.unknown)), missing


def _paths(model: type, before: str, required_only: bool) -> Iterator[str]:
    for item, inner, _ in parts(model):
        if required_only and item.metadata["optional"]:
            continue
        yield before + item.name
        if inner is not None:
            yield from _paths(inner, f"{before}{item.name}.", required_only)


def _fields(model: type, before: str) -> dict[str, Known]:
    return {item.name: Known(inner, many, before + item.name) for item, inner, many in parts(model)}


def _walk(node: nodes.Node, scope: Scope, seen: Seen) -> None:
    """Follow a part of the template with the names that are known there; a loop gives its own name a meaning."""
    if isinstance(node, nodes.For):
        _walk(node.iter, scope, seen)
        inner = {**scope, **_bound(node.target, _meant(node.iter, scope)), "loop": Known(None, False, "")}
        for child in (*([node.test] if node.test else []), *node.body, *node.else_):
            _walk(child, inner, seen)
        return
    if isinstance(node, nodes.Name | nodes.Getattr):
        _note(node, scope, seen)
        return
    for child in node.iter_child_nodes():
        _walk(child, scope, seen)


def _bound(target: nodes.Node, meant: Known | None) -> dict[str, Known]:
    if not isinstance(target, nodes.Name):
        return {}
    return {target.name: Known(meant.model, False, meant.path) if meant else Known(None, False, "")}


def _note(node: nodes.Name | nodes.Getattr, scope: Scope, seen: Seen) -> None:
    meant = _meant(node, scope)
    if meant is None:
        seen.unknown.append(_written(node))
        return
    path = meant.path.split(".") if meant.path else []
    seen.used |= {".".join(path[:length]) for length in range(1, len(path) + 1)}


def _meant(node: nodes.Node, scope: Scope) -> Known | None:
    """What a name or attribute stands for; ``None``: nothing that is known."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and "loop" in scope:
            return Known(None, False, "")
        owner = _meant(node.node, scope)
        if owner is not None and owner.model is not None and not owner.many:
            return _fields(owner.model, f"{owner.path}.").get(node.attr)
    return None


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"
