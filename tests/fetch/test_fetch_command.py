"""``spreiding data fetch`` as a user runs it, from a server on this machine, and then ``spreiding share``."""

import csv
import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from commands.run_cli import run_cli
from fetch_country import Country, inhabitants, score
from fetch_server import Server, serving, status


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(Country.make()) as server:
        yield server


@pytest.fixture(scope="module")
def folder(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything was fetched into data-2023."""
    folder = tmp_path_factory.mktemp("fetch")
    ran = run_cli("data", "fetch", "--cache", folder / "cache", *server.options(), cwd=folder)
    assert ran.code == 0, ran.text
    (folder / "told.txt").write_text(ran.text, encoding="utf-8")
    return folder


def test_what_was_fetched_is_told_with_how_to_use_it(folder: Path) -> None:
    told = (folder / "told.txt").read_text(encoding="utf-8")
    assert "spreiding plan --data data-2023 --boundaries data-2023/boundaries.gpkg" in told
    assert "The most recent SES-WOA score is of 2022" in told
    for name in ("population.csv", "ses_woa.csv", "municipalities.csv", "boundaries.gpkg", "gtfs-nl.zip"):
        assert name in told
        assert (folder / "data-2023" / name).is_file()


def test_the_shares_are_those_of_the_fetched_numbers(folder: Path) -> None:
    """Worked out again here in fractions, from what the server was told to publish (Besluit art. 2.1 lid 3)."""
    ran = run_cli("share", "--data", "data-2023", "--need", "96000", "--amv", "0", "--out", "share.csv", cwd=folder)
    assert ran.code == 0, ran.text
    with (folder / "share.csv").open(encoding="utf-8", newline="") as file:
        shares = {row["municipality_code"]: int(row["indicative_places"]) for row in csv.DictReader(file)}
    weights = {code: (Fraction(score(code, 2022)) + 1) * inhabitants(code, 2023) for code in shares}
    total = sum(weights.values())
    expected = {code: math.floor(96_000 * weight / total + Fraction(1, 2)) for code, weight in weights.items()}
    assert len(shares) == 342
    assert shares == expected


def test_a_plan_takes_the_folder_as_it_is(folder: Path) -> None:
    options = ("--data", "data-2023", "--boundaries", "data-2023/boundaries.gpkg", "--province", "PV29")
    ran = run_cli("plan", *options, "--gap", "0.5", "--out", "out", cwd=folder)
    assert ran.code in (0, 3), ran.text
    assert "municipalities.csv, population.csv, ses_woa.csv" in ran.text


def test_without_a_network_the_cache_serves(folder: Path, server: Server) -> None:
    asked = len(server.asked)
    options = ("--offline", "--out", "again", "--cache", "cache", *server.options())
    ran = run_cli("data", "fetch", "population", *options, cwd=folder)
    assert ran.code == 0, ran.text
    assert len(server.asked) == asked
    again, first = (folder / name / "population.csv" for name in ("again", "data-2023"))
    assert again.read_bytes() == first.read_bytes()


def test_a_server_that_fails_is_told_without_a_traceback(folder: Path, server: Server) -> None:
    server.fail("gtfs-nl.zip", status(503), status(503))
    options = ("--out", "none", "--cache", "cache", "--retries", "1", "--wait", "0.01", "--timeout", "5")
    ran = run_cli("data", "fetch", "timetable", *options, *server.options(), cwd=folder)
    assert ran.code == 2
    assert ran.is_clean()
    assert "the server answered 503" in ran.text
    assert "in the cache can be used: add --offline" in " ".join(ran.text.split())
    assert not (folder / "none").exists()


def test_another_year_in_the_same_folder_is_refused(folder: Path, server: Server) -> None:
    ran = run_cli("data", "fetch", "--year", "2024", "--out", "data-2023", *server.options(), cwd=folder)
    assert ran.code == 2
    assert "is of 2023, and 2024 is asked" in " ".join(ran.text.split())


@pytest.mark.parametrize(
    "wrong",
    [("weather",), ("--year", "0"), ("--retries", "-1"), ("--timeout", "0"), ("--wait", "nan"), ("--protocol", "v5")],
)
def test_wrong_arguments_are_told(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    ran = run_cli("data", "fetch", *wrong, cwd=tmp_path)
    assert ran.code == 2
    assert ran.is_clean()
    assert list(tmp_path.iterdir()) == []
