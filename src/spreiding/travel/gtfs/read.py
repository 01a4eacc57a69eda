"""One file of a feed -> a frame of texts indexed by row in the file, with every finding about it as a file.

pandas' own parser reads it, in pieces: a national stop_times.txt has 15 million rows, of which a morning needs 3 %.
"""

from collections.abc import Iterator
from typing import IO

import pandas as pd

from spreiding.errors import Finding
from spreiding.travel.gtfs.archive import Archive
from spreiding.travel.gtfs.findings import whole_file

CHUNK = 500_000
_UTF8 = "Ask its publisher for UTF-8, as GTFS says."


def read_file(
    archive: Archive, name: str, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the named columns of a file whole; absent optional columns are empty texts, other columns are left out.

    A frame without rows comes back beside findings when the file is absent or can't be read.
    """
    empty = pd.DataFrame({column: pd.Series(dtype="object") for column in (*needed, *optional)})
    if name not in archive.members:
        return empty, [whole_file(name, "is absent from the feed", "Add it: GTFS asks for it.")]
    findings: list[Finding] = []
    parts = list(read_chunks(archive, name, needed, optional, findings))
    return (pd.concat(parts) if parts else empty), findings


def has_file(archive: Archive, name: str) -> bool:
    """Whether the feed has this file."""
    return name in archive.members


def read_chunks(
    archive: Archive, name: str, needed: tuple[str, ...], optional: tuple[str, ...], findings: list[Finding]
) -> Iterator[pd.DataFrame]:
    """Give a file piece by piece, each indexed by row in the file; add what is wrong to ``findings``."""
    header, wrong = _header(archive, name, needed)
    if wrong:
        findings += wrong
        return
    try:
        with archive.open(name) as file:
            for chunk in _pieces(file, header):
                if not isinstance(chunk.index, pd.RangeIndex):  # pandas took the first cells of row 2 for labels
                    raise pd.errors.ParserError(f"Expected {len(header)} fields in line 2, saw more")
                yield _clean(chunk, (*needed, *optional))
    except UnicodeDecodeError:
        findings.append(whole_file(name, "is not UTF-8 text", _UTF8))
    except pd.errors.ParserError as error:
        findings.append(whole_file(name, f"is not CSV ({_reason(error)})", "Check that row's commas and quotes."))


def _pieces(file: IO[bytes], header: list[str]) -> Iterator[pd.DataFrame]:
    """All columns as texts, piece by piece: asked for some only, pandas would not mind a row with too many cells."""
    return pd.read_csv(
        file,
        names=header,
        header=0,
        dtype="object",
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        encoding="utf-8-sig",
        chunksize=CHUNK,
    )


def _reason(error: Exception) -> str:
    return " ".join(str(error).removeprefix("Error tokenizing data. C error: ").split())


def _clean(chunk: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    chunk.index = chunk.index + 2
    frame = pd.DataFrame({c: chunk[c].fillna("").str.strip() if c in chunk else "" for c in columns}, index=chunk.index)
    present = [column for column in columns if column in chunk]
    return frame[(frame[present] != "").any(axis=1)]  # a blank line is no row


def _header(archive: Archive, name: str, needed: tuple[str, ...]) -> tuple[list[str], list[Finding]]:
    try:
        with archive.open(name) as file:
            frame = pd.read_csv(file, nrows=1, header=None, encoding="utf-8-sig", dtype="object", na_filter=False)
            header = [str(cell).strip() for cell in frame.iloc[0]]
    except pd.errors.EmptyDataError:
        return [], [whole_file(name, "is empty", "A GTFS file begins with a header.")]
    except UnicodeDecodeError:
        return [], [whole_file(name, "is not UTF-8 text", _UTF8)]
    except pd.errors.ParserError as error:
        return [], [whole_file(name, f"is not CSV ({_reason(error)})", "Check its commas and quotes.")]
    twice = sorted({column for column in header if header.count(column) > 1})
    return header, [
        *(
            Finding(name, 1, column, None, "stands twice in the header", "Remove one of the columns.")
            for column in twice
        ),
        *(Finding(name, 1, c, None, "is missing", "GTFS asks for this column.") for c in needed if c not in header),
    ]
