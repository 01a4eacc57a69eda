"""Scenarios per minute and core: ``spreiding batch`` against ``spreiding plan`` in a shell loop, in one run.

Both answer the same questions: the loop plans the model files that the batch wrote. They take turns, so that what else
the machine does weighs on both. ``python benchmarks/batch_speed.py --scenarios 48 --rounds 2``
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

COMMAND = [sys.executable, str(Path(__file__).parents[1] / "cli.py")]


@dataclass(frozen=True)
class Measured:
    """One way of answering ``scenarios`` questions: seconds by the clock, and of processors."""

    way: str
    workers: int
    scenarios: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        """Scenarios per minute and core."""
        return 60 * self.scenarios / self.seconds / self.workers

    @property
    def cpu_rate(self) -> float:
        """Scenarios per minute of processor time: what other work on the machine hardly touches."""
        return 60 * self.scenarios / self.cpu


def write_batch(folder: Path, province: str, scenarios: int, seed: int) -> Path:
    """A batch of draws for one province."""
    drawn = {
        "inflow.weekly_arrivals": {"distribution": "uniform", "low": 900.0, "high": 1200.0},
        "inflow.tracks.regular.stay_weeks": {"distribution": "uniform", "low": 60.0, "high": 80.0},
    }
    content = {
        "name": "speed",
        "provinces": [province],
        "overrides": {"solver.gap": 0.01},
        "draws": {"count": scenarios, "seed": seed, "parameters": drawn},
    }
    path = folder / f"speed-{seed}.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def batch(folder: Path, asked: Path, scenarios: int, workers: int) -> Measured:
    """Run the batch, with starting and ending the workers."""
    out = folder / f"{asked.stem}-{workers}"
    arguments = ["batch", str(asked), "--out", str(out), "--workers", str(workers)]
    seconds, cpu = timed([*COMMAND, *arguments])
    return Measured("batch", workers, scenarios, seconds, cpu)


def loop(folder: Path, made: Path, province: str, most: int) -> Measured:
    """Plan the first of the same scenarios one after the other, each in a process of its own."""
    models = sorted(made.glob("scenarios/*/model.yaml"))[:most]
    seconds = cpu = 0.0
    for model in models:
        out = folder / "loop" / made.name / model.parent.name
        one = timed([*COMMAND, "plan", str(model), "--province", province, "--out", str(out)])
        seconds, cpu = seconds + one[0], cpu + one[1]
    return Measured("shell loop", 1, len(models), seconds, cpu)


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of processors, its children's included, of a command that must succeed."""
    before, begin = os.times(), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - begin, cpu


def main() -> None:
    """Measure in turns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--province", default="PV24")
    parser.add_argument("--scenarios", type=int, default=48)
    parser.add_argument(
        "--loop", type=int, default=12, help="scenarios of the shell loop; each takes as long as another"
    )
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for seed in range(1, asked.rounds + 1):
            path = write_batch(folder, asked.province, asked.scenarios, seed)
            measured += [batch(folder, path, asked.scenarios, workers) for workers in asked.workers]
            measured.append(loop(folder, folder / f"{path.stem}-{asked.workers[0]}", asked.province, asked.loop))
    print("| way | workers | scenarios | seconds | per minute and core | per minute of processor time |")
    print("|---|---|---|---|---|---|")
    for one in measured:
        print(
            f"| {one.way} | {one.workers} | {one.scenarios} | {one.seconds:.1f} | {one.rate:.1f} | {one.cpu_rate:.1f} |"
        )


if __name__ == "__main__":
    main()
