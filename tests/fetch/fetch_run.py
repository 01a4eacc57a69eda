"""Runs a fetch from the local server in this process, with waits of a moment."""

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fetch_server import Server

from spreiding.errors import InputError
from spreiding.fetch.fetch import EVERYTHING, Fetched, FetchRequest, fetch
from spreiding.fetch.resource import Net, Watch


@dataclass
class Told(Watch):
    """Keeps what a person would have seen."""

    lines: list[str] = field(default_factory=list)
    begun: list[tuple[str, int, int | None]] = field(default_factory=list)
    bytes: int = 0
    looking: bool = False

    def begin(self, name: str, done: int, total: int | None) -> None:
        self.looking = name.startswith("looking")
        if not self.looking:
            self.begun.append((name, done, total))

    def advance(self, count: int) -> None:
        self.bytes += 0 if self.looking else count

    def again(self, name: str, reason: str, seconds: float) -> None:
        self.lines.append(f"{name}: {reason} ({seconds:.3f} s)")

    def note(self, line: str) -> None:
        self.lines.append(line)


@dataclass
class Fetcher:
    server: Server
    folder: Path
    told: Told = field(default_factory=Told)

    @property
    def out(self) -> Path:
        return self.folder / "data-2023"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def __call__(self, *what: Any, **settings: Any) -> Fetched:
        net = {"timeout": 5.0, "retries": 2, "wait": 0.001, "offline": False}
        net |= {name: settings.pop(name) for name in list(settings) if name in net}
        urls = self.server.options()[1::2]
        request = FetchRequest(
            **{
                "what": what or EVERYTHING,
                "year": 2023,
                "out": self.out,
                "cache": self.cache,
                "base_urls": urls,
                **settings,
            },
            net=Net(**net),
        )
        return fetch(request, self.told)

    def refused(self, *what: Any, **settings: Any) -> str:
        """The findings of a fetch that must not come about, and nothing written."""
        before = self.files()
        with pytest.raises(InputError) as caught:
            self(*what, **settings)
        assert self.files() == before
        return str(caught.value)

    def files(self) -> dict[str, bytes]:
        there = sorted(self.out.rglob("*")) if self.out.exists() else []
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in there if path.is_file()}

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.out / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def record(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.out / "sources.json").read_text(encoding="utf-8"))
        return content
