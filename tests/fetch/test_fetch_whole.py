"""Everything from a server that does as it should: the tables, their origin, and that a plan can use them."""

import hashlib

import geopandas as gpd
import pytest
from fetch_country import inhabitants, score
from fetch_run import Fetcher

from spreiding.tables.boundaries import read_boundaries
from spreiding.tables.bundle import read_tables


@pytest.mark.parametrize("protocol", ["v3", "v4"])
def test_every_table_holds_what_was_published(fetcher: Fetcher, protocol: str) -> None:
    fetcher(protocol=protocol)
    population = {(r["municipality_code"], r["reference_date"]): r for r in fetcher.table("population.csv")}
    # 2022 had another municipality and comes before the year; 2023-2025 serve the housing tasks
    assert {day for _, day in population} == {"2023-01-01", "2024-01-01", "2025-01-01"}
    assert len(population) == 3 * 342
    assert int(population["GM0363", "2023-01-01"]["population"]) == inhabitants("GM0363", 2023)
    source = population["GM0363", "2023-01-01"]["source"]
    assert source.startswith("CBS 03759ned, period 2023JJ00, retrieved 20")
    scores = {(r["municipality_code"], r["score_year"]): r for r in fetcher.table("ses_woa.csv")}
    assert len(scores) == 2 * 342
    assert all(row["ses_woa"] == score(code, int(year)) for (code, year), row in scores.items())
    assert scores["GM0363", "2022"]["source"].startswith("CBS 85900NED, period 2022JJ00")
    assert {row["origin"] for row in (*population.values(), *scores.values())} == {"official"}


def test_a_plan_can_read_the_folder_as_it_is(fetcher: Fetcher) -> None:
    fetcher()
    tables = read_tables(fetcher.out)
    assert set(tables.own) == {"municipalities.csv", "population.csv", "ses_woa.csv"}
    shapes = read_boundaries(fetcher.out / "boundaries.gpkg", tables.municipalities)
    assert len(shapes) == 342
    assert not shapes["schematic"].any()
    assert set(shapes["origin"]) == {"official"}
    groningen = tables.municipalities.set_index("municipality_code").loc["GM0014"]
    assert (groningen["province"], groningen["corop"], groningen["veiligheidsregio_code"]) == (
        "Groningen",
        "Overig Groningen",
        "VR01",
    )


def test_degrees_and_the_dutch_grid_give_the_same_map(fetcher: Fetcher) -> None:
    fetcher("boundaries")
    grid = gpd.read_file(fetcher.out / "boundaries.gpkg")
    fetcher.server.degrees = True
    fetcher.server.crs_header = None  # without a header the standard says longitude and latitude
    fetcher("boundaries", out=fetcher.folder / "degrees", cache=fetcher.folder / "other")
    degrees = gpd.read_file(fetcher.folder / "degrees" / "boundaries.gpkg")
    assert grid.crs == degrees.crs == "EPSG:28992"
    assert (grid.geometry.hausdorff_distance(degrees.geometry) < 1.0).all()


def test_the_record_says_where_every_file_comes_from(fetcher: Fetcher) -> None:
    fetcher()
    record = fetcher.record()
    assert record["year"] == 2023
    files = {file["file"]: file for file in record["files"]}
    assert set(files) == set(fetcher.files()) - {"SOURCES.md", "sources.json"}
    for name, file in files.items():
        assert file["sha256"] == hashlib.sha256(fetcher.files()[name]).hexdigest()
        assert all(source["licence"] and source["retrieved"] and source["sha256"] for source in file["sources"])
    assert files["gtfs-nl.zip"]["period"] == "2023-10-06 to 2023-12-12, version 7"
    assert files["gtfs-nl.zip"]["sources"][0]["licence"] == "CC0 1.0"
    pages = [source["url"] for source in files["population.csv"]["sources"] if "TypedDataSet" in source["url"]]
    assert len(pages) == 3  # 1,026 rows, 400 a page
    page = (fetcher.out / "SOURCES.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in page
    assert all(source["sha256"] in page for file in files.values() for source in file["sources"])


def test_that_the_score_is_of_another_year_is_said(fetcher: Fetcher) -> None:
    fetched = fetcher("ses-woa")
    notes = next(file.notes for file in fetched.files if file.name == "ses_woa.csv")
    assert "most recent SES-WOA score is of 2022" in notes[0]
    assert "1 January 2023" in notes[0]
    assert notes[0] in (fetcher.out / "SOURCES.md").read_text(encoding="utf-8")


def test_what_is_fetched_later_joins_the_folder(fetcher: Fetcher) -> None:
    fetcher("population")
    (fetcher.out / "sites.csv").write_text("mine", encoding="utf-8")
    first = fetcher.files()
    fetcher("timetable")
    assert set(fetcher.files()) == {*first, "gtfs-nl.zip"}
    assert {file["file"] for file in fetcher.record()["files"]} == {
        "population.csv",
        "municipalities.csv",
        "gtfs-nl.zip",
    }
    unchanged = ("population.csv", "municipalities.csv", "sites.csv")
    assert all(fetcher.files()[name] == first[name] for name in unchanged)


def test_a_municipality_that_is_new_gets_a_point_inside_its_boundary(fetcher: Fetcher) -> None:
    country = fetcher.server.country
    row = country.municipalities[0]
    old, row["municipality_code"] = row["municipality_code"], "GM1999"
    for figures in (country.population, country.scores):
        for code, year in [key for key in figures if key[0] == old]:
            figures[("GM1999", year)] = figures.pop((code, year))
    country.shapes["GM1999"] = country.shapes.pop(old)
    assert "is new, and no point in it is known. Fetch boundaries" in fetcher.refused("population")
    fetcher("population", "boundaries")
    made = {r["municipality_code"]: r for r in fetcher.table("municipalities.csv")}
    assert made["GM1999"]["origin"] == "estimate"
    assert abs(float(made["GM1999"]["lat"]) - float(row["lat"])) < 0.3
    assert {r["origin"] for code, r in made.items() if code != "GM1999"} == {"official"}
