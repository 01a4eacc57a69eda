"""Invented sites at postcode points, one random stream per block (province, stage and kind).

Rule of a block: draw a municipality of the province that is willing and below its cap (or, when none is, just
willing), with a chance in proportion to inhabitants to the power 0.75 times its willingness; draw one of its
postcode points not used before; draw a size; go on until the block's places of site_rule.PLACES (less those
of the historic sites) are reached.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import site_values
from places_on_map import METRES_PER_DEGREE, Point, margin, metres
from site_rule import (
    ACCELERATED_SHARE,
    AMV_PARTS,
    AMV_PLACES,
    CAP_MINIMUM,
    CAP_OF_POPULATION,
    CELL_MARGIN_METRES,
    JITTER_METRES,
    PLACES,
    SEED,
    SMALL_SITE_SHARE,
    STAGES,
    WILLING_SHARE,
    Site,
)

SOURCE = "invented by data/scripts/make_sites.py, seed " + SEED
NAMES = {
    "azc": "Azc",
    "accelerated": "Azc procesopvang",
    "amv": "Amv-locatie",
    "emergency": "Noodopvang",
    "registration": "Azc met aanmeldcentrum",
    "htl": "Htl",
    "ibo": "Ibo-locatie",
    "return": "Gezinslocatie",
}
TYPES = {
    "azc": "azc",
    "accelerated": "accelerated;azc",
    "amv": "amv",
    "emergency": "azc",
    "registration": "registration;azc",
    "htl": "htl",
    "ibo": "ibo",
    "return": "return",
}
ZEVENAAR = "GM0299"  # our choice: a large municipality on a motorway and a railway in the east
ZEVENAAR_PLACES = 600
REMOTE_METRES = 8_000  # from a station; one in eight of these offers has no room for organised transport
REMOTE_SHARE = 0.125
SIZES: Mapping[str, Callable[[Random], int]] = {
    "azc": lambda random: site_values.regular_size(random, SMALL_SITE_SHARE),
    "accelerated": site_values.accelerated_size,
    "amv": site_values.amv_size,
    "emergency": site_values.emergency_size,
    "htl": site_values.htl_size,
    "ibo": site_values.ibo_size,
    "return": site_values.return_size,
}
LEAST = {"azc": 40, "accelerated": 300, "amv": 10, "emergency": 50, "htl": 24, "ibo": 16, "return": 40}


@dataclass(frozen=True)
class Municipality:
    """What the generator knows of a municipality."""

    code: str
    name: str
    province_code: str
    population: int


@dataclass(frozen=True)
class Block:
    """Places to be made in one province, stage and kind of site."""

    province_code: str
    stage: str
    kind: str
    places: int


@dataclass(frozen=True)
class Draw:
    """One drawn site before its properties."""

    block: Block
    municipality: Municipality
    point: Point
    places: int


def blocks(historic: Mapping[tuple[str, str], int]) -> list[Block]:
    """List the blocks; ``historic`` has the places of the 2015 sites per province and stage."""
    return [b for province in PLACES for stage in STAGES for b in _blocks_of(province, stage, historic) if b.places]


def _blocks_of(province: str, stage: str, historic: Mapping[tuple[str, str], int]) -> list[Block]:
    quota = PLACES[province][STAGES.index(stage)] - historic.get((province, stage), 0)
    if stage == "emergency":
        return [Block(province, stage, "emergency", quota)]
    amv = round(AMV_PLACES[province] * AMV_PARTS.get(stage, 0.0))
    if (province, stage) == ("PV25", "mid_2025"):
        quota -= ZEVENAAR_PLACES
    durable = stage in AMV_PARTS
    accelerated = round((quota - amv) * ACCELERATED_SHARE) if durable else 0
    accelerated = max(accelerated, 300) if accelerated >= 150 else 0
    regular = quota - amv - accelerated
    return [
        Block(province, stage, "accelerated", accelerated),
        Block(province, stage, "azc", regular),
        Block(province, stage, "amv", amv),
    ]


def draw_block(
    block: Block,
    municipalities: Sequence[Municipality],
    points: Mapping[str, Sequence[Point]],
    used: set[str],
    load: Counter[str],
) -> list[Draw]:
    """Draw the sites of one block; adds to ``used`` postcodes and the ``load`` of municipalities."""
    random = Random(f"{SEED}:{block.province_code}:{block.stage}:{block.kind}")
    draws: list[Draw] = []
    left = block.places
    while left > 0:
        size = _last_fits(SIZES[block.kind](random), left, LEAST[block.kind])
        willing = [m for m in municipalities if _willing(m, block.province_code, points, used)]
        free = [m for m in willing if block.kind == "amv" or load[m.code] + size <= _cap(m)] or willing
        chosen = random.choices(free, [m.population**0.75 * willingness(m) for m in free])[0]
        point = random.choice([p for p in points[chosen.code] if p.pc4 not in used])
        used.add(point.pc4)
        load[chosen.code] += size if block.kind != "amv" else 0
        draws.append(Draw(block, chosen, point, size))
        left -= size
    return draws


def _last_fits(size: int, left: int, least: int) -> int:
    """The size, or all that is left when too little would remain for another site."""
    return left if left - size < least else size


def _willing(m: Municipality, province: str, points: Mapping[str, Sequence[Point]], used: set[str]) -> bool:
    offers = m.province_code == province and willingness(m) > 0.0
    return offers and any(p.pc4 not in used for p in points[m.code])


def _cap(m: Municipality) -> float:
    return max(CAP_MINIMUM, CAP_OF_POPULATION * m.population)


def willingness(m: Municipality) -> float:
    """0 for a municipality that offers nothing, else between 0.4 and 2."""
    random = Random(f"{SEED}:willing:{m.code}")
    return 0.4 + 1.6 * random.random() if random.random() < WILLING_SHARE else 0.0


def zevenaar(municipalities: Sequence[Municipality], points: Mapping[str, Sequence[Point]]) -> Draw:
    """The one new candidate for a registration site."""
    municipality = next(m for m in municipalities if m.code == ZEVENAAR)
    point = max(points[ZEVENAAR], key=lambda p: p.population)
    return Draw(Block("PV25", "mid_2025", "registration", ZEVENAAR_PLACES), municipality, point, ZEVENAAR_PLACES)


def finish(number: int, draw: Draw, points: list[Point], stations: list[tuple[float, float]]) -> Site:
    """Give a drawn site its properties."""
    random = Random(f"{SEED}:properties:{draw.point.pc4}")
    kind, block = draw.block.kind, draw.block
    term = site_values.term(random, block.stage)
    existing = block.stage in ("existing", "existing_temporary", "emergency")
    lon, lat = _position(random, draw, points)
    remote = min(metres(lon, lat, *station) for station in stations) > REMOTE_METRES
    cost = "azc" if kind == "accelerated" else kind
    operator, owner = site_values.who_runs(random, kind == "azc" and draw.places <= 90)
    return Site(
        f"S{number:04d}",
        f"{NAMES[kind]} {draw.municipality.name} {draw.point.pc4}",
        draw.municipality.code,
        f"{lon:.5f}",
        f"{lat:.5f}",
        site_values.least_places(random, draw.places),
        draw.places,
        TYPES[kind],
        term.available_from,
        term.lead_time_weeks,
        term.closes,
        existing,
        kind == "emergency",
        site_values.restriction(random) if kind == "azc" else "",
        not (remote and random.random() < REMOTE_SHARE),
        0 if existing else site_values.opening_cost(random, draw.places),
        site_values.cost_per_place_day(random, cost, draw.places),
        operator,
        owner,
        "synthetic",
        SOURCE,
    )


def _position(random: Random, draw: Draw, points: list[Point]) -> tuple[float, float]:
    """The postcode point moved a little, unless that comes near the edge of the municipality's cell."""
    step = JITTER_METRES / METRES_PER_DEGREE
    lon = draw.point.lon + random.uniform(-step, step)
    lat = draw.point.lat + random.uniform(-step, step)
    if margin(points, draw.municipality.code, lon, lat) > CELL_MARGIN_METRES:
        return lon, lat
    return draw.point.lon, draw.point.lat
