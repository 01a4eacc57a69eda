"""Fetch the libraries of a ``libraries.yaml`` again: ``python -m spreiding.report.page.vendor.update [FOLDER]``.

Needs npm (part of Node.js) and a network; neither is needed to make a page. Beside every library stands its licence in
``LICENSES``, and ``SHA256SUMS`` has the checksum of each file, which a test holds against the files.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_LIST, _SUMS, _LICENSES = "libraries.yaml", "SHA256SUMS", "LICENSES"


class Library(BaseModel):
    """A package of the npm registry, the file of it that is kept, and packages that this file holds itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    package: str
    version: str
    path: str
    licence: str
    home: str
    within: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Name of the kept file."""
        return Path(self.path).name


def libraries(folder: Path) -> list[Library]:
    """Read the list of a folder, in the order in which a page loads them."""
    return [Library.model_validate(entry) for entry in yaml.safe_load((folder / _LIST).read_text(encoding="utf-8"))]


def update(folder: Path) -> None:
    """Replace the libraries, licences and checksums of ``folder`` by what its list names.

    Raise ``CalledProcessError`` when npm can't get a package, ``KeyError`` when a package lacks the file.
    """
    (folder / _LICENSES).mkdir(exist_ok=True)
    for library in libraries(folder):
        _take(f"{library.package}@{library.version}", {library.path: folder / library.file}, folder)
        for inner in library.within:
            _take(inner, {}, folder)
    lines = [f"{digest}  {name}\n" for name, digest in checksums(folder)]
    (folder / _SUMS).write_text("".join(lines), encoding="utf-8")


def checksums(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and sha256 of every library that the folder holds."""
    for library in libraries(folder):
        yield library.file, hashlib.sha256((folder / library.file).read_bytes()).hexdigest()


def _take(package: str, wanted: dict[str, Path], folder: Path) -> None:
    """Keep the ``wanted`` files of a package, and its licence."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["npm", "pack", "--silent", package], cwd=name, check=True, stdout=subprocess.DEVNULL)
        (packed,) = Path(name).glob("*.tgz")
        with tarfile.open(packed) as tar:
            for inside, path in wanted.items():
                path.write_bytes(_content(tar, f"package/{inside}"))
            licence = next(member for member in tar.getnames() if Path(member).name.upper().startswith("LICENSE"))
            plain = package.rpartition("@")[0].removeprefix("@").replace("/", "-")
            (folder / _LICENSES / f"{plain}.txt").write_bytes(_content(tar, licence))


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    if member is None:
        raise KeyError(f"{name} is no file")
    return member.read()


if __name__ == "__main__":
    update(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
