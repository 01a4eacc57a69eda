"""Whole runs in which the rest of the task is divided pro rata: what is written, and what the auditor sees."""

import json
from pathlib import Path

import pytest
from builders import country, site, town
from small_runs import audited, plan_of, run, with_other

from spreiding.result import Result
from spreiding.solve.outcome import Status

# 50 left in the first province: GM0003 offered 10 above its number, GM0001 and GM0002 miss 40 and 20.
TOWNS = [town("GM0001", 80), town("GM0002", 40), town("GM0003", 60), town("GM0004", 9, province="PV02", region="VR02")]
OFFERS = {"GM0001": 40, "GM0002": 20, "GM0003": 70, "GM0004": 5}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """One run of the first province."""
    offers = {code: {"regular": places} for code, places in OFFERS.items()}
    model = {"rest_task": {"rule": "pro_rata", "offers": offers}}
    case = country(TOWNS, [site("S1", "GM0001", "azc", 200)], model, provinces=("PV01",))
    out = tmp_path_factory.mktemp("rest") / "run"
    return run(case.instance, out), out


def test_numbers_are_written_with_their_calculation(made: tuple[Result, Path]) -> None:
    result, out = made
    assert (result.status, result.findings) == (Status.OPTIMAL, ())
    assert result.plan is not None
    # 50 for 80 and 40, of which 20 at most are missing in GM0002: at 5/12 it would be 33.3 and 16.7.
    assert result.plan.tasks["task_regular"].to_list() == [73, 37, 70]
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))["rest_task"]
    assert record["rule"] == "pro_rata"
    assert record["offers_outside_the_selection"] == ["GM0004"]
    first = record["numbers"][0]
    assert (first["municipality_code"], first["kind"]) == ("GM0001", "regular")
    assert (first["offered_places"], first["rest_places"], first["number_places"]) == (40, 33, 73)
    # The 17th place of GM0002 comes at 16.5 / 40, the 33rd of GM0001 at 32.5 / 80: the rate is the larger of the two.
    assert first["rate"] == "33/80"


@pytest.mark.parametrize(
    ("up", "down", "places", "rule"),
    [
        (0, 1, 1, "in proportion to the numbers, rounded half up at one rate"),
        (1, 0, 1, "in proportion to the numbers, rounded half up at one rate"),
        (1, 0, 4, "by the rest stays within the municipality's number"),
        (0, 2, 1, "is at least what was offered"),
    ],
)
def test_another_division_with_the_same_sum_is_found(
    made: tuple[Result, Path], up: int, down: int, places: int, rule: str
) -> None:
    result, _ = made
    tables = plan_of(result)
    for row, more in ((up, places), (down, -places)):
        for column in ("task_regular", "task_places", "deviation_places"):
            tables = with_other(tables, "tasks", row, column, more)
    found = [finding for finding in audited(result, tables) if finding.family == "municipal_task"]
    assert [rule in finding.rule for finding in found] == [True], [str(finding) for finding in found]
