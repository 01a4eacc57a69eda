"""Ctrl-C ends a run at once, in words, with nothing half-written."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.run_cli import ROOT, Ran

QUICK = 5.0  # a second or two, and what a busy machine adds


def interrupted(cwd: Path, after: str, *arguments: str) -> tuple[Ran, float]:
    """Plan, and press Ctrl-C a moment after a line that begins with ``after``: the answer and how long it took."""
    command = [sys.executable, str(ROOT / "cli.py"), "plan", *arguments]
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip().startswith(after):
            break
    time.sleep(0.3)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    return Ran(process.returncode, errors), time.monotonic() - begin


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
@pytest.mark.parametrize("after", ["reading", "goal shortfall"])
def test_ctrl_c_ends_a_run(tmp_path: Path, after: str) -> None:
    # Two provinces without a gap are worked at for much longer than the test waits.
    options = ("--province", "PV25", "--province", "PV28", "--gap", "0", "--out", "deep/run")
    ran, seconds = interrupted(tmp_path, after, *options)
    assert ran.code == 130
    assert ran.text.strip() == "Stopped by Ctrl-C; nothing half-written is left."
    assert seconds < QUICK
    assert list(tmp_path.iterdir()) == []
