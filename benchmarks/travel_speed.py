"""How long `spreiding travel` takes on a timetable of a large country, and how much memory.

    python benchmarks/travel_speed.py           40,000 stops, 390,000 connections in the window, 1,200 sites
    python benchmarks/travel_speed.py small     a tenth of the stops

The timetable is made up (synthetic_feed.py) and made once per run, outside what is measured, in a process of its own.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from measured import Row, in_own_process, markdown, peak_mb
from spreiding.travel.run import TravelRequest, travel_run
from synthetic_feed import Size, write_case

SIZES = {"country": Size(), "small": Size(side=45, length=23, sites=120)}
_HEAD = (
    "case",
    "stops",
    "connections in the window",
    "scanned",
    "sites",
    "departures",
    "read",
    "search",
    "total",
    "MB",
)


class _Clock:
    """Seconds per part: reading until the scan begins, searching from there."""

    def __init__(self) -> None:
        self.scan = monotonic()

    def reading(self, what: str) -> None:
        """Nothing: reading is all that comes before the scan."""

    def scanning(self, total: int) -> None:
        """Keep when the scan begins."""
        self.scan = monotonic()

    def scanned(self, kind: str, connections: int) -> None:
        """Nothing: the search ends with the run."""


def main(arguments: Sequence[str]) -> None:
    """Measure the sizes that are asked for and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", choices=[*SIZES, []], help=f"of {', '.join(SIZES)}; country by default")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.child:
        print(json.dumps(measure(asked.sizes[0], Path(asked.child))))
        return
    rows = []
    for name in asked.sizes or ["country"]:
        with tempfile.TemporaryDirectory() as folder:
            write_case(Path(folder), SIZES[name])
            rows.append(in_own_process(__file__, [name, "--child", folder]))
    print("\n".join(markdown(_HEAD, [_cells(row) for row in rows])))


def measure(name: str, folder: Path) -> Row:
    """Run one case in this process."""
    out = folder / "out" / "travel_minutes.csv"
    request = TravelRequest(folder / "feed.zip", out, folder / "sites.csv", folder / "facilities.csv")
    clock, begin = _Clock(), monotonic()
    result = travel_run(request, clock)
    end, table = monotonic(), result.feed.timetable
    return {
        "case": name,
        "stops": len(table.stops),
        "window": int(((table.leaves >= request.window[0]) & (table.leaves <= request.window[1])).sum()),
        "scanned": table.size,
        "sites": len(result.minutes),
        "departures": request.departures,
        "read": clock.scan - begin,
        "search": end - clock.scan,
        "total": end - begin,
        "peak_mb": peak_mb(),
    }


def _cells(row: Row) -> list[str]:
    counts = [f"{row[name]:,}" for name in ("stops", "window", "scanned", "sites", "departures")]
    return [
        row["case"],
        *counts,
        *[f"{row[name]:.1f}" for name in ("read", "search", "total")],
        f"{row['peak_mb']:.0f}",
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
