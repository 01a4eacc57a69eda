"""What a map can say, and maps made of the names in a header."""

from pathlib import Path

import geopandas as gpd
import pytest
from import_case import SITES_CSV, SITES_MAP, import_text, rows_of

from spreiding import paths
from spreiding.errors import InputError
from spreiding.importing.find import ImportRequest
from spreiding.importing.map_file import read_map
from spreiding.importing.run import import_table
from spreiding.importing.sheet import Row
from spreiding.importing.start_map import map_text
from spreiding.importing.synonyms import all_names, map_by_names, names_of
from spreiding.tables.catalogue import TABLES
from spreiding.tables.declare import Table
from spreiding.tables.sites import SITES

DUTCH = (
    "Locatienummer;Naam;Gemeente;X-coördinaat;Y-coördinaat;Capaciteit;Minimale capaciteit;Type;Beschikbaar vanaf;"
    "Doorlooptijd (weken);Bestaand;Openingskosten;Kosten per plek per dag\n"
    "A1;Kazerne;Zwolle;202400;503000;400;100;azc;1-7-2025;12;nee;50.000;70,5\n"
)


def only(folder: Path, setting: str, text: str = SITES_CSV, column: str = "name") -> list[str]:
    """The cells of one column, mapped by one setting."""
    lines = [line for line in SITES_MAP.splitlines() if not line.startswith(f"  {column}:")]
    map_lines = "\n".join([*lines, f"  {column}: {setting}"])
    return [row[column] for row in rows_of(import_text(folder, text, map_lines))]


def test_dutch_names_need_no_map(tmp_path: Path) -> None:
    (row,) = rows_of(import_text(tmp_path, DUTCH, None))
    assert (row["site_id"], row["name"], row["municipality_code"]) == ("A1", "Kazerne", "GM0193")
    assert (row["places_min"], row["places_max"], row["lead_time_weeks"]) == ("100", "400", "12")
    assert (row["available_from"], row["existing"], row["opening_cost_eur"]) == ("2025-07-01", "false", "50000")
    assert float(row["lon"]) == pytest.approx(6.085, abs=0.01)


def test_the_map_that_was_used_gives_the_same_table_again(tmp_path: Path) -> None:
    by_names = import_text(tmp_path, DUTCH, None).table.read_bytes()
    request = ImportRequest(
        tmp_path / "lijst.csv", "sites", None, None, None, tmp_path / "again", tmp_path / "used.yaml", False
    )
    import_table(request)
    used = tmp_path / "used.yaml"
    (tmp_path / "map.yaml").write_bytes(used.read_bytes())
    second = ImportRequest(tmp_path / "lijst.csv", "sites", used, None, None, tmp_path / "third", None, False)
    assert import_table(second).table.read_bytes() == by_names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_our_own_names_are_always_known_and_no_name_means_two_columns(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert set(names) <= set(all_names(table))
    rows = [Row(1, tuple(names))]
    assert set(map_by_names(table, rows).columns) == set(names)
    for column in names:
        assert len(set(names_of(table, column))) == len(names_of(table, column))


def test_a_start_map_is_a_map_and_says_what_is_needed(tmp_path: Path) -> None:
    used = map_by_names(SITES, [Row(1, ("Naam", "Gemeente", "X", "Y"))])
    path = tmp_path / "map.yaml"
    path.write_text(map_text(SITES, used), encoding="utf-8")
    assert read_map(path) == used
    text = path.read_text(encoding="utf-8")
    assert "#  places_max: {constant: ...}    # needed: most places at the site [places]" in text
    assert "#  owner: {constant: ...}    # optional" in text
    assert "#  lon:" not in text and "origin" not in text


def test_join_split_values_prefix_and_slug(tmp_path: Path) -> None:
    assert only(tmp_path, '{from: [Gemeente, Locatie], join: ": "}') == ["Zwolle: Kazerne", "Raalte: School"]
    (tmp_path / "a").mkdir()
    text = SITES_CSV.replace("Kazerne", "Noord - Kazerne").replace("School", "Zuid - School")
    assert only(tmp_path / "a", "{from: Locatie, split: {at: -, take: 2}}", text) == ["Kazerne", "School"]
    (tmp_path / "b").mkdir()
    assert only(tmp_path / "b", "{from: locatie, values: {KAZERNE: Fort}}") == ["Fort", "School"]
    (tmp_path / "c").mkdir()
    assert only(tmp_path / "c", "{from: Locatie, slug: true, prefix: OV-}", column="site_id") == [
        "OV-kazerne",
        "OV-school",
    ]


def test_default_factor_and_rounding(tmp_path: Path) -> None:
    text = SITES_CSV.replace(";400", ";").replace(";120", ";12,5")
    assert only(tmp_path, "{from: Plekken, factor: 1.5, round: up, default: 50}", text, "places_max") == ["50", "19"]


def test_a_column_says_how_its_numbers_are_written(tmp_path: Path) -> None:
    text = SITES_CSV.replace(";400", ";1.200").replace(";120", ";1.300")
    assert only(tmp_path, "{from: Plekken, decimal: comma}", text, "places_max") == ["1200", "1300"]
    (tmp_path / "a").mkdir()
    with pytest.raises(InputError, match="which is not a whole number"):
        only(tmp_path / "a", "{from: Plekken, decimal: point}", text, "places_max")


def test_rows_are_kept_and_left_out_as_the_map_says(tmp_path: Path) -> None:
    keep = f"keep_rows_where: [{{column: gemeente, is: [zwolle]}}]\n{SITES_MAP}"
    imported = import_text(tmp_path, SITES_CSV, keep)
    assert [row["site_id"] for row in rows_of(imported)] == ["A1"]
    assert [(one.row, one.reason) for one in imported.report.dropped_rows] == [
        (3, "keep_rows_where: not gemeente is zwolle")
    ]
    (tmp_path / "a").mkdir()
    text = SITES_CSV.replace("A2;School", "A2;")
    blank = f"skip_rows_where: [{{column: Locatie, blank: true}}]\n{SITES_MAP}"
    assert [row["site_id"] for row in rows_of(import_text(tmp_path / "a", text, blank))] == ["A1"]


def test_a_header_of_two_rows_under_titles(tmp_path: Path) -> None:
    head, *rest = SITES_CSV.splitlines()
    lines = ["Overzicht;;;;;", "stand juli;;;;;", ";;;Ligging;;", head, *rest, "", "* voorlopig;;;;;"]
    map_text_ = "header_rows: 2\n" + SITES_MAP.replace("lon: lon", "lon: Ligging lon")
    imported = import_text(tmp_path, "\n".join(lines) + "\n", map_text_)
    assert imported.report.header_rows == (3, 4)
    assert [row["lon"] for row in rows_of(imported)] == ["6.09", "6.27"]
    assert [one.reason for one in imported.report.dropped_rows][-1].startswith("holds one cell only")


def test_a_table_of_codes_of_your_own_is_looked_up_in(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    own = (paths.DATA / "municipalities.csv").read_text(encoding="utf-8").replace(",Zwolle,", ",Nieuw-Zwolle,")
    (tmp_path / "data" / "municipalities.csv").write_text(own, encoding="utf-8")
    (tmp_path / "lijst.csv").write_text(SITES_CSV.replace("Zwolle", "Nieuw-Zwolle"), encoding="utf-8")
    (tmp_path / "map.yaml").write_text(SITES_MAP, encoding="utf-8")
    request = ImportRequest(
        tmp_path / "lijst.csv", "sites", tmp_path / "map.yaml", None, tmp_path / "data", tmp_path / "out", None, False
    )
    assert [row["municipality_code"] for row in rows_of(import_table(request))] == ["GM0193", "GM0177"]


def test_a_map_of_points_gives_lon_and_lat(tmp_path: Path) -> None:
    points = gpd.GeoDataFrame(
        {"Nr": ["A1"], "Naam": ["Kazerne"], "Gemeente": ["Zwolle"], "Capaciteit": [400]},
        geometry=gpd.points_from_xy([202400], [503000]),
        crs="EPSG:28992",
    )
    points.to_file(tmp_path / "punten.gpkg")
    needed = "\n".join(line for line in SITES_MAP.splitlines() if "constant" in line)
    columns = (
        "  site_id: nr\n  name: naam\n  municipality_code: gemeente\n  places_max: capaciteit\n  lon: lon\n  lat: lat\n"
    )
    (tmp_path / "map.yaml").write_text(f"columns:\n{columns}{needed}\n", encoding="utf-8")
    request = ImportRequest(
        tmp_path / "punten.gpkg", "sites", tmp_path / "map.yaml", None, None, tmp_path / "out", None, False
    )
    (row,) = rows_of(import_table(request))
    assert (float(row["lon"]), float(row["lat"])) == pytest.approx((6.0854, 52.5126), abs=0.001)
    assert row["places_max"] == "400"
