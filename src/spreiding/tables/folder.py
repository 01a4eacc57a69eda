"""The user's folder of tables: which of its files are tables, and which were meant to be."""

from difflib import get_close_matches
from pathlib import Path

from spreiding.errors import Finding
from spreiding.tables.catalogue import OTHER_FILES, TABLES

_KNOWN = tuple(table.file for table in TABLES)
_NAMES = tuple(table.name for table in TABLES)
# Parts of a map may bear the name of a table; so may a folder, which is said when it is read.
_MAPS = (".gpkg", ".geojson", ".json", ".shp", ".shx", ".dbf", ".prj", ".cpg", ".gml")
_NEAR = 0.75
_SHOWN = 10


def find_tables(folder: Path) -> tuple[dict[str, Path], list[Finding]]:
    """Give the tables in a folder by file name, and a finding per file that only looks like one.

    A folder without any table is a finding too: its maker expects it to be used.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        rule = f"can't be read as a folder ({error.strerror})"
        advice = "Give a folder with tables that replace the embedded ones."
        return {}, [Finding(str(folder), None, None, None, rule, advice)]
    given = {path.name: path for path in paths if path.name in _KNOWN}
    findings = [finding for path in paths if (finding := _stranger(path)) is not None]
    if not given:
        findings.insert(0, _no_table(folder, paths))
    return given, findings


def _no_table(folder: Path, paths: list[Path]) -> Finding:
    names = [f"{path.name}/" if path.is_dir() else path.name for path in paths]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    rule = f"holds no table; in it are {', '.join(names[:_SHOWN])}{more}" if names else "holds no table: it is empty"
    advice = f"Put at least one of {', '.join(_KNOWN)} straight into it, or leave --data out."
    return Finding(str(folder), None, None, None, rule, advice)


def _stranger(path: Path) -> Finding | None:
    """A table under a name that would be passed over in silence."""
    name = path.name.lower()
    if path.name in (*_KNOWN, *OTHER_FILES) or name.startswith((".", "~")) or name.endswith(_MAPS):
        return None
    near = get_close_matches(name.split(".")[0], _NAMES, n=1, cutoff=_NEAR)
    if not near and not name.endswith(".csv"):
        return None
    if path.is_dir() and "." not in name:
        return None  # a folder of, say, sites beside the tables
    advice = f"Did you mean {near[0]}.csv?" if near else f"Remove it; the tables are {', '.join(_KNOWN)}."
    return Finding(path.name, None, None, None, "is not one of the tables", advice)
