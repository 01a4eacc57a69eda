"""Two runs, narrowed to the municipalities that both have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from spreiding.compare.grounds import Ground, differing_grounds
from spreiding.errors import Finding, InputError
from spreiding.run_files.read import WrittenRun


@dataclass(frozen=True)
class Named:
    """A run with the letter by which tables and files call it: A is the base run."""

    letter: str
    run: WrittenRun


@dataclass(frozen=True)
class Pair:
    """The base run and another, both with the rows of the compared provinces and municipalities only.

    ``grounds``: what differs in what they rest on; ``only_base`` and ``only_run`` count the municipalities that the
    other does not have, in the provinces that are asked for; ``provinces`` names the compared ones by code.
    """

    base: Named
    other: Named
    grounds: tuple[Ground, ...]
    provinces: Mapping[str, str]
    only_base: int
    only_run: int

    @property
    def letter(self) -> str:
        """Letter of the run that is held against the base."""
        return self.other.letter

    @property
    def same_selection(self) -> bool:
        """Whether both plan the same provinces, so that goals of the whole runs can be held against each other."""
        return self.base.run.record.selection == self.other.run.record.selection


def make_pair(base: Named, other: Named, asked: tuple[str, ...]) -> Pair:
    """Narrow two runs to what both have, of the provinces ``asked`` for (none: all).

    Raise ``InputError`` when no municipality remains.
    """
    wanted = set(asked) or {*base.run.record.selection, *other.run.record.selection}
    old, new = (_codes(named.run, wanted) for named in (base, other))
    both = old & new
    if not both:
        raise InputError([_nothing_in_common(base, other)])
    narrowed = [replace(named, run=narrow(named.run, both)) for named in (base, other)]
    tasks = narrowed[1].run.tasks
    names = {**base.run.record.provinces, **other.run.record.provinces}
    provinces = {code: names.get(code, code) for code in sorted(set(tasks["province_code"]))}
    grounds = differing_grounds(base.run.record, other.run.record)
    return Pair(narrowed[0], narrowed[1], grounds, provinces, len(old - new), len(new - old))


def narrow(run: WrittenRun, municipalities: set[str]) -> WrittenRun:
    """Keep the rows of ``municipalities`` (codes): of housing those housed there, of regions those of the provinces."""
    tasks = _of(run.tasks, "municipality_code", municipalities)
    provinces = set(tasks["province_code"])
    return replace(
        run,
        tasks=tasks,
        sites=_of(run.sites, "municipality_code", municipalities),
        placements=_of(run.placements, "municipality_code", municipalities),
        housing=_of(run.housing, "to_municipality_code", municipalities),
        scaling=_of(run.scaling, "municipality_code", municipalities),
        regions=_of(run.regions, "province_code", provinces),
        staff=_of(run.staff, "province_code", provinces),
    )


def _codes(run: WrittenRun, provinces: set[str]) -> set[str]:
    return set(_of(run.tasks, "province_code", provinces)["municipality_code"])


def _of(frame: pd.DataFrame, column: str, codes: set[str]) -> pd.DataFrame:
    return frame[frame[column].isin(codes)].reset_index(drop=True)


def _nothing_in_common(base: Named, other: Named) -> Finding:
    plans = [f"{named.letter} plans {', '.join(named.run.record.selection)}" for named in (base, other)]
    rule = f"has no municipality in common with {base.run.folder} that is asked for: {' and '.join(plans)}"
    return Finding(str(other.run.folder), None, None, None, rule, "Compare runs of the same provinces.")
