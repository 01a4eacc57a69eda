"""The indicative share as a whole, from tables to numbers: what must hold for every country.

``test_indicative_share.py`` has the same of its formulas apart; here texts of scores, joins and sorting take part.
"""

from datetime import date
from fractions import Fraction

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spreiding.law.indicative_share import indicative_share, rounding_difference

DAY, YEAR = date(2023, 1, 1), 2022
Towns = list[tuple[str, int]]

# Scores as they are published: a text of at most three decimals.
scores = st.integers(-900, 900).map(lambda thousandths: f"{thousandths / 1000:.3f}")
people = st.integers(1, 1_000_000)
countries = st.lists(st.tuples(scores, people), min_size=2, max_size=8)
needs = st.integers(1, 200_000)
tables = settings(deadline=None, max_examples=60)


def shares(towns: Towns, need: int, amv: int = 0, codes: list[str] | None = None) -> pd.DataFrame:
    """The share per municipality code of (score, inhabitants), in the order of ``towns``."""
    codes = codes or [f"GM{number:04d}" for number in range(len(towns))]
    municipalities = pd.DataFrame(
        {"municipality_code": codes, "municipality": codes, "province_code": "PV01", "province": "Een"}
    )
    population = pd.DataFrame(
        {
            "municipality_code": codes,
            "reference_date": pd.Timestamp(DAY),
            "population": [count for _, count in towns],
            "origin": "official",
        }
    )
    ses = pd.DataFrame(
        {
            "municipality_code": codes,
            "score_year": YEAR,
            "ses_woa": [float(score) for score, _ in towns],
            "ses_woa_text": [score for score, _ in towns],
            "origin": "official",
        }
    )
    found = indicative_share(population, ses, municipalities, need, amv, population_date=DAY, ses_woa_year=YEAR)
    return found.set_index("municipality_code").loc[codes]


def numbers(towns: Towns, need: int) -> list[int]:
    """The rounded numbers in the order of ``towns``."""
    return [int(number) for number in shares(towns, need)["indicative_places"]]


@tables
@given(countries, needs, st.data())
def test_names_do_not_matter(towns: Towns, need: int, data: st.DataObject) -> None:
    # Other codes sort the municipalities in another order; everyone keeps the number.
    drawn = data.draw(st.lists(st.integers(0, 9999), min_size=len(towns), max_size=len(towns), unique=True))
    renamed = shares(towns, need, need // 5, [f"GM{number:04d}" for number in drawn])
    for column in ("indicative_places", "indicative_amv", "indicative_regular"):
        assert renamed[column].to_list() == shares(towns, need, need // 5)[column].to_list()


@tables
@given(countries, needs, st.integers(1, 5000))
def test_more_need_never_gives_anyone_less(towns: Towns, need: int, more: int) -> None:
    # The unrounded share is proportional to the need, and rounding keeps order.
    before, after = numbers(towns, need), numbers(towns, need + more)
    assert all(late >= early for early, late in zip(before, after, strict=True))


@tables
@given(countries, needs, st.integers(1, 100_000))
def test_more_inhabitants_never_give_that_municipality_fewer(towns: Towns, need: int, more: int) -> None:
    # a / (a + b) grows with a: its own part grows, that of each other shrinks.
    (score, count), *rest = towns
    before, after = numbers(towns, need), numbers([(score, count + more), *rest], need)
    assert after[0] >= before[0]
    assert all(late <= early for early, late in zip(before[1:], after[1:], strict=True))


@tables
@given(st.integers(1, 400), st.data(), st.integers(1, 50), scores)
def test_exactly_one_half_goes_up(need: int, data: st.DataObject, size: int, score: str) -> None:
    # Of two municipalities with one score, the first has (2k + 1) / (2 need) of the people: k + 1/2 of the need.
    k = data.draw(st.integers(0, need - 1))
    towns = [(score, (2 * k + 1) * size), (score, (2 * (need - k) - 1) * size)]
    # The other has need - k - 1/2, which goes up as well: together one more than the need, and nobody repairs that.
    assert numbers(towns, need) == [k + 1, need - k]
    assert rounding_difference(shares(towns, need), need) == 1


@tables
@given(scores, scores, st.integers(1, 300), st.data())
def test_one_half_of_unequal_scores_goes_up_too(one: str, other: str, need: int, data: st.DataObject) -> None:
    # Inhabitants that undo the scores: (1 + score) i is the same multiple of (2k + 1) and of the rest.
    k = data.draw(st.integers(0, need - 1))
    parts = {one: 2 * k + 1, other: 2 * (need - k) - 1}
    assume(one != other)
    factor = {score: (1 + Fraction(score)) * 1000 for score in parts}
    towns = [(score, int(part * factor[one] * factor[other] / factor[score])) for score, part in parts.items()]
    assert numbers(towns, need) == [k + 1, need - k]


@tables
@given(countries, needs)
def test_a_number_is_its_share_to_within_one_half(towns: Towns, need: int) -> None:
    # Exactly one half goes up, so a number may be one half too many and never one half too few.
    weights = [(1 + Fraction(score)) * count for score, count in towns]
    exact = [need * weight / sum(weights) for weight in weights]
    for number, share in zip(numbers(towns, need), exact, strict=True):
        assert Fraction(-1, 2) < number - share <= Fraction(1, 2)


@tables
@given(countries, needs)
def test_the_sum_is_off_by_at_most_half_a_place_each(towns: Towns, need: int) -> None:
    # Each number is off by at most one half.
    found = shares(towns, need)
    assert abs(rounding_difference(found, need)) <= len(towns) / 2
    assert rounding_difference(found, need) == sum(found["indicative_places"]) - need
