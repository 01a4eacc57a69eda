"""Places and persons as the oracle has them: per site, per way of scaling down, per track, per quarter."""

from dataclasses import dataclass

from oracle_facts import Facts, Place, kilometres
from oracle_people import ACCELERATED, PROCEDURE, People
from oracle_program import Program, Weights, minus, plus, times

HOME = {
    "registration": "registration", **dict.fromkeys(ACCELERATED, "accelerated"), "regular": "azc",
    "permit_holder": "azc", "amv": "amv", "htl": "htl", "ibo": "ibo", "rejected": "azc", "return": "return",
}  # fmt: skip
FITS = {
    "registration": ("registration", "azc"), **dict.fromkeys(ACCELERATED, ("accelerated", "azc")),
    "regular": ("azc", "accelerated"), "permit_holder": ("azc", "accelerated"), "amv": ("amv",),
    "htl": ("htl",), "ibo": ("ibo",), "rejected": ("azc", "accelerated"), "return": ("return",),
}  # fmt: skip
AZC = ("azc", "accelerated")


@dataclass(frozen=True)
class Opened:
    """A site with the type and the quarter it opens with."""

    place: Place
    kind: str
    opens: int

    @property
    def name(self) -> str:
        return self.place.name

    @property
    def places(self) -> Weights:
        """Its places, as they stand."""
        return {("places", self.name): 1.0}

    def open_in(self, period: int) -> bool:
        return self.opens <= period <= self.place.last


def standing(sites: list[Opened], period: int) -> Weights:
    """Places that stand in a quarter, in use or not."""
    return plus(*(site.places for site in sites if site.open_in(period)))


def in_use(p: Program, site: Opened, period: int) -> Weights:
    """Places of a site that are not scaled down."""
    return minus(site.places, plus(*(down(p, site, way, period) for way in ("reserve", "flexible", "given_up"))))


def down(p: Program, site: Opened, way: str, period: int) -> Weights:
    """Places of a site that are scaled down in some way."""
    name = ("scaled", way, site.name, period)
    return {name: 1.0} if name in p.columns else {}


def write_places(p: Program, facts: Facts, opened: list[Opened], down_in: set[int]) -> None:
    """Places of every site, and which of them are scaled down. ``down_in``: quarters in which azcs may be."""
    for site in opened:
        p.variable(*("places", site.name), least=site.place.least, most=site.place.most, whole=_whole(facts, site))
        for t in (t for t in facts.periods if site.open_in(t)):
            for way in _ways(facts, site, t, down_in):
                p.variable("scaled", way, site.name, t)
            p.at_most(times(-1.0, in_use(p, site, t)), 0.0)
            p.at_most(minus(down(p, site, "flexible", t), times(site.place.flexible_part, site.places)), 0.0)
        for t in (t for t in facts.periods[1:] if site.open_in(t)):
            before = (down(p, site, "given_up", t - 1), down(p, site, "flexible", t - 1))
            p.at_most(minus(before[0], down(p, site, "given_up", t)), 0.0)
            if site.place.slow_recall:
                new = minus(before[1], down(p, site, "flexible", t - 2))
                p.at_most(minus(new, down(p, site, "flexible", t)), 0.0)


def _ways(facts: Facts, site: Opened, period: int, down_in: set[int]) -> list[str]:
    place = site.place
    if place.emergency:
        run_down = facts.families.existing_sites.emergency == "run_down"
        return ["given_up"] if run_down and place.existing and period > 1 else []
    if site.kind not in AZC or period not in down_in:
        return []
    return ["reserve"] * place.ready_soon + ["flexible"] * (place.flexible_part > 0)


def _whole(facts: Facts, site: Opened) -> bool:
    """Where a hard norm caps places they are whole."""
    families, end = facts.families, facts.periods[-1]
    if families.capacity_band.hard or families.staff.hard:
        return True
    if not families.transition.hard or site.place.last < end:
        return False
    code = site.place.municipality
    most = sum(place.most for place in facts.places if place.municipality == code and place.last >= end)
    return facts.stands_today(code)[0] + most_change(facts, code) < most


def most_change(facts: Facts, code: str) -> float:
    """The cap on change of the norm `transition`."""
    family, today = facts.families.transition, facts.stands_today(code)[0]
    caps = [float("inf") if family.max_change_places is None else family.max_change_places]
    if family.max_change_ratio is not None and today:
        caps.append(int(family.max_change_ratio * today + 1e-9))
    return min(caps)


def staying(p: Program, site: Opened, t: int, tracks: tuple[str, ...] = tuple(HOME)) -> Weights:
    """Persons at a site."""
    names = [("persons", site.name, track, t) for track in tracks]
    return {name: 1.0 for name in names if name in p.columns}


def write_persons(p: Program, facts: Facts, people: People, opened: list[Opened]) -> None:
    """Where everyone stays, or that there is no place."""
    for t in facts.periods:
        for track in HOME:
            here = [site for site in opened if site.open_in(t) and _fits(facts, site, track)]
            stay = plus(*(p.variable("persons", site.name, track, t) for site in here))
            if track != "permit_holder":
                p.equals(plus(stay, p.variable("nowhere", track, t)), people.demand(track, t))
        for site in (site for site in opened if site.open_in(t)):
            p.at_most(minus(staying(p, site, t), times(facts.occupancy, in_use(p, site, t))), 0.0)
            if site.kind == "azc" and not _near_registration(facts, opened, site, t):
                p.norm(facts.families.registration, staying(p, site, t, ("registration",)), 0.0)
    _mix(p, facts, people, opened)
    _permits(p, facts, people, opened)


def _fits(facts: Facts, site: Opened, track: str) -> bool:
    # Overflow of registration is judged by its own norm.
    only_home = facts.families.tracks.hard and track != "registration"
    return site.kind == HOME[track] if only_home else site.kind in FITS[track]


def _near_registration(facts: Facts, opened: list[Opened], site: Opened, t: int) -> bool:
    return any(
        other.kind == "registration"
        and other.open_in(t)
        and kilometres(other.place.at, site.place.at) <= facts.families.registration.max_distance_km
        for other in opened
    )


def _mix(p: Program, facts: Facts, people: People, opened: list[Opened]) -> None:
    family = facts.families.mix
    for t in facts.periods:
        total = sum(people.demand(track, t) for track in ACCELERATED)
        for site in opened:
            group = staying(p, site, t, ACCELERATED)
            for track in ACCELERATED if group else ():
                part = people.demand(track, t) / total if total else 0.0
                own = staying(p, site, t, (track,))
                p.norm(family, minus(own, times(part + family.band, group)), 0.0)
                p.norm(family, minus(times(part - family.band, group), own), 0.0)


def _permits(p: Program, facts: Facts, people: People, opened: list[Opened]) -> None:
    """Who gets a permit is coupled in its region; who has no place, in some region; who waits stays or has no place."""
    for t in facts.periods:
        anywhere: Weights = {}
        for region, towns in facts.in_region.items():
            own = [site for site in opened if site.place.region == region]
            granted = plus(*(
                times(people.permits(track, t), staying(p, site, t, (track,))) for site in own for track in PROCEDURE
            ))  # fmt: skip
            more = p.variable("coupled_nowhere", region, t)
            anywhere = plus(anywhere, more)
            p.equals(minus({("coupled", code, t): 1.0 for code in towns}, plus(granted, more)), 0.0)
            living = plus(*(staying(p, site, t, ("permit_holder",)) for site in own))
            nowhere = p.variable("nowhere_permit", region, t)
            p.equals(minus({("waiting", code, t): 1.0 for code in towns}, plus(living, nowhere)), 0.0)
        p.equals(minus(anywhere, {("nowhere", track, t): people.permits(track, t) for track in PROCEDURE}), 0.0)
