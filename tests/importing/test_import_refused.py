"""Maps and files that can't be used: every finding at once in the places of the file, no traceback, nothing written."""

from pathlib import Path

import pytest
from commands.run_cli import run_cli
from import_case import SITES_CSV, SITES_MAP, import_text, refused, rows_of

from spreiding.errors import InputError
from spreiding.importing.find import ImportRequest
from spreiding.importing.run import import_table


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("columns:", "colums:", "Did you mean columns?"),
        (
            "  places_max: Plekken",
            "  places_mx: Plekken",
            "columns.places_mx: is not a column of sites.csv. Did you mean",
        ),
        ("Plekken\n", "Pleken\n", 'value "Pleken": is not a column of lijst.csv. Did you mean Plekken?'),
        ("  places_max: Plekken\n", "", "columns.places_max: is needed and not in the map"),
        ("places_max: Plekken", "places_max: {from: Plekken, unit: hundred}", "Did you mean hundreds?"),
        ("places_max: Plekken", "places_max: {from: Plekken, unit: EUR}", "can't be brought to places"),
        ("places_max: Plekken", "places_max: {from: Plekken, unit: tens, factor: 2.5}", "both a unit and a factor"),
        ("places_max: Plekken", "places_max: {from: Plekken, factor: -1}", "greater than 0"),
        ("places_max: Plekken", "places_max: {from: Plekken, slug: true}", "does not go with places_max"),
        ("name: Locatie", "name: {from: Locatie, unit: tens}", "does not go with name, which is a text"),
        ("name: Locatie", "name: {from: [Nr, Locatie]}", "join belongs to several columns"),
        ("name: Locatie", "name: {constant: x, from: Locatie}", "either from (a column) or constant"),
        ("name: Locatie", "name: {}", "either from (a column) or constant"),
        ("name: Locatie", "name: 7", "columns.name"),
        ("name: Locatie", "name: {from: Locatie, wrods: {a: b}}", "columns.name.wrods"),
        ("name: Locatie", "name: {from: Locatie, split: {at: x, take: 3}}", "has no part 3"),
        ("columns:", "table: housing\ncolumns:", "is not the table sites"),
        ("columns:", "position: {x: lon, y: lat}\ncolumns:", "stands beside columns.lat"),
        ("columns:", "position: {x: lon, y: lat, crs: EPSG:99}\ncolumns:", "is not a coordinate system"),
        ("columns:", "province: Holland\ncolumns:", "is not a province"),
        ("columns:", "origin: guessed\ncolumns:", "origin"),
        ("columns:", "header_row: 40\ncolumns:", "has no filled row 40"),
        ("columns:", "ignore: [Opmerking]\ncolumns:", "ignore, value"),
        ("columns:", "skip_rows_where: [{column: Status, is: [x]}]\ncolumns:", "skip_rows_where.column"),
        ("columns:", "skip_rows_where: [{column: Nr}]\ncolumns:", "needs either is"),
        ("columns:", "codes_year: 1400\ncolumns:", "codes_year"),
        ("columns:", "keep_rows_where: [{column: Nr, is: [Z9]}]\ncolumns:", "holds no rows of the table"),
        ("{constant: azc}", "{constant: asielzoekerscentrum}", "columns.location_types.constant"),
        ("{constant: azc}", "{constant: [azc]}", "columns.location_types.constant"),
        ("  lon: lon\n", "  lon: lon\n  lon: lon\n", "stands twice"),
    ],
)
def test_a_wrong_map_is_refused_in_words(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in SITES_MAP
    lines = refused(tmp_path, SITES_CSV, SITES_MAP.replace(old, new, 1))
    assert any(words in line for line in lines), lines


@pytest.mark.parametrize(
    "text", ["", "columns", "- a\n- b\n", "columns: [a]\n", "{", "\t", "a: b: c", "columns: {1: x}\n"]
)
def test_what_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    lines = refused(tmp_path, SITES_CSV, text)
    assert lines and all(line.startswith("map.yaml") for line in lines), lines


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("400", "veel", 'row 2, column Plekken, value "veel": is not a number'),
        ("400", "0", 'row 2, column Plekken, value "0": is not between 1 and 20000'),
        ("400", "12,5", "becomes 12.5, which is not a whole number"),
        ("400", "", "row 2, column Plekken"),
        ("6,09", "5,00", "km from the centroid of GM0193 Zwolle"),
        ("6,09", "609", "row 2, column lon"),
        ("A2", "A1", "row 3, column Nr"),
        ("Raalte", "Raltee", "Did you mean Raalte (GM0177)?"),
        ("Raalte", "Bergen", "is the name of more than one municipality"),
        ("Plekken\n", "Plekken;Plekken\n", "stands 2 times in the header"),
        ("Kazerne", "Kazerne\x07", "control character"),
    ],
)
def test_a_wrong_cell_is_found_in_its_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in SITES_CSV
    lines = refused(tmp_path, SITES_CSV.replace(old, new, 1), SITES_MAP)
    assert any(words in line for line in lines), lines
    assert all(line.startswith(("lijst.csv", "map.yaml")) for line in lines), lines


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = SITES_CSV.replace("400", "veel").replace("Raalte", "Raltee").replace("6,27", "west")
    lines = refused(tmp_path, text, SITES_MAP)
    assert len(lines) == 3
    wrong = SITES_MAP.replace("name: Locatie", "name: Lokatie").replace("Plekken", "Pleken").replace("  lat: lat\n", "")
    assert [line.split(", ")[1].split(":")[0] for line in refused(tmp_path, SITES_CSV, wrong)] == [
        "column columns.lat",
        "column columns.name.from",
        "column columns.places_max.from",
    ]


def test_swapped_coordinates_are_told_apart(tmp_path: Path) -> None:
    text = SITES_CSV.replace("6,09;52,51", "503000;202400").replace("6,27;52,38", "489000;215000")
    map_text = SITES_MAP.replace("  lon: lon\n  lat: lat\n", "").replace(
        "columns:", "position: {x: lon, y: lat}\ncolumns:"
    )
    lines = refused(tmp_path, text, map_text)
    assert all("x and y look swapped" in line for line in lines[:2]), lines
    right = map_text.replace("{x: lon, y: lat}", "{x: lat, y: lon}")
    assert len(rows_of(import_text(tmp_path, text, right))) == 2


@pytest.mark.parametrize("column", ["BSN", "Contactpersoon", "E-mailadres"])
def test_a_sheet_with_a_column_about_individuals_is_refused_and_not_repeated(tmp_path: Path, column: str) -> None:
    cells = (column, "geheim1", "geheim2")
    text = "\n".join(f"{line};{cell}" for line, cell in zip(SITES_CSV.splitlines(), cells, strict=True))
    (line,) = refused(tmp_path, f"Overzicht;;;;;;\n{text}\n", SITES_MAP)
    assert "about individuals" in line and "row 2" in line and "geheim" not in line


def test_a_text_that_a_spreadsheet_would_take_for_a_formula_is_made_harmless(tmp_path: Path) -> None:
    imported = import_text(tmp_path, SITES_CSV.replace("Kazerne", "=2+2"), SITES_MAP)
    assert ",'=2+2," in imported.table.read_text(encoding="utf-8")
    (tmp_path / "again").mkdir()
    again = import_text(tmp_path / "again", imported.table.read_text(encoding="utf-8"), None)
    assert ",'=2+2," in again.table.read_text(encoding="utf-8")


FILES = {
    "empty.csv": b"",
    "blank.csv": b"\n\n;;\n",
    "nul.csv": b"a\0b",
    "quotes.csv": b'Nr;Locatie\n"open',
    "picture.xlsx": b"\x89PNG not a workbook",
    "old.xls": b"\xd0\xcf\x11\xe0",
    "text.docx": b"PK",
    "shapes.geojson": b'{"type": "Feature',
    "table.parquet": b"PAR1",
    "none": b"a,b\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_can_not_be_read_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    (tmp_path / "map.yaml").write_text(SITES_MAP, encoding="utf-8")
    request = ImportRequest(tmp_path / name, "sites", tmp_path / "map.yaml", None, None, tmp_path / "out", None, False)
    with pytest.raises(InputError) as caught:
        import_table(request)
    assert all(finding.file.startswith(name) for finding in caught.value.findings)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["map.yaml", name])


@pytest.mark.parametrize("name", ["quotes.csv", "picture.xlsx"])
def test_the_command_says_it_without_a_traceback(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    (tmp_path / "map.yaml").write_text(SITES_MAP, encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    ran = run_cli("data", "import", name, "--as", "sites", "--map", "map.yaml", cwd=tmp_path)
    assert (ran.code, ran.is_clean()) == (2, True), ran.text
    assert name in ran.text
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lijst.csv", "--as", "site"), "Did you mean sites?"),
        (("none.csv", "--as", "sites"), "is absent"),
        (("lijst.csv", "--as", "sites", "--map", "none.yaml"), "can't be read"),
        (("lijst.csv", "--as", "sites", "--map", "map.yaml", "--data", "none"), "is not a folder"),
        (("lijst.csv", "--as", "sites", "--map", "map.yaml", "--out", "lijst.csv"), "can't be written"),
        (("lijst.csv", "--as", "housing"), "is needed and not in the map"),
        (("lijst.csv",), "--as"),
    ],
)
def test_wrong_arguments_are_told_in_words(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "lijst.csv").write_text(SITES_CSV, encoding="utf-8")
    (tmp_path / "map.yaml").write_text(SITES_MAP, encoding="utf-8")
    ran = run_cli("data", "import", *arguments, cwd=tmp_path)
    assert ran.code in (2, 7) and ran.is_clean(), ran.text
    assert words in ran.text, ran.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lijst.csv", "map.yaml"]
