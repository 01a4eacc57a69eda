"""Every norm that numbers can tell of, judged in every place: arithmetic on the plan and the base run's tables."""

import math
from collections.abc import Iterator

from spreiding.handmade.case import HandmadeCase
from spreiding.handmade.judgement import Judged, Status
from spreiding.law.rest_task import KINDS

_NAMED = 3  # municipalities that an advice names
SUM = {
    "regular": "Besluit art. 2.1 lid 2; Wet art. 5 lid 1",
    "amv": "Besluit art. 2.2 lid 1; Wet art. 5 lid 1",
    "all": "Besluit art. 2.1 lid 2; Wet art. 5 lid 1",
}


def all_norms(case: HandmadeCase) -> tuple[Judged, ...]:
    """Judge the plan by every norm that numbers, and places at sites, can tell of."""
    return (*provincial_sums(case), *bands(case), *regions(case), *minima(case), *deliveries(case))


def provincial_sums(case: HandmadeCase) -> Iterator[Judged]:
    """The numbers add up to the task of the province: regular and amv, and all where the split is still open."""
    plan, code = case.plan, case.plan.province_code
    name, given = case.run.record.provinces[code], list(plan.numbers.values())
    sums = [("regular", [one.regular for one in given]), ("amv", [one.amv for one in given])]
    if plan.open_numbers:
        sums = [("all", [one.places for one in given]), *sums]
    for kind, numbers in sums:
        task = int(case.towns["agreed_places" if kind == "all" else f"agreed_{kind}"].sum())
        found, unknown = sum(number or 0 for number in numbers), numbers.count(None)
        # Numbers that are open can only be nothing or more.
        passed = found - task if unknown == 0 else max(found - task, 0)
        status: Status = "broken" if passed else "open" if unknown else "holds"
        told = _sum_advice(case, kind, passed, task - found, unknown)
        yield Judged("provincial_sum", code, name, kind, found, task, task, abs(passed), status, True, SUM[kind], told)


def _sum_advice(case: HandmadeCase, kind: str, passed: int, left: int, unknown: int) -> str:
    word = "" if kind == "all" else f"{kind} "
    if passed == 0:
        return _open_advice(unknown, left, word) if unknown else ""
    shares = case.towns["agreed_places" if kind == "all" else f"agreed_{kind}"]
    given = {code: one.places if kind == "all" else one.of(kind) for code, one in case.plan.numbers.items()}
    off = {code: number - int(shares[code]) for code, number in given.items() if number is not None}
    sign = 1 if passed > 0 else -1
    far = sorted((code for code in off if off[code] * sign > 0), key=lambda code: -off[code] * sign)[:_NAMED]
    named = ", ".join(f"{case.towns['municipality'][code]} ({off[code]:+,})" for code in far)
    whose = f"; furthest {'above' if sign > 0 else 'below'} their share: {named}" if named else ""
    return f"{'Take' if sign > 0 else 'Add'} {abs(passed):,} {word}places{' off' if sign > 0 else ''}{whose}."


def _open_advice(unknown: int, left: int, word: str) -> str:
    return f"What is open ({unknown} {'number' if unknown == 1 else 'numbers'}) must come to {left:,} {word}places."


def bands(case: HandmadeCase) -> Iterator[Judged]:
    """A number lies within the band of the model file around its share."""
    family = case.model.families.municipal_task
    if not family.bounded:
        return
    for code, given in case.plan.numbers.items():
        share, found = int(case.towns["agreed_places"][code]), given.places
        least = math.ceil(family.min_ratio * share - 1e-9)
        most = None if family.max_ratio is None else math.floor(family.max_ratio * share + 1e-9)
        if found is None:
            status, amount, told = "open", 0, f"Choose {least:,} places or more{_up_to(most)}."
        else:
            under, over = max(least - found, 0), 0 if most is None else max(found - most, 0)
            status, amount = ("broken" if under or over else "holds"), under or over
            told = f"{'Add' if under else 'Take'} {amount:,} places{'' if under else ' off'}." if amount else ""
        yield Judged(
            "band", code, _name(case, code), "all", found or 0, least, most, amount, _status(status), family.hard,
            "model file, families.municipal_task; Wet art. 5 lid 1", told,
        )  # fmt: skip


def regions(case: HandmadeCase) -> Iterator[Judged]:
    """The numbers of a region are what its table agreed; municipalities of other provinces as in the base run."""
    family = case.model.families.regional_tables
    if not family.enabled:
        return
    for region in [code for code in case.towns["region_code"].unique() if code in family.numbers]:
        members = case.tasks[case.tasks["region_code"] == region]
        own = [case.plan.numbers[code].places for code in members.index if code in case.plan.numbers]
        others = int(members.loc[~members.index.isin(list(case.plan.numbers)), "task_places"].sum())
        found, unknown, agreed = sum(number or 0 for number in own) + others, own.count(None), family.numbers[region]
        passed = abs(found - agreed) if unknown == 0 else max(found - agreed, 0)
        more = "Take" if found > agreed else "Add"
        told = f"{more} {passed:,} places in this region." if passed else ""
        if unknown and not passed:
            told = _open_advice(unknown, agreed - found, "")
        status = "broken" if passed else "open" if unknown else "holds"
        yield Judged(
            "regional_table", region, region, "all", found, agreed, agreed, passed, _status(status), family.hard,
            "model file, families.regional_tables; Uitvoeringsagenda 4.2", told,
        )  # fmt: skip


def minima(case: HandmadeCase) -> Iterator[Judged]:
    """Durable places count from the statutory minimum per municipality on: fewer stand there for nothing.

    That passes no norm: what they do not count for is a shortfall.
    """
    if not case.model.families.durable_places.enabled:
        return
    for group, least in case.minima.items():
        for code, places in case.standing[group].items():
            short = max(least - int(places), 0)
            if places == 0:
                continue
            told = f"Bring {short:,} {group} places more there by the due date, or these elsewhere." if short else ""
            status = "broken" if short else "holds"
            yield Judged(
                "durable_minimum", str(code), _name(case, str(code)), group, int(places), least, None, short,
                _status(status), False, "Besluit art. 3.1", told,
            )  # fmt: skip


def deliveries(case: HandmadeCase) -> Iterator[Judged]:
    """A number has places at known sites on the due date; what is missing is its shortfall."""
    family = case.model.families.delivery
    if not family.enabled:
        return
    day = case.model.dates.due
    for code, given in case.plan.numbers.items():
        durable = {kind: int(case.towns[f"durable_{kind}"][code]) for kind in KINDS}
        rows = [(kind, given.of(kind), durable[kind]) for kind in KINDS]
        if given.places is not None and given.regular is None:
            # Of a total whose split is open, at least this much is missing.
            rows = [("all", given.places, sum(durable.values()))]
        for kind, number, stands in rows:
            short = max((number or 0) - stands, 0)
            status = "open" if number is None else "broken" if short else "holds"
            word = "" if kind == "all" else f"{kind} "
            told = f"Find durable {word}places for {short:,} more by {day}{_from(case, kind, stands)}." if short else ""
            yield Judged(
                "delivery", code, _name(case, code), kind, stands, number, None, short, _status(status), family.hard,
                "Wet art. 7 lid 1 onder a; Wet art. 2 lid 3", told,
            )  # fmt: skip


def _from(case: HandmadeCase, kind: str, stands: int) -> str:
    if stands or kind == "all" or not case.model.families.durable_places.enabled:
        return ""
    least = case.minima["ordinary" if kind == "regular" else "special"]
    return f"; they count from {least} in the municipality on (Besluit art. 3.1)"


def _up_to(most: int | None) -> str:
    return "" if most is None else f", at most {most:,}"


def _name(case: HandmadeCase, code: str) -> str:
    return str(case.towns["municipality"][code])


def _status(word: str) -> Status:
    return "open" if word == "open" else "broken" if word == "broken" else "holds"
