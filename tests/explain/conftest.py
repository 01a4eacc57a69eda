"""Runs to explain: one province with the embedded data, and two tiny countries that have what it lacks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from explain.explained_runs import MODEL, REST, small_country

from spreiding import paths
from spreiding.inputs import Request
from spreiding.plan import make_plan
from spreiding.result import Watch


@pytest.fixture(scope="session")
def flevoland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province with the embedded tables: numbers above and below a share, and a municipality without sites."""
    out = tmp_path_factory.mktemp("explain") / "flevoland"
    make_plan(Request(paths.MODELS / "raming-2024.yaml", out, ("PV24",)), Watch())
    return out


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny country with exchanges, a band, a regional table, a cap on change, and a shortfall."""
    return small_country(MODEL, tmp_path_factory.mktemp("explain") / "ledger")


@pytest.fixture(scope="session")
def rest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same towns, with numbers that the rule for the rest fixes."""
    return small_country(REST, tmp_path_factory.mktemp("explain") / "rest")


@pytest.fixture(scope="session")
def folders(flevoland: Path, ledger: Path, rest: Path) -> Callable[[str], Path]:
    """A run by its name."""
    return {"flevoland": flevoland, "ledger": ledger, "rest": rest}.__getitem__
