"""The files of `spreiding travel`: they appear together or not at all."""

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.write.errors import as_output_error
from spreiding.write.folder import rehearse


def files_of(out: Path) -> tuple[Path, Path, Path]:
    """Names of the table, its detail and its record."""
    return out, out.with_name(f"{out.stem}_detail.csv"), out.with_name(f"{out.stem}.record.json")


def check_out(out: Path) -> None:
    """Raise ``InputError`` for another kind of file, ``OutputError`` when nothing can be written; before any work."""
    if out.suffix != ".csv":
        rule = "is not the name of a CSV file"
        raise InputError([Finding("--out", None, None, str(out), rule, "Give a name that ends in .csv.")])
    with as_output_error(out):
        for path in files_of(out):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        rehearse(out.absolute())


def write_files(out: Path, minutes: pd.DataFrame, detail: pd.DataFrame, record: Mapping[str, Any]) -> tuple[Path, ...]:
    """Write the three files; on any failure, Ctrl-C too, what stood there before stands there again."""
    paths = files_of(out)
    texts = (_csv(minutes), _csv(detail), json.dumps(record, indent=2, ensure_ascii=False) + "\n")
    with as_output_error(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            for path, text in zip(paths, texts, strict=True):
                _beside(path, "new").write_text(text, encoding="utf-8", newline="\n")
            _swap(paths)
        finally:
            for path in paths:
                _beside(path, "new").unlink(missing_ok=True)
    return paths


def _swap(paths: tuple[Path, ...]) -> None:
    try:
        for path in paths:
            if path.exists():
                path.replace(_beside(path, "old"))
            _beside(path, "new").replace(path)
    except BaseException:  # Ctrl-C too
        for path in paths:
            if _beside(path, "old").exists():
                _beside(path, "old").replace(path)
            elif not _beside(path, "new").exists():
                path.unlink(missing_ok=True)  # it is in place, and nothing stood there before
        raise
    for path in paths:
        _beside(path, "old").unlink(missing_ok=True)


def _beside(path: Path, role: str) -> Path:
    return path.with_name(f".{path.name}.{role}-{os.getpid()}")


def _csv(frame: pd.DataFrame) -> str:
    return frame.to_csv(index=False, lineterminator="\n")
