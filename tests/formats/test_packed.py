"""Zip files that would fill the disk, leave their folder, or are no zip files."""

import io
import zipfile
from pathlib import Path

import pytest

from spreiding.formats.limits import MIB, MOST_MEMBERS
from spreiding.formats.packed import zip_trouble
from spreiding.formats.read import read_lines


def packed(**members: bytes) -> bytes:
    """A zip file; ``__`` in a name stands for a dot and ``_up_`` for ``../``."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_up_", "../").replace("__", "."), content)
    return raw.getvalue()


def test_a_plain_zip_file_is_no_trouble() -> None:
    assert zip_trouble(packed(a__txt=b"x" * 1000, b__bin=bytes(MIB))) is None


@pytest.mark.parametrize("kind", [".zip", ".xlsx"])
def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"t{kind}").write_bytes(packed(t__shp=bytes(20 * MIB)))
    (found,) = read_lines(tmp_path / f"t{kind}").findings
    assert "packs t.shp more than 200 times smaller" in found.rule


def test_much_in_total_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spreiding.formats.packed.MOST_UNPACKED", 3 * MIB)
    assert zip_trouble(packed(a=bytes(2 * MIB))) is None
    trouble = zip_trouble(packed(a=bytes(2 * MIB), b=bytes(2 * MIB)))
    assert trouble and trouble[0] == "unpacks to more than 3 MiB"


def test_a_size_that_is_stated_too_small_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spreiding.formats.packed.MOST_UNPACKED", MIB)
    raw = packed(a=bytes(2 * MIB))
    lying = raw.replace((2 * MIB).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != raw and zip_trouble(lying) is not None


@pytest.mark.parametrize("name", ["../evil.shp", "/evil.shp", "a/../../evil.shp", "C:\\evil.shp", "..\\evil.shp"])
def test_a_member_that_leaves_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    (tmp_path / "t.zip").write_bytes(raw.getvalue())
    (found,) = read_lines(tmp_path / "t.zip").findings
    assert "would leave its folder" in found.rule
    assert [path.name for path in tmp_path.rglob("*")] == ["t.zip"]


def test_many_members_and_damage_are_refused() -> None:
    many = zip_trouble(packed(**{f"f{number}": b"" for number in range(MOST_MEMBERS + 1)}))
    assert many and "files, more than" in many[0]
    raw = bytearray(packed(a=b"some text that is packed"))
    raw[35] ^= 255
    broken = zip_trouble(bytes(raw))
    assert broken and broken[0].startswith("is no whole zip file")
    assert zip_trouble(b"PK\x03\x04") is not None


def test_a_password_is_told() -> None:
    raw = bytearray(packed(a=b"x"))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + flags] |= 1
    trouble = zip_trouble(bytes(raw))
    assert trouble and "password" in trouble[0]
