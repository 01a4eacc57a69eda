"""What a source may hold that must not become a table: changed columns, other municipalities, other years, odd zips."""

from typing import Any

import pytest
from fetch_country import score
from fetch_run import Fetcher
from fetch_server import body

from spreiding.fetch.endpoints import EMBEDDED, load_endpoints


def renamed(part: str, old: str, new: str) -> Any:
    """Give another text to every value ``old`` in the pages of a part of the tables."""

    def change(path: str, page: dict[str, Any]) -> None:
        if part in path:
            for row in page.get("value", []):
                row.update({key: new for key, value in row.items() if value == old})

    return change


@pytest.mark.parametrize("protocol", ["v3", "v4"])
def test_a_renamed_column_is_named_with_its_table_and_the_columns_found(fetcher: Fetcher, protocol: str) -> None:
    part = {"v3": "03759ned/DataProperties", "v4": "03759ned/MeasureCodes"}[protocol]

    def change(path: str, page: dict[str, Any]) -> None:
        if part in path:
            for row in page["value"]:
                if row["Title"] == "Bevolking op 1 januari":
                    row.update({"Title": "Inwoners", "Key": "Inwoners_1", "Identifier": "X1"})

    fetcher.server.change_json = change
    told = fetcher.refused("population", protocol=protocol)
    key = {"v3": "Inwoners_1", "v4": "X1"}[protocol]
    assert "CBS 03759ned, column Bevolking op 1 januari (BevolkingOp1Januari_1): is not in the table" in told
    assert f"its columns are Inwoners ({key}), Gemiddelde (" in told
    assert "endpoints.yaml" in told


def test_a_column_whose_number_changed_is_found_by_its_title_and_group(fetcher: Fetcher) -> None:
    """CBS numbers the columns of a table anew each year: Code_28 of one is Code_30 of the next."""

    def change(path: str, page: dict[str, Any]) -> None:
        if "85385NED" not in path:
            return
        for row in page.get("value", []):
            if row.get("Key") in ("Code_10", "Naam_11"):
                row["Key"] = row["Key"].replace("_1", "_5")
            for old in ("Code_10", "Naam_11"):
                if old in row:
                    row[old.replace("_1", "_5")] = row.pop(old)

    select = fetcher.server._table

    def asked(path: str, found: Any, query: dict[str, str]) -> Any:
        chosen = query.get("$select", "").replace("Code_50", "Code_10").replace("Naam_51", "Naam_11")
        return select(path, found, {**query, "$select": chosen})

    fetcher.server.change_json = change
    fetcher.server._table = asked
    fetcher("population")
    assert fetcher.table("municipalities.csv")[0]["province_code"] == "PV20"


def test_two_columns_that_fit_are_not_chosen_between(fetcher: Fetcher) -> None:
    fetcher.server.change_json = renamed("85385NED/DataProperties", "COROP-plusgebieden", "COROP-gebieden (oud)")
    assert "column COROP-gebied/Code: fits 2 columns" in fetcher.refused("population")


def test_a_dimension_whose_total_got_another_code_is_read_from_its_list(fetcher: Fetcher) -> None:
    assert load_endpoints(None).population.totals["Leeftijd"] == "10000"
    path = fetcher.folder / "endpoints.yaml"
    text = EMBEDDED.read_text(encoding="utf-8").replace('Leeftijd: "10000"', 'Leeftijd: "99999"')
    path.write_text(text, encoding="utf-8")
    fetcher("population", endpoints=path)
    assert len(fetcher.table("population.csv")) == 3 * 342


def test_a_dimension_without_a_total_is_a_finding(fetcher: Fetcher) -> None:
    fetcher.server.change_json = renamed("03759ned/Leeftijd", "Totaal", "Alle leeftijden")
    fetcher("population")  # the code that is known still stands there
    both = (renamed("03759ned/Leeftijd", "10000", "10099"), renamed("03759ned/Leeftijd", "Totaal", "Alle leeftijden"))
    fetcher.server.change_json = lambda path, page: [change(path, page) for change in both] and None
    told = fetcher.refused("population")
    assert "column Leeftijd: has no single code that stands for the total (usually 10000)" in told
    assert "10099 Alle leeftijden" in told


def test_a_field_that_is_gone_from_the_rows_is_a_finding(fetcher: Fetcher) -> None:
    def change(path: str, page: dict[str, Any]) -> None:
        if "03759ned/TypedDataSet" in path:
            for row in page["value"]:
                row.pop("RegioS")

    fetcher.server.change_json = change
    told = fetcher.refused("population")
    assert "CBS 03759ned, column RegioS: is not in the answer; its fields are Geslacht, Leeftijd" in told


@pytest.mark.parametrize("what", ["population", "ses-woa"])
def test_a_missing_municipality_is_named(fetcher: Fetcher, what: str) -> None:
    country = fetcher.server.country
    figures = country.population if what == "population" else country.scores
    figures.pop(("GM0363", 2023 if what == "population" else 2022))
    assert 'value "GM0363 Amsterdam": is missing' in fetcher.refused(what)


@pytest.mark.parametrize("what", ["population", "ses-woa"])
@pytest.mark.parametrize("empty", [None, "."])
def test_a_missing_value_is_named_with_its_municipality(fetcher: Fetcher, what: str, empty: str | None) -> None:
    year = 2023 if what == "population" else 2022

    def change(path: str, page: dict[str, Any]) -> None:
        if "TypedDataSet" in path and "85385NED" not in path:
            for row in page["value"]:
                code = row.get("RegioS", row.get("WijkenEnBuurten")).strip()
                if (code, row["Perioden"]) == ("GM0088", f"{year}JJ00"):
                    row.update({key: empty for key in row if key.endswith(("_1", "_29"))})

    fetcher.server.change_json = change
    told = fetcher.refused(what)
    assert 'value "GM0088 Schiermonnikoog": has no value' in told
    assert str(year) in told


def test_a_double_municipality_is_named(fetcher: Fetcher) -> None:
    def change(path: str, page: dict[str, Any]) -> None:
        if "03759ned/TypedDataSet" in path and "skip" not in path:
            page["value"].append(next(row for row in page["value"] if row["RegioS"].strip() == "GM0014"))

    fetcher.server.change_json = change
    told = fetcher.refused("population")
    assert 'value "GM0014 Groningen": stands there more than once' in told


def test_more_than_a_few_are_counted(fetcher: Fetcher) -> None:
    for code, year in list(fetcher.server.country.population):
        if year == 2023 and code > "GM1":
            fetcher.server.country.population.pop((code, year))
    told = fetcher.refused("population")
    left = sum(row["municipality_code"] > "GM1" for row in fetcher.server.country.municipalities)
    assert told.count("is missing") == 10
    assert f"is missing; and {left - 10} more" in told


def test_another_years_municipalities_are_refused(fetcher: Fetcher) -> None:
    """The list of 2023 has been replaced by one of 2022, with its own title: then nothing may be made of it."""
    fetcher.server.change_json = renamed("TableInfos", "Gebieden in Nederland 2023", "Gebieden in Nederland 2022")
    told = fetcher.refused("population")
    assert "CBS 85385NED: is not of 2023: its title is Gebieden in Nederland 2022" in told


def test_figures_of_other_municipalities_are_refused(fetcher: Fetcher) -> None:
    country = fetcher.server.country
    country.population[("GM0003", 2023)] = 11_000
    assert 'value "GM0003": is no municipality of 1 January 2023 (CBS 85385NED)' in fetcher.refused("population")


def test_a_later_date_with_other_municipalities_is_left_out_and_said(fetcher: Fetcher) -> None:
    fetcher.server.country.population[("GM0003", 2025)] = 11_000
    fetched = fetcher("population")
    assert {row["reference_date"] for row in fetcher.table("population.csv")} == {"2023-01-01", "2024-01-01"}
    note = next(file.notes for file in fetched.files if file.name == "population.csv")
    assert note == ("CBS 03759ned, 2025 is left out: GM0003 is no municipality of 1 January 2023 (CBS 85385NED).",)


def test_an_older_score_that_is_not_complete_is_left_out_and_said(fetcher: Fetcher) -> None:
    fetcher.server.country.scores[("GM0088", 2021)] = None
    fetched = fetcher("ses-woa")
    assert {row["score_year"] for row in fetcher.table("ses_woa.csv")} == {"2022"}
    notes = next(file.notes for file in fetched.files if file.name == "ses_woa.csv")
    assert "CBS 85900NED, 2021 is left out: GM0088 Schiermonnikoog has no value." in notes


def test_a_year_that_is_not_there_is_told_with_those_that_are(fetcher: Fetcher) -> None:
    fetcher.server.country.population = {
        key: value for key, value in fetcher.server.country.population.items() if key[1] != 2023
    }
    assert "has no inhabitants of 1 January 2023; its years are 2022, 2024, 2025" in fetcher.refused("population")
    told = fetcher.refused(year=1999)
    assert '--year, value "1999": has no tables of CBS. Years that are known: 2022, 2023' in told


def test_boundaries_of_another_year_are_refused(fetcher: Fetcher) -> None:
    fetcher.server.country.shape_years = (2024, 2025)
    assert "holds no boundaries of 2023; its years are 2024, 2025" in fetcher.refused("boundaries")


def test_a_server_that_knows_no_filter_gives_the_same_boundaries(fetcher: Fetcher) -> None:
    fetcher("boundaries")
    assert fetcher.server.times("jaarcode=2023") == 7  # 2 years of 342, 100 a page: the filter was not heeded
    first = fetcher.files()["boundaries.gpkg"]
    path = fetcher.folder / "endpoints.yaml"
    path.write_text(EMBEDDED.read_text(encoding="utf-8").replace("filter: true", "filter: false"), encoding="utf-8")
    fetcher("boundaries", endpoints=path)
    assert fetcher.server.times("jaarcode=2023") == 7
    assert fetcher.files()["boundaries.gpkg"] == first


def test_boundaries_must_be_of_every_municipality_once(fetcher: Fetcher) -> None:
    shapes = fetcher.server.country.shapes
    shapes["GM1999"] = shapes.pop("GM0363")
    told = fetcher.refused("boundaries")
    assert 'value "GM0363 Amsterdam": is missing' in told
    assert 'value "GM1999": is no municipality of 1 January 2023' in told
    fetcher.server.country.shape_years = (2023, 2023)
    assert 'value "GM0014 Groningen": stands there more than once' in fetcher.refused("boundaries")


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        (None, "has no polygon"),
        ({"type": "Point", "coordinates": [1.0, 2.0]}, "has no polygon"),
        ({"type": "Polygon", "coordinates": [[[1.0, 2.0]]]}, "has no shape that can be read"),
        ({"type": "Polygon", "coordinates": [[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]]}, "lies outside"),
    ],
)
def test_a_shape_that_is_none_is_named(fetcher: Fetcher, shape: Any, rule: str) -> None:
    fetcher.server.country.shapes["GM0014"] = shape
    assert f'value "GM0014 Groningen": {rule}' in fetcher.refused("boundaries")


def test_a_system_that_the_coordinates_belie_is_refused(fetcher: Fetcher) -> None:
    """Metres without a header would be read as degrees: the standard's own system when nothing is said."""
    fetcher.server.crs_header = None
    assert "lies outside the Netherlands in http://www.opengis.net/def/crs/OGC/1.3/CRS84" in fetcher.refused(
        "boundaries"
    )
    fetcher.server.crs_header = "http://www.opengis.net/def/crs/EPSG/0/3857"
    assert "is in a coordinate system that was not asked for" in fetcher.refused("boundaries")


def test_a_property_that_is_gone_is_named_with_those_found(fetcher: Fetcher) -> None:
    def change(path: str, page: dict[str, Any]) -> None:
        for feature in page.get("features", []):
            feature["properties"]["code"] = feature["properties"].pop("statcode")

    fetcher.server.change_json = change
    told = fetcher.refused("boundaries")
    assert "column statcode: is not in the answer; a feature has statnaam, jaarcode, rubriek, code" in told


def test_all_that_is_wrong_is_told_at_once(fetcher: Fetcher) -> None:
    country = fetcher.server.country
    country.population.pop(("GM0363", 2023))
    country.scores.pop(("GM0014", 2022))
    country.shapes.pop("GM0088")
    country.timetable = b"no zip"
    told = fetcher.refused()
    assert [part in told for part in ("GM0363", "GM0014", "GM0088", "is no whole zip")] == [True] * 4


def test_an_answer_under_another_type_is_judged_by_its_body(fetcher: Fetcher) -> None:
    text = b'{"value": [{"Title": "Gebieden in Nederland 2023"}]}'
    fetcher.server.fail("85385NED/TableInfos", body(text, "text/plain"))
    fetcher("population")


@pytest.mark.parametrize("value", ["12.5", "many", "NaN", "Infinity", "1e400000", 1e300, True])
def test_what_is_no_number_of_people_is_named(fetcher: Fetcher, value: Any) -> None:
    def change(path: str, page: dict[str, Any]) -> None:
        for row in page.get("value", []) if "03759ned/TypedDataSet" in path else []:
            if (row["RegioS"].strip(), row["Perioden"]) == ("GM0014", "2023JJ00"):
                row["BevolkingOp1Januari_1"] = value

    fetcher.server.change_json = change
    assert "GM0014" in fetcher.refused("population")


def test_the_noise_of_a_binary_number_is_not_taken_for_decimals(fetcher: Fetcher) -> None:
    """0.17 may travel as 0.16999999999999998; a score that has more decimals than it says stays as it is."""

    def change(path: str, page: dict[str, Any]) -> None:
        for row in page.get("value", []) if "85900NED/TypedDataSet" in path else []:
            noisy = {"GM0014": 0.16999999999999998, "GM0363": 0.1701}.get(row["WijkenEnBuurten"].strip())
            row["GemiddeldeScore_29"] = noisy or row["GemiddeldeScore_29"]

    fetcher.server.change_json = change
    fetcher("ses-woa")
    scores = {row["municipality_code"]: row["ses_woa"] for row in fetcher.table("ses_woa.csv")}
    assert (scores["GM0014"], scores["GM0363"]) == ("0.170", "0.1701")
    assert scores["GM0034"] == score("GM0034", 2022), "as published, with its last zero"
