"""What every goal counts, as weights in the oracle's program."""

import math

from oracle_dwellings import Dwellings
from oracle_facts import Facts, Place
from oracle_people import People
from oracle_program import ONE, Program, Weights, minus, plus, times
from oracle_reception import HOME, Opened, down, in_use, standing, staying
from oracle_tasks import task_of

MILLION = 1e6


def write_goals(
    p: Program, facts: Facts, people: People, dwellings: Dwellings, opened: list[Opened], borrowed: Weights
) -> dict[str, Weights]:
    """Every goal by name; some have variables of their own."""
    return {
        "no_place": _all(p, "nowhere", "nowhere_permit"),
        "shortfall": _all(p, "short"),
        "unevenness_total": _uneven(p, facts),
        "unevenness_worst": _worst(p, facts),
        "registration_spread": _spread(p, facts, people, opened, "registration"),
        "special_spread": plus(*(_spread(p, facts, people, opened, kind) for kind in facts.special_types())),
        "emergency": _place_quarters(p, facts, [site for site in opened if site.place.emergency]),
        "late_housing": _all(p, "late"),
        "soft_norms": plus(p.passed, _given_up(facts, opened)),
        "burden_balance": _burdens(p, facts, dwellings) if facts.families.burdens.enabled else {},
        "moves_distance": _moves(p, facts, people, opened),
        "cost": _cost(p, facts, opened, borrowed),
    }


def _all(p: Program, *kinds: str) -> Weights:
    return {name: 1.0 for name in p.columns if name[0] in kinds}  # type: ignore[index]


def _uneven(p: Program, facts: Facts) -> Weights:
    """Numbers beside the shares."""
    pairs = [(code, kind) for code in facts.towns for kind in ("regular", "amv")]
    off = [p.apart({("task", *pair): 1.0}, facts.agreed[pair[1]][pair[0]], "uneven", *pair) for pair in pairs]
    return plus(*off)


def _worst(p: Program, facts: Facts) -> Weights:
    worst = p.variable("worst")
    for code in facts.towns:
        agreed = facts.agreed["regular"][code] + facts.agreed["amv"][code]
        off = p.apart(task_of([code]), agreed, "beside", code)
        p.at_most(minus(off, times(max(agreed, 1), worst)), 0.0)
    return worst


def _spread(p: Program, facts: Facts, people: People, opened: list[Opened], kind: str) -> Weights:
    """Per province what lies above or below its part of the places of a type that the country needs at the end."""
    last, off = facts.periods[-1], Weights()
    shares = {code: row["indicative_places"] for code, row in facts.towns.items()}
    for province, codes in facts.in_province.items():
        part = sum(shares[code] for code in codes) / int(facts.everyone["indicative_places"].sum())
        need = math.ceil(part * people.in_the_country(kind, last) / facts.occupancy - 1e-9)
        here = [site for site in opened if site.kind == kind and site.place.municipality in codes]
        off = plus(off, p.apart(standing(here, last), need, "off", kind, province))
    return off


def _burdens(p: Program, facts: Facts, dwellings: Dwellings) -> Weights:
    """Per region, what its burdens lie above or below its part by inhabitants."""
    other = {code: dwellings.other_burden(code) for code in facts.towns}
    people = {code: row["population"] for code, row in facts.towns.items()}
    each = (sum(sum(numbers.values()) for numbers in facts.agreed.values()) + sum(other.values())) / sum(
        people.values()
    )
    return plus(*(
        p.apart(task_of(codes), sum(each * people[code] - other[code] for code in codes), "burden", region)
        for region, codes in facts.in_region.items()
    ))  # fmt: skip


def _given_up(facts: Facts, opened: list[Opened]) -> Weights:
    """Places of sites that stand today and are closed."""
    family, names = facts.families.existing_sites, {site.name for site in opened}
    closed: list[Place] = [place for place in facts.places if place.existing and place.name not in names]
    return {ONE: family.weight * sum(place.most for place in closed)} if family.soft else {}


def _place_quarters(p: Program, facts: Facts, sites: list[Opened]) -> Weights:
    """Places times quarters, without what is given up."""
    pairs = [(site, t) for site in sites for t in facts.periods if site.open_in(t)]
    return plus(*(minus(site.places, down(p, site, "given_up", t)) for site, t in pairs))


def _moves(p: Program, facts: Facts, people: People, opened: list[Opened]) -> Weights:
    km_per_move = next(goal.km_per_move for goal in facts.model.goals if goal.km_per_move)
    parts = []
    for site in opened:
        parts.append(times(site.place.km / km_per_move, _place_quarters(p, facts, [site])))
        for track in (track for track in HOME if site.kind != HOME[track]):
            if facts.families.tracks.enabled or track == "registration":
                here = plus(*(staying(p, site, t, (track,)) for t in facts.periods))
                parts.append(times(13 / people.stay(track), here) if here else {})
    return plus(*parts)


def _cost(p: Program, facts: Facts, opened: list[Opened], borrowed: Weights) -> Weights:
    families = facts.families
    parts = [times(91 * families.staff.exchange_cost_eur_per_day / MILLION, borrowed)]
    for site in opened:
        parts.append({ONE: site.place.opening_eur / MILLION})
        transport = families.reach.transport_cost_per_place_day_eur if site.place.types[site.kind] else 0.0
        for t in (t for t in facts.periods if site.open_in(t)):
            per_day = (site.place.day_eur + transport, in_use(p, site, t))
            in_reserve = (site.place.reserve_eur, down(p, site, "reserve", t))
            parts += [times(91 * eur / MILLION, places) for eur, places in (per_day, in_reserve)]
    return plus(*parts)
