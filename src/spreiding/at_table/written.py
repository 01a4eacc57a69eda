"""Answers as runs in a temporary folder: an explanation reads a run's files. Each answer is written once."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from spreiding.alternative.alternative import Answer, publish_alternative
from spreiding.alternative.file import Alternative
from spreiding.result import Watch
from spreiding.run_files.read import WrittenRun


class WrittenAnswers:
    """A folder that is there as long as the session; ``with`` removes it."""

    def __init__(self) -> None:
        """Make nothing yet."""
        self._room: TemporaryDirectory[str] | None = None

    def __enter__(self) -> "WrittenAnswers":
        """Give the room itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Remove what was written."""
        if self._room is not None:
            self._room.cleanup()

    def folder(self, base: WrittenRun, asked: Alternative, answer: Answer, watch: Watch) -> Path:
        """The folder of an answer's run, written when it is not there yet; raise ``OutputError`` when it can't be."""
        if self._room is None:
            self._room = TemporaryDirectory(prefix="spreiding-table-", ignore_cleanup_errors=True)
        name = hashlib.sha256(asked.model_dump_json(by_alias=True).encode()).hexdigest()[:16]
        folder = Path(self._room.name) / name
        if not folder.exists():
            publish_alternative(base, answer, asked, folder, watch)
        return folder
