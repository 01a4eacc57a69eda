"""Housing as the oracle knows it: what municipalities owe, and the flows from reception to a dwelling."""

import math

import pandas as pd
from oracle_facts import Facts
from oracle_program import NEVER, ONE, Program, Weights, minus, plus, times

DOORSTROOM_QUARTERS = 4
PLENTY = 1e6  # dwellings, while the norm is off
FLOWS = ("coupled", "housed", "into", "out", "waiting", "late")


class Dwellings:
    """Tasks and dwellings per municipality."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.tables = facts, facts.tables
        self.halves = list(dict.fromkeys(self._half_of(t) for t in facts.periods))
        self.rows = self.tables.housing.set_index("municipality_code").to_dict("index")
        self.tasks = {code: [self._task(code, half) for half in self.halves] for code in facts.towns}
        self.late_of_stock: dict[tuple[str, int], float] = {}

    def _half_of(self, period: int) -> str:
        begin = self.facts.starts[period - 1]
        return f"{begin.year}-{'I' if begin.month < 7 else 'II'}"

    def _task(self, code: str, half: str) -> int:
        """Part of the inhabitants of a year before, rounded up, with what the ledger adds or takes."""
        national = self.tables.housing_task_national.set_index("half_year")["persons"][half]
        people = self.tables.population
        people = people[people["reference_date"] == pd.Timestamp(int(half[:4]) - 1, 1, 1)]
        mine = people.set_index("municipality_code")["population"]
        number = math.ceil(int(national) * int(mine[code]) / int(mine.sum()) - 1e-9)
        for item in self.facts.model.exchanges:
            if item.what == "housing" and item.half_year == half:
                number += item.persons * ((item.to_code == code) - (item.from_code == code))
        return number

    def so_far(self, code: str, period: int) -> float:
        """Dwellings so far: half of what is owed in each half-year, in each of its quarters."""
        if not self.facts.families.housing.enabled:
            return PLENTY
        backlog, total, tasks = int(self.rows[code]["backlog_persons"]), 0.0, self.tasks[code]
        for t in range(1, period + 1):
            number = self.halves.index(self._half_of(t))
            owed, before = (max(backlog + sum(tasks[:n]), 0) if n else 0 for n in (number + 1, number))
            total += self.facts.families.housing.realisation * (owed - before) / 2
        return total

    def other_burden(self, code: str) -> float:
        """What Ukraine places and the mean half-yearly housing task weigh in places."""
        weights, ukraine = self.facts.families.burdens, self.tables.ukraine
        places = float(ukraine.loc[ukraine["municipality_code"] == code, "places"].sum())
        mean = sum(self.tasks[code]) / len(self.halves)
        return weights.ukraine_weight * places + weights.housing_weight * mean

    def at_start(self, code: str) -> tuple[float, float]:
        """Persons who wait at the start, and doorstroom places."""
        return float(self.rows[code]["waiting_permit_holders"]), float(self.rows[code]["doorstroom_places"])


def write_towns(p: Program, dwellings: Dwellings) -> None:
    """Who is coupled, waits and leaves in every municipality, one move a variable."""
    for code in dwellings.facts.towns:
        _one_town(p, dwellings, code)
        if dwellings.facts.families.housing.hard:
            for t in dwellings.facts.periods:
                p.at_most({("late", code, t): 1.0}, _late_of_stock(dwellings, code, t))


def _one_town(p: Program, dwellings: Dwellings, code: str) -> None:
    facts, (at_start, doorstroom) = dwellings.facts, dwellings.at_start(code)
    for t in facts.periods:
        for flow in FLOWS:
            p.variable(flow, code, t)
        coupled, housed, into, out = (_so_far(flow, code, t) for flow in FLOWS[:4])
        left = plus(housed, into)
        p.equals(plus({("waiting", code, t): 1.0}, times(-1.0, coupled), left), at_start)
        p.at_most(plus(housed, out), dwellings.so_far(code, t))
        p.at_most(minus(into, out), doorstroom)
        p.at_most(minus(out, into), 0.0)
        if t > DOORSTROOM_QUARTERS:
            p.at_most(minus(_so_far("into", code, t - DOORSTROOM_QUARTERS), out), 0.0)
        p.at_most(minus(_due(facts, code, t, at_start), plus(left, {("late", code, t): 1.0})), 0.0)


def _so_far(flow: str, code: str, period: int) -> Weights:
    return {(flow, code, t): 1.0 for t in range(1, period + 1)}


def _due(facts: Facts, code: str, t: int, at_start: float) -> Weights:
    """Who was coupled before a moment 14 weeks before the end of a quarter, the stock of the start among them."""
    moment = 13 * t - facts.law.number("coupling_to_housing_weeks")
    before = facts.families.housing.initial_coupling_weeks
    part = {n: min(max((moment - 13 * (n - 1)) / 13, 0.0), 1.0) for n in range(1, t + 1)}
    stock: Weights = {ONE: at_start * min(max((before + moment) / before, 0.0), 1.0)}
    return plus(stock, {("coupled", code, n): weight for n, weight in part.items()})


def _late_of_stock(dwellings: Dwellings, code: str, period: int) -> float:
    """Who of the stock at the start is late whatever is done: nobody else is coupled."""
    if (code, period) not in dwellings.late_of_stock:
        p = Program()
        _one_town(p, dwellings, code)
        p.equals(_so_far("coupled", code, dwellings.facts.periods[-1]), 0.0)
        dwellings.late_of_stock[code, period] = p.least({("late", code, period): 1.0}, [])
    return dwellings.late_of_stock[code, period]


def least_waiting(dwellings: Dwellings, granted: dict[int, float], period: int) -> float:
    """Fewest who wait for a dwelling at the end of a quarter, when permits may be coupled anywhere."""
    p = Program()
    towns = dwellings.facts.towns
    for code in towns:
        _one_town(p, dwellings, code)
    for t, permits in granted.items():
        p.equals({("coupled", code, t): 1.0 for code in towns}, permits)
    least = p.least({("waiting", code, period): 1.0 for code in towns}, [])
    assert least < NEVER
    return least
