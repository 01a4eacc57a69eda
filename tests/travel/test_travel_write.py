"""Three files that appear together or not at all."""

from pathlib import Path

import pandas as pd
import pytest

from spreiding.errors import InputError
from spreiding.travel.write import check_out, files_of, write_files
from spreiding.write.errors import OutputError

TABLE = pd.DataFrame({"site_id": ["s"], "minutes_care": [1.0]})


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_the_three_files(tmp_path: Path) -> None:
    written = write_files(tmp_path / "deep" / "m.csv", TABLE, TABLE, {"a": 1})
    assert contents(tmp_path / "deep") == {
        "m.csv": "site_id,minutes_care\ns,1.0\n",
        "m_detail.csv": "site_id,minutes_care\ns,1.0\n",
        "m.record.json": '{\n  "a": 1\n}\n',
    }
    assert written == files_of(tmp_path / "deep" / "m.csv")


@pytest.mark.parametrize(
    "older", [{}, {"m.csv": "old"}, {"m.csv": "old", "m_detail.csv": "old", "m.record.json": "old"}]
)
@pytest.mark.parametrize("moves", [0, 1, 2, 3, 4])
def test_a_stop_halfway_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, older: dict[str, str], moves: int
) -> None:
    for name, text in older.items():
        (tmp_path / name).write_text(text)
    # Ctrl-C at the move after so many; what restores the files may move on.
    done, real = [0], Path.replace

    def replace(path: Path, target: Path) -> Path:
        done[0] += 1
        if done[0] == moves + 1:
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    needed = 3 + len(older)
    if moves < needed:
        with pytest.raises(KeyboardInterrupt):
            write_files(tmp_path / "m.csv", TABLE, TABLE, {})
        assert contents(tmp_path) == older
    else:
        write_files(tmp_path / "m.csv", TABLE, TABLE, {})
        assert set(contents(tmp_path)) == {"m.csv", "m_detail.csv", "m.record.json"}


def test_places_that_can_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not the name of a CSV file"):
        check_out(tmp_path / "m.record.json")
    (tmp_path / "m.record.json").mkdir()
    with pytest.raises(OutputError, match=r"Choose an --out that names a file"):
        check_out(tmp_path / "m.csv")
    check_out(tmp_path / "other.csv")
    assert contents(tmp_path) == {}
