"""Seconds of `spreiding alternative` from the start of the command, per province, against one base of the country.

    python benchmarks/alternative_speed.py [BASE]

Without BASE the country is planned first (a minute). In every province the largest number in the base is pinned a tenth
lower, five times; the first command builds what is kept of the base and is not counted. `answer` is until the answer
stood on the screen (`--show`), `written` the whole command with its files and audit, once.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic

import pandas as pd

ROOT = Path(__file__).parents[1]
TIMES = 5


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(sys.argv[1]) if len(sys.argv) > 1 else _country(Path(folder) / "country")
        tasks = pd.read_csv(base / "national" / "tasks.csv", encoding="utf-8-sig")
        print(f"{'province':<10} {'towns':>5} {'answer: median':>15} {'least':>6} {'most':>6} {'written':>8}  seconds")
        medians = []
        for code, rows in tasks.groupby("province_code"):
            pin = _pin(rows)
            _seconds(base, pin, "--show")
            answers = [_seconds(base, pin, "--show") for _ in range(TIMES)]
            written = _seconds(base, pin, "--out", str(Path(folder) / "alternative"))
            medians.append(median(answers))
            spread = f"{min(answers):>6.2f} {max(answers):>6.2f}"
            print(f"{code!s:<10} {len(rows):>5} {medians[-1]:>15.2f} {spread} {written:>8.2f}", flush=True)
        print(f"median of the provinces {median(medians):.2f}, largest {max(medians):.2f}")


def _country(out: Path) -> Path:
    _run("plan", "--out", str(out))
    return out


def _pin(rows: pd.DataFrame) -> str:
    code, places = max(zip(rows["municipality_code"], rows["task_places"], strict=True), key=lambda row: row[1])
    return f"{code}={round(0.9 * int(places))}"


def _seconds(base: Path, pin: str, *more: str) -> float:
    begin = monotonic()
    _run("alternative", str(base), "--pin", pin, *more)
    return monotonic() - begin


def _run(*arguments: str) -> None:
    command = [sys.executable, str(ROOT / "cli.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
