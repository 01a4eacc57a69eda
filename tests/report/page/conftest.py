"""One browser for all tests of a page, and pages that are only looked at."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from report.page.browser import Open, chromium, opened
from report.page.page_runs import HOSTILE, page_run

from spreiding.report.report import ReportRequest, make_report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of one run."""
    folder = tmp_path_factory.mktemp("page")
    request = ReportRequest(page_run(folder / "run"), ("html",))
    return make_report(request, folder / "report") / "html" / "report.html"


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a run in which a municipality and a site have names that look like code."""
    folder = tmp_path_factory.mktemp("hostile")
    request = ReportRequest(page_run(folder / "run", name=HOSTILE, sudwest=HOSTILE), ("html",))
    return make_report(request, folder / "report") / "html" / "report.html"


@pytest.fixture(scope="session")
def compared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two runs that give other numbers."""
    folder = tmp_path_factory.mktemp("compared")
    base, other = page_run(folder / "base"), page_run(folder / "other", given=(160, 300, 540), name="Azc Noord")
    request = ReportRequest(base, ("html",), compare=(other,))
    return make_report(request, folder / "report") / "html" / "report.html"


@pytest.fixture
def read(browser: Browser, page_file: Path) -> Iterator[Open]:
    """Open a page (the one of a run, unless another is given); what it complained of fails the test."""
    with ExitStack() as stack:
        readers = []

        def start(choices: str = "", file: Path = page_file, **settings: object):  # type: ignore[no-untyped-def]
            reader = stack.enter_context(partial(opened, browser, file, choices)(**settings))
            readers.append(reader)
            return reader

        yield start
        for reader in readers:
            assert reader.said == []
            assert [url for url in reader.asked if not url.startswith(("file:", "blob:"))] == []
