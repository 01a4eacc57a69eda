"""A pipe, a device or an endless file under the name of an input is refused in words, not waited for."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spreiding.errors import InputError
from spreiding.fetch.endpoints import load_endpoints
from spreiding.formats import plain_file
from spreiding.formats.plain_file import plain_bytes, settings_text
from spreiding.formats.read import FORMATS, read_lines
from spreiding.importing.map_file import read_map
from spreiding.model_file import load_model
from spreiding.tables.boundaries import path_findings
from spreiding.tables.folder import find_tables
from spreiding.travel.assumptions import read_assumptions
from spreiding.travel.gtfs.archive import open_archive

ODD = "it is a pipe or a device, not a file"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")


@pytest.fixture(autouse=True)
def at_once() -> Iterator[None]:
    """Waiting for a pipe would be for ever: it fails instead."""
    signal.alarm(20)
    yield
    signal.alarm(0)


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("kind", FORMATS)
def test_a_pipe_is_no_table(tmp_path: Path, kind: str) -> None:
    (finding,) = read_lines(pipe(tmp_path / f"sites{kind}")).findings
    assert finding.rule == f"can't be read ({ODD})"


def test_a_device_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "sites.csv").symlink_to("/dev/zero")
    (finding,) = read_lines(tmp_path / "sites.csv").findings
    assert ODD in finding.rule


def test_a_part_of_a_shapefile_that_is_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "sites.shp").write_bytes(b"")
    pipe(tmp_path / "sites.dbf")
    assert ODD in read_lines(tmp_path / "sites.shp").findings[0].rule


def test_a_pipe_is_no_workbook_of_tables(tmp_path: Path) -> None:
    pipe(tmp_path / "tables.xlsx")
    given, findings = find_tables(tmp_path)
    assert not given
    assert ODD in findings[0].rule


def test_a_workbook_of_tables_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "tables.xlsx").open("wb") as file:
        file.truncate(200 * 2**20)  # takes no room on the disk
    _, findings = find_tables(tmp_path)
    assert findings[0].rule == "is 200 MiB large, more than 100"


@pytest.mark.parametrize("read", [read_map, load_model, read_assumptions, load_endpoints])
def test_a_pipe_holds_no_settings(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    with pytest.raises(InputError) as caught:
        read(pipe(tmp_path / "settings.yaml"))
    assert caught.value.findings[0].rule == f"can't be read ({ODD})"


def test_a_pipe_is_no_timetable(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=ODD), open_archive(pipe(tmp_path / "feed.zip")):
        pass


def test_a_pipe_holds_no_boundaries(tmp_path: Path) -> None:
    (finding,) = path_findings(pipe(tmp_path / "gemeenten.gpkg"))
    assert ODD in finding.rule
    assert not path_findings(tmp_path)  # some formats of maps are folders


def test_a_file_that_grows_past_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"abcd")
    assert plain_bytes(path, 4) == b"abcd"
    with pytest.raises(OSError, match="it is larger than"):
        plain_bytes(path, 3)


def test_settings_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_file, "MOST_SETTINGS", 3)
    (tmp_path / "a.yaml").write_text("a: 1")
    with pytest.raises(OSError, match="it is larger than"):
        settings_text(tmp_path / "a.yaml")
