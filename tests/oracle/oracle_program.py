"""The oracle's linear program of a country whose sites, types and opening quarters are given.

Written from the formulas with persons per site and every move between reception, doorstroomlocatie and dwelling as a
variable; solved by SciPy. It shares no code with the model it judges.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from oracle_facts import ACCELERATED, PROCEDURE, Facts, Place, kilometres
from scipy.optimize import linprog

HOME = {
    "registration": "registration", **dict.fromkeys(ACCELERATED, "accelerated"), "regular": "azc",
    "permit_holder": "azc", "amv": "amv", "htl": "htl", "ibo": "ibo", "rejected": "azc", "return": "return",
}  # fmt: skip
FITS = {
    "registration": ("registration", "azc"), **dict.fromkeys(ACCELERATED, ("accelerated", "azc")),
    "regular": ("azc", "accelerated"), "permit_holder": ("azc", "accelerated"), "amv": ("amv",),
    "htl": ("htl",), "ibo": ("ibo",), "rejected": ("azc", "accelerated"), "return": ("return",),
}  # fmt: skip
DOORSTROOM_QUARTERS = 4
Weights = dict[object, float]


@dataclass(frozen=True)
class Opened:
    """A site with the type and the quarter it opens with."""

    place: Place
    kind: str
    opens: int

    def open_in(self, period: int) -> bool:
        return self.opens <= period <= self.place.last


@dataclass
class Program:
    """A linear program by name: ``least <= weights <= most``."""

    columns: dict[object, int] = field(default_factory=dict)
    bounds: list[tuple[float, float | None]] = field(default_factory=list)
    rows: list[tuple[Weights, float]] = field(default_factory=list)
    equal: list[tuple[Weights, float]] = field(default_factory=list)

    def variable(self, *name: object, least: float = 0.0, most: float | None = None) -> object:
        self.columns[name] = len(self.bounds)
        self.bounds.append((least, most))
        return name

    def at_most(self, weights: Weights, limit: float) -> None:
        self.rows.append((weights, limit))

    def equals(self, weights: Weights, value: float) -> None:
        self.equal.append((weights, value))

    def least(self, goal: Weights, limits: list[tuple[Weights, float]]) -> float:
        """Least of a goal under further limits; infinite when that can't be."""
        rows = [*self.rows, *limits]
        answer = linprog(
            self._dense([goal])[0],
            A_ub=self._dense([row for row, _ in rows]) if rows else None,
            b_ub=[limit for _, limit in rows] if rows else None,
            A_eq=self._dense([row for row, _ in self.equal]) if self.equal else None,
            b_eq=[value for _, value in self.equal] if self.equal else None,
            bounds=self.bounds,
            method="highs",
        )
        assert answer.status in (0, 2), answer.message
        return float(answer.fun) if answer.status == 0 else float("inf")

    def _dense(self, rows: list[Weights]) -> np.ndarray:
        body = np.zeros((len(rows), len(self.bounds)))
        for number, row in enumerate(rows):
            for name, weight in row.items():
                body[number, self.columns[name]] += weight
        return body


def plus(*parts: Weights) -> Weights:
    """Add up weights."""
    total: Weights = {}
    for part in parts:
        for name, weight in part.items():
            total[name] = total.get(name, 0.0) + weight
    return total


def times(factor: float, weights: Weights) -> Weights:
    """Multiply weights."""
    return {name: factor * weight for name, weight in weights.items()}


@dataclass
class Case:
    """A program with its goals, but for those of the tasks: they need no program."""

    facts: Facts
    opened: list[Opened]
    program: Program
    goals: dict[str, Weights]
    fixed_cost: float


def build(facts: Facts, opened: list[Opened]) -> Case:
    """Write the program of persons and housing with these sites open."""
    p = Program()
    for site in opened:
        p.variable("places", site.place.name, least=site.place.least, most=site.place.most)
    _persons(p, facts, opened)
    _mix(p, facts, opened)
    _housing(p, facts, opened)
    _permits_without_place(p, facts)
    return Case(facts, opened, p, _goals(p, facts, opened), _fixed_cost(opened))


def _may_stay(facts: Facts, opened: list[Opened], site: Opened, track: str, t: int) -> bool:
    if site.kind not in FITS[track] or not site.open_in(t):
        return False
    family = facts.model.families.registration
    if track != "registration" or site.kind == "registration" or not family.enabled:
        return True
    return any(
        other.kind == "registration"
        and other.open_in(t)
        and kilometres(other.place.at, site.place.at) <= family.max_distance_km
        for other in opened
    )


def _persons(p: Program, facts: Facts, opened: list[Opened]) -> None:
    for t in facts.periods:
        for track in HOME:
            here = [site for site in opened if _may_stay(facts, opened, site, track, t)]
            stay: Weights = {p.variable("persons", site.place.name, track, t): 1.0 for site in here}
            if track != "permit_holder":
                nowhere = p.variable("nowhere", track, t)
                p.equals({**stay, nowhere: 1.0}, facts.demand(track, t))
        for site in opened:
            staying = _staying(p, site, t)
            if staying:
                p.at_most({**staying, ("places", site.place.name): -facts.occupancy}, 0.0)


def _staying(p: Program, site: Opened, t: int, tracks: tuple[str, ...] = tuple(HOME)) -> Weights:
    names = [("persons", site.place.name, track, t) for track in tracks]
    return {name: 1.0 for name in names if name in p.columns}


def _mix(p: Program, facts: Facts, opened: list[Opened]) -> None:
    family = facts.model.families.mix
    if not family.enabled:
        return
    for t in facts.periods:
        total = sum(facts.demand(track, t) for track in ACCELERATED)
        for site in opened:
            group = _staying(p, site, t, ACCELERATED)
            for track in ACCELERATED if group else ():
                part = facts.demand(track, t) / total if total else 0.0
                own: Weights = {("persons", site.place.name, track, t): 1.0}
                p.at_most(plus(own, times(-(part + family.band), group)), 0.0)
                p.at_most(plus(times(-1.0, own), times(part - family.band, group)), 0.0)


def _housing(p: Program, facts: Facts, opened: list[Opened]) -> None:
    for code in facts.towns:
        for t in facts.periods:
            for flow in ("coupled", "housed", "into", "out", "waiting", "late"):
                p.variable(flow, code, t)
    for code in facts.towns:
        _one_town(p, facts, code)
    for region, towns in facts.in_region().items():
        own = [site for site in opened if site.place.region == region]
        for t in facts.periods:
            granted: Weights = {}
            for site in own:
                for track in PROCEDURE:
                    granted = plus(granted, times(facts.permits(track), _staying(p, site, t, (track,))))
            elsewhere: Weights = {p.variable("coupled_nowhere", region, t): 1.0}
            p.equals(plus({("coupled", code, t): 1.0 for code in towns}, times(-1.0, plus(granted, elsewhere))), 0.0)
            living = plus({}, *(_staying(p, site, t, ("permit_holder",)) for site in own))
            nowhere: Weights = {p.variable("nowhere_permit", region, t): 1.0}
            waiting: Weights = {("waiting", code, t): 1.0 for code in towns}
            p.equals(plus(waiting, times(-1.0, plus(living, nowhere))), 0.0)


def _permits_without_place(p: Program, facts: Facts) -> None:
    """Who has no place gets a permit all the same, and is coupled to some region."""
    for t in facts.periods:
        coupled: Weights = {("coupled_nowhere", region, t): 1.0 for region in facts.in_region()}
        granted: Weights = {("nowhere", track, t): -facts.permits(track) for track in PROCEDURE}
        p.equals(plus(coupled, granted), 0.0)


def _one_town(p: Program, facts: Facts, code: str) -> None:
    at_start, doorstroom = facts.housing_row(code)
    for t in facts.periods:
        coupled, housed, into, out = (_so_far(flow, code, t) for flow in ("coupled", "housed", "into", "out"))
        left = plus(housed, into)
        p.equals(plus({("waiting", code, t): 1.0}, times(-1.0, coupled), left), at_start)
        p.at_most(plus(housed, out), facts.dwellings(code, t))
        p.at_most(plus(into, times(-1.0, out)), doorstroom)
        p.at_most(plus(out, times(-1.0, into)), 0.0)
        if t > DOORSTROOM_QUARTERS:
            p.at_most(plus(_so_far("into", code, t - DOORSTROOM_QUARTERS), times(-1.0, out)), 0.0)
        due, due_at_start = _due(facts, code, t, at_start)
        p.at_most(plus(due, times(-1.0, left), {("late", code, t): -1.0}), -due_at_start)


def _so_far(flow: str, code: str, period: int) -> Weights:
    return {(flow, code, t): 1.0 for t in range(1, period + 1)}


def _due(facts: Facts, code: str, t: int, at_start: float) -> tuple[Weights, float]:
    """Who was coupled before a moment 14 weeks before the end of a quarter: weights of flows, and of the stock."""
    moment = 13 * t - facts.law.number("coupling_to_housing_weeks")
    before = facts.model.families.housing.initial_coupling_weeks
    part = {n: min(max((moment - 13 * (n - 1)) / 13, 0.0), 1.0) for n in range(1, t + 1)}
    return {("coupled", code, n): w for n, w in part.items()}, at_start * min(max((before + moment) / before, 0.0), 1.0)


def _goals(p: Program, facts: Facts, opened: list[Opened]) -> dict[str, Weights]:
    nowhere: Weights = {name: 1.0 for name in p.columns if name[0] in ("nowhere", "nowhere_permit")}  # type: ignore[index]
    late: Weights = {name: 1.0 for name in p.columns if name[0] == "late"}  # type: ignore[index]
    km_per_move = next(goal.km_per_move for goal in facts.model.goals if goal.km_per_move)
    transport = facts.model.families.reach.transport_cost_per_place_day_eur
    moves, cost = Weights(), Weights()
    for site in opened:
        quarters = sum(site.open_in(t) for t in facts.periods)
        name = ("places", site.place.name)
        moves[name] = quarters * site.place.km / km_per_move
        per_day = site.place.day_eur + (transport if site.place.types[site.kind] else 0.0)
        cost[name] = quarters * 91 * per_day / 1e6
        for track in (track for track in HOME if site.kind != HOME[track]):
            for t in facts.periods:
                staying = _staying(p, site, t, (track,))
                moves = plus(moves, times(13 / facts.stay(track), staying) if staying else {})
    emergency: Weights = {
        ("places", site.place.name): sum(site.open_in(t) for t in facts.periods)
        for site in opened
        if site.place.emergency
    }
    return {
        "no_place": nowhere,
        "late_housing": late,
        "registration_spread": _off(p, facts, opened, "registration"),
        "special_spread": plus({}, *(_off(p, facts, opened, kind) for kind in facts.special_types())),
        "emergency": emergency,
        "moves_distance": moves,
        "cost": cost,
    }


def _off(p: Program, facts: Facts, opened: list[Opened], kind: str) -> Weights:
    """Per province what lies above or below its part of the places of a type that are needed at the end."""
    last, off = facts.periods[-1], Weights()
    shares = {code: row["indicative_places"] for code, row in facts.towns.items()}
    for province in facts.selection:
        inside = {code for code, row in facts.towns.items() if row["province_code"] == province}
        part = sum(shares[code] for code in inside) / sum(shares.values())
        need = math.ceil(part * facts.demand(kind, last) / facts.occupancy - 1e-9)
        here: Weights = {
            ("places", site.place.name): 1.0
            for site in opened
            if site.kind == kind and site.open_in(last) and site.place.municipality in inside
        }
        name = p.variable("off", kind, province)
        p.at_most(plus(here, {name: -1.0}), need)
        p.at_most(plus(times(-1.0, here), {name: -1.0}), -need)
        off[name] = 1.0
    return off


def _fixed_cost(opened: list[Opened]) -> float:
    return sum(site.place.opening_eur for site in opened if not site.place.existing) / 1e6
