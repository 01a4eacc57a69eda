"""A run with a record, and other processes that write to it."""

import subprocess
import sys
from pathlib import Path

from run_files.written_runs import small_run

from spreiding.consultation.add import Added, add_entry, said_of
from spreiding.consultation.entry import Said

# Writes entries until there are ``most``, and says of each that it is recorded once the program says so.
WRITER = """
import sys
from pathlib import Path
from spreiding.consultation.add import add_entry, said_of
name, folder, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
for count in range(most):
    said = said_of(who=name, kind="offer", about="GM0001", about_name="Aa", places=count + 1, why=f"round {count}")
    add_entry(folder, said)
    print(f"{name} {count}", flush=True)
"""


def said(**differs: object) -> Said:
    return said_of(
        **{"who": "college", "kind": "remark", "about": "GM0001", "about_name": "Aa", "why": "because"} | differs
    )


def added(run: Path, why: str) -> Added:
    return add_entry(run, said(why=why))


def recorded(folder: Path, *whys: str) -> Path:
    """A run whose record holds these."""
    run = small_run(folder / "run")
    for why in whys:
        added(run, why)
    return run


def writer(name: str, run: Path, most: int) -> "subprocess.Popen[str]":
    """Another process that writes ``most`` entries."""
    command = [sys.executable, "-c", WRITER, name, str(run), str(most)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
