"""No bytes and no damage to a right file give a traceback: lines and findings, whatever the format."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from format_files import write_any
from hypothesis import given, settings
from hypothesis import strategies as st

from spreiding.formats.lines import Lines
from spreiding.formats.read import FORMATS, read_lines

KINDS = st.sampled_from(FORMATS)


@cache
def right(kind: str) -> bytes:
    """The bytes of a right file."""
    with TemporaryDirectory() as folder:
        return write_any(Path(folder), kind).read_bytes()


def read(kind: str, raw: bytes) -> Lines:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"sites{kind}"
        path.write_bytes(raw)
        lines = read_lines(path)
        assert [found.name for found in Path(folder).iterdir()] == [path.name]  # nothing is unpacked beside it
    assert all(len(cells) == len(lines.header) for _, cells in lines.rows)
    assert all(finding.rule and finding.advice for finding in lines.findings)
    return lines


@settings(max_examples=200, deadline=None)
@given(kind=KINDS, raw=st.binary(max_size=300))
def test_any_bytes(kind: str, raw: bytes) -> None:
    lines = read(kind, raw)
    assert lines.findings or kind == ".csv"  # any line of text may be a header


@settings(max_examples=200, deadline=None)
@given(kind=KINDS, part=st.floats(0, 1, exclude_max=True))
def test_a_file_that_ends_too_early(kind: str, part: float) -> None:
    whole = right(kind)
    lines = read(kind, whole[: int(len(whole) * part)])
    assert lines.findings or lines.header


@settings(max_examples=400, deadline=None)
@given(kind=KINDS, data=st.data())
def test_a_file_with_flipped_bits(kind: str, data: st.DataObject) -> None:
    raw = bytearray(right(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    read(kind, bytes(raw))


@pytest.mark.parametrize("part", [".dbf", ".shx", ".prj", ".shp"])
@settings(max_examples=40, deadline=None)
@given(raw=st.binary(max_size=200))
def test_a_shapefile_with_a_damaged_part(part: str, raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = write_any(Path(folder), ".shp")
        path.with_suffix(part).write_bytes(raw)
        lines = read_lines(path)
    assert lines.findings or lines.header
