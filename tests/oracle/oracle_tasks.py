"""Numbers of municipalities as the oracle has them, and what must be delivered of them by the due date."""

from fractions import Fraction

from oracle_facts import Facts
from oracle_program import Program, Weights, minus, plus, times
from oracle_reception import Opened, most_change, standing

DURABLE = {
    "azc": "ordinary", "accelerated": "ordinary", "amv": "amv",
    "registration": "special", "htl": "special", "ibo": "special", "return": "special",
}  # fmt: skip
MINIMA = {"durable_min_regular": ("ordinary",), "durable_min_special": ("special", "amv")}


def task_of(codes: list[str]) -> Weights:
    """Numbers of municipalities, regular and amv together."""
    return {("task", code, kind): 1.0 for code in codes for kind in ("regular", "amv")}


def write_tasks(p: Program, facts: Facts) -> None:
    """Whole numbers that add up to the task of each province, inside what was agreed."""
    families = facts.families
    for codes in facts.in_province.values():
        for kind in ("regular", "amv"):
            total = sum(facts.agreed[kind][code] for code in codes)
            p.equals(plus(*(p.variable("task", code, kind, most=total, whole=True) for code in codes)), total)
            if facts.model.rest_task.rule == "pro_rata":
                for code, number in _divided(facts, codes, kind).items():
                    p.equals({("task", code, kind): 1.0}, number)
    band = families.municipal_task
    for code in facts.towns:
        agreed, task = facts.agreed["regular"][code] + facts.agreed["amv"][code], task_of([code])
        p.norm(band, times(-1.0, task), -band.min_ratio * agreed)
        if band.max_ratio is not None:
            p.norm(band, task, band.max_ratio * agreed)
    for region, codes in facts.in_region.items():
        number = families.regional_tables.numbers.get(region)
        if number is not None:
            p.norm(families.regional_tables, task_of(codes), number)
            p.norm(families.regional_tables, times(-1.0, task_of(codes)), -number)


def _divided(facts: Facts, codes: list[str], kind: str) -> dict[str, int]:
    """Offers, and place by place the rest: to whom the next place is worth most to, while it is under its number."""
    offers, agreed = facts.model.rest_task.offers, facts.agreed[kind]
    offered = {code: int(getattr(offers[code], kind)) if code in offers else 0 for code in codes}
    rest, extra = sum(agreed[code] - offered[code] for code in codes), dict.fromkeys(codes, 0)
    for _ in range(rest):
        open_to = [code for code in codes if offered[code] + extra[code] < agreed[code]]
        weight = {code: Fraction(agreed[code]) / (2 * extra[code] + 1) for code in open_to}
        extra[max(open_to, key=lambda code: (weight[code], facts.towns[code]["population"]))] += 1
    return {code: offered[code] + extra[code] for code in codes}


def write_delivery(p: Program, facts: Facts, opened: list[Opened]) -> None:
    """Places that last count, from the law's minimum on; what a number misses of them is a shortfall."""
    families, law = facts.families, facts.law
    for code in facts.towns:
        counted = _counted(p, facts, opened, code)
        for minimum, kinds in MINIMA.items():
            sites = [site for kind in kinds for site in _lasting(facts, opened, code, kind)]
            if families.durable_places.enabled and sites:
                counts = p.variable("counts", code, minimum, most=1.0, whole=True)
                total = plus(*(counted[kind] for kind in kinds))
                p.at_most(minus(total, times(sum(site.place.most for site in sites), counts)), 0.0)
                p.norm(families.durable_places, minus(times(law.whole(minimum), counts), total), 0.0)
        regular = plus(counted["ordinary"], counted["special"])
        for kind, places in (("regular", regular), ("amv", counted["amv"])):
            if families.delivery.enabled:
                short = p.variable("short", code, kind) if families.delivery.soft else {}
                p.at_most(minus({("task", code, kind): 1.0}, plus(places, short)), 0.0)


def _counted(p: Program, facts: Facts, opened: list[Opened], code: str) -> dict[str, Weights]:
    counted = {}
    for kind in ("ordinary", "special", "amv"):
        counted[kind] = p.variable("counted", code, kind)
        p.at_most(minus(counted[kind], plus(*(site.places for site in _lasting(facts, opened, code, kind)))), 0.0)
    return counted


def _lasting(facts: Facts, opened: list[Opened], code: str, kind: str) -> list[Opened]:
    """Sites whose places last, and stand at the due date."""
    return [
        site
        for site in opened
        if site.place.municipality == code
        and DURABLE[site.kind] == kind
        and site.place.durable
        and site.open_in(facts.due)
    ]


def write_transition(p: Program, facts: Facts, opened: list[Opened]) -> None:
    """What a municipality may have at the end, beside what stands today."""
    family = facts.families.transition
    for code in facts.towns:
        today, leaving = facts.stands_today(code)
        cap, own = most_change(facts, code), [site for site in opened if site.place.municipality == code]
        if cap < float("inf"):
            at_the_end = standing(own, facts.periods[-1])
            p.norm(family, at_the_end, today + cap)
            p.norm(family, times(-1.0, at_the_end), max(cap, leaving) - today)
