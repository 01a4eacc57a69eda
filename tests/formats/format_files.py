"""One small table of sites, written in every format that is read."""

import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
from shapely import Point

RD = 28992
ROWS = {"site_id": ["S1", "S2"], "places": [96000, 20], "score": [0.053, 0.1 + 0.2], "open": [True, False]}
POINTS = [Point(5.0, 52.0), Point(6.0, 53.0)]


def shapes(crs: int | None = 4326) -> gpd.GeoDataFrame:
    """The rows with their points, in a coordinate system."""
    frame = gpd.GeoDataFrame(ROWS, geometry=POINTS, crs=4326)
    if crs is None:
        return frame.set_crs(None, allow_override=True)
    return frame.to_crs(crs)


def write_excel(path: Path) -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ROWS))
    for row in zip(*ROWS.values(), strict=True):
        sheet.append(list(row))
    book.save(path)
    return path


def write_zip(path: Path) -> Path:
    """A zipped shapefile."""
    shapes().to_file(path.parent / "packed.shp")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(path.parent.glob("packed.*")):
            archive.write(part, part.name)
            part.unlink()
    return path


def write_any(folder: Path, kind: str) -> Path:
    """The table in a format, by its ending."""
    path = folder / f"sites{kind}"
    if kind == ".xlsx":
        return write_excel(path)
    if kind == ".zip":
        return write_zip(path)
    if kind == ".parquet":
        pd.DataFrame(ROWS).to_parquet(path)
    elif kind == ".csv":
        pd.DataFrame(ROWS).to_csv(path, index=False)
    else:
        shapes().to_file(path)
    return path
