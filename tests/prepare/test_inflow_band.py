"""Scenarios of the inflow: what is otherwise moves persons, permits and housing together (S12, S27)."""

import json
from pathlib import Path
from typing import Any

import pytest
from builders import Row, Values, arrivals, country, model_file, site, solve, town
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.small_runs import run

from spreiding import paths
from spreiding.model_file import ModelFile, load_model
from spreiding.prepare.case import Case
from spreiding.prepare.demand import Scale, demand, permits_per_person, procedure_stays
from spreiding.prepare.inflow_band import inflow_band
from spreiding.prepare.periods import planning_periods

SCALE = Scale(1.0, 1.0)

TOWN = town("GM0001", 100)
HALF: dict[str, Any] = {"tracks": {"regular": {"decisions_per_week": {"value": 5.0}}}}
SCENARIOS: dict[str, Any] = {
    "low": {"weekly_arrivals": {"factor": 0.5}, "weekly_arrivals_before": {"value": 10.0}},
    "middle": {},
    "slow": HALF,
}


def inflow(scenario: str | None = None, **scenarios: Row) -> Row:
    """Ten arrivals a week who stay a quarter, four fifths with a permit; and scenarios beside it."""
    named = {name: {"origin": "assumption", **differs} for name, differs in (scenarios or SCENARIOS).items()}
    plain = arrivals(10.0, regular=(1.0, 13.0, 0.8))
    return {**plain, "stay_model": "cohorts", "scenario": scenario, "scenarios": named}


def case(scenario: str | None, **scenarios: Row) -> Case:
    model = {"horizon": {"periods": 4}, "inflow": inflow(scenario, **scenarios)}
    return country([TOWN], [site("S1", "GM0001", "azc", 500)], model, dwellings=100)


def test_a_scenario_is_the_inflow_with_other_numbers() -> None:
    model = model_file([TOWN], {"horizon": {"periods": 4}, "inflow": inflow("low")})
    assert (model.inflow.weekly_arrivals, model.planned_inflow.weekly_arrivals) == (10.0, 5.0)
    assert model.planned_inflow.weekly_arrivals_before == 10.0
    assert [model.arrivals(t) for t in range(4)] == [5.0] * 4
    assert model.in_scenario(None).arrivals(0) == 10.0
    assert model.in_scenario("middle").planned_inflow.tracks == model.inflow.tracks
    # What was read can be read again: a factor is never applied twice.
    assert ModelFile.model_validate(model.model_dump(mode="json")) == model


def test_a_factor_multiplies_every_period_and_shares_may_move() -> None:
    other = {
        "weekly_arrivals": {"factor": 2.0},
        "tracks": {
            "regular": {"share": {"value": 0.75}, "stay_weeks": {"factor": 0.5}},
            "dublin": {"share": {"value": 0.25}},
        },
    }
    tree = {**inflow("busy", busy=other), "weekly_arrivals": [1.0, 2.0, 3.0, 4.0]}
    planned = model_file([TOWN], {"horizon": {"periods": 4}, "inflow": tree}).planned_inflow
    assert planned.weekly_arrivals == [2.0, 4.0, 6.0, 8.0]
    assert {track.track: (track.share, track.stay_weeks) for track in planned.tracks}["regular"] == (0.75, 6.5)


def test_the_band_lists_what_is_planned_and_every_scenario() -> None:
    # 130 persons (10 a week for 13 weeks), 8 permits a week; registration: 10 a week for a week, none of it selected
    # here because there is no registration site.
    band = {path.scenario: path for path in case(None).band}
    assert list(band) == [None, "low", "middle", "slow"]
    assert [path.planned for path in band.values()] == [True, False, False, False]
    assert band[None].persons.to_list() == pytest.approx([130.0] * 4)
    assert band[None].permits.to_list() == pytest.approx([104.0] * 4)
    assert band["middle"].persons.equals(band[None].persons)
    assert list(band["low"].persons) == sorted(band["low"].persons, reverse=True)
    assert [path.scenario for path in case("low").band if path.planned] == ["low"]


def test_the_planned_path_is_the_demand_of_the_plan() -> None:
    for name in (None, "low", "slow"):
        made = case(name)
        planned = next(path for path in made.band if path.planned)
        assert made.demand.groupby(level="period").sum().to_list() == pytest.approx(planned.persons.to_list())


def _coupled(plan: Values) -> float:
    """Persons coupled over the horizon: what stands at the end of its last period."""
    so_far = plan.point["coupled_so_far"]
    return sum(persons for (_, t), persons in so_far.items() if t == max(period for _, period in so_far))


@pytest.mark.parametrize(
    ("name", "persons", "permits", "late"),
    [
        ("low", -1, -1, -1),  # fewer people: fewer in reception, fewer permits, fewer who wait for a dwelling
        ("slow", +1, -1, -1),  # fewer decisions: more in reception, and fewer permits for whom a dwelling is sought
    ],
)
def test_inflow_and_decisions_move_occupancy_permits_and_housing_together(
    name: str, persons: int, permits: int, late: int
) -> None:
    before, after = case("middle"), case(name)
    plans = solve(before), solve(after)
    for plan, made in zip(plans, (before, after), strict=True):
        path = next(path for path in made.band if path.planned)
        # Who gets a permit is coupled, placed or not: nobody's permit disappears between the two.
        assert _coupled(plan) == pytest.approx(path.permits.sum(), rel=1e-6)
    regular = [sum(made.demand["regular"]) for made in (before, after)]
    assert (regular[1] - regular[0]) * persons > 1
    assert (_coupled(plans[1]) - _coupled(plans[0])) * permits > 1
    assert (plans[1].total("late") - plans[0].total("late")) * late > 1


@settings(max_examples=40, deadline=None)
@given(st.floats(1.05, 3.0), st.integers(1, 4), st.floats(5.0, 80.0), st.booleans())
def test_more_arrivals_are_more_persons_and_more_permits_in_every_period(
    factor: float, shape: int, weeks: float, past_too: bool
) -> None:
    before = {} if past_too else {"weekly_arrivals_before": {"value": 10.0}}
    tree = inflow("more", more={"weekly_arrivals": {"factor": factor}, **before}, middle={})
    tree["tracks"][3] |= {"stay_shape": shape, "stay_weeks": weeks}
    model = model_file([TOWN], {"horizon": {"periods": 6}, "inflow": tree})
    more, middle = (procedure_stays(model.in_scenario(name))["regular"] for name in ("more", "middle"))
    assert (more.persons > middle.persons).all()
    assert (more.decisions >= middle.decisions - 1e-9).all()
    assert more.decisions.sum() > middle.decisions.sum()


def test_a_whole_run_in_a_scenario_says_so_and_the_auditor_agrees(tmp_path: Path) -> None:
    result = run(case("slow").instance, tmp_path / "run")
    assert result.findings == ()
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["scenario"] == "slow"
    assert [(path["scenario"], path["planned"]) for path in record["inflow_band"]] == [
        ("low", False),
        ("middle", False),
        ("slow", True),
    ]
    assert record["inflow_band"][1]["periods"][0] == {"period": "2025-Q1", "persons": 130.0, "permits": 104.0}


@pytest.mark.parametrize("path", sorted(paths.MODELS.glob("raming-*.yaml")), ids=lambda path: path.name)
def test_the_models_that_ship_have_a_band_around_what_they_plan_for(path: Path) -> None:
    model = load_model(path).content
    periods = planning_periods(model.horizon)
    band = {path.scenario: path for path in inflow_band(model, periods, 7000.0, 28, SCALE)}
    assert list(band) == ["low", "middle", "high"]
    assert band["middle"].planned
    assert (band["low"].persons < band["middle"].persons).all()
    assert (band["middle"].persons < band["high"].persons).all()
    # The middle is what the model file says without any scenario.
    plain = model.in_scenario(None)
    assert demand(model, periods, 7000.0, 28, SCALE).equals(demand(plain, periods, 7000.0, 28, SCALE))
    assert permits_per_person(model) == permits_per_person(plain)
