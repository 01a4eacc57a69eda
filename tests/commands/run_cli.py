"""Runs the command as a user runs it: a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command printed (both streams) and its exit code."""

    code: int
    text: str

    def is_clean(self) -> bool:
        """No traceback reached the user."""
        return "Traceback" not in self.text


def run_cli(*arguments: str | Path, cwd: Path, **settings: str) -> Ran:
    """Run ``python cli.py`` with arguments, in a folder; ``settings`` are variables of the environment."""
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    environment = {**os.environ, **settings}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=240, check=False, env=environment)
    return Ran(done.returncode, done.stdout + done.stderr)
