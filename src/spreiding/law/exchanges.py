"""What a ledger of exchanges comes to per municipality, and what in it can't be."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from spreiding.errors import Finding
from spreiding.law.neighbours import neighbours
from spreiding.model_exchanges import BASIS, BETWEEN_PROVINCES, Exchange, HousingExchange, ReceptionExchange

Ledger = Sequence[Exchange]
NO_TASKS = pd.DataFrame(columns=["municipality_code", "half_year", "task_persons"])


def reception_net(ledger: Ledger) -> dict[tuple[str, str], int]:
    """Places by (municipality_code, regular or amv) that it takes over less what it hands over; the sum is 0."""
    net: dict[tuple[str, str], int] = defaultdict(int)
    for item in ledger:
        if isinstance(item, ReceptionExchange):
            kind = "amv" if item.amv else "regular"
            net[item.from_code, kind] -= item.places
            net[item.to_code, kind] += item.places
    return dict(net)


def with_exchanges(share: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """``share`` with ``agreed_regular``, ``agreed_amv`` and ``agreed_places``: indicative shares with the exchanges."""
    net = reception_net(ledger)
    agreed = {
        kind: share[f"indicative_{kind}"] + [net.get((code, kind), 0) for code in share["municipality_code"]]
        for kind in ("regular", "amv")
    }
    return share.assign(
        agreed_regular=agreed["regular"],
        agreed_amv=agreed["amv"],
        agreed_places=agreed["regular"] + agreed["amv"],
    )


def housing_net(ledger: Ledger) -> dict[tuple[str, str], int]:
    """Persons by (municipality_code, half_year) that a housing task rises by (Hw art. 29 lid 2); the sum is 0."""
    net: dict[tuple[str, str], int] = defaultdict(int)
    for item in ledger:
        if isinstance(item, HousingExchange):
            net[item.from_code, item.half_year] -= item.persons
            net[item.to_code, item.half_year] += item.persons
    return dict(net)


def ledger_rows(ledger: Ledger, province: Mapping[str, str]) -> list[dict[str, object]]:
    """The ledger as it is reported: each exchange with its basis, and whether the law has a form for it.

    ``province``: province_code per municipality_code.
    """
    return [
        {
            **item.model_dump(mode="json", by_alias=True),
            "basis": BASIS[item.what] if item.what == "housing" or _one_province(item, province) else BETWEEN_PROVINCES,
            "legal_form": item.what == "housing",
        }
        for item in ledger
    ]


def _one_province(item: Exchange, province: Mapping[str, str]) -> bool:
    return province[item.from_code] == province[item.to_code]


def ledger_findings(ledger: Ledger, where: str, share: pd.DataFrame, tasks: pd.DataFrame) -> list[Finding]:
    """What can't be: an unknown municipality, two provinces, a half-year outside the horizon, more than there is.

    ``share``: municipality_code, province_code, indicative_places, indicative_amv of the whole country. ``tasks``:
    housing tasks with municipality_code, half_year, task_persons. ``where`` names the model file.
    """
    province = dict(zip(share["municipality_code"], share["province_code"], strict=True))
    found = [
        row
        for number, item in enumerate(ledger)
        for row in _one(item, number, where, province, set(tasks["half_year"]))
    ]
    return found or [*_too_much_reception(ledger, where, share), *_too_much_housing(ledger, where, tasks)]


def reception_findings(ledger: Ledger, where: str, share: pd.DataFrame) -> list[Finding]:
    """What can't be of the exchanges of reception places in a ledger; the rest of it was checked when it was read."""
    return ledger_findings([item for item in ledger if isinstance(item, ReceptionExchange)], where, share, NO_TASKS)


def _one(item: Exchange, number: int, where: str, province: Mapping[str, str], halves: set[str]) -> list[Finding]:
    place = f"exchanges.{number}"
    unknown = [
        Finding(
            where, None, f"{place}.{end}", code, "is not a municipality of the tables", "Use its CBS code of this year."
        )
        for end, code in (("from", item.from_code), ("to", item.to_code))
        if code not in province
    ]
    if unknown:
        return unknown
    if isinstance(item, HousingExchange):
        advice = f"Choose from {', '.join(sorted(halves))}."
        outside = item.half_year not in halves
        return (
            [Finding(where, None, f"{place}.half_year", item.half_year, "is outside the horizon", advice)]
            if outside
            else []
        )
    here, there = province[item.from_code], province[item.to_code]
    if here == there or there in neighbours(here):
        return []
    rule = f"is in {there}, and {item.from_code} in {here}, which do not border on each other"
    advice = "Exchange within a province, or with a neighbouring one."
    return [Finding(where, None, f"{place}.to", item.to_code, rule, advice)]


def _too_much_reception(ledger: Ledger, where: str, share: pd.DataFrame) -> list[Finding]:
    minors = dict(zip(share["municipality_code"], share["indicative_amv"], strict=True))
    places = dict(zip(share["municipality_code"], share["indicative_places"], strict=True))
    advice = "Hand over no more than its share."
    rows = []
    for (code, kind), number in reception_net(ledger).items():
        has = int(minors[code]) if kind == "amv" else int(places[code] - minors[code])
        if number + has < 0:
            rule = f"hands over {-number} {kind} places of {has}"
            rows.append(Finding(where, None, "exchanges", code, rule, advice))
    return rows


def _too_much_housing(ledger: Ledger, where: str, tasks: pd.DataFrame) -> list[Finding]:
    has = tasks.set_index(["municipality_code", "half_year"])["task_persons"].to_dict()
    return [
        Finding(
            where,
            None,
            "exchanges",
            code,
            f"hands over {-persons} of its task of {has[code, half]} in {half}",
            "Hand over no more than its task.",
        )
        for (code, half), persons in housing_net(ledger).items()
        if persons + has[code, half] < 0
    ]
