"""What is said of numbers that are still open, for any of them: passed only when no way of filling them in would do."""

from itertools import product
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from spreiding.handmade.judge import judge
from spreiding.handmade.judgement import Judgement
from spreiding.handmade.plan import HandmadePlan, completed
from spreiding.law.rest_task import KINDS
from spreiding.run_files.read import WrittenRun

CODES = ("GM0001", "GM0002", "GM0003")
TASK = {"regular": 624, "amv": 26}  # of PV01: shares 290, 210 and 150 with 12, 8 and 6 for minors
PLACES = st.none() | st.integers(0, 700)
MINORS = st.none() | st.integers(0, 30)


def judged(run: WrittenRun, numbers: list[tuple[int | None, int | None]]) -> Judgement:
    given_numbers = {code: completed(None, *own, row=2) for code, own in zip(CODES, numbers, strict=True)}
    return judge(HandmadePlan("plan.csv", "aa", "PV01", MappingProxyType(given_numbers), (), ()), run)


def can_be_filled(numbers: list[int | None], task: int) -> bool:
    """Whether some filling in, with numbers from 0, adds up to the task; two open numbers can always trade."""
    unknown = [place for place, number in enumerate(numbers) if number is None]
    for first in range(task + 1) if unknown else [0]:
        filled = [number for number in numbers if number is not None] + ([first] if unknown else [])
        if sum(filled) == task:
            return True
    return False


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(PLACES, MINORS), min_size=3, max_size=3))
def test_a_sum_is_passed_exactly_when_no_filling_in_would_do(
    tiny: WrittenRun, numbers: list[tuple[int | None, int | None]]
) -> None:
    told = judged(tiny, numbers)
    rows = {norm.kind: norm for norm in told.norms if norm.norm == "provincial_sum"}
    for place, kind in enumerate(KINDS):
        own = [pair[place] for pair in numbers]
        fits, complete = can_be_filled(own, TASK[kind]), None not in own
        assert (rows[kind].status == "broken") == (not fits)
        assert (rows[kind].status == "holds") == (fits and complete)
        known = sum(number for number in own if number is not None)
        assert rows[kind].amount == (0 if fits else abs(known - TASK[kind]))
    hard = [norm for norm in told.norms if norm.hard and norm.status == "broken"]
    assert told.exit_code == (6 if hard else 0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(PLACES, MINORS), min_size=3, max_size=3))
def test_every_open_number_is_counted_and_no_goal_is_scored_with_one(
    tiny: WrittenRun, numbers: list[tuple[int | None, int | None]]
) -> None:
    told = judged(tiny, numbers)
    unknown = sum(number is None for pair in numbers for number in pair)
    assert told.open_numbers == unknown
    assert all((goal.plan is None) == (unknown > 0) for goal in told.goals)
    for town, (regular, amv) in zip(told.municipalities, numbers, strict=True):
        assert (town.regular, town.amv) == (regular, amv)
        assert (town.places is None) == (regular is None or amv is None)
        assert town.deviation is None or (town.places is not None and town.deviation == town.places - town.share)


def test_all_municipalities_at_their_share_deviate_by_nothing(tiny: WrittenRun) -> None:
    shares = [(278, 12), (202, 8), (144, 6)]
    told = judged(tiny, [*shares])
    assert [town.deviation for town in told.municipalities] == [0, 0, 0]
    assert [town.ratio for town in told.municipalities] == [0.0, 0.0, 0.0]


def test_any_two_open_numbers_leave_the_same_rest(tiny: WrittenRun) -> None:
    shares = [(278, 12), (202, 8), (144, 6)]
    for first, second in product(range(3), repeat=2):
        numbers = [(None, None) if place in (first, second) else own for place, own in enumerate(shares)]
        told = judged(tiny, numbers)
        left = sum(shares[place][0] for place in {first, second})
        row = next(norm for norm in told.norms if norm.norm == "provincial_sum" and norm.kind == "regular")
        assert row.least is not None and row.least - row.found == left
        assert f"must come to {left} regular places" in row.resolve
