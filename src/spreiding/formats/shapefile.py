"""A shapefile is several files: beside each other or in a zip file, they become one zip file with only those."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

from spreiding.formats.limits import MIB, MOST_BYTES
from spreiding.formats.lines import Lines, no_lines
from spreiding.formats.maps import read_shapefile_lines
from spreiding.formats.packed import zip_trouble

PARTS = (".cpg", ".dbf", ".prj", ".shp", ".shx")
_NEEDED = (".dbf", ".shp", ".shx")
_MAGIC = (9994).to_bytes(4, "big")
Parts = dict[str, bytes]


def read_shp_lines(path: Path, file: str) -> Lines:
    """Give the lines of a shapefile whose parts lie beside the .shp; its sha256 is that of the parts after each other.

    Raises ``OSError`` when a part can't be read.
    """
    there = {found.suffix.lower(): found for found in sorted(path.parent.iterdir()) if found.stem == path.stem}
    found = [there[part] for part in PARTS if part in there]
    size = sum(part.stat().st_size for part in found)
    if size > MOST_BYTES:
        rule = f"is {size // MIB} MiB large with its parts, more than {MOST_BYTES // MIB}"
        return no_lines(file, "", rule, "Leave out shapes that are no part of the table.")
    parts = {part.suffix.lower(): part.read_bytes() for part in found}
    return _lines(file, hashlib.sha256(b"".join(parts.values())).hexdigest(), parts)


def read_zip_lines(file: str, digest: str, raw: bytes) -> Lines:
    """Give the lines of the one shapefile in a zip file."""
    trouble = zip_trouble(raw)
    if trouble:
        return no_lines(file, digest, *trouble)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        names = [PurePosixPath(name) for name in archive.namelist() if "__MACOSX" not in name]
        shapes = [name for name in names if name.suffix.lower() == ".shp"]
        if len(shapes) != 1:
            rule = f"packs {len(shapes)} shapefiles" if shapes else "packs no shapefile"
            return no_lines(file, digest, rule, "Pack one shapefile: its .shp, .shx, .dbf and .prj.")
        home = shapes[0].with_suffix("")
        own = {name.suffix.lower(): name for name in names if name.with_suffix("") == home}
        return _lines(file, digest, {part: archive.read(str(own[part])) for part in PARTS if part in own})


def _lines(file: str, digest: str, parts: Parts) -> Lines:
    absent = [part for part in _NEEDED if part not in parts]
    if absent:
        rule = f"lacks its {' and '.join(absent)}"
        return no_lines(file, digest, rule, "Put the parts of the shapefile beside each other, with one name.")
    if not parts[".shp"].startswith(_MAGIC):
        return no_lines(file, digest, "is no shapefile", "Give a shapefile that opens in QGIS.")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part, content in parts.items():
            archive.writestr(f"table{part}", content)
    return read_shapefile_lines(file, digest, packed.getvalue())
