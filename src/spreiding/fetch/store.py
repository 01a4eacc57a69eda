"""The cache: per address a file and a note with its sha256, licence, date and address.

Names are made here, of our own name for a resource and a hash of its address: no server names a file. The bytes stand
under a name with their hash, and the note is renamed into place after them: a note never points at half a file.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from spreiding.errors import Finding, InputError
from spreiding.fetch.attempt import Answer
from spreiding.fetch.part import Part
from spreiding.fetch.resource import Copy, Resource
from spreiding.write.errors import as_output_error
from spreiding.write.run_json import sha256_of

_ODD = re.compile(r"[^A-Za-z0-9-]+")
PATIENCE = 3_600.0  # seconds to wait for another fetch of the same file


@dataclass(frozen=True)
class Store:
    """A folder with copies; several fetches may use it at once."""

    folder: Path

    @contextmanager
    def held(self, resource: Resource) -> Iterator[None]:
        """Keep others from this resource meanwhile; the system frees the lock of a fetch that dies."""
        lock = FileLock(self._path(resource, ".lock"), timeout=PATIENCE)
        with as_output_error(self.folder, "--cache"):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                advice, rule = "Wait until it is done, or give another --cache.", "is being fetched by another process"
                raise InputError([Finding(resource.name, None, None, None, rule, advice)]) from error
        try:
            yield
        finally:
            lock.release()

    def find(self, resource: Resource) -> Copy | None:
        """Give the copy of a resource, ``None`` when there is none; raise ``InputError`` when it was tampered with."""
        try:
            note = json.loads(self._path(resource, ".json").read_text(encoding="utf-8"))
            copy = Copy(**{**note, "path": self.folder / Path(note["path"]).name})
        except FileNotFoundError:
            return None
        except (UnicodeDecodeError, json.JSONDecodeError, TypeError, KeyError) as error:
            raise self._tampered(resource, "has a note that can't be read") from error
        if copy.url != resource.url:
            raise self._tampered(resource, "has a note of another address")
        if not copy.path.is_file() or sha256_of(copy.path) != copy.sha256:
            raise self._tampered(resource, f"is not the file whose sha256 was noted ({copy.sha256[:12]}...)")
        return copy

    def part(self, resource: Resource) -> Part:
        """Give the download of a resource that is not whole yet."""
        return Part(self._path(resource, ".part"), resource.url)

    def keep(self, resource: Resource, answer: Answer) -> Copy:
        """Make the whole part the copy of its resource."""
        part, server = self.part(resource), resource.server
        digest = sha256_of(part.body)
        path = self._path(resource, f"-{digest[:12]}.data")
        copy = Copy(
            path=path,
            name=resource.name,
            url=resource.url,
            sha256=digest,
            size=part.size,
            retrieved=_now(),
            licence=server.licence,
            licence_url=server.licence_url,
            maker=server.maker,
            etag=answer.etag,
            last_modified=answer.last_modified,
            content_type=answer.content_type,
            content_crs=answer.content_crs,
        )
        part.body.replace(path)
        self._note(resource, copy)
        part.taken()
        self._drop_older(resource, path)
        return copy

    def confirm(self, resource: Resource, copy: Copy) -> Copy:
        """Note that the server still has the same."""
        confirmed = replace(copy, retrieved=_now())
        self._note(resource, confirmed)
        return confirmed

    def _note(self, resource: Resource, copy: Copy) -> None:
        path = self._path(resource, ".json")
        new = path.with_name(f"{path.name}.new")
        text = json.dumps({**asdict(copy), "path": copy.path.name}, indent=2, ensure_ascii=False)
        new.write_text(text + "\n", encoding="utf-8")
        new.replace(path)

    def _drop_older(self, resource: Resource, path: Path) -> None:
        for old in self.folder.glob(f"{self._path(resource, '').name}-*.data"):
            if old != path:
                old.unlink()

    def _path(self, resource: Resource, ending: str) -> Path:
        name = _ODD.sub("-", resource.name)[:80]
        return self.folder / f"{name}-{hashlib.sha256(resource.url.encode()).hexdigest()[:16]}{ending}"

    def _tampered(self, resource: Resource, rule: str) -> InputError:
        path = self._path(resource, ".json")
        advice = "Fetch it again without --offline, or take the cache from where it was made."
        return InputError([Finding(str(path), None, None, None, rule, advice)])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
