"""What is asked of a server, what came back, and how long to try."""

from dataclasses import dataclass
from pathlib import Path

from spreiding.fetch.endpoints import Server

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Net:
    """How patient a fetch is: seconds without an answer, tries after the first, first wait; ``offline``: cache only."""

    timeout: float = 30.0
    retries: int = 4
    wait: float = 1.0
    offline: bool = False


@dataclass(frozen=True)
class Resource:
    """One address. ``name``: what people and the cache call it (letters, digits, - and _); ``most``: bytes at most."""

    server: Server
    url: str
    name: str
    accept: str
    most: int


@dataclass(frozen=True)
class Copy:
    """A file in the cache with its provenance; ``retrieved`` is in UTC, ISO 8601; absent headers are empty texts."""

    path: Path
    name: str
    url: str
    sha256: str
    size: int
    retrieved: str
    licence: str
    licence_url: str
    maker: str
    etag: str
    last_modified: str
    content_type: str
    content_crs: str

    @property
    def day(self) -> str:
        """The day on which it was retrieved or confirmed to be current."""
        return self.retrieved[:10]


class Watch:
    """What a fetch tells while it goes on; this one keeps silent."""

    def begin(self, name: str, done: int, total: int | None) -> None:
        """A transfer begins, or goes on, at ``done`` of ``total`` bytes (``None``: the server doesn't say)."""

    def advance(self, count: int) -> None:
        """So many bytes more have come."""

    def end(self, name: str) -> None:
        """The transfer is over."""

    def again(self, name: str, reason: str, seconds: float) -> None:
        """A try failed; the next one begins after a wait."""

    def note(self, line: str) -> None:
        """Something that a person should know."""
