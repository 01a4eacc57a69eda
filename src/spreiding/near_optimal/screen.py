"""Near-optimal alternatives on the screen, at 80 columns: progress with a count, and what came of it."""

from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from spreiding.near_optimal.near_optimal import Near, NearWatch
from spreiding.near_optimal.tables import differing
from spreiding.near_optimal.write import NARROWER
from spreiding.screen_goals import plain_table, shown_short
from spreiding.screen_lines import show_lines, show_table

MOST = 10
STEPS = {
    "read base": "reading the run",
    "base": "looking for the run's model",
    "build base": "building the run's model again",
    "ranges": "proving the least and most of municipalities",
    "ends": "looking for plans that reach them",
    "alternatives": "looking for plans that differ most",
}


class NearScreen(NearWatch):
    """Shows the steps: a live line with a count on a terminal, a plain line per step elsewhere."""

    def __init__(self, console: Console) -> None:
        """Write on ``console``."""
        super().__init__()
        self._console, self._step = console, ""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("starting")

    def __enter__(self) -> "NearScreen":
        """Start the live line."""
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Take the live line away, whatever happened."""
        self._progress.stop()

    def begin(self, name: str) -> None:
        """Show the step that begins."""
        self._step = STEPS[name]
        self._progress.update(self._task, description=self._step)

    def count(self, done: int, of: int) -> None:
        """Show how far the step is."""
        self._progress.update(self._task, description=f"{self._step}: {done + 1:,} of {of:,}")

    def end(self, name: str) -> None:
        """Leave a line with the time the step took."""
        self._console.print(f"  {STEPS[name]:<46} {self.seconds[name]:7.1f} s", highlight=False)


def show_near(console: Console, near: Near, out: Path) -> None:
    """Print the plans, where there is room to negotiate, what is fixed, and where the files are."""
    show_lines(console, scope_lines(near))
    if near.found:
        show_table(console, plan_table(near))
    ranges = near.tables["ranges"]
    if (ranges["spread"] > 0).any():
        show_table(console, room_table(ranges))
    show_lines(console, robust_lines(ranges, near.tables["sites"]))
    console.print(f"Written to {out}", highlight=False, soft_wrap=True)


def scope_lines(near: Near) -> list[str]:
    """Of what, within what, and which goals have no room at all."""
    where = f"{len(near.provinces)} provinces" if len(near.provinces) > 1 else "".join(near.provinces.values())
    lines = [f"{near.base.folder}: {where}, every goal within {100 * near.request.tolerance:g} % of the run's."]
    if not near.whole:
        lines += [f"Of a goal only the part that is decided again counts: {NARROWER}."]
    goals, space = near.space.desk.case.instance.model.goals, near.space
    stuck = [goal.goal for goal, value, most in zip(goals, space.values, space.limits, strict=True) if most <= value]
    if stuck:
        lines.append(f"May not get worse at all, as nothing is left of them: {', '.join(stuck)}.")
    if len(near.found) < near.request.number:
        asked = near.request.number
        lines.append(f"{len(near.found)} of {asked} alternatives: no other was found that stays within the tolerance.")
    return lines


def plan_table(near: Near) -> Table:
    """One line per alternative: how far it lies from the nearest earlier plan, and in what it differs from the run."""
    table = plain_table("Alternatives", "plan", "apart", "at most", "municipalities", "sites")
    others, base = differing(near.tables["alternatives"]), near.space.is_open(near.space.frozen.start)
    for number, one in enumerate(near.found, 1):
        opened = near.space.is_open(one.plan.x)
        sites = sum(opened[site] != base[site] for site in base)
        cells = [shown_short(round(one.distance)), shown_short(round(one.bound))]
        table.add_row(str(number), *cells, str(others[number]), str(sites))
    table.caption = (
        "apart: places that land elsewhere than in the nearest earlier plan, the run included; at most: no plan is "
        "further apart; municipalities, sites: that differ from the run"
    )
    return table


def room_table(ranges: pd.DataFrame) -> Table:
    """The municipalities with most room to negotiate."""
    table = plain_table("Room to negotiate", "municipality", "run", "least", "most", "room", "no plan below", "above")
    table.columns[0].justify, table.columns[0].no_wrap = "left", False
    ranked = ranges[ranges["spread"] > 0].sort_values(["spread", "municipality_code"], ascending=[False, True])
    for _, row in ranked.head(MOST).iterrows():
        names = ("base_places", "least_reached", "most_reached", "spread", "least_possible", "most_possible")
        table.add_row(str(row["municipality"]), *(f"{row[name]:,}" for name in names))
    more = f" {len(ranked) - MOST} more in ranges.csv." if len(ranked) > MOST else ""
    table.caption = (
        f"least, most: reached by a plan; {int(ranges['proved'].sum())} of {len(ranges)} ranges are exact.{more}"
    )
    return table


def robust_lines(ranges: pd.DataFrame, sites: pd.DataFrame) -> list[str]:
    """What all plans agree on."""
    lines = []
    told = {"proved": "The same in every plan there is", "found": "The same in every plan found"}
    for robust, words in told.items():
        some = ranges[ranges["robust"] == robust]
        named = [f"{row['municipality']} ({row['base_places']:,})" for _, row in some.head(MOST).iterrows()]
        more = f" and {len(some) - MOST} more" if len(some) > MOST else ""
        lines += [f"{words}: {', '.join(named)}{more}."] if named else []
    everywhere = sites[sites["plans_open"] == sites["plans"]]
    new = int((~everywhere["existing"].astype(bool)).sum())
    lines.append(
        f"Sites open in every plan: {len(everywhere):,}, of which {new:,} do not stand yet; in some: "
        f"{len(sites) - len(everywhere):,}."
    )
    return lines
