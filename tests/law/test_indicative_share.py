"""The formula of Besluit art. 2.1 lid 3: exact, halves up, and the properties that make it fair."""

from datetime import date
from fractions import Fraction
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreiding.law.explain_share import explain_row
from spreiding.law.indicative_share import (
    indicative_share,
    provincial_tasks,
    round_half_up,
    rounding_difference,
    unrounded_shares,
    weighting_factors,
)

DAY = date(2023, 1, 1)
scores = st.decimals("-0.9", "0.9", places=3).map(Fraction)
people = st.integers(1, 1_000_000)
country = st.lists(st.tuples(scores, people), min_size=2, max_size=12)
need = st.integers(0, 200_000)
Country = list[tuple[Fraction, int]]


def shares(towns: Country, places: int) -> list[int]:
    """Rounded numbers of a country of (score, inhabitants)."""
    factors = weighting_factors([score for score, _ in towns], [count for _, count in towns])
    return [round_half_up(value) for value in unrounded_shares(factors, places)]


def share_frame(towns: list[tuple[str, str, int]], places: int, amv: int) -> pd.DataFrame:
    """The share frame of a country of (province, score text, inhabitants)."""
    codes = [f"GM{number:04d}" for number in range(1, len(towns) + 1)]
    province = [town[0] for town in towns]
    municipalities = pd.DataFrame(
        {"municipality_code": codes, "municipality": codes, "province_code": province, "province": province}
    )
    population = pd.DataFrame(
        {
            "municipality_code": codes,
            "reference_date": pd.Timestamp(DAY),
            "population": [town[2] for town in towns],
            "origin": "official",
        }
    )
    texts = [town[1] for town in towns]
    ses = pd.DataFrame(
        {
            "municipality_code": codes,
            "score_year": 2022,
            "ses_woa": [float(text) for text in texts],
            "ses_woa_text": texts,
            "origin": "estimate",
        }
    )
    return indicative_share(population, ses, municipalities, places, amv, population_date=DAY, ses_woa_year=2022)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),  # Python's own round would give 2 here and 2 for 5/2: halves to even
        (Fraction(5, 2), 3),
        (Fraction(5, 2) - Fraction(1, 10**30), 2),
        (Fraction(0), 0),
        (Fraction(499999, 1000000), 0),
    ],
)
def test_halves_go_up(value: Fraction, rounded: int) -> None:
    assert round_half_up(value) == rounded


def test_exact_halves_go_up_for_everyone_and_the_sum_is_not_repaired() -> None:
    # four equal municipalities, 10 places: 2.5 each, so 3 each, so 12 in all: 2 more than the need
    share = share_frame([("A", "0.1", 7)] * 4, 10, 2)
    assert share["indicative_places"].tolist() == [3, 3, 3, 3]
    assert rounding_difference(share, 10) == 2
    assert share["indicative_amv"].tolist() == [1, 1, 1, 1]


def test_floats_would_round_this_one_down() -> None:
    # (1 - 0.45) * 2 = (1 + 0.1) * 1, so exactly 7.5 each of 15
    share = share_frame([("A", "-0.45", 2), ("A", "0.10", 1)], 15, 0)
    first, second = (-0.45 + 1) * 2 / 3, (0.1 + 1) * 1 / 3
    assert 15 * first / (first + second) < 7.5  # what floats make of it
    assert share["indicative_places"].tolist() == [8, 8]


def test_the_steps_are_in_the_frame() -> None:
    share = share_frame([("A", "0.5", 100), ("B", "-0.25", 300)], 1000, 100).set_index("municipality_code")
    first = share.loc["GM0001"]
    # Wf = 1.5 * 100 / 400 = 0.375 and 0.75 * 300 / 400 = 0.5625, together 0.9375
    assert (first["factor"], first["weighting_factor"], first["total_factor"]) == (1.5, 0.375, 0.9375)
    assert share["unrounded_places"].tolist() == [400.0, 600.0]
    assert share["indicative_regular"].tolist() == [360, 540]
    assert first["ses_woa_origin"] == "estimate"


def test_provincial_task_is_the_sum_of_rounded_numbers() -> None:
    share = share_frame([("A", "0", 1), ("A", "0", 1), ("B", "0", 2)], 6, 2)
    tasks = provincial_tasks(share).set_index("province_code")
    assert tasks["task_places"].to_dict() == {"A": 4, "B": 3}  # 1.5 + 1.5 -> 2 + 2, and 3
    assert tasks["task_amv"].to_dict() == {"A": 2, "B": 1}
    assert (tasks["task_regular"] + tasks["task_amv"] == tasks["task_places"]).all()


def test_a_municipality_without_score_is_an_error() -> None:
    share = share_frame([("A", "0", 1), ("A", "0", 1)], 6, 2)
    population = pd.DataFrame(
        {
            "municipality_code": ["GM0001"],
            "reference_date": [pd.Timestamp(DAY)],
            "population": [1],
            "origin": ["official"],
        }
    )
    ses = pd.DataFrame(
        {
            "municipality_code": ["GM0001"],
            "score_year": [2022],
            "ses_woa": [0.0],
            "ses_woa_text": ["0"],
            "origin": ["estimate"],
        }
    )
    with pytest.raises(ValueError, match="GM0002"):
        indicative_share(population, ses, share, 6, 2, population_date=DAY, ses_woa_year=2022)


def test_a_country_without_weight_is_an_error() -> None:
    with pytest.raises(ValueError, match="add up to nothing"):
        unrounded_shares([Fraction(0), Fraction(0)], 10)


@given(country, need)
def test_the_sum_differs_by_less_than_half_a_place_each(towns: Country, places: int) -> None:
    assert abs(sum(shares(towns, places)) - places) <= len(towns) / 2


@given(country, need, st.randoms())
def test_order_does_not_matter(towns: Country, places: int, random: Random) -> None:
    numbered = list(zip(towns, shares(towns, places), strict=True))
    random.shuffle(numbered)
    assert shares([town for town, _ in numbered], places) == [number for _, number in numbered]


@given(country, need, st.integers(0, 1000))
def test_more_need_never_gives_less(towns: Country, places: int, more: int) -> None:
    before, after = shares(towns, places), shares(towns, places + more)
    assert all(late >= early for early, late in zip(before, after, strict=True))


@given(country, need, st.integers(0, 100_000))
def test_more_inhabitants_never_give_fewer_places_and_others_never_more(towns: Country, places: int, more: int) -> None:
    (score, count), *rest = towns
    before, after = shares(towns, places), shares([(score, count + more), *rest], places)
    assert after[0] >= before[0]
    assert all(late <= early for early, late in zip(before[1:], after[1:], strict=True))


@given(country, need, st.decimals("0", "0.5", places=3).map(Fraction))
def test_a_higher_score_never_gives_fewer_places(towns: Country, places: int, more: Fraction) -> None:
    (score, count), *rest = towns
    assert shares([(score + more, count), *rest], places)[0] >= shares(towns, places)[0]


@given(country, need, st.integers(2, 50))
def test_only_proportions_of_inhabitants_count(towns: Country, places: int, times: int) -> None:
    assert shares([(score, count * times) for score, count in towns], places) == shares(towns, places)


def test_the_calculation_can_be_followed() -> None:
    share = share_frame([("A", "0.5", 100), ("B", "-0.25", 300)], 1001, 100)
    text = "\n".join(explain_row(share, "GM0001", 1001, 100))
    for part in ("100 of 400 on 2023-01-01 (official)", "0.5 of 2022 (estimate, not an official figure)"):
        assert part in text
    assert "1001 * 0.375000000 / 0.937500000 = 400.400000, rounded half up to 400" in text
    assert "Besluit art. 2.1 lid 3" in text and "Besluit art. 2.2 lid 1" in text
    assert "400 - 40 = 360" in text
    with pytest.raises(KeyError):
        explain_row(share, "GM9999", 1001, 100)
