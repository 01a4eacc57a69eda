"""One real provincial base for all tests that run the command, made coarse, so that it is there in seconds."""

from pathlib import Path

import pytest
from at_table.small_table import Small, make_small
from commands.run_cli import run_cli


@pytest.fixture(scope="session")
def zeeland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``out/zeeland``, a run of the province."""
    cwd = tmp_path_factory.mktemp("zeeland")
    ran = run_cli("plan", "--province", "PV29", "--gap", "0.05", "--out", "out/zeeland", cwd=cwd)
    assert ran.code == 0, ran.text
    return cwd


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The first of two small provinces at a table, in memory."""
    return make_small(tmp_path_factory.mktemp("small") / "base")
