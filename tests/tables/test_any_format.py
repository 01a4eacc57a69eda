"""The same tables in every format: the same frames, the same findings, and the file told for what it is."""

import hashlib
import io
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from small_country import SMALL, Folder

from spreiding.errors import InputError
from spreiding.tables.bundle import Tables, read_tables
from spreiding.tables.catalogue import TABLES


def texts(table: str) -> pd.DataFrame:
    """A table of the small country, every cell as text."""
    return pd.read_csv(io.StringIO(SMALL[table]), dtype=str, keep_default_na=False)


def typed(table: str) -> pd.DataFrame:
    """The same with numbers, days and booleans as a spreadsheet has them."""
    frame = texts(table)
    declared = next(entry for entry in TABLES if entry.name == table)
    for column in declared.columns:
        if column.name not in frame:
            continue
        cells = frame[column.name].where(frame[column.name] != "")
        if column.kind in ("whole", "decimal"):
            frame[column.name] = pd.to_numeric(cells)
        elif column.kind == "date":
            frame[column.name] = pd.to_datetime(cells)
        elif column.kind == "boolean":
            frame[column.name] = cells.map({"true": True, "false": False})
    return frame


def book(path: Path, *tables: str) -> None:
    """A workbook with a sheet per table, and one that is none."""
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        pd.DataFrame({"notes": ["made by hand"]}).to_excel(writer, sheet_name="notes", index=False)
        for table in tables:
            typed(table).to_excel(writer, sheet_name=table, index=False)


def map_of(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """A table with its points in the Dutch grid instead of lon and lat."""
    points = gpd.points_from_xy(frame["lon"].astype(float), frame["lat"].astype(float), crs=4326)
    return gpd.GeoDataFrame(frame.drop(columns=["lon", "lat"]), geometry=points).to_crs(28992)


def write_sites(folder: Path, kind: str) -> None:
    (folder / "sites.csv").unlink()
    path = folder / f"sites{kind}"
    frame = typed("sites")
    if kind == ".xlsx":
        frame.to_excel(path, index=False)
    elif kind == ".parquet":
        frame.to_parquet(path)
    elif kind == ".zip":
        map_of(frame).to_file(folder / "sites.shz", driver="ESRI Shapefile")
        (folder / "sites.shz").rename(path)
    else:
        map_of(frame).to_file(path)


def same(found: Tables, wanted: Tables) -> None:
    for table in TABLES:
        ours, theirs = (tables.__dict__[table.name] for tables in (found, wanted))
        if {"lon", "lat"} <= set(ours):
            ours, theirs = (frame.round({"lon": 4, "lat": 4}) for frame in (ours, theirs))
        # the exact text of a score is that of the file: a spreadsheet knows no trailing zeros
        pd.testing.assert_frame_equal(
            *(frame.drop(columns="ses_woa_text", errors="ignore") for frame in (ours, theirs))
        )


@pytest.mark.filterwarnings(
    "ignore:Column names longer than 10", "ignore:Normalized/laundered", "ignore:Field .* created"
)
@pytest.mark.parametrize("kind", [".xlsx", ".gpkg", ".geojson", ".shp", ".zip", ".parquet"])
def test_sites_in_any_format_are_the_same_sites(folder: Folder, kind: str) -> None:
    path = folder()
    wanted = read_tables(path)
    write_sites(path, kind)
    found = read_tables(path)
    same(found, wanted)
    (file,) = [file for file in found.files if file.name == "sites"]
    assert (file.path.name, file.supplied, file.rows) == (f"sites{kind}", "own", 2)
    if kind != ".shp":
        assert file.sha256 == hashlib.sha256((path / f"sites{kind}").read_bytes()).hexdigest()
    assert f"sites{kind}" in found.own


def test_one_workbook_with_a_sheet_per_table(folder: Folder, tmp_path: Path) -> None:
    wanted = read_tables(folder())
    whole = tmp_path / "whole"
    whole.mkdir()
    book(whole / "tables.xlsx", *SMALL)
    found = read_tables(whole)
    same(found, wanted)
    assert found.own[0] == "tables.xlsx, sheet municipalities" and len(found.own) == len(TABLES)
    assert {file.sheet for file in found.files} == {table.name for table in TABLES}
    assert found.ses_woa["ses_woa_text"].tolist() == ["0.1", "-0.073", "0"]


def test_findings_name_file_and_sheet(folder: Folder, tmp_path: Path) -> None:
    path = folder()
    for name in ("sites", "housing"):
        (path / f"{name}.csv").unlink()
    book(path / "tables.xlsx", "sites", "housing")
    written = openpyxl.load_workbook(path / "tables.xlsx")
    written["sites"]["F2"] = "1.234"
    written["sites"]["C3"] = "GM9009"
    written["sites"]["G3"] = "=10+10"
    del written["housing"]
    written.create_sheet("hosuing")
    written.save(path / "tables.xlsx")
    with pytest.raises(InputError) as raised:
        read_tables(path)
    found = {(finding.file, finding.row, finding.column, finding.rule) for finding in raised.value.findings}
    assert ("tables.xlsx, sheet sites", 3, "places_max", "is a formula") in found
    assert ("tables.xlsx, sheet sites", 3, "places_max", "is empty") not in found  # one thing wrong, said once
    assert ("tables.xlsx, sheet sites", 2, "places_min", "may mean 1234 or 1.234") in found
    assert ("tables.xlsx, sheet sites", 3, "municipality_code", "is not in municipalities.csv") in found
    assert ("tables.xlsx, sheet hosuing", None, None, "is a sheet that is not one of the tables") in found


def test_a_workbook_with_only_a_formula_wrong(tmp_path: Path, folder: Folder) -> None:
    path = folder()
    (path / "population.csv").unlink()
    typed("population").to_excel(path / "population.xlsx", index=False)
    written = openpyxl.load_workbook(path / "population.xlsx")
    written.worksheets[0]["C2"] = "=500*2"
    written.save(path / "population.xlsx")
    with pytest.raises(InputError) as raised:
        read_tables(path)
    (found,) = raised.value.findings
    assert (found.file, found.row, found.column, found.value) == ("population.xlsx", 2, "population", "=500*2")


def test_a_table_that_stands_there_twice_is_a_finding(folder: Folder) -> None:
    path = folder()
    book(path / "tables.xlsx", "sites")
    typed("housing").to_excel(path / "housing.xlsx", index=False)
    with pytest.raises(InputError) as raised:
        read_tables(path)
    assert {(finding.file, finding.rule) for finding in raised.value.findings} == {
        ("tables.xlsx, sheet sites", "is the table sites, which sites.csv holds too"),
        ("housing.xlsx", "is the table housing, which housing.csv holds too"),
    }


@pytest.mark.parametrize("name", ["sites.xls", "sites.ods", "sites.xlsm", "tables.ods", "tables.xlsm", "tables.xlsx"])
def test_a_table_of_a_kind_that_is_not_read_or_damaged_is_a_finding(folder: Folder, name: str) -> None:
    path = folder()
    (path / "sites.csv").unlink()
    (path / name).write_bytes(b"x")
    with pytest.raises(InputError) as raised:
        read_tables(path)
    assert [finding.file for finding in raised.value.findings if finding.file == name] == [name]


def test_a_workbook_whose_sheets_hold_only_a_header_is_not_used(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "tables.xlsx", engine="openpyxl") as writer:
        typed("ukraine").iloc[:0].to_excel(writer, sheet_name="ukraine", index=False)
    with pytest.raises(InputError, match="holds only tables without rows"):
        read_tables(tmp_path)


DUTCH = [
    ("utf-8-sig", ";"),
    ("cp1252", ";"),
    ("utf-16", "\t"),
]


@pytest.mark.parametrize(("encoding", "separator"), DUTCH)
def test_csv_as_excel_in_the_netherlands_saves_it(folder: Folder, encoding: str, separator: str) -> None:
    path = folder()
    wanted = read_tables(path)
    for table in TABLES:
        frame = texts(table.name)
        for column in table.columns:
            if column.name in frame and column.kind == "decimal":
                frame[column.name] = frame[column.name].str.replace(".", ",")
            elif column.name in frame and column.kind == "date":
                frame[column.name] = frame[column.name].str.replace(r"(\d+)-0?(\d+)-0?(\d+)", r"\3-\2-\1", regex=True)
            elif column.name in frame and column.kind == "boolean":
                frame[column.name] = frame[column.name].map({"true": "WAAR", "false": "ONWAAR"})
        text = frame.to_csv(index=False, sep=separator, lineterminator="\r\n")
        (path / table.file).write_bytes(text.encode(encoding))
    found = read_tables(path)
    same(found, wanted)
    assert found.ses_woa["ses_woa_text"].tolist() == ["0.10", "-0.073", "0"]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("1.234", "may mean 1234 or 1.234"), ("0.1", "decimal point in a file with decimal commas"), ("0,1", "")],
)
def test_a_score_in_a_file_with_decimal_commas_is_read_one_way_or_refused(folder: Folder, cell: str, rule: str) -> None:
    text = SMALL["ses_woa"].replace(",", ";").replace("-0.073", "-0,073").replace("0.10", cell)
    path = folder(ses_woa=text)
    if not rule:
        assert read_tables(path).ses_woa["ses_woa_text"].tolist() == ["0.1", "-0.073", "0"]
        return
    with pytest.raises(InputError) as raised:
        read_tables(path)
    (found,) = [finding for finding in raised.value.findings if finding.file == "ses_woa.csv"]
    assert (found.row, found.value) == (2, cell) and rule in found.rule


def test_thousands_points_in_whole_numbers_of_a_dutch_file(folder: Folder) -> None:
    text = SMALL["population"].replace(",", ";").replace("3000", "13.000")
    assert read_tables(folder(population=text)).population["population"].tolist() == [1000, 2000, 13000]
    with pytest.raises(InputError, match="thousands separator"):  # with commas between the cells it may be decimals
        read_tables(folder(population=SMALL["population"].replace("3000", "13.000")))
