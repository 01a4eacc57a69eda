"""The figures that the local server publishes: the 342 municipalities with numbers of its own."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd

from spreiding import paths

YEARS = (2022, 2023, 2024, 2025)
EXTINCT = "GM0003"  # Appingedam, until 2021: CBS keeps its rows, without figures
_REGIONS = (
    ("province", "Provincies"),
    ("veiligheidsregio", "Veiligheidsregio's"),
    ("arbeidsmarktregio", "Arbeidsmarktregio's"),
    ("corop", "COROP-gebieden"),
)
AREA_COLUMNS = {
    "Naam_2": ("municipality", "Codes en namen van gemeenten", "Naam"),
    **{
        f"{title}_{10 + 2 * number + step}": (
            f"{name}_code" if title == "Code" else name,
            group,
            title,
        )
        for number, (name, group) in enumerate(_REGIONS)
        for step, title in enumerate(("Code", "Naam"))
    },
    # These look like the ones that are wanted: only the beginning of the group's title tells them apart.
    "Code_90": ("corop_code", "COROP-plusgebieden", "Code"),
    "Code_92": ("arbeidsmarktregio_code", "Regioplus-arbeidsmarktregio's", "Code"),
}


def embedded(name: str) -> list[dict[str, str]]:
    with (paths.DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def inhabitants(code: str, year: int) -> int:
    return 20_000 + 37 * int(code[2:]) + (year - 2000)


def score(code: str, year: int) -> str:
    """Three decimals as CBS publishes them; some end in a zero that a float would lose."""
    return f"{((7 * int(code[2:]) + year) % 700 - 350) / 1000:.3f}"


@dataclass
class Country:
    """What the server knows; a test changes it before it asks."""

    municipalities: list[dict[str, str]] = field(default_factory=lambda: embedded("municipalities.csv"))
    population: dict[tuple[str, int], int | None] = field(default_factory=dict)
    scores: dict[tuple[str, int], str | None] = field(default_factory=dict)
    shapes: dict[str, Any] = field(default_factory=dict)  # code -> GeoJSON geometry in RD
    shape_years: tuple[int, ...] = (2023, 2024)
    timetable: bytes = b""

    @classmethod
    def make(cls) -> "Country":
        country = cls()
        codes = [row["municipality_code"] for row in country.municipalities]
        country.population = {(code, year): inhabitants(code, year) for code in codes for year in YEARS}
        # In 2022 there was one municipality more: that date must not get into a folder of 2023.
        country.population[(EXTINCT, 2022)] = 12_345
        country.scores = {(code, year): score(code, year) for code in codes for year in (2021, 2022)}
        frame = gpd.read_file(paths.DATA / "boundaries_schematic.gpkg")[["municipality_code", "geometry"]]
        frame = frame.assign(geometry=frame.simplify(2_000))
        features = json.loads(frame.to_json(drop_id=True))["features"]
        country.shapes = {f["properties"]["municipality_code"]: f["geometry"] for f in features}
        country.timetable = feed()
        return country

    def copy(self) -> "Country":
        """One that a test may change; the shapes themselves are never changed, only replaced."""
        rows = [dict(row) for row in self.municipalities]
        return Country(
            rows, dict(self.population), dict(self.scores), dict(self.shapes), self.shape_years, self.timetable
        )


def feed(members: dict[str, str] | None = None) -> bytes:
    """A GTFS feed, small but whole; incompressible filling makes it long enough to break off."""
    content = {
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nX,X,https://x.nl,Europe/Amsterdam\n",
        "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n1,Here,52.1,5.1\n",
        "routes.txt": "route_id,agency_id,route_short_name,route_type\n1,X,1,3\n",
        "trips.txt": "route_id,service_id,trip_id\n1,1,1\n",
        "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n1,08:00:00,08:00:00,1,1\n"
        * 8_000,
        "calendar_dates.txt": "service_id,date,exception_type\n1,20231006,1\n",
        "feed_info.txt": "feed_publisher_name,feed_start_date,feed_end_date,feed_version\nOVapi,20231006,20231212,7\n",
    }
    content.update(members or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, text in content.items():
            file.writestr(name, text)
    return buffer.getvalue()
