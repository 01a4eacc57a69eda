"""A few files that belong together appear in a folder all at once, or not at all."""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from spreiding.errors import Finding, InputError
from spreiding.write.errors import as_output_error


def check_free(folder: Path, names: tuple[str, ...], replace: bool) -> None:
    """Raise ``InputError`` when a file stands there and may not be replaced."""
    advice = "Give --replace to overwrite it, or another --out."
    there = [folder / name for name in names if (folder / name).exists() and not replace]
    folders = [folder / name for name in names if (folder / name).is_dir()]
    findings = [Finding(str(path), None, None, None, "exists already", advice) for path in there]
    findings += [
        Finding(str(path), None, None, None, "is a folder", "Give another --out.") for path in folders if replace
    ]
    if findings:
        raise InputError(findings)


def put_files(folder: Path, texts: Mapping[str, str], replace: bool) -> None:
    """Write files beside their places and rename them into sight; when one can't be, the earlier ones are taken back.

    Raises ``InputError`` when a file stands there and ``replace`` is not given, ``OutputError`` when the disk refuses.
    """
    with as_output_error(folder):
        check_free(folder, tuple(texts), replace)
        folder.mkdir(parents=True, exist_ok=True)
        beside = {name: folder / f".{name}.{os.getpid()}.new" for name in texts}
        try:
            for name, text in texts.items():
                beside[name].write_text(text, encoding="utf-8", newline="")
            _rename_all(folder, beside)
        finally:
            for path in beside.values():
                path.unlink(missing_ok=True)


def put_text(out: Path, text: str) -> Path:
    """Write one file whole or not at all, over what stands there; raise ``OutputError`` when that can't be."""
    with as_output_error(out):
        if out.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = out.with_name(f".{out.name}.{os.getpid()}")
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
    return out


def _rename_all(folder: Path, beside: Mapping[str, Path]) -> None:
    old = {name: folder / f".{name}.{os.getpid()}.old" for name in beside}
    done: list[str] = []
    try:
        for name, path in beside.items():
            if (folder / name).exists():
                (folder / name).rename(old[name])
            done.append(name)
            path.rename(folder / name)
    except BaseException:  # Ctrl-C too
        for name in done:
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
                if old[name].exists():
                    old[name].rename(folder / name)
        raise
    for path in old.values():
        path.unlink(missing_ok=True)
