"""Runs to make documents of: two tiny countries, and their documents."""

from pathlib import Path

import pytest
from explain.explained_runs import MODEL, REST, small_country

from spreiding.report.report import ReportRequest, make_report

KINDS = ("decision", "verslag", "provincial-plan", "state-of-affairs")


@pytest.fixture(scope="session")
def ledger_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny country of two provinces with exchanges, a shortfall, Ukraine places and overflow."""
    return small_country(MODEL, tmp_path_factory.mktemp("report") / "ledger")


@pytest.fixture(scope="session")
def rest_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same towns with offers, and the rest divided pro rata."""
    return small_country(REST, tmp_path_factory.mktemp("report") / "rest")


@pytest.fixture(scope="session")
def ledger_documents(ledger_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_report(ReportRequest(ledger_run, KINDS), tmp_path_factory.mktemp("documents") / "ledger")


@pytest.fixture(scope="session")
def rest_documents(rest_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_report(ReportRequest(rest_run, KINDS), tmp_path_factory.mktemp("documents") / "rest")
