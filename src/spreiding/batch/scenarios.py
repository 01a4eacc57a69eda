"""From a batch file to its scenarios: the list, the combinations of the grid, the draws; each per province if asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from spreiding.batch.batch_file import MOST_SCENARIOS, LoadedBatch
from spreiding.batch.draws import draw
from spreiding.errors import Finding, InputError

Kind = Literal["list", "grid", "draw"]


@dataclass(frozen=True)
class Scenario:
    """One plan to make.

    ``name`` is that of its folder, ``group`` the same without the province. ``overrides``: its own settings by dotted
    path, before those of the whole batch. ``model`` and ``data`` as the batch file has them; ``None``: embedded.
    """

    name: str
    group: str
    kind: Kind
    model: str | None
    data: str | None
    provinces: tuple[str, ...]
    overrides: Mapping[str, Any]


def scenarios_of(batch: LoadedBatch, provinces: tuple[str, ...]) -> tuple[Scenario, ...]:
    """Give every scenario in order; ``provinces``: the codes to plan for. Raise ``InputError`` on two of one name."""
    asked = batch.content
    selections = [(code,) for code in provinces] if asked.per_province else [provinces]
    found = tuple(
        Scenario(
            name=f"{group}-{selection[0]}" if asked.per_province else group,
            group=group,
            kind=kind,
            model=asked.model if model is None else model,
            data=asked.data if data is None else data,
            provinces=selection,
            overrides=overrides,
        )
        for group, kind, model, data, overrides in _groups(batch)
        for selection in selections
    )
    _check(batch, found)
    return found


def count_of(batch: LoadedBatch, provinces: int) -> int:
    """How many scenarios there are, without making them."""
    asked, grid = batch.content, 1
    for values in asked.grid.values():
        grid *= len(values)
    groups = len(asked.scenarios) + (grid if asked.grid else 0) + (asked.draws.count if asked.draws else 0)
    return groups * (provinces if asked.per_province else 1)


def _groups(batch: LoadedBatch) -> Iterator[tuple[str, Kind, str | None, str | None, Mapping[str, Any]]]:
    asked = batch.content
    for item in asked.scenarios:
        yield item.name, "list", item.model, item.data, item.overrides
    if asked.grid:
        for number, values in enumerate(product(*asked.grid.values()), start=1):
            yield f"grid-{number:04}", "grid", None, None, dict(zip(asked.grid, values, strict=True))
    if asked.draws:
        for number, drawn in enumerate(draw(asked.draws), start=1):
            yield f"draw-{number:05}", "draw", None, None, drawn


def check_count(batch: LoadedBatch, provinces: int) -> None:
    """Raise ``InputError`` when a batch file asks for more scenarios than can be meant."""
    count = count_of(batch, provinces)
    if count > MOST_SCENARIOS:
        rule = f"asks for {count:,} scenarios; the most is {MOST_SCENARIOS:,}"
        raise InputError([Finding(batch.path.name, None, None, None, rule, "Take values out of the grid.")])


def _check(batch: LoadedBatch, found: tuple[Scenario, ...]) -> None:
    seen: set[str] = set()
    findings = []
    for scenario in found:
        if scenario.name.casefold() in seen:
            rule, advice = "is the name of two scenarios", "Give the one in the list another name."
            findings.append(Finding(batch.path.name, None, "scenarios", scenario.name, rule, advice))
        seen.add(scenario.name.casefold())
    if findings:
        raise InputError(findings)
