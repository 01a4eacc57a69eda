"""What the oracle knows of a country, read from its tables with plain arithmetic; nothing of ``spreiding.prepare``."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd
from pyproj import Transformer

from spreiding.instance import Instance

PROCEDURE = ("dublin", "safe_country", "low_recognition", "regular")
ACCELERATED = PROCEDURE[:3]
SPECIAL = ("htl", "ibo", "rejected", "return")
_GRID = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


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
        self.selection = instance.selection
        everyone = instance.share.merge(
            self.tables.municipalities[["municipality_code", "lon", "lat", f"{self.model.region}_code"]],
            on="municipality_code",
        )
        self.everyone = everyone.rename(columns={f"{self.model.region}_code": "region"})
        chosen = self.everyone[self.everyone["province_code"].isin(self.selection)]
        self.towns = chosen.set_index("municipality_code").to_dict("index")
        self.occupancy = self.law.number("occupancy_norm_percent") / 100

    @cached_property
    def starts(self) -> list[date]:
        """First days of the quarters, and of the one after the last."""
        begin, days = self.model.horizon.start, []
        for n in range(self.model.horizon.periods + 1):
            month = begin.month - 1 + 3 * n
            days.append(date(begin.year + month // 12, month % 12 + 1, 1))
        return days

    @property
    def periods(self) -> list[int]:
        return list(range(1, self.model.horizon.periods + 1))

    @property
    def due(self) -> int:
        return max(t for t in self.periods if self.starts[t - 1] <= self.model.dates.due)

    def in_region(self) -> dict[str, list[str]]:
        """Municipalities per region."""
        regions: dict[str, list[str]] = {}
        for code, row in self.towns.items():
            regions.setdefault(row["region"], []).append(code)
        return regions

    @cached_property
    def places(self) -> list[Place]:
        """Sites that can open in some whole quarter as some type."""
        minutes = self.tables.travel_minutes.set_index("site_id").to_dict("index")
        rows = [row for row in self.tables.sites.to_dict("records") if row["municipality_code"] in self.towns]
        found = [self._place(row, minutes[row["site_id"]]) for row in rows]
        return [place for place in found if place.types and place.first <= place.last]

    def _place(self, row: dict[str, object], minutes: dict[str, float]) -> Place:
        region = self.towns[str(row["municipality_code"])]["region"]
        at = _GRID.transform(row["lon"], row["lat"])
        neighbours = [town for town in self.towns.values() if town["region"] == region]
        people = sum(town["population"] for town in neighbours)
        far = sum(kilometres(at, _GRID.transform(t["lon"], t["lat"])) * t["population"] for t in neighbours)
        closes = None if pd.isna(row["closes"]) else _day(row["closes"])
        first, last = self._window(row, closes)
        return Place(
            name=str(row["site_id"]),
            municipality=str(row["municipality_code"]),
            region=region,
            at=at,
            least=int(row["places_min"]),  # type: ignore[call-overload]
            most=int(row["places_max"]),  # type: ignore[call-overload]
            types=self._types(row, minutes),
            first=first,
            last=last,
            durable=not row["emergency"] and (closes is None or closes >= self._durable_until()),
            existing=bool(row["existing"]),
            emergency=bool(row["emergency"]),
            opening_eur=float(row["opening_cost_eur"]),  # type: ignore[arg-type]
            day_eur=float(row["cost_per_place_day_eur"]),  # type: ignore[arg-type]
            km=far / people,
        )

    def _durable_until(self) -> date:
        due = self.model.dates.due
        return date(due.year + self.law.whole("durable_years"), due.month, due.day)

    def _window(self, row: dict[str, object], closes: date | None) -> tuple[int, int]:
        ready = self.model.dates.decision + timedelta(weeks=int(row["lead_time_weeks"]))  # type: ignore[call-overload]
        earliest = self.starts[0] if row["existing"] else max(_day(row["available_from"]), ready)
        never = len(self.periods) + 1
        first = next((t for t in self.periods if self.starts[t - 1] >= earliest), never)
        return first, max((t for t in self.periods if closes is None or self.starts[t] <= closes), default=0)

    def _types(self, row: dict[str, object], minutes: dict[str, float]) -> dict[str, bool]:
        families, types = self.model.families, {}
        if row["restriction"] and families.restrictions.policy == "set_aside":
            return {}
        offered = [kind for kind in str(row["location_types"]).split(";") if kind not in SPECIAL]
        offered += [kind for kind in self.special_types() if kind in str(row["location_types"]).split(";")]
        for kind in offered:
            limits = families.reach.limits.get(kind, {}) if families.reach.enabled else {}  # type: ignore[call-overload]
            beyond = any(minutes[f"minutes_{facility}"] > limit for facility, limit in limits.items())
            if not beyond or row["transport_possible"]:
                types[kind] = beyond
        return types

    def demand(self, track: str, period: int) -> float:
        """Persons of a track who need a place."""
        weekly, inflow = self.model.arrivals(period - 1), self.model.inflow
        if track == "registration":
            return weekly * inflow.registration_stay_weeks * self._part_of_registration()
        part = self._part_of_task()
        if track == "amv":
            assert self.model.need is not None
            return self.model.need.amv * self.occupancy * part
        if track in SPECIAL:
            return self._special(track, weekly) * part
        mine = next(item for item in inflow.tracks if item.track == track)
        all_of_them = weekly * mine.share * mine.stay_weeks
        taken = sum(self._special(kind, weekly) for kind in ("htl", "ibo")) if track == "regular" else 0.0
        return (all_of_them - taken) * part

    def _special(self, group: str, weekly: float) -> float:
        """Persons in the country who need special reception: who comes there a week, times the weeks they stay."""
        family, tracks = self.model.families.special, {item.track: item for item in self.model.inflow.tracks}
        after = family.after_rejection
        if not family.enabled:
            return 0.0
        if group in ("htl", "ibo"):
            stay = family.htl if group == "htl" else family.ibo
            return weekly * tracks["regular"].share * stay.share * stay.stay_weeks if stay else 0.0
        if after is None:
            return 0.0
        refused = sum(weekly * tracks[name].share * (1 - tracks[name].recognition) for name in after.tracks)
        if group == "rejected":
            return refused * self.law.number("rejected_reception_days") / 7
        return refused * after.return_share * after.return_stay_weeks

    def special_types(self) -> list[str]:
        """Types of special reception that are planned for."""
        family = self.model.families.special
        parts = {"htl": family.htl, "ibo": family.ibo, "return": family.after_rejection}
        return [name for name, part in parts.items() if family.enabled and part is not None]

    def _part_of_task(self) -> float:
        mine = sum(town["indicative_places"] for town in self.towns.values())
        return float(mine / self.everyone["indicative_places"].sum())

    def _part_of_registration(self) -> float:
        rows = self.tables.sites.to_dict("records")
        today = [row for row in rows if row["existing"] and "registration" in row["location_types"]]
        mine = sum(row["places_max"] for row in today if row["municipality_code"] in self.towns)
        return mine / sum(row["places_max"] for row in today) if today else 0.0

    def stay(self, group: str) -> float:
        """Weeks that one overflow placement lasts."""
        if group == "registration":
            return self.model.inflow.registration_stay_weeks
        if group == "permit_holder":
            return self.law.number("coupling_to_housing_weeks")
        if group == "rejected":
            return self.law.number("rejected_reception_days") / 7
        return next(item.stay_weeks for item in self.model.inflow.tracks if item.track == group)

    def permits(self, track: str) -> float:
        """Permits per person of a track in reception and quarter; nobody is decided in an htl or ibo."""
        mine = next(item for item in self.model.inflow.tracks if item.track == track)
        taken, family = 0.0, self.model.families.special
        if track == "regular" and family.enabled:
            taken = sum(stay.share * stay.stay_weeks for stay in (family.htl, family.ibo) if stay) / mine.stay_weeks
        return mine.recognition * 13 / mine.stay_weeks / (1 - taken)

    def dwellings(self, code: str, period: int) -> float:
        """Dwellings so far: half of what is owed in each half-year, in each of its quarters."""
        backlog, total = int(self.tables.housing.set_index("municipality_code")["backlog_persons"][code]), 0.0
        halves = list(dict.fromkeys(self._half_of(t) for t in self.periods))
        tasks = [self._half_task(code, half) for half in halves]
        for t in range(1, period + 1):
            number = halves.index(self._half_of(t))
            owed, before = (max(backlog + sum(tasks[:n]), 0) if n else 0 for n in (number + 1, number))
            total += self.model.families.housing.realisation * (owed - before) / 2
        return total
        """Dwellings so far: half of each half-year's task, rounded up per municipality, in each of its quarters."""
        tasks = [self.housing_task(code, t) for t in range(1, period + 1)]
        return sum(self.model.families.housing.realisation * task / 2 for task in tasks)

    def housing_task(self, code: str, period: int) -> int:
        """Task of the half-year in which a quarter lies."""
        begin = self.starts[period - 1]
        half = f"{begin.year}-{'I' if begin.month < 7 else 'II'}"
        national = self.tables.housing_task_national.set_index("half_year")["persons"][half]
        people = self.tables.population
        people = people[people["reference_date"] == pd.Timestamp(begin.year - 1, 1, 1)]
        mine = people.set_index("municipality_code")["population"]
        return math.ceil(int(national) * int(mine[code]) / int(mine.sum()) - 1e-9)

    def other_burden(self, code: str) -> float:
        """What Ukraine places and the mean half-yearly housing task weigh in places."""
        weights, ukraine = self.model.families.burdens, self.tables.ukraine
        places = float(ukraine.loc[ukraine["municipality_code"] == code, "places"].sum())
        # By half-year: two quarters of one half-year have the same task.
        tasks = {
            (self.starts[t - 1].year, self.starts[t - 1].month < 7): self.housing_task(code, t) for t in self.periods
        }
        return weights.ukraine_weight * places + weights.housing_weight * sum(tasks.values()) / len(tasks)

    def burdens_off(self, tasks: dict[str, int]) -> float:
        """Per region, what its burdens lie above or below its part by inhabitants, summed."""
        burden = {code: tasks[code] + self.other_burden(code) for code in self.towns}
        people = {code: row["population"] for code, row in self.towns.items()}
        each, off = sum(burden.values()) / sum(people.values()), 0.0
        for codes in self.in_region().values():
            off += abs(sum(burden[code] for code in codes) - each * sum(people[code] for code in codes))
        return off

    def _half_of(self, period: int) -> tuple[int, str]:
        begin = self.starts[period - 1]
        return begin.year, "I" if begin.month < 7 else "II"

    def _half_task(self, code: str, half: tuple[int, str]) -> int:
        """Part of the inhabitants of a year before, rounded up."""
        national = self.tables.housing_task_national.set_index("half_year")["persons"]["-".join(map(str, half))]
        people = self.tables.population
        people = people[people["reference_date"] == pd.Timestamp(half[0] - 1, 1, 1)]
        mine = people.set_index("municipality_code")["population"]
        return math.ceil(int(national) * int(mine[code]) / int(mine.sum()) - 1e-9)

    def housing_row(self, code: str) -> tuple[float, float]:
        """Persons who wait at the start, and doorstroom places."""
        row = self.tables.housing.set_index("municipality_code").loc[code]
        return float(row["waiting_permit_holders"]), float(row["doorstroom_places"])
