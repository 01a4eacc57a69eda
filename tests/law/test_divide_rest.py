"""The rest of a provincial task: offers stand, what is left goes pro rata to who is below its number."""

from fractions import Fraction
from math import floor

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spreiding.law.exchanges import with_exchanges
from spreiding.law.rest_task import RestTieError, divide_rest, rest_findings, rest_numbers
from spreiding.model_exchanges import ReceptionExchange
from spreiding.model_rest_task import Offer

Numbers = dict[str, int]
# Every municipality with its number, what it offered, and its own share before rounding, no two of them the same.
towns = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 80)), min_size=1, max_size=8).filter(
    lambda rows: sum(offer for _, offer in rows) <= sum(number for number, _ in rows)
)


def parts(rows: list[tuple[int, int]]) -> tuple[Numbers, Numbers, dict[str, float]]:
    codes = [f"GM{n:04d}" for n in range(len(rows))]
    numbers = {code: number for code, (number, _) in zip(codes, rows, strict=True)}
    offers = {code: offer for code, (_, offer) in zip(codes, rows, strict=True)}
    return numbers, offers, {code: number + n / 100 for n, (code, number) in enumerate(numbers.items())}


def test_by_hand() -> None:
    # Task 400; 210 offered, 190 left. C is above its number and keeps it; A, B and D miss 100, 60 and 40, as much as
    # 200. At a rate of 0.95 per place of 100, 60 and 40 that is 95, 57 and 38: together 190.
    numbers, offers = {"A": 100, "B": 60, "C": 200, "D": 40}, {"C": 210}
    division = divide_rest(numbers, offers, {"A": 4, "B": 3, "C": 2, "D": 1})
    assert division.parts == {"A": 95, "B": 57, "C": 0, "D": 38}
    # 95 places are A's from 94.5 / 100 on, 57 are B's from 56.5 / 60, 38 are D's from 37.5 / 40: all from 0.945 on.
    assert division.rate == Fraction(945, 1000)


def test_who_misses_little_is_filled_and_the_others_share_more() -> None:
    # 60 left over. In proportion to 100 and 100 each would get 30, but B misses only 10: A gets the other 50.
    division = divide_rest({"A": 100, "B": 100, "C": 50}, {"A": 0, "B": 90, "C": 100}, {"A": 3, "B": 2, "C": 1})
    assert division.parts == {"A": 50, "B": 10, "C": 0}


def test_nothing_left_and_nothing_offered() -> None:
    assert divide_rest({"A": 5, "B": 3}, {"A": 8}, {"A": 1, "B": 2}).parts == {"A": 0, "B": 0}
    assert divide_rest({"A": 5, "B": 3}, {}, {"A": 1, "B": 1}).parts == {"A": 5, "B": 3}
    with pytest.raises(ValueError, match="1 places more"):
        divide_rest({"A": 5, "B": 3}, {"A": 9}, {"A": 1, "B": 2})


def test_an_equal_claim_goes_to_the_larger_share_and_is_never_decided_by_a_name() -> None:
    numbers, offers = {"A": 10, "B": 10, "C": 0}, {"C": 5}
    assert divide_rest(numbers, offers, {"A": 10.2, "B": 9.8, "C": 0.1}).parts == {"A": 8, "B": 7, "C": 0}
    assert divide_rest(numbers, offers, {"A": 9.8, "B": 10.2, "C": 0.1}).parts == {"A": 7, "B": 8, "C": 0}
    with pytest.raises(RestTieError, match="A, B have equal claims"):
        divide_rest(numbers, offers, {"A": 10.2, "B": 10.2, "C": 0.1})
    # One more offered: both get 7, and nothing has to be decided.
    assert divide_rest(numbers, {"C": 6}, {"A": 10.2, "B": 10.2, "C": 0.1}).parts == {"A": 7, "B": 7, "C": 0}


@given(towns)
def test_the_sum_is_exact_offers_stand_and_nobody_comes_above_its_number_by_the_rest(
    rows: list[tuple[int, int]],
) -> None:
    numbers, offers, precedence = parts(rows)
    division = divide_rest(numbers, offers, precedence)
    assert sum(offers.values()) + sum(division.parts.values()) == sum(numbers.values())
    for code, part in division.parts.items():
        assert 0 <= part <= max(numbers[code] - offers[code], 0)
        # What stands in run.json: the rate, rounded half up; one less only where a larger share had the same claim.
        asked = min(floor(division.rate * numbers[code] + Fraction(1, 2)), max(numbers[code] - offers[code], 0))
        exactly_half = (2 * division.rate * numbers[code]).denominator == 1
        assert part == asked or (part == asked - 1 and exactly_half)


@given(towns, st.randoms(use_true_random=False))
def test_names_and_order_of_rows_do_not_matter(rows: list[tuple[int, int]], random: object) -> None:
    numbers, offers, precedence = parts(rows)
    new = [f"GM{n:04d}" for n in range(len(rows))]
    random.shuffle(new)  # type: ignore[attr-defined]
    name = dict(zip(numbers, new, strict=True))
    renamed = {name[code]: number for code, number in reversed(numbers.items())}
    other = divide_rest(
        renamed, {name[c]: n for c, n in offers.items()}, {name[c]: share for c, share in precedence.items()}
    )
    assert {name[code]: part for code, part in divide_rest(numbers, offers, precedence).parts.items()} == other.parts


@given(towns, st.data())
def test_a_place_more_offered_never_gives_anyone_more_of_the_rest(
    rows: list[tuple[int, int]], data: st.DataObject
) -> None:
    numbers, offers, precedence = parts(rows)
    assume(sum(offers.values()) < sum(numbers.values()))
    who = data.draw(st.sampled_from(sorted(numbers)))
    before = divide_rest(numbers, offers, precedence).parts
    after = divide_rest(numbers, {**offers, who: offers[who] + 1}, precedence).parts
    assert all(after[code] <= before[code] for code in numbers)
    # ... and who offers it does not end lower than it would have.
    assert offers[who] + 1 + after[who] >= offers[who] + before[who]


SHARE = pd.DataFrame(
    {
        "municipality_code": ["GM0002", "GM0001", "GM0003", "GM0004"],
        "province_code": ["PV01", "PV01", "PV01", "PV02"],
        "weighting_factor": [0.3, 0.6, 0.1, 0.2],
        "indicative_regular": [60, 120, 20, 40],
        "indicative_amv": [6, 12, 2, 4],
    }
)


def test_the_table_carries_the_calculation_per_kind() -> None:
    agreed = with_exchanges(SHARE, [])
    table = rest_numbers(agreed, {"GM0001": Offer(regular=140, amv=3)}).set_index(["kind", "municipality_code"])
    # Regular: 200 less 140 leaves 60 for 60 and 20, at three quarters of each. Amv: 20 less 3 leaves 17, of which
    # GM0001 misses 9: at a rate of 0.85 it would be 10.2, so it is full and the others are too: 9 + 6 + 2.
    assert table["number_places"].to_dict() == {
        ("regular", "GM0001"): 140,
        ("regular", "GM0002"): 45,
        ("regular", "GM0003"): 15,
        ("regular", "GM0004"): 40,
        ("amv", "GM0001"): 12,
        ("amv", "GM0002"): 6,
        ("amv", "GM0003"): 2,
        ("amv", "GM0004"): 4,
    }
    row = table.loc["regular", "GM0002"]
    # The 45th place of GM0002 comes at 44.5 / 60 = 0.7417, the 15th of GM0003 at 14.5 / 20 = 0.725.
    assert (row["rate"], row["missing_places"], row["rest_places"]) == ("89/120", 60, 45)
    assert row["unrounded_places"] == 44.5
    assert not table["tie_lost"].any()


def test_an_exchange_moves_the_number_that_the_rest_looks_at() -> None:
    ledger = [ReceptionExchange.model_validate({"what": "reception", "from": "GM0001", "to": "GM0003", "places": 20})]
    table = rest_numbers(with_exchanges(SHARE, ledger), {}).query("kind == 'regular'")
    assert table.set_index("municipality_code")["number_places"].to_dict()["GM0003"] == 40


@pytest.mark.parametrize(
    ("offers", "words"),
    [
        ({"GM9999": Offer(regular=1)}, "is not a municipality of the tables"),
        ({"GM0001": Offer(regular=201)}, "offers 201 regular places in PV01, whose task is 200"),
        ({"GM0004": Offer(amv=5)}, "offers 5 amv places in PV02, whose task is 4"),
    ],
)
def test_what_cannot_be_is_a_finding(offers: dict[str, Offer], words: str) -> None:
    (finding,) = rest_findings(offers, "model.yaml", with_exchanges(SHARE, []))
    assert words in str(finding)


def test_a_last_place_that_only_a_name_could_give_is_a_finding() -> None:
    twins = SHARE.assign(weighting_factor=0.25, indicative_regular=[30, 30, 30, 40])
    (finding,) = rest_findings({"GM0003": Offer(regular=31)}, "model.yaml", with_exchanges(twins, []))
    assert "GM0001, GM0002 have equal claims" in str(finding)
    assert rest_findings({"GM0003": Offer(regular=32)}, "model.yaml", with_exchanges(twins, [])) == []
