"""A download that is not there yet: the bytes so far, and what says whether the rest still belongs to them."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """``body`` holds the bytes so far; the file beside it the address and the validator (ETag or Last-Modified)."""

    body: Path
    url: str

    @property
    def _note(self) -> Path:
        return self.body.with_name(f"{self.body.name}.json")

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self.body.stat().st_size if self.body.exists() else 0

    @property
    def validator(self) -> str:
        """What the server called the version of these bytes; empty when they can't be gone on with."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
            return ""
        ours = isinstance(note, dict) and note.get("url") == self.url
        return str(note.get("validator", "")) if ours else ""

    def start(self, validator: str) -> None:
        """Begin anew with no bytes: emptied first, so that no bytes ever stand under another validator."""
        self.body.write_bytes(b"")
        self._note.write_text(json.dumps({"url": self.url, "validator": validator}), encoding="utf-8")

    def drop(self) -> None:
        """Take both files away."""
        self.body.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def taken(self) -> None:
        """Take the note away: the body has got its own name."""
        self._note.unlink(missing_ok=True)
