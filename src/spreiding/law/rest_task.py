"""The rest of a provincial task that nobody offered, divided over who is below its number.

The law has no rule for it (Wet art. 5 asks for the most even distribution possible). Reported of the round of 2024:
what the tables left over, about 6,000 places, was divided in proportion to the indicative shares over the
municipalities that were not yet at their number, and places offered above a number were fixed as duty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from spreiding.errors import Finding
from spreiding.law.indicative_share import round_half_up
from spreiding.model_rest_task import Offer

BASIS = "reported of the round of 2024: pro rata to the indicative shares over municipalities below their number"
KINDS = ("regular", "amv")
_SHOWN = 10


class RestTieError(ValueError):
    """Municipalities with equal claims to the last place: no figure tells them apart."""

    def __init__(self, codes: list[str]) -> None:
        """Keep who they are, sorted."""
        self.codes = sorted(codes)
        super().__init__(f"{', '.join(self.codes)} have equal claims to the last place of the rest")


@dataclass(frozen=True)
class Division:
    """``parts``: places of the rest per municipality, in whole numbers. ``rate``: rest per place of a number."""

    rate: Fraction
    parts: dict[str, int]


def divide_rest(numbers: Mapping[str, int], offers: Mapping[str, int], precedence: Mapping[str, float]) -> Division:
    r"""Divide what is left of one province's task, for one kind of places.

    ``numbers``: indicative share per municipality with its exchanges, :math:`A_g`; their sum is the task. ``offers``:
    :math:`b_g`, none above 0 left out. What is left, :math:`R = \sum_g (A_g - b_g)`, goes in whole places to

    $$x_g = \min(\lfloor \lambda A_g + 1/2 \rfloor, \max(A_g - b_g, 0)), \qquad \sum_g x_g = R$$

    with one rate :math:`\lambda` for the province: rounded half up like the shares themselves (Besluit art. 2.1 lid 3),
    and the rate is what makes the sum exact (Webster's method). Largest remainders would not do: there more offers
    elsewhere can give a municipality more. Because :math:`R` never exceeds what all together miss, nobody comes above
    its number by the rest.

    Where several have the same claim to the last place, the largest share before rounding (``precedence``) has it
    first; raise ``RestTieError`` when that is equal too, for then only a name could decide. Raise ``ValueError`` when
    more is offered than the task.
    """
    rest = sum(numbers.values()) - sum(offers.values())
    if rest < 0:
        raise ValueError(f"{-rest} places more are offered than the province's task")
    # Place number k + 1 of g comes as soon as the rate rounds up to it. Two different quotients of numbers up to a
    # million lie too far apart for one float: comparing floats, which is fast, is comparing the fractions behind them.
    claims = sorted(
        ((2 * k + 1) / (2 * number), -precedence[g], g, k)
        for g, number in numbers.items()
        for k in range(number - offers.get(g, 0))
    )
    if 0 < rest < len(claims) and claims[rest - 1][:2] == claims[rest][:2]:
        raise RestTieError([claim[2] for claim in claims if claim[:2] == claims[rest][:2]])
    parts = dict.fromkeys(numbers, 0)
    for _, _, g, _ in claims[:rest]:
        parts[g] += 1
    if not rest:
        return Division(Fraction(0), parts)
    _, _, last, k = claims[rest - 1]
    return Division(Fraction(2 * k + 1, 2 * numbers[last]), parts)


def rest_numbers(agreed: pd.DataFrame, offers: Mapping[str, Offer]) -> pd.DataFrame:
    """Give the number of every municipality with its calculation, one row per province, kind and municipality.

    ``agreed`` has municipality_code, province_code, weighting_factor, agreed_regular and agreed_amv. Columns:
    province_code, kind, municipality_code, agreed_places, offered_places, missing_places (at least 0), rate (exact),
    unrounded_places (rate x agreed_places), rest_places, number_places (offered + rest), and tie_lost: a larger share
    went before on an equal claim. Regular and amv apart: the law fixes the provincial sum of each.
    """
    rows = [
        row
        for _, members in agreed.sort_values(["province_code", "municipality_code"]).groupby("province_code")
        for kind in KINDS
        for row in _rows(members, kind, offers)
    ]
    return pd.DataFrame(rows)


def _rows(members: pd.DataFrame, kind: str, offers: Mapping[str, Offer]) -> list[dict[str, object]]:
    codes = members["municipality_code"].to_list()
    numbers = dict(zip(codes, (int(n) for n in members[f"agreed_{kind}"]), strict=True))
    offered = {code: int(getattr(offers.get(code, Offer()), kind)) for code in codes}
    division = divide_rest(numbers, offered, dict(zip(codes, members["weighting_factor"], strict=True)))
    rows: list[dict[str, object]] = []
    for code, province in zip(codes, members["province_code"], strict=True):
        missing, unrounded = max(numbers[code] - offered[code], 0), division.rate * numbers[code]
        part = division.parts[code]
        rows.append(
            {
                "province_code": province,
                "kind": kind,
                "municipality_code": code,
                "agreed_places": numbers[code],
                "offered_places": offered[code],
                "missing_places": missing,
                "rate": str(division.rate),
                "unrounded_places": float(unrounded),
                "rest_places": part,
                "number_places": offered[code] + part,
                "tie_lost": part < min(round_half_up(unrounded), missing),
            }
        )
    return rows


def rest_findings(offers: Mapping[str, Offer], where: str, agreed: pd.DataFrame) -> list[Finding]:
    """What can't be: an unknown municipality, more offered than a province's task, a last place nobody can decide.

    ``agreed`` as for ``rest_numbers``, of the whole country; ``where`` names the model file.
    """
    known = set(agreed["municipality_code"])
    advice = "Use its CBS code of this year."
    unknown = [
        Finding(where, None, f"rest_task.offers.{code}", code, "is not a municipality of the tables", advice)
        for code in offers
        if code not in known
    ]
    if unknown:
        return unknown
    return [
        finding
        for province, members in agreed.groupby("province_code")
        for kind in KINDS
        for finding in _province(str(province), members, kind, offers, where)
    ]


def _province(
    province: str, members: pd.DataFrame, kind: str, offers: Mapping[str, Offer], where: str
) -> list[Finding]:
    offered = sum(int(getattr(offers[code], kind)) for code in members["municipality_code"] if code in offers)
    task = int(members[f"agreed_{kind}"].sum())
    if offered > task:
        rule = f"offers {offered} {kind} places in {province}, whose task is {task}"
        advice = "Lower an offer: the provincial sum is the law's (Besluit art. 2.1 lid 2)."
        return [Finding(where, None, "rest_task.offers", None, rule, advice)]
    try:
        _rows(members, kind, offers)
    except RestTieError as tie:
        more = f" and {len(tie.codes) - _SHOWN} more" if len(tie.codes) > _SHOWN else ""
        rule = (
            f"leaves a last {kind} place in {province} to which {', '.join(tie.codes[:_SHOWN])}{more} have equal claims"
        )
        return [Finding(where, None, "rest_task", None, rule, "Add a place to the offer of one of them.")]
    return []
