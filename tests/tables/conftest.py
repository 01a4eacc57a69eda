"""The small country written to a folder, to break one thing at a time."""

from pathlib import Path

import pytest
from small_country import SMALL, Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write the small country; ``sites=(old, new)`` replaces text in a table, ``sites="..."`` all of it."""

    def write(**changes: str | tuple[str, str] | bytes) -> Path:
        for table, text in SMALL.items():
            change = changes.get(table, text)
            if isinstance(change, tuple):
                assert change[0] in text, f"{change[0]!r} is not in {table}"
                change = text.replace(*change)
            raw = change if isinstance(change, bytes) else change.encode()
            (tmp_path / f"{table}.csv").write_bytes(raw)
        return tmp_path

    return write
