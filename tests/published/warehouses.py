"""Published warehouse location instances as countries: our own constraints, nothing added.

A warehouse with an opening cost and a capacity, customers with a demand, and a price for serving a customer from a
warehouse (OR-Library, Beasley 1990). As a country of one quarter in which

* a customer is a province, whose provincial task is its demand;
* a warehouse is a region, in which one site for the accelerated procedure can open (emergency places: they count for no
  task), with the capacity as its most places;
* every pair of the two is a municipality, with one azc that can hold at most the demand, at the price per place.

What moves between warehouse and customer is people: as many as all demands together are in the accelerated procedure,
each gets a permit within the quarter, and there are no dwellings, so all wait in an azc. With everyone in a place, no
shortfall, nobody in overflow and not one place too many,

    places of the azcs in a region = permit holders there = persons in procedure there = places of its accelerated site,

because permits are coupled in the region where they are granted (``housing``), both groups stay within the open places
(``tracks``), a site has places only when it opens and at most its capacity (``sites``), and the azcs of a province
deliver its task (``municipal_task``, ``durable_places``, ``delivery``). ``cost`` is then the published cost.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from builders import Row, Values, arrivals, country, goals, site, town

from spreiding.prepare.case import Case

Whole = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
DAYS, WEEKS = 91, 13
# A price in thousandths: the solver counts in millions, and its own tolerances must stay far below a cent.
FINE = 1000
# Every site lies one kilometre from everyone, so moves_distance counts places, and overflow.
AWAY = (1.0, 0.0)
ORDER = ("no_place", "shortfall", "moves_distance", "cost")


@dataclass(frozen=True)
class Instance:
    """``capacity`` and ``opening`` per warehouse, ``demand`` per customer; ``price`` of all of it, per pair."""

    capacity: Whole
    opening: Numbers
    demand: Whole
    price: Numbers

    def cost(self, opened: Whole, served: Whole) -> float:
        """Cost of an answer, after checking that it is one: by the published rules alone."""
        assert set(np.unique(opened)) <= {0, 1}
        assert (served >= 0).all()
        assert (served.sum(axis=0) == self.demand).all()
        assert (served.sum(axis=1) <= self.capacity * opened).all()
        return float(self.opening @ opened + (self.price * served / np.maximum(self.demand, 1)).sum())


def read(path: Path) -> Instance:
    """Read an instance: m, n; m capacities; m opening costs; n demands; n rows of m prices."""
    words = path.read_text(encoding="ascii").split()
    m, n = int(words[0]), int(words[1])
    numbers = np.array([float(word) for word in words[2:]])
    capacity, opening, demand, price = np.split(numbers, np.cumsum([m, m, n]))
    # Places are whole: with decimals in the file a place is a tenth, a hundredth, ... of its unit.
    decimals = max(len(word.rstrip("0").partition(".")[2]) for word in (*words[2 : 2 + m], *words[2 + 2 * m :][:n]))
    capacity, demand = (np.round(places * 10**decimals).astype(int) for places in (capacity, demand))
    return Instance(capacity, opening, demand, price.reshape(n, m).T)


def as_country(instance: Instance, undivided: bool = False) -> Case:
    """The country; ``undivided``: an azc holds all of a customer's demand or does not open.

    Else the azcs all stand today, which spares the solver a choice for each. No site can have less than one place, so
    every customer then needs one place more from every warehouse, and every region has the places for that.
    """
    m = len(instance.capacity)
    base = 0 if undivided else 1
    need = np.where(instance.demand > 0, instance.demand + base * m, 0)
    pairs = [(i, int(j)) for i in range(m) for j in np.flatnonzero(need)]
    towns = [
        town(f"G{i}-{j}", part, province=f"P{j}", region=f"R{i}")
        for (i, j), part in zip(pairs, _parts(need, pairs, m), strict=True)
    ]
    azcs = [_azc(i, j, instance, undivided) for i, j in pairs]
    doors = [_door(i, f"G{i}-{pairs[0][1]}", instance) for i in range(m) if instance.capacity[i] > 0]
    served = int((need > 0).sum())
    standing = [
        site(f"B{i}", f"G{i}-{pairs[0][1]}", "accelerated", (served, served), at=AWAY, emergency=True)
        for i in range(base * m)
    ]
    model = _model(int(need.sum()))
    return country(towns, [*azcs, *doors, *standing], model, law={"occupancy_norm_percent": 100})


def answer(instance: Instance, plan: Values, undivided: bool = False) -> tuple[Whole, Whole]:
    """Which warehouses the plan opens, and how much of each customer's demand it serves from where."""
    m, n = instance.price.shape
    opened, served = np.zeros(m, dtype=int), np.zeros((m, n), dtype=int)
    for i in range(m):
        if instance.capacity[i] > 0:
            opened[i] = round(plan.at("start", warehouse(i), "accelerated", 1))
        for j in np.flatnonzero(instance.demand):
            served[i, j] = round(plan.at("places", azc(i, int(j)), "azc", 1)) - (not undivided)
    return opened, served


def least_moves(instance: Instance, undivided: bool) -> float:
    """Goal moves_distance without overflow and with no place too many.

    One place per unit of demand at a warehouse and one at the customer, all at one kilometre; a hundred make a move.
    """
    pairs = int((instance.demand > 0).sum()) * len(instance.capacity)
    return float(2 * (instance.demand.sum() + (0 if undivided else pairs)) / 100)


def azc(i: int, j: int) -> str:
    """Code of the site in which customer j is served from warehouse i."""
    return f"S{i}-{j}"


def warehouse(i: int) -> str:
    """Code of the site that is warehouse i."""
    return f"W{i}"


def _azc(i: int, j: int, instance: Instance, undivided: bool) -> Row:
    """Where customer j is served from warehouse i: of one size, or from one place on."""
    demand, price = int(instance.demand[j]), instance.price[i, j] / instance.demand[j]
    sizes = (demand, demand) if undivided else (1, demand + 1)
    cost = FINE * price / DAYS
    return site(azc(i, j), f"G{i}-{j}", "azc", sizes, at=AWAY, existing=not undivided, cost_per_place_day_eur=cost)


def _door(i: int, code: str, instance: Instance) -> Row:
    """Warehouse i itself: what opens at its cost, up to its capacity."""
    most = int(min(instance.capacity[i], instance.demand.sum()))
    cost = round(FINE * instance.opening[i])
    return site(warehouse(i), code, "accelerated", most, at=AWAY, existing=False, emergency=True, opening_cost_eur=cost)


def _parts(need: Whole, pairs: list[tuple[int, int]], m: int) -> list[int]:
    """Indicative shares that add up to the need in every province, and to something in every region."""
    before = np.concatenate([[0], np.cumsum(need)])
    spread = [np.bincount(np.arange(begin, end) % m, minlength=m) for begin, end in pairwise(before)]
    return [int(spread[j][i]) for i, j in pairs]


def _model(total: int) -> Row:
    return {
        "region": "arbeidsmarktregio",  # the kind that may cross provinces
        "need": {"places": total, "amv": 0},
        "inflow": arrivals(total / WEEKS, dublin=(1.0, float(WEEKS), 1.0)),
        "families": {"durable_places": {"enabled": False}, "registration": {"enabled": False}},
        "goals": goals(*ORDER),
    }
