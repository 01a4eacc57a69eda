"""One real provincial run for all tests that only read it."""

from pathlib import Path

import pytest

from commands.run_cli import Ran, run_cli


@pytest.fixture(scope="session")
def drenthe(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Folder and output of a plan for Drenthe with the embedded data."""
    cwd = tmp_path_factory.mktemp("drenthe")
    ran = run_cli("plan", "--province", "PV22", "--out", "run", cwd=cwd)
    return cwd / "run", ran
