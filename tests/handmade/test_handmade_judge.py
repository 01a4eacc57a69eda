"""A plan made by hand is judged as arithmetic says, and the base run's own numbers pass no norm that it kept."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from builders import country
from handmade.conftest import MODEL, SITES, TOWNS
from handmade.hand_files import text_file
from properties.small_runs import run as make_run

from spreiding.handmade.judge import audit, judge
from spreiding.handmade.judgement import Judged, Judgement
from spreiding.handmade.plan import HandmadePlan, completed
from spreiding.handmade.read import PlanFiles, read_plan
from spreiding.run_files.read import WrittenRun, read_run

Three = tuple[int | None, int | None, int | None]
# Shares of PV01 with the exchange: 290, 210 and 150; amv 12, 8 and 6 of them.
SHARES: dict[str, Three] = {"GM0001": (290, 278, 12), "GM0002": (210, 202, 8), "GM0003": (150, 144, 6)}


def plan(**differs: Three) -> HandmadePlan:
    numbers = {code: completed(*three, row=2) for code, three in {**SHARES, **differs}.items()}
    return HandmadePlan("plan.csv", "aa", "PV01", MappingProxyType(numbers), (), ())


def found(judged: Judgement, norm: str, where: str | None = None, kind: str | None = None) -> list[Judged]:
    return [one for one in judged.norms if one.norm == norm and where in (None, one.where) and kind in (None, one.kind)]


def one(judged: Judgement, norm: str, where: str, kind: str) -> Judged:
    (row,) = found(judged, norm, where, kind)
    return row


def base_plan(run: WrittenRun, province: str) -> HandmadePlan:
    return read_plan(PlanFiles(run.folder / "national" / "tasks.csv", province=province), run)


def test_the_numbers_of_a_run_itself_pass_no_hard_norm_and_score_what_it_reached(flevoland: Path) -> None:
    run = read_run(flevoland)
    judged = judge(base_plan(run, "PV24"), run)
    assert judged.exit_code == 0 and judged.open_numbers == 0
    reached = {goal.goal: goal.value for goal in run.record.goals}
    assert [goal.goal for goal in judged.goals] == [
        "shortfall",
        "unevenness_total",
        "unevenness_worst",
        "burden_balance",
    ]
    for goal in judged.goals:
        assert goal.plan == pytest.approx(reached[goal.goal], abs=1e-3)
        assert goal.base == goal.plan
    short = {(norm.where, norm.kind): norm.amount for norm in found(judged, "delivery") if norm.status == "broken"}
    for row in run.tasks.to_dict("records"):
        assert short.get((row["municipality_code"], "regular"), 0) == row["shortfall_regular"]
        assert short.get((row["municipality_code"], "amv"), 0) == row["shortfall_amv"]


def test_shares_hold_the_sums_and_the_band(tiny: WrittenRun) -> None:
    # GM0003 at its share makes region VR02 150 + 370 of GM0004 = 520, as its table agreed: the run gives GM0004 350.
    judged = judge(plan(), tiny)
    assert {norm.status for norm in found(judged, "provincial_sum")} == {"holds"}
    assert {norm.status for norm in found(judged, "band")} == {"holds"}
    assert [(norm.kind, norm.found, norm.least) for norm in found(judged, "provincial_sum")] == [
        ("regular", 624, 624),
        ("amv", 26, 26),
    ]


@pytest.mark.parametrize(
    ("differs", "kind", "amount", "told"),
    [
        (
            {"GM0001": (300, 288, 12)},
            "regular",
            10,
            "Take 10 regular places off; furthest above their share: GM0001 (+10).",
        ),
        ({"GM0002": (200, 192, 8)}, "regular", 10, "Add 10 regular places; furthest below their share: GM0002 (-10)."),
        ({"GM0003": (150, 147, 3)}, "amv", 3, "Add 3 amv places; furthest below their share: GM0003 (-3)."),
    ],
)
def test_a_sum_that_is_not_the_task_is_found(
    tiny: WrittenRun, differs: dict[str, Three], kind: str, amount: int, told: str
) -> None:
    judged = judge(plan(**differs), tiny)
    row = one(judged, "provincial_sum", "PV01", kind)
    assert (row.status, row.amount, row.hard, row.resolve) == ("broken", amount, True, told)
    assert row.article.startswith("Besluit art. 2.2 lid 1" if kind == "amv" else "Besluit art. 2.1 lid 2")
    assert judged.exit_code == 6


def test_open_numbers_can_not_be_told_yet_unless_the_others_are_too_many_already(tiny: WrittenRun) -> None:
    judged = judge(plan(GM0003=(None, None, None)), tiny)
    rows = {norm.kind: norm for norm in found(judged, "provincial_sum")}
    assert {kind: row.status for kind, row in rows.items()} == dict.fromkeys(("all", "regular", "amv"), "open")
    assert rows["regular"].resolve == "What is open (1 number) must come to 144 regular places."
    assert one(judged, "band", "GM0003", "all").resolve == "Choose 75 places or more, at most 225."
    assert {goal.plan for goal in judged.goals} == {None}
    assert judged.exit_code == 0 and judged.open_numbers == 2
    over = judge(plan(GM0001=(500, 488, 12), GM0003=(None, None, None)), tiny)
    # 488 + 202 = 690 of 624 regular; 500 + 210 = 710 of 650 in all.
    assert {norm.kind: norm.amount for norm in found(over, "provincial_sum")} == {"all": 60, "regular": 66, "amv": 0}
    assert over.exit_code == 6


def test_a_total_whose_split_is_open_is_judged_as_a_total(tiny: WrittenRun) -> None:
    judged = judge(plan(GM0003=(140, None, None)), tiny)
    total = one(judged, "provincial_sum", "PV01", "all")
    assert (total.status, total.found, total.amount) == ("broken", 640, 10)
    assert one(judged, "provincial_sum", "PV01", "regular").status == "open"
    # No place stands in GM0003: all 140 are missing, whatever the split.
    assert one(judged, "delivery", "GM0003", "all").amount == 140
    goals = {goal.goal: goal.plan for goal in judged.goals}
    assert goals["shortfall"] is None and goals["unevenness_total"] is None
    # |140 - 150| / 150, or what GM0004 deviates in the base run.
    other = int(tiny.tasks.set_index("municipality_code").loc["GM0004", "task_places"])
    assert goals["unevenness_worst"] == pytest.approx(max(10 / 150, abs(other - 350) / 350))


def test_the_band_is_in_whole_places(tiny: WrittenRun) -> None:
    judged = judge(plan(GM0001=(144, 132, 12), GM0002=(316, 308, 8)), tiny)
    low, high = one(judged, "band", "GM0001", "all"), one(judged, "band", "GM0002", "all")
    # Half of 290 is 145; one and a half times 210 is 315.
    assert (low.status, low.least, low.most, low.amount) == ("broken", 145, 435, 1)
    assert (high.status, high.most, high.amount, high.resolve) == ("broken", 315, 1, "Take 1 places off.")


def test_a_region_counts_other_provinces_as_in_the_base_run(tiny: WrittenRun) -> None:
    other = int(tiny.tasks.set_index("municipality_code").loc["GM0004", "task_places"])
    row = one(judge(plan(), tiny), "regional_table", "VR02", "all")
    assert (row.found, row.least, row.amount) == (150 + other, 520, abs(150 + other - 520))
    fits = 520 - other
    held = judge(plan(GM0003=(fits, fits - 6, 6)), tiny)
    assert one(held, "regional_table", "VR02", "all").status == "holds"
    waits = judge(plan(GM0003=(None, None, None)), tiny)
    assert one(waits, "regional_table", "VR02", "all").resolve == f"What is open (1 number) must come to {fits} places."


def test_places_under_the_minimum_are_found_with_what_is_missing(tiny: WrittenRun) -> None:
    rows = {norm.where: norm for norm in found(judge(plan(), tiny), "durable_minimum", kind="ordinary")}
    assert (rows["GM0002"].status, rows["GM0002"].found, rows["GM0002"].amount) == ("broken", 60, 40)
    assert rows["GM0002"].resolve.startswith("Bring 40 ordinary places more there")
    assert rows["GM0001"].status == "holds"
    assert "GM0003" not in rows  # its emergency site never counts
    assert not rows["GM0002"].hard and rows["GM0002"].article == "Besluit art. 3.1"


def test_what_is_missing_on_the_due_date_is_found_per_kind(tiny: WrittenRun) -> None:
    judged = judge(plan(), tiny)
    # 260 regular and 20 amv places count in GM0001, none elsewhere.
    short = {(norm.where, norm.kind): norm.amount for norm in found(judged, "delivery")}
    assert short["GM0001", "regular"] == 18 and short["GM0001", "amv"] == 0
    assert short["GM0002", "regular"] == 202 and short["GM0003", "amv"] == 6
    told = one(judged, "delivery", "GM0002", "amv")
    advice = "Find durable amv places for 8 more by 2025-01-01; they count from 16 in the municipality on"
    assert told.resolve == f"{advice} (Besluit art. 3.1)."
    assert not told.hard
    base = next(goal for goal in judged.goals if goal.goal == "shortfall")
    elsewhere = int(tiny.tasks.set_index("municipality_code").loc["GM0004", "shortfall_places"])
    assert base.plan == sum(short.values()) + elsewhere


def test_goals_are_those_of_the_whole_run_with_the_plan_in_it(tiny: WrittenRun) -> None:
    judged = judge(plan(GM0001=(280, 268, 12), GM0002=(220, 212, 8)), tiny)
    row = tiny.tasks.set_index("municipality_code").loc["GM0004"]
    elsewhere = abs(row["task_regular"] - 336) + abs(row["task_amv"] - 14)
    scores = {goal.goal: goal.plan for goal in judged.goals}
    assert scores["unevenness_total"] == 20 + elsewhere
    assert scores["unevenness_worst"] == pytest.approx(max(10 / 290, 10 / 210, abs(row["task_places"] - 350) / 350))
    town = next(one for one in judged.municipalities if one.municipality_code == "GM0002")
    assert (town.share, town.places, town.deviation, town.ratio) == (210, 220, 10, pytest.approx(10 / 210))


def other_model(families: dict[str, Any]) -> dict[str, Any]:
    return {**MODEL, "families": families}


def test_settings_of_the_model_file_say_what_is_asked_and_how_strongly(tmp_path: Path) -> None:
    families = {"municipal_task": {"min_ratio": 0.9, "strength": "soft"}, "durable_places": {"enabled": False}}
    make_run(country(TOWNS, SITES, other_model(families)).instance, tmp_path / "run")
    run = read_run(tmp_path / "run")
    judged = judge(plan(GM0001=(200, 188, 12), GM0002=(300, 292, 8)), run)
    band = one(judged, "band", "GM0001", "all")
    assert (band.status, band.hard, band.amount, band.most) == ("broken", False, 61, None)  # 0.9 x 290 = 261
    assert found(judged, "durable_minimum") == [] and found(judged, "regional_table") == []
    # Without the minimum the 60 places of GM0002 count.
    assert one(judged, "delivery", "GM0002", "regular").amount == 232
    assert judged.exit_code == 0


def test_a_hard_delivery_is_a_hard_norm(tiny: WrittenRun) -> None:
    content = dict(tiny.record.model.content)
    content["families"] = {**content["families"], "delivery": {"enabled": True, "strength": "hard"}}
    content["goals"] = [goal for goal in content["goals"] if goal["goal"] != "shortfall"]
    model = tiny.record.model.model_copy(update={"content": content})
    run = replace(tiny, record=tiny.record.model_copy(update={"model": model}))
    judged = judge(plan(), run)
    assert one(judged, "delivery", "GM0002", "regular").hard
    assert judged.exit_code == 6


def test_a_run_and_a_file_are_judged_in_one_go(tiny_folder: Path, tmp_path: Path) -> None:
    path = text_file(tmp_path / "plan.csv", "code,regular,amv", "GM0001,278,12", "GM0002,202,8", "GM0003,144,6")
    judged = audit(tiny_folder, PlanFiles(path))
    assert judged.file == "plan.csv" and len(judged.sha256) == 64
    assert judged.norms == judge(plan(), read_run(tiny_folder)).norms
