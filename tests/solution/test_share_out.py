"""Municipalities pooled per region, and their couplings shared out, against a program that decides per municipality."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from builders import arrivals, country, goals, site, town
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from spreiding.formulation.sets import make_sets
from spreiding.prepare.case import Case, with_pools_apart
from spreiding.result import Watch
from spreiding.solution.leaving import leaving
from spreiding.solution.point import Point
from spreiding.solution.share_out import regions_with_more_late, share_out
from spreiding.solve_case import solve_case

Numbers = npt.NDArray[np.float64]
PERMITS = arrivals(1, regular=(1.0, 13.0, 1.0))
LATE = goals("no_place", "late_housing")


@dataclass(frozen=True)
class Region:
    """Persons: waiting at the start and doorstroom places per town, dwellings per half-year, coupled per quarter."""

    waiting: tuple[int, ...]
    doorstroom: tuple[int, ...]
    dwellings: tuple[int, ...]
    coupled: tuple[int, ...]

    def case(self) -> Case:
        towns = [
            town(f"GM000{n}", 10 * (n + 1), waiting=waits, doorstroom=places)
            for n, (waits, places) in enumerate(zip(self.waiting, self.doorstroom, strict=True))
        ]
        halves = ("2025-I", "2025-II", "2026-I", "2026-II")
        model = {"horizon": {"periods": len(self.coupled)}, "goals": LATE}
        return country(towns, [], model, dwellings=dict(zip(halves, self.dwellings, strict=False)))


def _shared(case: Case, coupled: tuple[int, ...]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Couplings per municipality of these totals, and the regions that can't be pooled."""
    sets = make_sets(case)
    so_far = {("VR01", t): float(total) for t, total in enumerate(np.cumsum(coupled), start=1)}
    shares = share_out(Point({"coupled_so_far": so_far}), case, sets)
    late = case.pools.total(leaving(shares, case).late)
    point = Point({"coupled_so_far": so_far, "late": late})
    return shares, regions_with_more_late(point, (0.0, sum(late.values())), case, sets)


def _least(case: Case, coupled: tuple[int, ...], of_waiting: float, of_late: float) -> float:
    """Least waiting and late when the couplings of each municipality are free, given the totals; by linear program."""
    room = case.room.leaving.to_numpy()
    start = case.waiting_at_start.to_numpy()
    towns, periods = room.shape
    size = towns * periods
    so_far, one = np.tril(np.ones((periods, periods))), np.eye(size)
    recent = sum(part * np.eye(periods, k=-ago) for ago, part in enumerate(case.window.weights))
    not_due = np.array([case.window.initial[t] for t in range(1, periods + 1)])
    known, due = np.kron(np.eye(towns), so_far), np.kron(np.eye(towns), so_far - recent)
    none = np.zeros((size, size))
    answer = linprog(
        np.concatenate([np.zeros(size), np.full(size, of_waiting), np.full(size, of_late)]),
        A_ub=np.vstack([np.hstack([known, -one, none]), np.hstack([due, none, -one])]),
        b_ub=np.concatenate([(room - start[:, None]).ravel(), (room - np.outer(start, 1 - not_due)).ravel()]),
        A_eq=np.hstack([np.tile(np.eye(periods), towns), np.zeros((periods, 2 * size))]),
        b_eq=np.array(coupled, dtype=float),
        method="highs",
    )
    assert answer.status == 0
    return float(answer.fun)


@st.composite
def regions(draw: st.DrawFn) -> Region:
    towns, periods = draw(st.integers(1, 4)), draw(st.integers(1, 7))
    some = st.integers(0, 40)

    def drawn(n: int) -> tuple[int, ...]:
        return tuple(draw(st.lists(some, min_size=n, max_size=n)))

    return Region(drawn(towns), drawn(towns), drawn(4), drawn(periods))


@settings(max_examples=40, deadline=None)
@given(regions())
def test_shares_add_up_grow_and_leave_as_few_waiting_as_can_be(region: Region) -> None:
    case = region.case()
    shares, _ = _shared(case, region.coupled)
    assert shares.sum().to_numpy() == pytest.approx(np.cumsum(region.coupled), abs=1e-6)
    assert (shares.diff(axis=1).iloc[:, 1:] >= -1e-7).all(axis=None)
    waiting = leaving(shares, case).waiting.to_numpy().sum()
    assert waiting == pytest.approx(_least(case, region.coupled, 1.0, 0.0), abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(regions())
def test_as_few_are_late_as_can_be_or_the_region_is_named(region: Region) -> None:
    case = region.case()
    shares, apart = _shared(case, region.coupled)
    least = _least(case, region.coupled, 1.0, 1.0) - _least(case, region.coupled, 1.0, 0.0)
    late = leaving(shares, case).late.to_numpy().sum()
    assert late >= least - 1e-5
    if not apart:
        assert late == pytest.approx(least, abs=1e-4)


def test_room_that_comes_free_first_is_filled_first() -> None:
    # GM0001 has 6 doorstroom places from the first quarter; both get dwellings in the second half-year only, 10 and 30
    # (of 40, by inhabitants), half of them in its first quarter. 6 coupled go to GM0001; then 20 in 5 : 15.
    towns = [town("GM0001", 100, doorstroom=6), town("GM0002", 300)]
    case = country(towns, [], {"horizon": {"periods": 3}, "goals": LATE}, dwellings={"2025-II": 40})
    shares, _ = _shared(case, (6, 0, 10))
    assert shares.loc["GM0001"].to_list() == pytest.approx([6, 6, 6 + 2.5])
    assert shares.loc["GM0002"].to_list() == pytest.approx([0, 0, 7.5])


def test_a_backlog_gets_nobody_besides() -> None:
    # GM0001 has 50 waiting and room for 5: who is coupled goes to GM0002, where there is room.
    towns = [town("GM0001", 100, waiting=50), town("GM0002", 300)]
    shares, _ = _shared(country(towns, [], {"goals": LATE}, dwellings=40), (10,))
    assert shares[1].to_list() == pytest.approx([0, 10])


def test_a_pool_without_any_room_shares_by_inhabitants() -> None:
    shares, _ = _shared(country([town("GM0001", 100), town("GM0002", 300)], [], {"goals": LATE}), (20,))
    assert shares[1].to_list() == pytest.approx([5, 15])


def test_municipalities_apart_are_pools_of_their_own() -> None:
    towns = [town("GM0001", 100), town("GM0002", 300), town("GM0003", 100, region="VR02")]
    case = with_pools_apart(country(towns, [], {"goals": LATE}), ["VR01"])
    assert case.pools.members() == {"GM0001": ["GM0001"], "GM0002": ["GM0002"], "VR02": ["GM0003"]}
    assert case.pools.region == {"GM0001": "VR01", "GM0002": "VR01", "VR02": "VR02"}


class _Heard(Watch):
    regions: tuple[str, ...] = ()

    def again(self, regions: tuple[str, ...]) -> None:
        self.regions = regions


def test_a_region_that_can_not_be_pooled_is_solved_again_per_municipality(monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever the first answer is, VR01 is said to be late: the second has it apart, and comes to the same goals.
    towns = [town("GM0001", 100, waiting=3), town("GM0002", 300)]
    model = {"horizon": {"periods": 3}, "inflow": PERMITS, "goals": LATE}
    case = country(towns, [site("S1", "GM0001", "azc", 500)], model, dwellings=10)
    pooled = solve_case(case, Watch())
    monkeypatch.setattr(
        "spreiding.solve_case.regions_with_more_late",
        lambda point, values, case, sets: ("VR01",) if "VR01" in case.pools.region else (),
    )
    heard = _Heard()
    apart = solve_case(case, heard)
    assert heard.regions == ("VR01",)
    assert sorted(apart.case.pools.region) == ["GM0001", "GM0002"]
    assert apart.values == pytest.approx(pooled.values, abs=1e-4)


@pytest.mark.parametrize(("strength", "named"), [("hard", ("VR01",)), ("soft", ())])
def test_where_nobody_may_be_late_a_region_is_named_whatever_the_goals(strength: str, named: tuple[str, ...]) -> None:
    # Two persons late who are not in the pool: no goal asks for them, but a hard norm forbids them.
    families = {"housing": {"strength": strength}}
    model = {"inflow": PERMITS, "goals": goals("no_place", "cost"), "families": families}
    case = country([town("GM0001", 100), town("GM0002", 300)], [], model, dwellings=40)
    point = Point({"coupled_so_far": {("VR01", 1): 0.0}, "late": {("VR01", 1): 2.0}})
    assert regions_with_more_late(point, (0.0, 0.0), case, make_sets(case)) == named
