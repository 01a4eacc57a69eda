"""The need, the stable stock, the band above the need, and staff, as the oracle has them."""

from dataclasses import dataclass

from oracle_dwellings import Dwellings, least_waiting
from oracle_facts import Facts
from oracle_people import PROCEDURE, People
from oracle_program import Program, Weights, minus, plus, times
from oracle_reception import HOME, Opened, down, in_use, standing


@dataclass(frozen=True)
class Stock:
    """Places needed per quarter, and the stable stock with its flexible part and its reserve."""

    need: dict[int, float]
    places: float
    flexible: float
    reserve: float
    falls: frozenset[int]
    down_in: frozenset[int]


def stable_stock(facts: Facts, people: People, dwellings: Dwellings) -> Stock:
    """Work out the need and when it is under the stock."""
    names = ("stable_stock_places", "flexible_places", "direct_reserve_places")
    places, flexible, reserve = (facts.part_of_task * facts.law.whole(name) for name in names)
    family, need = facts.families.stock, {}
    if not family.enabled and not facts.families.capacity_band.enabled:
        return Stock({}, places, flexible, reserve, frozenset(), frozenset())
    granted = {t: sum(people.permits(k, t) * people.demand(k, t) for k in PROCEDURE) for t in facts.periods}
    for t in facts.periods:
        persons = sum(people.demand(track, t) for track in HOME if track != "permit_holder")
        need[t] = (persons + least_waiting(dwellings, granted, t)) / facts.occupancy
    falls = frozenset(t for t in facts.periods if need[t] < places and family.enabled)
    always = family.enabled and family.scale_down == "always"
    return Stock(need, places, flexible, reserve, falls, frozenset(facts.periods) if always else falls)


def write_stock(p: Program, facts: Facts, opened: list[Opened], stock: Stock) -> None:
    """What stays, and what of it is flexible and in reserve, while the need is under the stock."""
    family = facts.families.stock
    for t in stock.falls:
        lasting = [site for site in opened if not site.place.emergency]
        p.norm(family, times(-1.0, standing(lasting, t)), -stock.places)
        flexible, reserve = (plus(*(down(p, site, way, t) for site in opened)) for way in ("flexible", "reserve"))
        held = min(stock.flexible + stock.reserve, stock.places - stock.need[t])
        p.norm(family, times(-1.0, plus(flexible, reserve)), -held)
        p.at_most(flexible, stock.flexible)
        p.at_most(reserve, stock.reserve)


def write_band(p: Program, facts: Facts, opened: list[Opened], stock: Stock) -> None:
    """No more places in use than the need and a band above it, or than the stock leaves in use."""
    family = facts.families.capacity_band
    for t in facts.periods if family.enabled else ():
        used = plus(*(in_use(p, site, t) for site in opened if site.open_in(t)))
        stable = stock.places - stock.flexible - stock.reserve if facts.families.stock.enabled else 0.0
        p.norm(family, used, max((1 + family.band) * stock.need[t], stable))


def write_staff(p: Program, facts: Facts, opened: list[Opened]) -> Weights:
    """Staff of every region, its own and that of others; gives what is borrowed."""
    family, all_borrowed = facts.families.staff, Weights()
    for t in facts.periods if family.enabled else ():
        exchanged: Weights = {}
        for region in facts.in_region:
            staff, lent, borrowed = (p.variable(name, region, t) for name in ("staff", "lent", "borrowed"))
            needed = plus(*(
                times(family.per_100_places.get(site.kind, 0.0) / 100, in_use(p, site, t))  # type: ignore[call-overload]
                for site in opened
                if site.place.region == region and site.open_in(t)
            ))  # fmt: skip
            p.at_most(minus(plus(needed, lent), plus(staff, borrowed)), 0.0)
            p.at_most(minus(lent, times(family.lent_part, staff)), 0.0)
            before: Weights = {("staff", region, t - 1): 1.0} if t > 1 else {("one",): facts.staff_today(region)}
            p.norm(family, minus(staff, times(1 + family.growth, before)), family.new_staff)
            exchanged = plus(exchanged, borrowed, times(-1.0, lent))
            all_borrowed = plus(all_borrowed, borrowed)
        p.equals(exchanged, 0.0)
    return all_borrowed
