"""What openpyxl does not tell of an .xlsx that it reads row by row: which cells are merged."""

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath

from defusedxml.ElementTree import fromstring

from spreiding.formats.limits import MIB

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:$]{1,40})\"")
_LONGEST_TAG = 500


def merged_ranges(raw: bytes, sheet: str) -> list[str]:
    """Give the ranges of merged cells on a sheet, such as ``A1:B2``.

    Raises ``KeyError``, ``ValueError`` or ``ParseError`` when the workbook does not say where the sheet is.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        found = [span for piece in _pieces(archive, _part(archive, sheet)) for span in _MERGED.findall(piece)]
    return list(dict.fromkeys(span.decode() for span in found))


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Where the sheet's own XML is: the workbook gives it an id, the relations a place."""
    ids = {
        entry.get("name"): next((value for key, value in entry.items() if key.endswith("}id")), None)
        for entry in fromstring(archive.read(_BOOK)).iter()
        if entry.tag.endswith("}sheet")
    }
    places = {entry.get("Id"): entry.get("Target", "") for entry in fromstring(archive.read(_RELATIONS))}
    place = places[ids[sheet]]
    return place.lstrip("/") if place.startswith("/") else normpath(join("xl", place))


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part in pieces that overlap by more than one tag."""
    with archive.open(part) as stream:
        before = b""
        while piece := stream.read(MIB):
            yield before + piece
            before = piece[-_LONGEST_TAG:]
