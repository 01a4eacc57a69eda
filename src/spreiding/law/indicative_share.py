"""The indicative share of every municipality, in exact fractions (Besluit art. 2.1 lid 3 and art. 2.2 lid 1).

    Wf_g = (SES_g + 1) * i_g / I_NL
    Iv_g = floor(BO * Wf_g / sum_h Wf_h + 1/2)

No floor, no ceiling, no repair: the rounded numbers need not add up to the national need. The share is always
computed over all municipalities of the country, also when a plan is made for one province.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pandas as pd

ARTICLE = "Besluit art. 2.1 lid 3"
ARTICLE_AMV = "Besluit art. 2.2 lid 1"
ARTICLE_PROVINCE = "Besluit art. 2.1 lid 2"


def round_half_up(value: Fraction) -> int:
    """Round to a whole number, halves up: ``floor(x + 1/2)``."""
    return (value + Fraction(1, 2)).__floor__()


def weighting_factors(scores: Sequence[Fraction], inhabitants: Sequence[int]) -> list[Fraction]:
    """Give ``Wf_g = (SES_g + 1) * i_g / I_NL`` for municipalities in the given order."""
    total = sum(inhabitants)
    return [(score + 1) * count / total for score, count in zip(scores, inhabitants, strict=True)]


def unrounded_shares(factors: Sequence[Fraction], need: int) -> list[Fraction]:
    """Divide a national need (places) in proportion to the weighting factors, exactly."""
    total = sum(factors, start=Fraction(0))
    if total <= 0:
        raise ValueError("the weighting factors add up to nothing: no inhabitants, or scores of -1")
    return [need * factor / total for factor in factors]


def indicative_share(
    population: pd.DataFrame,
    ses_woa: pd.DataFrame,
    municipalities: pd.DataFrame,
    need_places: int,
    need_amv: int,
    *,
    population_date: date,
    ses_woa_year: int,
) -> pd.DataFrame:
    """Give one row per municipality with its indicative number of places and every step towards it.

    ``population``, ``ses_woa`` and ``municipalities`` are the checked input tables; needs are in places,
    amv inside the total. Floats are for display: rounding is decided on fractions of the score's decimal
    text. A municipality without inhabitants or score for the date or year asked raises ``ValueError``.
    Columns: municipality_code, municipality, province_code, province, population, population_date,
    population_origin, ses_woa, ses_woa_year, ses_woa_origin, factor (SES + 1), weighting_factor (Wf),
    total_factor (sum of Wf), unrounded_places, indicative_places, unrounded_amv, indicative_amv,
    indicative_regular (= places - amv).
    """
    frame = _joined(population, ses_woa, municipalities, population_date, ses_woa_year)
    scores = [Fraction(text) for text in frame.pop("ses_woa_text")]
    factors = weighting_factors(scores, [int(count) for count in frame["population"]])
    places, amv = unrounded_shares(factors, need_places), unrounded_shares(factors, need_amv)
    frame["factor"] = [float(score + 1) for score in scores]
    frame["weighting_factor"] = [float(factor) for factor in factors]
    frame["total_factor"] = float(sum(factors, start=Fraction(0)))
    frame["unrounded_places"] = [float(value) for value in places]
    frame["indicative_places"] = [round_half_up(value) for value in places]
    frame["unrounded_amv"] = [float(value) for value in amv]
    frame["indicative_amv"] = [round_half_up(value) for value in amv]
    frame["indicative_regular"] = frame["indicative_places"] - frame["indicative_amv"]
    return frame


def _joined(
    population: pd.DataFrame, ses_woa: pd.DataFrame, municipalities: pd.DataFrame, day: date, year: int
) -> pd.DataFrame:
    """One row per municipality, by code, with inhabitants and score of the date and year asked."""
    key = "municipality_code"
    names = municipalities[[key, "municipality", "province_code", "province"]].sort_values(key)
    people = population.loc[population["reference_date"] == pd.Timestamp(day), [key, "population", "origin"]]
    people = people.rename(columns={"origin": "population_origin"})
    people.insert(2, "population_date", pd.Timestamp(day))
    scores = ses_woa.loc[ses_woa["score_year"] == year, [key, "ses_woa", "ses_woa_text", "origin"]]
    scores = scores.rename(columns={"origin": "ses_woa_origin"})
    scores.insert(3, "ses_woa_year", year)
    frame = names.merge(people, on=key, validate="one_to_one").merge(scores, on=key, validate="one_to_one")
    missing = sorted(set(names[key]) - set(frame[key]))
    if missing:
        few = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
        raise ValueError(f"no inhabitants of {day} or no SES-WOA score of {year} for {len(missing)}: {few}")
    return frame


def provincial_tasks(share: pd.DataFrame) -> pd.DataFrame:
    """Add the rounded municipal numbers per province (Besluit art. 2.1 lid 2), in places.

    Columns: province_code, province, task_places, task_regular, task_amv.
    """
    sums = share.groupby(["province_code", "province"], as_index=False).agg(
        task_places=("indicative_places", "sum"),
        task_regular=("indicative_regular", "sum"),
        task_amv=("indicative_amv", "sum"),
    )
    return sums


def rounding_difference(share: pd.DataFrame, need_places: int) -> int:
    """Give the rounded municipal numbers' sum minus the national need, in places; never repaired."""
    return int(share["indicative_places"].sum()) - need_places
