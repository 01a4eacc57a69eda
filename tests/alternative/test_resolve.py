"""A province solved again: nothing changes but what must, and the goals are those of a model written differently."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pyomo.environ as pyo
import pytest
from alternative.small_base import Base, make_base, small_instance
from oracle.random_countries import draw
from pyomo.core.expr.visitor import identify_variables

from spreiding.alternative.alternative import Answer, publish_alternative
from spreiding.alternative.desk import Desk
from spreiding.alternative.file import as_alternative, with_asked
from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.prepare.case import prepare, with_pools_apart
from spreiding.result import Watch
from spreiding.run_files.read import read_run
from spreiding.solve.lexicographic import solve_in_order
from spreiding.solve.outcome import Status
from spreiding.write.point_file import digest, read_point


@pytest.fixture(scope="module")
def base() -> Iterator[Base]:
    with TemporaryDirectory() as folder:
        yield make_base(small_instance(), Path(folder) / "base")


def _numbers(answer: Answer) -> dict[str, int]:
    assert answer.tasks is not None
    return dict(zip(answer.tasks["municipality_code"], answer.tasks["task_places"], strict=True))


def _before(base: Base) -> dict[str, int]:
    return dict(zip(base.run.tasks["municipality_code"], base.run.tasks["task_places"], strict=True))


def test_nothing_asked_of_a_province_changes_nothing(base: Base) -> None:
    answer = base.ask({}, "PV20")
    assert (answer.solved.status, answer.change) == (Status.OPTIMAL, 0.0)
    assert np.allclose(answer.solved.settled.vector(answer.question.matrix), base.desk.x, atol=1e-9)


def test_a_wish_that_the_base_meets_changes_nothing(base: Base) -> None:
    before = _before(base)
    answer = base.ask({"pin": {"GM0001": before["GM0001"]}, "floor": {"GM0002": 1}})
    assert answer.change == 0.0
    assert _numbers(answer) == before


def test_a_pin_moves_its_province_and_nothing_else(base: Base) -> None:
    before = _before(base)
    answer = base.ask({"pin": {"GM0001": before["GM0001"] - 30}})
    after = _numbers(answer)
    assert after["GM0001"] == before["GM0001"] - 30
    # The other town of the province takes them: the provincial task is the law's.
    assert after["GM0002"] == before["GM0002"] + 30
    assert {code: after[code] for code in ("GM0003", "GM0004")} == {code: before[code] for code in ("GM0003", "GM0004")}
    assert answer.question.provinces == ("PV20",)


def test_an_exchange_moves_the_numbers_of_both(base: Base) -> None:
    before, after = _before(base), _numbers(base.ask({"exchange": [{"from": "GM0001", "to": "GM0002", "places": 25}]}))
    assert (after["GM0001"], after["GM0002"]) == (before["GM0001"] - 25, before["GM0002"] + 25)


def test_an_exchange_with_the_neighbouring_province_leaves_its_other_towns_alone(base: Base) -> None:
    before = _before(base)
    answer = base.ask({"exchange": [{"from": "GM0001", "to": "GM0003", "places": 25}]})
    after = _numbers(answer)
    assert {code: after[code] - before[code] for code in before} == {
        "GM0001": -25,
        "GM0002": 0,
        "GM0003": 25,
        "GM0004": 0,
    }
    # Only the first municipality's province is decided again: the sites of the other stand as they were.
    assert answer.question.provinces == ("PV20",)


def test_a_site_that_is_taken_out_closes_and_its_places_are_missed(base: Base) -> None:
    answer = base.ask({"exclude": ["S1"]})
    assert answer.sites is not None
    assert "S1" not in set(answer.sites["site_id"])
    assert (answer.solved.case.excluded["site_id"] == "S1").any()


def test_an_offer_that_fills_a_shortfall_is_taken(base: Base) -> None:
    # In the base the first town can have 160 places at most; more are asked of it than stand.
    short = base.ask({"pin": {"GM0001": 190}})
    offer = {"site_id": "OFFER", "municipality_code": "GM0001", "location_types": "azc", "places": 100}
    offered = base.ask({"pin": {"GM0001": 190}, "offer": [{**offer, "lead_time_weeks": 0}]})
    assert offered.sites is not None and short.goals is not None and offered.goals is not None
    assert "OFFER" in set(offered.sites["site_id"])
    assert offered.goals.values["shortfall"] < short.goals.values["shortfall"]


def test_a_setting_is_another_limit(base: Base) -> None:
    capped = base.ask({"set": {"families.municipal_task.max_ratio": 1.0}}, "PV20")
    assert _numbers(capped) == {**_before(base), "GM0001": 100, "GM0002": 100}


def test_more_than_the_province_has_can_not_be(base: Base) -> None:
    answer = base.ask({"pin": {"GM0001": 150, "GM0002": 150}})
    assert answer.solved.status is Status.INFEASIBLE
    assert answer.tasks is None


def test_the_next_alternative_keeps_the_wishes_of_its_base_but_those_it_asks_otherwise(
    base: Base, tmp_path: Path
) -> None:
    tree = {"pin": {"GM0001": 120}, "cap": {"GM0004": 150}}
    answer = base.ask(tree)
    publish_alternative(base.run, answer, as_alternative(tree, Path("alt.yaml")), tmp_path / "alt", Watch())
    written = read_run(tmp_path / "alt")
    desk = Desk(answer.question.case, answer.question.sets, answer.question.matrix, read_point(tmp_path / "alt"))
    again = Base(written, desk)
    assert _numbers(again.ask({}, "PV20")) == _numbers(answer)
    assert _numbers(again.ask({"pin": {"GM0001": 90}}))["GM0001"] == 90
    assert _numbers(again.ask({"floor": {"GM0002": 40}}))["GM0001"] == 120
    # A site that the base was asked to open may be taken out again.
    forced = base.ask({"force": ["S2"]})
    wanted = as_alternative({"exclude": ["S2"]}, Path("alt.yaml"))
    wishes = with_asked(forced.question.case.instance.model, wanted).wishes
    assert (wishes.force, wishes.exclude) == ([], ["S2"])


def test_a_run_without_a_site_can_be_a_base_in_which_it_opens_again(base: Base, tmp_path: Path) -> None:
    tree = {"exclude": ["S2"]}
    answer = base.ask(tree)
    publish_alternative(base.run, answer, as_alternative(tree, Path("alt.yaml")), tmp_path / "alt", Watch())
    written, case = read_run(tmp_path / "alt"), prepare(answer.question.case.instance)
    built = build(case)
    desk = Desk(case, built.sets, compile_model(built.model), read_point(tmp_path / "alt"))
    # What is built from its record has the columns of its point.
    assert digest(desk.matrix.columns) == written.record.point.columns_sha256
    opened = Base(written, desk).ask({"force": ["S2"]})
    assert opened.sites is not None
    assert "S2" in set(opened.sites["site_id"])


def test_what_is_written_is_a_run_and_the_next_base(base: Base, tmp_path: Path) -> None:
    tree = {"pin": {"GM0001": _before(base)["GM0001"] - 30}}
    answer = base.ask(tree)
    result = publish_alternative(base.run, answer, as_alternative(tree, Path("alt.yaml")), tmp_path / "alt", Watch())
    assert result.findings == ()
    written = read_run(tmp_path / "alt")
    asked = written.raw["alternative"]
    assert (asked["base_run_json_sha256"], asked["provinces"]) == (base.run.sha256, ["PV20"])
    before, after = (frame[frame["province_code"] == "PV21"] for frame in (base.run.sites, written.sites))
    pd.testing.assert_frame_equal(before.reset_index(drop=True), after.reset_index(drop=True))


@cache
def _drawn(seed: int) -> Base | None:
    """The base of a country by chance, when it has two provinces and a plan."""
    instance = draw(seed).case().instance
    if len(instance.selection) < 2:
        return None
    with TemporaryDirectory() as folder:
        return make_base(instance, Path(folder) / "base")


def _oracle(base: Base, answer: Answer) -> dict[str, float] | None:
    """The national model with wishes, in which all that is not free is a Pyomo variable fixed where it stands."""
    question = answer.question
    case = prepare(question.case.instance)
    apart = base.run.record.point.regions_apart
    built = build(with_pools_apart(case, apart) if apart else case)
    for column, value, is_free in zip(question.matrix.columns, question.frozen.x, question.frozen.free, strict=True):
        if not is_free:
            built.model.component(column.component)[column.index].fix(value)
    for rows in built.model.component_objects(pyo.Constraint):
        for row in rows.values():
            if all(variable.fixed for variable in identify_variables(row.body)):
                row.deactivate()
    goals = tuple(case.instance.model.goals)
    result = solve_in_order(compile_model(built.model), goals, case.instance.model.solver, lambda goal, event: None)
    return None if result.x is None else {step.goal: step.best for step in result.steps}


def _wish(base: Base, rng: np.random.Generator) -> dict[str, Any]:
    tasks = base.run.tasks
    row = tasks.iloc[int(rng.integers(len(tasks)))]
    bound = str(rng.choice(["pin", "cap", "floor"]))
    return {bound: {str(row["municipality_code"]): int(max(row["task_places"] + rng.integers(-4, 5), 0))}}


@pytest.mark.parametrize("seed", range(40))
def test_goals_are_those_of_the_whole_model_with_the_rest_fixed(seed: int) -> None:
    base = _drawn(seed)
    if base is None:
        pytest.skip("one province")
    answer = base.ask(_wish(base, np.random.default_rng([seed, 3])))
    wanted = _oracle(base, answer)
    assert (answer.goals is None) == (wanted is None)
    if answer.goals is not None and wanted is not None:
        for aim, step in zip(answer.question.aims, answer.solved.steps, strict=True):
            if step.best != pytest.approx(wanted[step.goal], rel=1e-5, abs=1e-4):
                # What is written was rounded to whole places, and is no worse for standing as it stood in the base;
                # a goal after it has that much more room.
                assert wanted[step.goal] < step.best == aim.value
                break
