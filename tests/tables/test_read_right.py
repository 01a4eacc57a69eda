"""What comes out of right files: typed frames, defaults, exact texts, origins, and which file was used."""

import hashlib
from fractions import Fraction

import pandas as pd
import pytest
from small_country import SMALL, Folder

from spreiding import paths
from spreiding.tables.bundle import Tables, read_tables
from spreiding.tables.catalogue import TABLES
from spreiding.tables.manual import MANUAL, manual
from spreiding.tables.sites import explode_location_types


@pytest.fixture(scope="module")
def embedded() -> Tables:
    """The embedded tables."""
    return read_tables()


def test_embedded_tables_cover_the_country(embedded: Tables) -> None:
    assert len(embedded.municipalities) == len(embedded.housing) == 342
    assert embedded.municipalities["province_code"].nunique() == 12
    assert embedded.population.groupby("reference_date").size().eq(342).all()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_have_the_declared_types(embedded: Tables, table: object) -> None:
    frames = {
        "municipalities": embedded.municipalities,
        "population": embedded.population,
        "ses_woa": embedded.ses_woa,
        "sites": embedded.sites,
        "travel_minutes": embedded.travel_minutes,
        "housing": embedded.housing,
        "housing_task_national": embedded.housing_task_national,
        "stations": embedded.stations,
        "rail_links": embedded.rail_links,
        "ukraine": embedded.ukraine,
    }
    declared = next(entry for entry in TABLES if entry is table)
    frame = frames[declared.name]
    assert {column.name: str(frame[column.name].dtype) for column in declared.columns} == {
        column.name: column.dtype for column in declared.columns
    }
    assert frame.index.equals(pd.RangeIndex(len(frame)))


def test_files_say_where_a_table_came_from(folder: Folder) -> None:
    path = folder()
    (path / "stations.csv").unlink()
    (path / "rail_links.csv").unlink()
    files = {file.name: file for file in read_tables(path).files}
    assert files["sites"].path == path / "sites.csv"
    assert files["sites"].sha256 == hashlib.sha256(SMALL["sites"].encode()).hexdigest()
    assert (files["sites"].rows, files["sites"].origins) == (2, {"synthetic": 2})
    assert files["housing_task_national"].origins == {"assumption": 1, "reported": 1}
    assert files["stations"].path == paths.DATA / "stations.csv"
    assert (files["sites"].supplied, files["stations"].supplied) == ("own", "embedded")


def test_the_users_own_tables_are_known(embedded: Tables, folder: Folder) -> None:
    assert embedded.own == ()
    path = folder()
    (path / "stations.csv").unlink()
    (path / "rail_links.csv").unlink()
    assert "stations.csv" not in read_tables(path).own
    assert len(read_tables(path).own) == len(TABLES) - 2


def test_scores_keep_their_exact_text(folder: Folder) -> None:
    scores = read_tables(folder()).ses_woa
    assert scores["ses_woa_text"].tolist() == ["0.10", "-0.073", "0"]
    assert [Fraction(text) for text in scores["ses_woa_text"]] == [Fraction(1, 10), Fraction(-73, 1000), 0]


def test_blank_and_absent_columns_take_their_default(folder: Folder) -> None:
    rows = pd.DataFrame([line.split(",") for line in SMALL["sites"].splitlines()])
    rows.columns = pd.Index(rows.iloc[0])
    fewer = rows.iloc[1:].drop(columns=["closes", "emergency", "restriction", "operator", "owner", "source"])
    sites = read_tables(folder(sites=fewer.to_csv(index=False))).sites
    assert sites["closes"].isna().all() and str(sites["closes"].dtype) == "datetime64[ns]"
    assert not sites["emergency"].any()
    assert sites["restriction"].tolist() == ["", ""]
    assert sites["operator"].tolist() == ["coa", "coa"]


@pytest.mark.parametrize(
    "change",
    [
        b"\xef\xbb\xbf" + SMALL["housing"].encode(),  # byte order mark, as spreadsheets write
        SMALL["housing"].replace("\n", "\r\n"),
        SMALL["housing"].replace(",", " , "),
        SMALL["housing"].rstrip("\n"),
        SMALL["housing"] + ",,,,\n\n",
        SMALL["housing"].replace("GM0001,10", '"GM0001","10"'),
    ],
)
def test_harmless_differences_do_not_matter(folder: Folder, change: str | bytes) -> None:
    read = read_tables(folder(housing=change)).housing
    pd.testing.assert_frame_equal(read, read_tables(folder()).housing)


def test_order_of_columns_does_not_matter(folder: Folder) -> None:
    rows = [line.split(",")[::-1] for line in SMALL["housing"].splitlines()]
    turned = "\n".join(",".join(row) for row in rows)
    pd.testing.assert_frame_equal(read_tables(folder(housing=turned)).housing, read_tables(folder()).housing)


def test_travel_minutes_may_be_empty(folder: Folder) -> None:
    header = SMALL["travel_minutes"].splitlines()[0]
    travel = read_tables(folder(travel_minutes=header)).travel_minutes
    assert travel.empty and str(travel["minutes_care"].dtype) == "float64"


def test_ukraine_places_may_be_known_of_some_municipalities_or_of_none(folder: Folder) -> None:
    assert read_tables(folder()).ukraine[["municipality_code", "places"]].values.tolist() == [["GM0001", 40]]
    header = SMALL["ukraine"].splitlines()[0]
    assert read_tables(folder(ukraine=header)).ukraine.empty


def test_location_types_explode(folder: Folder) -> None:
    pairs = explode_location_types(read_tables(folder()).sites)
    assert list(pairs.itertuples(index=False, name=None)) == [
        ("S0001", "azc"),
        ("S0001", "accelerated"),
        ("S0002", "amv"),
    ]


def test_the_manual_is_up_to_date() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual(), "run python -m spreiding.tables.manual"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_declared_in_full(table: object) -> None:
    declared = next(entry for entry in TABLES if entry is table)
    assert {"origin", *declared.key} <= {column.name for column in declared.columns}
    for column in declared.columns:
        assert column.unit and column.meaning and column.source, column.name
        assert len({rule.breach for rule in column.rules}) == len(column.rules)
