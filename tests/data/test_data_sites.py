"""The default sites and the start of the housing chain: made again byte for byte, with their totals."""

from fractions import Fraction
from pathlib import Path

import geopandas as gpd
import housing_start
import make_sites
import pandas as pd
import pytest
import shapely
from embedded_data import DATA, read
from historic_sites import listed_sites
from site_rule import AMV_PARTS, AMV_PLACES, PLACES, STAGES

DUE = pd.Timestamp("2025-07-01")
DECISION = pd.Timestamp("2024-12-20")
MORE_THAN_ASKED = {"PV20", "PV21", "PV22", "PV24", "PV29", "PV31"}


def ordinary(sites: pd.DataFrame) -> pd.DataFrame:
    """All but the rows for special reception: those come on top of the rule for the others."""
    return sites[~sites["site_id"].str.startswith("B")]


def durable(sites: pd.DataFrame) -> pd.Series:
    return ~sites["emergency"] & (sites["closes"].isna() | (sites["closes"] >= DUE + pd.DateOffset(years=5)))


def ready_by_due(sites: pd.DataFrame) -> pd.Series:
    lead = DECISION + pd.to_timedelta(7 * sites["lead_time_weeks"], unit="D")
    return sites["existing"] | ((sites["available_from"] <= DUE) & (lead <= DUE))


def test_sites_and_housing_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    make_sites.write(tmp_path)
    for name in ("sites.csv", "housing.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


def test_all_offers_together_are_half_as_much_again_as_the_national_need(sites: pd.DataFrame) -> None:
    assert ordinary(sites)["places_max"].sum() == 144_000  # 1.5 x 96,000
    assert 1_000 <= len(sites) <= 1_150
    assert sites["site_id"].is_unique
    assert sites["name"].is_unique


def test_places_by_stage_are_those_of_the_rule(sites: pd.DataFrame) -> None:
    sites = ordinary(sites)
    totals = dict(zip(STAGES, map(sum, zip(*PLACES.values(), strict=True)), strict=True))
    existing = totals["existing"] + totals["existing_temporary"] + totals["emergency"]
    assert sites.loc[sites["existing"], "places_max"].sum() == existing == 82_750
    assert sites.loc[sites["emergency"], "places_max"].sum() == totals["emergency"] == 23_000
    by_due = sites[durable(sites) & ready_by_due(sites)]
    assert by_due["places_max"].sum() == totals["existing"] + totals["mid_2025"]


def test_provinces_have_the_surplus_or_shortfall_of_the_rule(sites: pd.DataFrame) -> None:
    asked = read("reported_provincial_task_2024").set_index("province_code")["task_places"]
    sites = ordinary(sites)
    by_due = sites[durable(sites) & ready_by_due(sites)].groupby("province_code")["places_max"].sum()
    assert set(asked.index[by_due >= asked]) == MORE_THAN_ASKED


def test_places_for_minors_by_province(sites: pd.DataFrame) -> None:
    amv = sites[sites["location_types"] == "amv"].groupby("province_code")["places_max"].sum()
    parts = {p: sum(round(n * part) for part in AMV_PARTS.values()) for p, n in AMV_PLACES.items()}
    assert amv.to_dict() == parts
    assert amv.sum() == pytest.approx(9_500, abs=12)


def test_some_sites_are_too_small_for_the_legal_minimum(sites: pd.DataFrame) -> None:
    # so that the minimum per municipality, 16 special and 100 regular places, bites
    largest = sites.groupby(["municipality_code", sites["location_types"] == "amv"])["places_max"].sum()
    assert (largest.xs(True, level=1) < 16).any()
    assert (largest.xs(False, level=1) < 100).any()


def test_registration_and_accelerated_sites(sites: pd.DataFrame) -> None:
    registration = sites[sites["location_types"].str.contains("registration")].set_index("name")
    assert registration.loc["Ter Apel - col, pol en vbl", ["location_types", "places_max"]].to_list() == [
        "registration",
        2_000,
    ]
    assert (registration["location_types"] == "registration;azc").sum() == 5
    accelerated = sites[sites["location_types"] == "accelerated;azc"]
    assert accelerated["places_max"].between(300, 800).all()
    assert 15_000 <= accelerated["places_max"].sum() <= 17_000


def test_special_reception_is_offered_in_every_province(sites: pd.DataFrame) -> None:
    special = sites.assign(kind=sites["location_types"].str.split(";")).explode("kind")
    special = special[special["kind"].isin(["htl", "ibo", "return"])]
    assert 60 <= len(special) <= 100
    assert special["province_code"].nunique() == 12
    per_kind = special.groupby("kind")
    assert (per_kind["province_code"].nunique() == 12).all()
    # Asked are 78, 294 and 1,914 places; of htl there is one per province, however few each needs.
    offered = per_kind["places_max"].sum()
    assert 294 < offered["ibo"] < 2 * 294
    assert 1_914 < offered["return"] < 2 * 1_914
    assert offered["htl"] <= 13 * 50


def test_what_is_known_of_special_reception_says_where_it_comes_from(sites: pd.DataFrame) -> None:
    rows = sites.set_index("name")
    assert rows.loc["Htl Hoogeveen", ["location_types", "places_max", "origin"]].to_list() == ["htl", 50, "reported"]
    assert rows.loc["Vbl Ter Apel", ["location_types", "origin"]].to_list() == ["return", "assumption"]
    family = sites[sites["location_types"].str.contains(";return")]
    assert set(family["name"]) == {"Den Helder gezinslocatie", "Emmen", "Goes"}
    assert (family["origin"] == "historic").all()
    invented = sites[sites["site_id"].str.startswith("B") & ~sites["name"].isin(["Htl Hoogeveen", "Vbl Ter Apel"])]
    assert (invented["origin"] == "synthetic").all()


def test_dates_costs_and_sizes_are_sensible(sites: pd.DataFrame) -> None:
    new, emergency = sites[~sites["existing"]], sites[sites["emergency"]]
    assert new["available_from"].between("2025-01-01", "2026-07-01").all()
    assert new["lead_time_weeks"].between(13, 78).all()
    assert emergency["closes"].between("2025-06-30", "2027-01-01").all()
    assert emergency["existing"].all()
    assert emergency["cost_per_place_day_eur"].between(140, 200).all()
    assert (sites["places_min"] / sites["places_max"]).between(0.45, 0.75).all()
    per_place = new["opening_cost_eur"] / new["places_max"]
    assert per_place.between(7_900, 15_100).all()
    assert (sites.loc[sites["existing"], "opening_cost_eur"] == 0).all()


def test_a_few_offers_are_restricted_or_out_of_reach_of_transport(sites: pd.DataFrame) -> None:
    assert 0.02 <= sites["restriction"].notna().mean() <= 0.04
    assert 0.01 <= (~sites["transport_possible"]).mean() <= 0.04


def test_many_municipalities_offer_nothing(sites: pd.DataFrame) -> None:
    assert 60 <= 342 - sites["municipality_code"].nunique() <= 110


def test_every_site_stands_in_the_area_of_its_municipality(sites: pd.DataFrame, boundaries: gpd.GeoDataFrame) -> None:
    place = gpd.GeoSeries(gpd.points_from_xy(sites["lon"], sites["lat"], crs="EPSG:4326")).to_crs("EPSG:28992")
    area = boundaries.set_index("municipality_code").geometry[sites["municipality_code"]]
    outside = sites.loc[~shapely.contains(area.to_numpy(), place.to_numpy()), "site_id"]
    assert outside.to_list() == []


def test_the_list_of_2015_without_empty_rows_and_head_office() -> None:
    listed = listed_sites()
    # 75 rows, of which 7 have no places; the head office is one of these
    assert len(listed) == 68
    assert sum(site.places for site in listed) == 37_480
    assert sum(site.emergency for site in listed) == 14
    assert {"Dronten", "Luttelgeest"} <= {site.name for site in listed if site.label == "azc"}  # 'Acz'
    assert not any("Centraal Bureau" in site.name for site in listed)


def test_housing_adds_up_to_the_reported_totals() -> None:
    housing = read("housing")
    assert housing["waiting_permit_holders"].sum() == 18_500
    assert housing["doorstroom_places"].sum() == 1_200
    assert (housing["doorstroom_places"] > 0).sum() == 22


def test_waiting_permit_holders_fit_in_the_sites_of_their_region(sites: pd.DataFrame) -> None:
    # a person waits at a site in the safety region of the municipality of coupling
    region = read("municipalities").set_index("municipality_code")["veiligheidsregio_code"]
    azc = sites[sites["existing"] & sites["location_types"].str.contains("azc")]
    places = azc.groupby(azc["municipality_code"].map(region))["places_max"].sum()
    housing = read("housing").set_index("municipality_code")["waiting_permit_holders"]
    waiting = housing.groupby(housing.index.map(region)).sum()
    assert (waiting < 0.5 * places.reindex(waiting.index, fill_value=0)).all()


def test_largest_remainder_by_hand() -> None:
    # 10 over weights 1, 1, 1: 3 1/3 each; the one left goes to the first key
    assert housing_start.largest_remainder(10, dict.fromkeys("abc", Fraction(1))) == {"a": 4, "b": 3, "c": 3}
    # 7 over 5 : 3 : 2 gives 3.5, 2.1, 1.4: the largest remainder is a's
    weights = {"a": Fraction(5), "b": Fraction(3), "c": Fraction(2)}
    assert housing_start.largest_remainder(7, weights) == {"a": 4, "b": 2, "c": 1}
