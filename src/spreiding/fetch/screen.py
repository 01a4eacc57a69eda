"""What a person sees of a fetch: a bar per transfer with bytes and time left, and where everything came from."""

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

from spreiding.fetch.fetch import Fetched
from spreiding.fetch.resource import Watch
from spreiding.screen_lines import show_table


class FetchScreen(Watch):
    """Live bars on a terminal; elsewhere only what goes wrong on the way."""

    def __init__(self, console: Console) -> None:
        """Write on ``console``."""
        self._console = console
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("starting", visible=False)

    def __enter__(self) -> "FetchScreen":
        """Start the live bars."""
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Take them away, whatever happened."""
        self._progress.stop()

    def begin(self, name: str, done: int, total: int | None) -> None:
        """Show the bar of a transfer, at the bytes that were there already."""
        self._progress.reset(self._task, total=total, completed=done, description=name, visible=True)

    def advance(self, count: int) -> None:
        """Move it on."""
        self._progress.advance(self._task, count)

    def end(self, name: str) -> None:
        """Take it away."""
        self._progress.update(self._task, visible=False)

    def again(self, name: str, reason: str, seconds: float) -> None:
        """Say why there is a wait, and how long."""
        self.note(f"{name}: {reason}; again in {seconds:.1f} s")

    def note(self, line: str) -> None:
        """Leave a line."""
        self._console.print(f"  {line}", highlight=False, soft_wrap=True)


def show_fetched(console: Console, fetched: Fetched) -> None:
    """Show the files with their periods and notes, and how to use them."""
    table = Table("file", "what", "period", "rows")
    for file in fetched.files:
        table.add_row(file.name, file.what, file.period, "-" if file.rows is None else f"{file.rows:,}")
    show_table(console, table)
    for file in fetched.files:
        for note in file.notes:
            console.print(f"  {file.name}: {note}", highlight=False, soft_wrap=True)
    names = {file.name for file in fetched.files}
    maps = f" --boundaries {fetched.out / 'boundaries.gpkg'}" if "boundaries.gpkg" in names else ""
    console.print(f"  Where they come from stands in {fetched.out / 'SOURCES.md'}.", highlight=False, soft_wrap=True)
    if names != {"gtfs-nl.zip"}:
        console.print(f"  Use them: spreiding plan --data {fetched.out}{maps}", highlight=False, soft_wrap=True)
