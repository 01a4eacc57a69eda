"""A sentence for every kind of row that can give way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spreiding.conflict.facts import Facts
from spreiding.model_wishes import Wishes
from spreiding.prepare.case import Case
from spreiding.prepare.wishes import EXCLUDE

Index = tuple[str, ...]
_ASKS = {"pin": "pin {town} at", "cap": "cap {town} at", "floor": "ask of {town} at least"}
_CALLED = {"pin": "the pin of {town}", "cap": "the cap of {town}", "floor": "the floor of {town}"}
_KINDS = {"total": "places", "regular": "regular places", "amv": "amv places"}


@dataclass(frozen=True)
class Said:
    """``says``: what is asked, as a sentence without its stop; ``label``: what it is called in one that goes on."""

    says: str
    label: str
    setting: str = ""
    unit: str = "places"


def said_of_wishes(case: Case, facts: Facts) -> Mapping[str, Said]:
    """Sentences for the wishes, by the name of their row (``prepare/wishes.py``) or, for a site taken out, its own."""
    wishes = case.instance.model.wishes
    return {**_numbers(wishes, facts), **_sites(wishes, facts)}


def _numbers(wishes: Wishes, facts: Facts) -> Mapping[str, Said]:
    said = {}
    for bound, code, kind, places in wishes.numbers:
        town = facts.towns[code]
        asks = f"you {_ASKS[bound].format(town=town)} {places:,} {_KINDS[kind]}"
        of_kind = "" if kind == "total" else f" ({kind})"
        said[f"{bound}.{code}.{kind}"] = Said(
            asks, _CALLED[bound].format(town=town) + of_kind, f"wishes.{bound}.{code}"
        )
    for table in wishes.together:
        towns = ", ".join(facts.towns[code] for code in table.municipalities)
        asks = f"the table {table.name} ({towns}) has {table.places:,} places together"
        said[f"together.{table.name}"] = Said(asks, f"the sum of the table {table.name}", "wishes.together")
    return said


def _sites(wishes: Wishes, facts: Facts) -> Mapping[str, Said]:
    said = {}
    for item in wishes.force:
        site = facts.sites.get(item.site, item.site)
        how = (f" as {item.type}" if item.type else "") + (f" from {item.opens}" if item.opens else "")
        asks, label = f"you have site {site} open{how}", f"that site {site} opens{how}"
        said[f"force.{item.site}"] = Said(asks, label, "wishes.force", "sites")
        if item.places is not None:
            asks, label = f"you give site {site} {item.places:,} places{how}", f"your places of site {site}"
            said[f"force.{item.site}.places"] = Said(asks, label, "wishes.force")
    for name in wishes.exclude:
        site = facts.sites.get(name, name)
        said[f"{EXCLUDE}.{name}"] = Said(
            f"you take site {site} out", f"that site {site} is out", "wishes.exclude", "sites"
        )
    return said


def _provincial(kind: str) -> Callable[[Facts, Index], Said]:
    def said(facts: Facts, index: Index) -> Said:
        name, places = facts.provinces[index[0]], facts.tasks[index[0], kind]
        return Said(
            f"the numbers of {name} add up to its task of {places:,} {kind} places", f"the {kind} task of {name}"
        )

    return said


def _given(kind: str) -> Callable[[Facts, Index], Said]:
    def said(facts: Facts, index: Index) -> Said:
        town, places = facts.towns[index[0]], facts.given[kind, index[0]]
        asks = f"by its offer and its part of the rest {town} has {places:,} {kind} places"
        return Said(asks, f"the {kind} number of {town} by the rule for the rest", "rest_task")

    return said


def _floor(facts: Facts, index: Index) -> Said:
    town, ratio = facts.towns[index[0]], facts.families.municipal_task.min_ratio
    asks = f"{town} has at least {ratio:g} times its share of {facts.share[index[0]]:,} places"
    return Said(asks, f"the least of {town}", "families.municipal_task.min_ratio")


def _ceiling(facts: Facts, index: Index) -> Said:
    town, ratio = facts.towns[index[0]], facts.families.municipal_task.max_ratio
    asks = f"{town} has at most {ratio:g} times its share of {facts.share[index[0]]:,} places"
    return Said(asks, f"the most of {town}", "families.municipal_task.max_ratio")


def _stays(facts: Facts, index: Index) -> Said:
    site = facts.sites[index[0]]
    return Said(f"site {site} stands today and stays open", f"that site {site} stays open", "families.existing_sites")


def _site_most(facts: Facts, index: Index) -> Said:
    site = facts.sites[index[0]]
    asks = f"site {site} holds at most {facts.most[index[0]]:,} places"
    return Said(asks, f"the most places of site {site}", "table sites, places_max")


def _site_least(facts: Facts, index: Index) -> Said:
    site = facts.sites[index[0]]
    asks = f"site {site} has at least {facts.least[index[0]]:,} places when it is open"
    return Said(asks, f"the least places of site {site}", "table sites, places_min")


def _stock(asks: str, label: str) -> Callable[[Facts, Index], Said]:
    def said(facts: Facts, index: Index) -> Said:
        when = facts.quarters[index[0]]
        return Said(f"{asks} in {when}", f"{label} in {when}", "families.stock")

    return said


def _band(facts: Facts, index: Index) -> Said:
    when, band = facts.quarters[index[0]], facts.families.capacity_band.band
    asks = f"places in use in {when} are at most {band:.0%} above the need"
    return Said(asks, f"the most places in use in {when}", "families.capacity_band")


def _staff(facts: Facts, index: Index) -> Said:
    region, when = index[0], facts.quarters[index[1]]
    growth, new = facts.families.staff.growth, facts.families.staff.new_staff
    asks = f"the staff of region {region} grows by at most {growth:.0%} and {new:g} in {when}"
    return Said(asks, f"the most new staff of region {region} in {when}", "families.staff")


def _regional(asks: str) -> Callable[[Facts, Index], Said]:
    def said(facts: Facts, index: Index) -> Said:
        places = facts.families.regional_tables.numbers[index[0]]
        told = f"the regional table of {index[0]} agreed on {asks} {places:,} places"
        return Said(told, f"the agreement of region {index[0]}", "families.regional_tables")

    return said


def _durable(kind: str) -> Callable[[Facts, Index], Said]:
    def said(facts: Facts, index: Index) -> Said:
        least = facts.minimum_regular if kind == "regular" else facts.minimum_special
        town = facts.towns[index[0]]
        asks = f"places of {town} count from {least} {kind} places on"
        return Said(asks, f"the least {kind} places that count in {town}", "families.durable_places")

    return said


def _delivered(kind: str) -> Callable[[Facts, Index], Said]:
    def said(facts: Facts, index: Index) -> Said:
        town = facts.towns[index[0]]
        asks = f"{town} has sites for all its {kind} places on the due date"
        return Said(asks, f"the {kind} places that {town} must have on the due date", "families.delivery")

    return said


def _transition(facts: Facts, index: Index) -> Said:
    town, family, today = facts.towns[index[0]], facts.families.transition, facts.today[index[0]]
    caps = [] if family.max_change_places is None else [f"{family.max_change_places:,} places"]
    caps += [] if family.max_change_ratio is None else [f"{family.max_change_ratio:.0%}"]
    asks = f"what stands in {town} ({today:,} places today) changes by at most {' and '.join(caps)}"
    return Said(asks, f"the most change in {town}", "families.transition")


def _late(facts: Facts, index: Index) -> Said:
    where, when = facts.towns.get(index[0], f"region {index[0]}"), facts.quarters[index[1]]
    asks = f"nobody newly coupled in {where} waits for housing over 14 weeks in {when}"
    return Said(asks, f"who may wait over 14 weeks in {where} in {when}", "families.housing")


SAYS: Mapping[str, Callable[[Facts, Index], Said]] = {
    "provincial_regular": _provincial("regular"),
    "provincial_amv": _provincial("amv"),
    "given_regular": _given("regular"),
    "given_amv": _given("amv"),
    "task_floor": _floor,
    "task_ceiling": _ceiling,
    "one_type": _stays,
    "places_most": _site_most,
    "places_least": _site_least,
    "stock_stays": _stock("the stable stock stays", "the stable stock"),
    "stock_held": _stock("places over are flexible or in reserve", "the flexible places and reserve"),
    "capacity_most": _band,
    "staff_grows": _staff,
    "regional_most": _regional("at most"),
    "regional_least": _regional("at least"),
    "counted_ordinary_least": _durable("regular"),
    "counted_special_least": _durable("special"),
    "delivered_regular": _delivered("regular"),
    "delivered_amv": _delivered("amv"),
    "transition_most": _transition,
    "transition_least": _transition,
    "late": _late,
}
