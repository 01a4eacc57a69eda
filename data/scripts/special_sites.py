"""Sites for special reception: the htl and the vbl that are known, and invented candidates in every province.

Rule. Per province one candidate for an htl; for ibo and return SPECIAL_OFFERED times the province's part (by its task
of 2024) of SPECIAL_NEED, less the places of known sites, and at least one site where none is known. Municipalities,
postcode points and sizes are drawn as in synthetic_sites.py, after all other sites, so that those stay as they are;
the stage of each is drawn from SPECIAL_STAGES.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import site_values
from places_on_map import Point, read_table
from site_rule import SEED, SPECIAL_NEED, SPECIAL_OFFERED, SPECIAL_STAGES, Site
from synthetic_sites import LEAST, Block, Draw, Municipality, draw_block, finish

INVENTED = "other columns invented by data/scripts/make_sites.py"
HTL_SOURCE = (
    "COA, page on the handhaving en toezichtlocatie: Hoogeveen, since February 2020, at most 50 places; "
    "coordinates of the azc beside it; " + INVENTED
)
VBL_SOURCE = (
    "COA, list of reception sites of November 2015, names the vbl without places of its own: 300 is our choice, on top "
    "of the 2,000 of Ter Apel; " + INVENTED
)
HTL_PLACES, VBL_PLACES = 50, 300


def special_sites(
    others: Sequence[Site],
    municipalities: Sequence[Municipality],
    points: list[Point],
    stations: list[tuple[float, float]],
) -> list[Site]:
    """Make the rows B001, B002, ... of data/sites.csv, after all ``others``."""
    known = _known(others)
    have = _places([*others, *known], {m.code: m.province_code for m in municipalities})
    by_municipality: dict[str, list[Point]] = {}
    for point in points:
        by_municipality.setdefault(point.municipality_code, []).append(point)
    used = {site.name.rsplit(" ", 1)[-1] for site in others if site.site_id.startswith("S")}
    draws: list[Draw] = []
    for block in _blocks(have):
        draws += draw_block(block, municipalities, by_municipality, used, Counter())
    made = [finish(0, _at_stage(draw), points, stations) for draw in draws]
    return [replace(site, site_id=f"B{number:03d}") for number, site in enumerate([*known, *made], start=1)]


def _known(others: Sequence[Site]) -> list[Site]:
    by_name = {site.name: site for site in others}
    htl = _beside(by_name["Hoogeveen"], "Htl Hoogeveen", HTL_PLACES, "htl", date(2020, 2, 1), "reported", HTL_SOURCE)
    apel = by_name["Ter Apel - col, pol en vbl"]
    return [htl, _beside(apel, "Vbl Ter Apel", VBL_PLACES, "return", apel.available_from, "assumption", VBL_SOURCE)]


def _beside(site: Site, name: str, places: int, kind: str, opened: date, origin: str, source: str) -> Site:
    """A site that stands where another does, with a name, size and type of its own."""
    random = Random(f"{SEED}:special:{name}")
    return replace(
        site,
        name=name,
        places_min=site_values.least_places(random, places),
        places_max=places,
        location_types=kind,
        available_from=opened,
        closes=None,
        cost_per_place_day_eur=site_values.cost_per_place_day(random, kind, places),
        origin=origin,
        source=source,
    )


def _places(sites: Sequence[Site], province: dict[str, str]) -> Counter[tuple[str, str]]:
    """Places that are known, per province and special type."""
    places: Counter[tuple[str, str]] = Counter()
    for site in sites:
        for kind in site.location_types.split(";"):
            places[province[site.municipality_code], kind] += site.places_max
    return places


def _blocks(have: Counter[tuple[str, str]]) -> list[Block]:
    tasks = {r["province_code"]: int(r["task_places"]) for r in read_table("reported_provincial_task_2024")}
    blocks = []
    for province in sorted(tasks):
        htl = site_values.htl_size(Random(f"{SEED}:special:{province}"))
        blocks.append(Block(province, "special", "htl", htl))
        for kind, need in SPECIAL_NEED.items():
            known = have[province, kind]
            quota = round(SPECIAL_OFFERED * need * tasks[province] / sum(tasks.values())) - known
            least = 0 if known else LEAST[kind]
            blocks.append(Block(province, "special", kind, max(quota, least)))
    return [block for block in blocks if block.places >= LEAST[block.kind]]


def _at_stage(draw: Draw) -> Draw:
    """The draw with a stage of its own: from that follow dates and whether it stands."""
    random = Random(f"{SEED}:special:{draw.block.kind}:{draw.point.pc4}")
    chances = SPECIAL_STAGES[draw.block.kind]
    stage = random.choices(list(chances), list(chances.values()))[0]
    return replace(draw, block=replace(draw.block, stage=stage))
