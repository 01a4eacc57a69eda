"""A country so small that every plan within the tolerance can be written down, and goals counted by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from builders import country, goals, site, solve, town

from spreiding.alternative.desk import Desk
from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.near_optimal.within import Space, space_of
from spreiding.solution.settle import settle
from spreiding.solve.engine import Settings
from spreiding.solve.matrix import Vector

SHARE = {"GM1": 6, "GM2": 4, "GM3": 2}
# Municipality, fewest and most places. None stands yet, so each may stay closed.
SITES = {"S1": ("GM1", 2, 4), "S2": ("GM2", 2, 5), "S3": ("GM3", 2, 3), "S4": ("GM2", 2, 4)}
OPENING_EUR, DAY_EUR, DAYS = 1_000_000, 1000.0, 91
SETTINGS = Settings(1, 0)
GOALS = ("shortfall", "unevenness_total", "cost")


@dataclass(frozen=True)
class ByHand:
    """A plan: the number of every municipality and the places of every site, 0 where it is closed."""

    numbers: tuple[int, ...]
    places: tuple[int, ...]

    @property
    def goals(self) -> tuple[float, ...]:
        """Shortfall, unevenness, and cost in millions, as docs/formulation.md has them."""
        given = dict(zip(SHARE, self.numbers, strict=True))
        stands = dict.fromkeys(SHARE, 0)
        for (code, _, _), places in zip(SITES.values(), self.places, strict=True):
            stands[code] += places
        uneven = sum(abs(given[code] - SHARE[code]) for code in SHARE)
        short = sum(max(given[code] - stands[code], 0) for code in SHARE)
        cost = sum(OPENING_EUR * (places > 0) + DAYS * DAY_EUR * places for places in self.places) / 1e6
        return short, uneven, cost

    def distance(self, other: "ByHand") -> int:
        """Numbers that differ, and the most places of sites that only one of the two opens."""
        numbers = sum(abs(one - two) for one, two in zip(self.numbers, other.numbers, strict=True))
        parts = zip(SITES.values(), self.places, other.places, strict=True)
        return numbers + sum(most for (_, _, most), one, two in parts if (one > 0) != (two > 0))


def every_plan() -> Iterator[ByHand]:
    """Every plan there is: numbers that add up to the task, each site closed or with whole places."""
    total = sum(SHARE.values())
    sizes = [(0, *range(least, most + 1)) for _, least, most in SITES.values()]
    for first, second in product(range(total + 1), repeat=2):
        if first + second <= total:
            for places in product(*sizes):
                yield ByHand((first, second, total - first - second), places)


def small_desk() -> Desk:
    """The country solved and settled."""
    sites = [
        site(
            name,
            code,
            "azc",
            (least, most),
            existing=False,
            opening_cost_eur=OPENING_EUR,
            cost_per_place_day_eur=DAY_EUR,
        )
        for name, (code, least, most) in SITES.items()
    ]
    towns = [town(code, share) for code, share in SHARE.items()]
    case = country(towns, sites, {"goals": goals(*GOALS)}, law={"durable_min_regular": 1})
    formulation = build(case)
    matrix = compile_model(formulation.model)
    point = settle(matrix, solve(case).point.vector(matrix), case, formulation.sets)
    return Desk(case, formulation.sets, matrix, point.vector(matrix))


def small_space(tolerance: float) -> Space:
    return space_of(small_desk(), ("PV01",), tolerance)


def by_hand(space: Space, vector: Vector) -> ByHand:
    """A plan of the program in the words of this file."""
    numbers, places = space.counts(vector), dict.fromkeys(SITES, 0)
    for column, value in zip(space.frozen.matrix.columns, vector, strict=True):
        if column.component == "places" and isinstance(column.index, tuple):
            places[str(column.index[0])] += round(float(value))
    return ByHand(tuple(numbers[code] for code in SHARE), tuple(places.values()))


def within(limits: Vector) -> list[ByHand]:
    """All plans whose goals, counted by hand, are at most the limits."""
    most = [float(limit) + 1e-6 for limit in limits]
    return [plan for plan in every_plan() if all(g <= m for g, m in zip(plan.goals, most, strict=True))]


def quiet(done: int, of: int) -> None:
    """Nobody looks at the count."""
