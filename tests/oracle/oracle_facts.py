"""What the oracle knows of a country, read from its tables with plain arithmetic; nothing of ``spreiding.prepare``."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd
from pyproj import Transformer

from spreiding.instance import Instance

SPECIAL = ("htl", "ibo", "rejected", "return")
_GRID = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A site that can be used: ``types`` maps a type to whether transport must be organised."""

    name: str
    municipality: str
    region: str
    at: tuple[float, float]
    least: int
    most: int
    types: dict[str, bool]
    first: int
    last: int
    durable: bool
    existing: bool
    emergency: bool
    opening_eur: float
    day_eur: float
    reserve_eur: float
    ready_soon: bool
    flexible_part: float
    slow_recall: bool
    km: float


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """As the crow flies, in the national grid."""
    return math.dist(a, b) / 1000


def _day(value: object) -> date:
    return pd.Timestamp(value).date()  # type: ignore[arg-type]


class Facts:
    """A country as the oracle sees it."""

    def __init__(self, instance: Instance) -> None:
        self.model, self.law, self.tables = instance.model, instance.law, instance.tables
        self.families, self.selection = self.model.families, instance.selection
        everyone = instance.share.merge(
            self.tables.municipalities[["municipality_code", "lon", "lat", f"{self.model.region}_code"]],
            on="municipality_code",
        )
        self.everyone = everyone.rename(columns={f"{self.model.region}_code": "region"})
        chosen = self.everyone[self.everyone["province_code"].isin(self.selection)]
        self.towns: dict[str, Row] = chosen.set_index("municipality_code").to_dict("index")
        self.occupancy = self.law.number("occupancy_norm_percent") / 100
        self.agreed = {kind: {code: self._agreed(code, kind) for code in self.towns} for kind in ("regular", "amv")}

    def _agreed(self, code: str, kind: str) -> int:
        """Indicative number with what the ledger adds or takes."""
        number = int(self.towns[code][f"indicative_{kind}"])
        for item in self.model.exchanges:
            if item.what == "reception" and item.amv == (kind == "amv"):
                number += item.places * ((item.to_code == code) - (item.from_code == code))
        return number

    @cached_property
    def starts(self) -> list[date]:
        """First days of the quarters, and of the one after the last."""
        begin, days = self.model.horizon.start, []
        for n in range(self.model.horizon.periods + 1):
            month = begin.month - 1 + 3 * n
            days.append(date(begin.year + month // 12, month % 12 + 1, 1))
        return days

    @cached_property
    def periods(self) -> list[int]:
        return list(range(1, self.model.horizon.periods + 1))

    @property
    def due(self) -> int:
        return max(t for t in self.periods if self.starts[t - 1] <= self.model.dates.due)

    @cached_property
    def in_region(self) -> dict[str, list[str]]:
        """Municipalities per region."""
        regions: dict[str, list[str]] = {}
        for code, row in self.towns.items():
            regions.setdefault(row["region"], []).append(code)
        return regions

    @property
    def in_province(self) -> dict[str, list[str]]:
        """Municipalities per selected province."""
        rows = self.towns.items()
        return {name: [code for code, row in rows if row["province_code"] == name] for name in self.selection}

    @property
    def part_of_task(self) -> float:
        """Part of the country's task that is planned for."""
        mine = sum(town["indicative_places"] for town in self.towns.values())
        return float(mine / self.everyone["indicative_places"].sum())

    @cached_property
    def rows(self) -> list[Row]:
        """Sites of the table in the selection, usable or not."""
        return [row for row in self.tables.sites.to_dict("records") if row["municipality_code"] in self.towns]

    @cached_property
    def places(self) -> list[Place]:
        """Sites that can open in some whole quarter as some type."""
        minutes = self.tables.travel_minutes.set_index("site_id").to_dict("index")
        found = [self._place(row, minutes[row["site_id"]]) for row in self.rows]
        return [place for place in found if place.types and place.first <= place.last]

    def _place(self, row: Row, minutes: dict[str, float]) -> Place:
        region = self.towns[row["municipality_code"]]["region"]
        at = _GRID.transform(row["lon"], row["lat"])
        neighbours = [town for town in self.towns.values() if town["region"] == region]
        people = sum(town["population"] for town in neighbours)
        far = sum(kilometres(at, _GRID.transform(t["lon"], t["lat"])) * t["population"] for t in neighbours)
        closes = None if pd.isna(row["closes"]) else _day(row["closes"])
        first, last = self._window(row, closes)
        day, reserve = float(row["cost_per_place_day_eur"]), row["reserve_cost_per_place_day_eur"]
        return Place(
            name=row["site_id"],
            municipality=row["municipality_code"],
            region=region,
            at=at,
            least=int(row["places_min"]),
            most=int(row["places_max"]),
            types=self._types(row, minutes),
            first=first,
            last=last,
            durable=not row["emergency"] and (closes is None or closes >= self._durable_until()),
            existing=bool(row["existing"]),
            emergency=bool(row["emergency"]),
            opening_eur=0.0 if row["existing"] else float(row["opening_cost_eur"]),
            day_eur=day,
            reserve_eur=self.families.stock.reserve_cost_part * day if pd.isna(reserve) else float(reserve),
            ready_soon=row["deployment_weeks"] <= 13,
            flexible_part=float(row["flexible_part"]),
            slow_recall=row["recall_months"] > 3,
            km=far / people,
        )

    def _durable_until(self) -> date:
        due = self.model.dates.due
        return date(due.year + self.law.whole("durable_years"), due.month, due.day)

    def _window(self, row: Row, closes: date | None) -> tuple[int, int]:
        ready = self.model.dates.decision + timedelta(weeks=int(row["lead_time_weeks"]))
        earliest = self.starts[0] if row["existing"] else max(_day(row["available_from"]), ready)
        never = len(self.periods) + 1
        first = next((t for t in self.periods if self.starts[t - 1] >= earliest), never)
        return first, max((t for t in self.periods if closes is None or self.starts[t] <= closes), default=0)

    def _types(self, row: Row, minutes: dict[str, float]) -> dict[str, bool]:
        reach, named, types = self.families.reach, row["location_types"].split(";"), dict[str, bool]()
        if row["restriction"] and self.families.restrictions.policy == "set_aside":
            return {}
        for kind in named:
            if kind in SPECIAL and kind not in self.special_types():
                continue
            limits = reach.limits.get(kind, {}) if reach.enabled else {}
            beyond = any(minutes[f"minutes_{facility}"] > limit for facility, limit in limits.items())
            if not beyond or (row["transport_possible"] and reach.soft):
                types[kind] = beyond
        return types

    def special_types(self) -> list[str]:
        """Types of special reception that are planned for."""
        family = self.families.special
        parts = {"htl": family.htl, "ibo": family.ibo, "return": family.after_rejection}
        return [name for name, part in parts.items() if family.enabled and part is not None]

    def stands_today(self, code: str) -> tuple[int, int]:
        """Places that stand in a municipality at the start, and how many of them are gone at the end in any plan."""
        stay = {place.name for place in self.places if place.last >= self.periods[-1]}
        mine = [row for row in self.rows if row["existing"] and row["municipality_code"] == code]
        leaving = sum(int(row["places_max"]) for row in mine if row["site_id"] not in stay)
        return sum(int(row["places_max"]) for row in mine), leaving

    def staff_today(self, region: str) -> float:
        """Staff of the sites that stand in a region, each as its type that needs most."""
        per_100 = self.families.staff.per_100_places
        mine = [row for row in self.rows if row["existing"] and row["municipality_code"] in self.in_region[region]]
        return sum(
            row["places_max"] * max(per_100.get(kind, 0.0) for kind in row["location_types"].split(";")) / 100
            for row in mine
        )
