"""The rest of a provincial task, when the model file has it divided pro rata: judged by its conditions, not redone.

Part of family `municipal_task`. A division is the one of the rule when it adds up (checked there), when nobody has less
than it offered or more by the rest than it misses, and when no place could be moved to a municipality with a stronger
claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule

_ARTICLE = "model file, rest_task; Wet art. 5 lid 2"
_Claim = tuple[Fraction, float, str]


@dataclass(frozen=True)
class _Town:
    code: str
    agreed: int
    offered: int
    task: int
    share: float

    @property
    def part(self) -> int:
        return self.task - self.offered

    @property
    def missing(self) -> int:
        return max(self.agreed - self.offered, 0)


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge the numbers of each province, regular and amv apart; nothing to judge when the goals decide."""
    offers = evidence.case.rules.rest_offers
    if offers is None:
        return []
    known = evidence.tasks[evidence.tasks["municipality_code"].isin(evidence.towns.index)]
    return [
        finding
        for number, kind in enumerate(("regular", "amv"))
        for _, members in known.groupby("province_code")
        for finding in _province(_towns(members, kind, number, offers, evidence), kind)
    ]


def _towns(
    members: pd.DataFrame, kind: str, number: int, offers: Mapping[str, tuple[int, int]], evidence: Evidence
) -> list[_Town]:
    ledger = [item for item in evidence.case.exchanges if item.what == "reception" and item.amv == (kind == "amv")]
    towns = []
    for code, task in zip(members["municipality_code"], members[f"task_{kind}"], strict=True):
        own = evidence.towns.loc[code]
        minors = int(own["indicative_amv"])
        share = minors if kind == "amv" else int(own["indicative_places"]) - minors
        agreed = share + sum(n.number * ((n.to_code == code) - (n.from_code == code)) for n in ledger)
        offered = offers.get(code, (0, 0))[number]
        towns.append(_Town(code, agreed, offered, int(task), float(own["weighting_factor"])))
    return towns


def _province(towns: list[_Town], kind: str) -> list[AuditFinding]:
    stands = _rule(f"task_{kind} is at least what was offered")
    within = _rule(f"task_{kind} by the rest stays within the municipality's number")
    wrong = [stands.finding(town.code, town.task, town.offered) for town in towns if town.part < 0]
    wrong += [
        within.finding(town.code, town.task, town.offered + town.missing) for town in towns if town.part > town.missing
    ]
    return wrong or _claims(towns, kind)


def _claims(towns: list[_Town], kind: str) -> list[AuditFinding]:
    """The weakest claim that got a place comes before the strongest that got none; a larger share comes first."""
    got = [_claim(town, town.part - 1) for town in towns if town.part > 0]
    without = [_claim(town, town.part) for town in towns if town.part < town.missing]
    if not got or not without:
        return []
    weakest, strongest = max(got, key=_place_in_line), min(without, key=_place_in_line)
    if _place_in_line(weakest) <= _place_in_line(strongest):
        return []
    rule = _rule(f"the rest of task_{kind} is in proportion to the numbers, rounded half up at one rate")
    return [rule.finding(weakest[2], "a place of the rest", f"one place of it at {strongest[2]}")]


def _claim(town: _Town, places: int) -> _Claim:
    """The rate from which on a municipality has one place more than ``places``."""
    return Fraction(2 * places + 1, 2 * town.agreed), -town.share, town.code


def _place_in_line(claim: _Claim) -> tuple[Fraction, float]:
    return claim[:2]


def _rule(rule: str) -> Rule:
    return Rule("municipal_task", "tasks.csv", rule, _ARTICLE)
