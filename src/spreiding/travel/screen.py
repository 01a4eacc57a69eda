"""What a person sees while travel times are worked out and when they are done."""

from time import monotonic

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from spreiding.screen_lines import show_lines, show_table
from spreiding.travel.run import TravelResult


class TravelScreen:
    """A bar on a terminal, a plain line per part elsewhere."""

    def __init__(self, console: Console) -> None:
        """Write on ``console``."""
        self._console, self._since, self._kind = console, monotonic(), ""
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("starting", total=None)

    def __enter__(self) -> "TravelScreen":
        """Start the live line."""
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Take the live line away; tell how long the last part took."""
        self._progress.stop()
        if error[0] is None:
            self._end()

    def reading(self, what: str) -> None:
        """Show which part of the feed is read."""
        self._begin(f"reading {what}")

    def scanning(self, total: int) -> None:
        """Show how much there is to scan."""
        self._progress.update(self._task, total=total)

    def scanned(self, kind: str, connections: int) -> None:
        """Move the bar on."""
        if self._kind != f"searching: {kind}":
            self._begin(f"searching: {kind}")
        self._progress.update(self._task, advance=connections)

    def _begin(self, what: str) -> None:
        self._end()
        self._kind, self._since = what, monotonic()
        self._progress.update(self._task, description=what)

    def _end(self) -> None:
        if self._kind:
            self._console.print(f"  {self._kind:<46} {monotonic() - self._since:7.1f} s", highlight=False)


def show_travel(console: Console, result: TravelResult) -> None:
    """Print the times per kind, what was not reached, what the table rests on, and where the files are."""
    show_table(console, _kind_table(result))
    feed, unreached = result.feed, result.minutes[result.minutes["unreached"].ne("")]
    told = f", version {feed.version}" if feed.version else ""
    console.print(
        f"Timetable of {feed.day:%A %Y-%m-%d}{told}; the feed goes from {feed.first_day} to {feed.last_day}.",
        highlight=False,
    )
    for remark in feed.remarks:
        console.print(f"  {remark}", highlight=False, soft_wrap=True)
    stand_ins = [f"{kind.kind} ({kind.meaning})" for kind in result.places if kind.supplied == "stand-in"]
    if stand_ins:
        rough = (
            f"Not in your facilities.csv, so roughly replaced: {', '.join(stand_ins)}; the rows are marked estimate."
        )
        console.print(rough, highlight=False, soft_wrap=True)
    if result.lonely:
        console.print(f"Without a stop within walking distance: {len(result.lonely)} sites.", highlight=False)
        show_lines(console, list(result.lonely))
    if len(unreached):
        console.print(f"Not reached within the limit, written as 1440: {len(unreached)} sites.", style="bold")
        show_lines(console, [f"{row.site_id}: {row.unreached}" for row in unreached.itertuples(index=False)])
    console.print(f"Written to {', '.join(map(str, result.written))}", highlight=False, soft_wrap=True)


def _kind_table(result: TravelResult) -> Table:
    table = Table(title="Minutes to facilities", title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1))
    table.add_column("kind")
    for name in ("facilities", "sites", "not reached", "shortest", "median", "longest"):
        table.add_column(name, justify="right", no_wrap=True)
    for kind in result.places:
        minutes = result.detail.loc[result.detail["kind"] == kind.kind, "minutes"]
        known = minutes.dropna()
        spread = [f"{value:.1f}" for value in (known.min(), known.median(), known.max())] if len(known) else ["-"] * 3
        counts = [f"{value:,}" for value in (len(kind.points), len(minutes), int(minutes.isna().sum()))]
        table.add_row(kind.kind, *counts, *spread)
    return table
