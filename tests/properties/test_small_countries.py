"""What must hold in every country, on small ones by chance."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import Values, solve
from changes import (
    LINEAR,
    close,
    doubled,
    in_other_words,
    only,
    whole_country,
    with_another_site,
    with_larger_site,
    without_rounding,
)
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from oracle.random_countries import TYPES, Drawn, draw, draw_special
from oracle.rich_countries import draw_rich
from small_runs import run

from spreiding.solve.outcome import Status

FEW, MANY = 12, 150
# What a millionth of room in an earlier goal may be worth in a later one (tests/oracle/test_oracle.py).
ROOM = 1e-4
countries = st.integers(0, 10**6).map(draw)
special = st.integers(0, 10**6).map(draw_special)
rich = st.integers(0, 10**6).map(draw_rich)
more = st.integers(1, 20)
# The same examples every time: a failure here is for everyone to repeat, with the seed that it names.
AS_DRAWN = (Phase.explicit, Phase.generate)
few = settings(max_examples=FEW, deadline=None, derandomize=True, phases=AS_DRAWN)
fewer = settings(max_examples=4, deadline=None, derandomize=True, phases=AS_DRAWN)
many = settings(max_examples=MANY, deadline=None, derandomize=True, phases=AS_DRAWN)


def _values(plan: Values) -> list[float]:
    return [step.best for step in plan.result.steps]


def _nothing_found(drawn: Drawn) -> None:
    """A run ends with a plan in which the auditor finds nothing, or says that there is none."""
    with tempfile.TemporaryDirectory() as folder:
        result = run(drawn.case().instance, Path(folder) / "run")
        assert result.findings == ()
        assert (result.status is Status.OPTIMAL) == (Path(folder) / "run" / "run.json").is_file()


def _same(drawn: Drawn) -> None:
    """Names and order of rows are no matter."""
    before, after = solve(drawn.case()), solve(in_other_words(drawn).case())
    assert after.status is before.status
    assert close(_values(after), _values(before), ROOM)


def _never_worse(drawn: Drawn, larger: Callable[[Drawn], Drawn]) -> None:
    """With more room nobody loses a place: what could be done before still can."""
    drawn = only(whole_country(drawn), "no_place")
    before = solve(drawn.case())
    if before.status is Status.OPTIMAL:
        after = solve(larger(drawn).case())
        assert after.status is Status.OPTIMAL
        assert after.goal("no_place") <= before.goal("no_place") + 1e-6


def _linear(drawn: Drawn) -> None:
    """Twice everything is twice every goal that counts places, persons, moves or money.

    The worst deviation and the balance of burdens are left out (``changes.NOT_LINEAR``); so is what the law or a table
    rounds: shares, bands and the housing task per municipality (``changes.without_rounding``).
    """
    single = without_rounding(drawn)
    before, after = solve(single.case()), solve(doubled(single).case())
    assert after.status is before.status
    assert len(LINEAR) == len(_values(before)) or before.status is Status.INFEASIBLE
    assert close(_values(after), [2 * value for value in _values(before)], ROOM)


@few
@given(countries)
def test_the_auditor_finds_nothing(drawn: Drawn) -> None:
    _nothing_found(drawn)


@fewer
@given(special)
def test_the_auditor_finds_nothing_in_special_reception(drawn: Drawn) -> None:
    _nothing_found(drawn)


@few
@given(rich)
def test_the_auditor_finds_nothing_whatever_is_asked(drawn: Drawn) -> None:
    _nothing_found(drawn)


@few
@given(countries)
def test_names_and_order_do_not_matter(drawn: Drawn) -> None:
    _same(drawn)


@few
@given(countries, st.integers(0, 3), more)
def test_a_larger_site_leaves_nobody_without_a_place(drawn: Drawn, which: int, places: int) -> None:
    _never_worse(drawn, lambda country: with_larger_site(country, which, places))


@few
@given(countries, st.integers(0, 2), more, st.sampled_from(TYPES))
def test_one_more_site_leaves_nobody_without_a_place(drawn: Drawn, which: int, places: int, types: str) -> None:
    _never_worse(drawn, lambda country: with_another_site(country, which, places, types))


@few
@given(countries)
def test_twice_everything_is_twice_every_goal(drawn: Drawn) -> None:
    _linear(drawn)


@pytest.mark.proof
@many
@given(countries, st.integers(0, 3), more, st.sampled_from(TYPES))
def test_all_but_the_audit_many_times(drawn: Drawn, which: int, places: int, types: str) -> None:
    _same(drawn)
    _never_worse(drawn, lambda country: with_larger_site(country, which, places))
    _never_worse(drawn, lambda country: with_another_site(country, which, places, types))
    _linear(drawn)


@pytest.mark.proof
@many
@given(countries)
def test_the_auditor_finds_nothing_many_times(drawn: Drawn) -> None:
    _nothing_found(drawn)


@pytest.mark.proof
@many
@given(special)
def test_the_auditor_finds_nothing_in_special_reception_many_times(drawn: Drawn) -> None:
    _nothing_found(drawn)


@pytest.mark.proof
@many
@given(rich)
def test_the_auditor_finds_nothing_whatever_is_asked_many_times(drawn: Drawn) -> None:
    _nothing_found(drawn)


def test_an_overflow_of_less_than_is_written_is_no_finding() -> None:
    # Seed 22 has it in goal moves_distance: 14.22848 reported, 14.228462 counted from the files.
    _nothing_found(draw(22))
