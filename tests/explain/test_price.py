"""What a place costs is what a run with that number pinned says, less the run itself."""

import json
from pathlib import Path

import pytest

from spreiding.alternative.alternative import AlternativeRequest, make_alternative, publish_alternative
from spreiding.alternative.file import Alternative
from spreiding.explain.explain import explain
from spreiding.model_wishes import Number
from spreiding.result import Watch
from spreiding.run_files.read import read_run

DRONTEN = "GM0303"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPREIDING_CACHE", str(tmp_path_factory.getbasetemp() / "desks"))


def test_a_place_fewer_costs_what_a_run_with_it_pinned_says(flevoland: Path, tmp_path: Path) -> None:
    run = read_run(flevoland)
    places = int(run.tasks.set_index("municipality_code")["task_places"][DRONTEN]) - 1
    asked = Alternative(pin={DRONTEN: Number(total=places)})
    request = AlternativeRequest(flevoland, None, {}, (), None, tmp_path / "fewer")
    answer = make_alternative(run, asked, request, Watch())
    publish_alternative(run, answer, asked, tmp_path / "fewer", Watch())
    record = json.loads((tmp_path / "fewer" / "run.json").read_text(encoding="utf-8"))
    before = {goal.goal: goal.value for goal in run.record.goals}
    wanted = {row["goal"]: row["value"] - before[row["goal"]] for row in record["goals"]}

    section = next(part for part in explain(flevoland, DRONTEN, price=Watch()).sections if part.key == "price")
    said = next(statement for statement in section.statements if statement.key == "price.fewer")
    told = {name.removesuffix("_by"): figure.value for name, figure in said.figures.items() if name.endswith("_by")}
    assert told == pytest.approx({goal: wanted[goal] for goal in told}, abs=1e-3)
    # What is not told is no worse, and no better than the run could have been by its own bound.
    bounds = {goal.goal: goal.bound for goal in run.record.goals}
    for goal in set(wanted) - set(told):
        assert (bounds[goal] or 0.0) - before[goal] - 1e-3 <= wanted[goal] <= max(1e-3, 1e-6 * abs(before[goal])), goal
    # The number is twice its share: a place fewer here is nearer to it, or takes a place from where a site stands.
    assert told


def test_without_the_question_there_is_no_price(flevoland: Path) -> None:
    assert all(section.key != "price" for section in explain(flevoland, DRONTEN).sections)
