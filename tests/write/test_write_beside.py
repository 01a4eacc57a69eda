"""Files that belong together appear all at once or not at all."""

from pathlib import Path

import pytest

from spreiding.errors import InputError
from spreiding.write.beside import check_free, put_files
from spreiding.write.errors import OutputError


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_files_are_written_in_a_folder_that_need_not_be_there(tmp_path: Path) -> None:
    put_files(tmp_path / "a" / "b", {"x.csv": "1\n", "y.json": "{}\n"}, replace=False)
    assert files(tmp_path / "a" / "b") == {"x.csv": "1\n", "y.json": "{}\n"}


def test_one_file_that_stands_there_stops_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "y.json").write_text("old", encoding="utf-8")
    with pytest.raises(InputError, match="exists already"):
        put_files(tmp_path, {"x.csv": "1\n", "y.json": "{}\n"}, replace=False)
    assert files(tmp_path) == {"y.json": "old"}
    put_files(tmp_path, {"x.csv": "1\n", "y.json": "{}\n"}, replace=True)
    assert files(tmp_path) == {"x.csv": "1\n", "y.json": "{}\n"}


def test_when_one_can_not_be_renamed_the_old_ones_stand_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_files(tmp_path, {"x.csv": "old x", "y.json": "old y"}, replace=False)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if target.name == "y.json" and self.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OutputError, match="no space left"):
        put_files(tmp_path, {"x.csv": "new x", "y.json": "new y"}, replace=True)
    monkeypatch.undo()
    assert files(tmp_path) == {"x.csv": "old x", "y.json": "old y"}


def test_a_folder_of_that_name_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        check_free(tmp_path, ("x.csv",), replace=True)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        put_files(tmp_path / "out", {"x.csv": "1"}, replace=True)
    assert files(tmp_path) == {"out": ""}
