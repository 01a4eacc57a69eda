"""A norm made hard leaves fewer plans than the same norm made soft, and the same best one where it passes nothing."""

from dataclasses import replace
from typing import Any

import pytest
from builders import Values, solve
from changes import close
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from oracle.random_countries import Drawn
from oracle.rich_countries import draw_rich, with_families

from spreiding.formulation.passed import passed_by
from spreiding.model_families import Families, Norm, Weighed
from spreiding.solve.outcome import Status

FEW, MANY, ROOM, NOTHING = 12, 200, 1e-4, 1e-9
# A hard norm of reach makes sites unsuitable, also those that existing_sites would keep open: it may be the better one.
OTHER = ("reach",)
NORMS = sorted(
    name for name, field in Families.model_fields.items() if isinstance(field.default, Norm) and name not in OTHER
)
COUNTED = [name for name in NORMS if isinstance(Families.model_fields[name].default, Weighed)]
# Where these are hard, places are whole: a plan of part of a place is not one of theirs.
WHOLE = ("capacity_band", "staff", "transition")
AS_DRAWN = (Phase.explicit, Phase.generate)
few = settings(max_examples=FEW, deadline=None, derandomize=True, phases=AS_DRAWN)
many = settings(max_examples=MANY, deadline=None, derandomize=True, phases=AS_DRAWN)
countries = st.integers(0, 10**6).map(draw_rich)


def _plan(drawn: Drawn, family: str, strength: str) -> Values:
    """The plan with one norm on, and no goal that may get worse for a later one."""
    goals: list[dict[str, Any]] = [{**goal, "tolerance": None} for goal in drawn.model["goals"]]
    other = with_families(drawn, {family: {"enabled": True, "strength": strength}})
    return solve(replace(other, model={**other.model, "goals": goals}).case())


def _goals(plan: Values) -> list[float]:
    return [step.best for step in plan.result.steps]


def _asks(drawn: Drawn, family: str) -> bool:
    """Whether a norm has what it needs to be on: these two are refused when they ask nothing."""
    what = {"regional_tables": "numbers", "staff": "per_100_places"}.get(family)
    return what is None or any(drawn.model["families"].get(family, {}).get(what, {}).values())


def _hard_is_no_better(drawn: Drawn, family: str) -> None:
    """In the first goal in which they differ the hard norm is worse; where nothing is passed they don't differ."""
    assume(_asks(drawn, family))
    soft, hard = _plan(drawn, family, "soft"), _plan(drawn, family, "hard")
    if soft.status is Status.INFEASIBLE:
        assert hard.status is Status.INFEASIBLE
        return
    excess = soft.point[passed_by(family)].values()
    if family in COUNTED and family not in WHOLE and max(excess, default=0.0) <= NOTHING:
        assert hard.status is Status.OPTIMAL
        assert close(_goals(hard), _goals(soft), ROOM)
    pairs = zip(_goals(soft), _goals(hard), strict=True) if hard.status is Status.OPTIMAL else ()
    first = next(((best, other) for best, other in pairs if not close([other], [best], ROOM)), None)
    assert first is None or first[1] > first[0]


@few
@given(countries, st.sampled_from(NORMS))
def test_a_hard_norm_is_no_better_than_a_soft_one(drawn: Drawn, family: str) -> None:
    _hard_is_no_better(drawn, family)


@pytest.mark.proof
@many
@given(countries, st.sampled_from(NORMS))
def test_a_hard_norm_is_no_better_than_a_soft_one_many_times(drawn: Drawn, family: str) -> None:
    _hard_is_no_better(drawn, family)
