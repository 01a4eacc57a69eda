"""What a batch would be: how many scenarios, the first of them, and roughly how long and how large."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from spreiding.batch.check import Checked, check_batch
from spreiding.batch.cluster import size_machine
from spreiding.batch.outcome import Outcome
from spreiding.batch.run import BatchRequest
from spreiding.batch.scenarios import Scenario
from spreiding.batch.shelf import SCENARIOS, check_shelf, finished
from spreiding.batch.watch import BatchWatch
from spreiding.screen_lines import show_table

# Measured on the embedded data with one thread (docs/scaling.md); harder questions take longer.
SECONDS_PER_SCENARIO, SECONDS_PER_MUNICIPALITY = 0.5, 0.17
KB_PER_PLAN, KB_PER_MUNICIPALITY, KB_OF_FIGURES = 500.0, 14.0, 30.0
_FIRST = 6


@dataclass(frozen=True)
class Estimate:
    """Seconds of one core and bytes on disk for what is still to run; ``measured``: from how many finished ones."""

    seconds: float
    size: float
    measured: int


def show_dry_run(console: Console, request: BatchRequest, watch: BatchWatch) -> None:
    """Check a batch and print what it would be; raise ``InputError`` with all that is wrong."""
    watch.step("checking scenarios")
    checked = check_batch(request.batch, watch.checked)
    check_shelf(request.out, checked.batch.content.name)
    folder = request.out / SCENARIOS
    before = finished(folder, checked, lambda number: None) if folder.is_dir() else {}
    todo = [scenario for scenario in checked.scenarios if scenario.name not in before]
    show_table(console, _first_table(checked))
    console.print(f"{len(checked.scenarios):,} scenarios, {len(before):,} finished, {len(todo):,} to run.")
    if todo:
        console.print(_told(request, checked, estimate(checked, todo, before, folder)), highlight=False)


def estimate(checked: Checked, todo: Sequence[Scenario], before: dict[str, Outcome], folder: Path) -> Estimate:
    """From the scenarios that are finished there, else from what was measured per municipality."""
    if before:
        seconds = sum(outcome.seconds for outcome in before.values()) / len(before)
        size = sum(_size(folder / name) for name in before) / len(before)
        return Estimate(seconds * len(todo), size * len(todo), len(before))
    places = checked.grounds[checked.batch.content.data].tables.municipalities["province_code"].value_counts()
    counts = [int(sum(places.get(code, 0) for code in scenario.provinces)) for scenario in todo]
    seconds = sum(SECONDS_PER_SCENARIO + SECONDS_PER_MUNICIPALITY * count for count in counts)
    plans = checked.batch.content.keep == "plans"
    size = sum(KB_OF_FIGURES + (KB_PER_PLAN + KB_PER_MUNICIPALITY * count if plans else 0) for count in counts)
    return Estimate(seconds, 1000 * size, 0)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _told(request: BatchRequest, checked: Checked, asked: Estimate) -> str:
    most = max(len(scenario.provinces) for scenario in checked.scenarios)
    workers = size_machine(request.workers, request.memory, most).workers
    ground = next(parent for parent in (request.out.absolute(), *request.out.absolute().parents) if parent.exists())
    free = shutil.disk_usage(ground).free
    whence = (
        f"measured on the {asked.measured:,} that are finished"
        if asked.measured
        else "a rough guess, by municipalities"
    )
    time = _duration(asked.seconds if request.scheduler else asked.seconds / workers)
    where = "of one core on the cluster" if request.scheduler else f"with {workers} workers on this machine"
    room = "" if asked.size < free else " There is too little room."
    return f"About {time} {where}, and {_bytes(asked.size)} on disk, of which {_bytes(free)} is free ({whence}).{room}"


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:,.0f} seconds"
    return f"{seconds / 60:,.0f} minutes" if seconds < 7200 else f"{seconds / 3600:,.1f} hours"


def _bytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB" if size < 1e9 else f"{size / 1e9:,.1f} GB"


def _first_table(checked: Checked) -> Table:
    title = f"The first of {len(checked.scenarios):,} scenarios"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    for name in ("scenario", "provinces", "overrides"):
        table.add_column(name)
    for scenario in checked.scenarios[:_FIRST]:
        told = ", ".join(f"{path}: {value}" for path, value in scenario.overrides.items()) or "none"
        few = len(scenario.provinces) <= 4
        provinces = " ".join(scenario.provinces) if few else f"{len(scenario.provinces)} provinces"
        table.add_row(scenario.name, provinces, told)
    return table
