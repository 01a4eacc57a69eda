from collections.abc import Iterator
from pathlib import Path

import pytest
from fetch_country import Country
from fetch_run import Fetcher
from fetch_server import Server, serving


@pytest.fixture(scope="session")
def whole_country() -> Country:
    return Country.make()


@pytest.fixture
def server(whole_country: Country) -> Iterator[Server]:
    with serving(whole_country.copy()) as server:
        yield server


@pytest.fixture
def fetcher(server: Server, tmp_path: Path) -> Fetcher:
    return Fetcher(server, tmp_path)
