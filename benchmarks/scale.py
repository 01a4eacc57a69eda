"""How time and memory grow with sites and periods.

    python benchmarks/scale.py                        1,000 to 20,000 sites; 8 to 40 periods; about 5 minutes
    python benchmarks/scale.py --sites 1000 2000 --periods 8 16 --repeat 1
    python benchmarks/scale.py --sites 1000 2000 --periods 8 --solve 120    solve all goals too, at most 120 s a size

The first of ``--sites`` is measured at every number of periods, the first of ``--periods`` at every number of sites.
Every size runs in a process of its own, ``--repeat`` times, in turn; of every step the least of its seconds counts.
``larger.py`` says how the instances are made, ``scale_case.py`` what is measured. The exponent of a step is the slope
of seconds against size on logarithmic axes: 1 is linear. A step with a fixed part (imports, outlines) has a lower one
over all sizes, so that between the two largest is given as well.

Prints tables; writes ``scale.csv`` beside this file and a plot to ``--plot`` (docs/scale.png). A finding of the auditor
ends it with an error: then what was measured is not a plan.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from measured import Row, in_own_process, write_rows
from scale_growth import growth_table, least, size_table

RESULTS = Path(__file__).with_name("scale.csv")
PLOT = Path(__file__).resolve().parents[1] / "docs" / "scale.png"
SITES, PERIODS = (1000, 2000, 5000, 10_000, 20_000), (8, 16, 24, 40)


def main(arguments: Sequence[str]) -> None:
    """Measure the sizes that are asked for, print what came out and plot it."""
    asked = _parser().parse_args(arguments)
    if asked.child:
        from scale_case import measure

        print(json.dumps(measure(asked.sites[0], asked.periods[0], asked.solve)))
        return
    sizes = list(
        dict.fromkeys([*((s, asked.periods[0]) for s in asked.sites), *((asked.sites[0], p) for p in asked.periods)])
    )
    turns = [[_in_own_process(size, asked.solve) for size in sizes] for _ in range(asked.repeat)]
    rows = [least(measured) for measured in zip(*turns, strict=True)]
    write_rows(RESULTS, rows)
    by_sites = [row for row in rows if row["periods"] == asked.periods[0]]
    by_periods = [row for row in rows if row["sites"] == asked.sites[0]]
    print("\n".join([*size_table(rows), "", *growth_table({"sites": by_sites, "periods": by_periods})]))
    from scale_plot import plot

    plot({"sites": by_sites, "periods": by_periods}, asked.plot)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sites", type=int, nargs="+", default=SITES, help="numbers of sites")
    parser.add_argument("--periods", type=int, nargs="+", default=PERIODS, help="numbers of quarters")
    parser.add_argument("--repeat", type=int, default=3, help="how often every size is measured; the least counts")
    parser.add_argument("--solve", type=float, help="also solve all goals, within so many seconds a size")
    parser.add_argument("--plot", type=Path, default=PLOT, help="the PNG file to write")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser


def _in_own_process(size: tuple[int, int], solve: float | None) -> Row:
    sites, periods = size
    print(f"measuring {sites:,} sites, {periods} periods ...", file=sys.stderr)
    limit = [] if solve is None else ["--solve", str(solve)]
    row = in_own_process(__file__, ["--child", "--sites", str(sites), "--periods", str(periods), *limit])
    if row["findings"]:
        raise SystemExit(f"the auditor has {row['findings']} findings about the plan of this size")
    return row


if __name__ == "__main__":
    main(sys.argv[1:])
