"""Weighted goals and the payoff table, as a process."""

import filecmp
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from commands.run_cli import ROOT, Ran, run_cli
from spreiding.write.payoff_columns import ALL_OTHERS, PAYOFF

MODEL = ROOT / "models" / "raming-2024.yaml"
# Per reported unit; EUR 1 counts 1.
WEIGHTS = {"no_place": 20_000.0, "shortfall": 10_000.0, "late_housing": 3_000.0}
WEIGHTS |= {"soft_norms": 3_000.0, "moves_distance": 2_000.0, "cost": 1.0}
FILES = [f"national/{name}" for name in ("tasks.csv", "sites.csv", "placements.csv", "housing.csv", "plan.gpkg")]


def weighted_model(folder: Path) -> None:
    """The embedded model with some of its goals weighted, as ``model.yaml``."""
    tree = yaml.safe_load(MODEL.read_text(encoding="utf-8"))
    kept = [goal for goal in tree["goals"] if goal["goal"] in WEIGHTS]
    tree["goals"] = [
        {**{key: goal[key] for key in ("goal", "km_per_move") if key in goal}, "weight": WEIGHTS[goal["goal"]]}
        for goal in kept
    ]
    (folder / "model.yaml").write_text(yaml.safe_dump({**tree, "goal_method": "weighted"}), encoding="utf-8")


def record(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def weighted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Two runs, one after the other, of a weighted plan for Flevoland."""
    cwd = tmp_path_factory.mktemp("weighted")
    weighted_model(cwd)
    run_cli("plan", "model.yaml", "--province", "PV24", "--out", "again", cwd=cwd)
    return cwd, run_cli("plan", "model.yaml", "--province", "PV24", "--payoff", "--out", "run", cwd=cwd)


def test_a_weighted_plan_says_that_the_bound_is_of_the_sum(weighted: tuple[Path, Ran]) -> None:
    cwd, ran = weighted
    assert ran.code == 0, ran.text
    assert "no goal has a bound of its own" in " ".join(ran.text.split())
    run = record(cwd / "run")
    assert (run["goal_method"], run["audit"]["findings"]) == ("weighted", [])
    total = run["weighted_sum"]
    assert total["value"] == sum(WEIGHTS[goal["goal"]] * goal["value"] for goal in run["goals"])
    assert total["bound"] <= total["value"]
    # Rounding places up has found its part of the gap.
    assert total["gap"] <= 0.0009 + 1e-9
    assert total["plan_gap"] <= 0.001
    assert [(goal["bound"], goal["weight"]) for goal in run["goals"]] == [(None, weight) for weight in WEIGHTS.values()]


def test_a_weighted_plan_is_the_same_to_the_last_digit(weighted: tuple[Path, Ran]) -> None:
    cwd, _ = weighted
    assert filecmp.cmpfiles(cwd / "run", cwd / "again", FILES, shallow=False)[0] == FILES
    first, second = record(cwd / "run"), record(cwd / "again")
    assert first["goals"] == second["goals"]
    assert {**first["weighted_sum"], "seconds": 0} == {**second["weighted_sum"], "seconds": 0}


def test_a_weighted_plan_has_its_payoff_table_too(weighted: tuple[Path, Ran]) -> None:
    cwd, ran = weighted
    assert "left out of the sum" in " ".join(ran.text.split())
    table = pd.read_csv(cwd / "run" / "payoff.csv")
    assert len(table) == (len(WEIGHTS) + 1) * len(WEIGHTS)
    assert not (cwd / "again" / "payoff.csv").exists()
    assert record(cwd / "again")["payoff"] is None


@pytest.mark.proof
def test_the_payoff_table_of_goals_in_order(drenthe: tuple[Path, Ran], tmp_path: Path) -> None:
    ran = run_cli("plan", "--province", "PV22", "--payoff", "--out", "run", cwd=tmp_path)
    assert ran.code == 0, ran.text
    for told in ("payoff: without cost", "payoff: each goal alone", "Payoff: without a goal", "Payoff: a goal alone"):
        assert told in ran.text
    table = pd.read_csv(tmp_path / "run" / "payoff.csv")
    assert list(table.columns) == PAYOFF.names
    run = record(tmp_path / "run")
    assert len(run["payoff"]) == len(table)
    assert "payoff.csv" in run["files"]
    values = {goal["goal"]: goal["value"] for goal in run["goals"]}
    assert table["plan_value"].to_list() == pytest.approx(table["goal"].map(values).to_list(), abs=1e-3)
    # No plan is better in a goal than its ideal value; and the plan itself is the one without a table.
    ideal = table[table["dropped_goal"] == ALL_OTHERS]
    assert (ideal["value"] <= ideal["plan_value"]).all()
    assert filecmp.cmpfiles(drenthe[0], tmp_path / "run", FILES, shallow=False)[0] == FILES


def test_a_table_that_time_runs_out_for_has_blank_cells(tmp_path: Path) -> None:
    # The plan for Drenthe takes a second or two and its table more than ten: three seconds end somewhere in between,
    # and on a slow machine in the plan itself, which leaves the table as blank.
    ran = run_cli("plan", "--province", "PV22", "--payoff", "--time-limit", "3", "--out", "run", cwd=tmp_path)
    assert ran.code in (0, 3), ran.text
    assert ran.is_clean()
    table = pd.read_csv(tmp_path / "run" / "payoff.csv")
    blank = table["remark"] == "not reached"
    assert blank.any()
    assert table.loc[blank, ["value", "difference"]].isna().all(axis=None)
    assert table.loc[~blank, "value"].notna().all()
    assert "not reached within the time limit" in " ".join(ran.text.split())


def test_goals_that_do_not_fit_the_method_are_refused(tmp_path: Path) -> None:
    weighted_model(tmp_path)
    text = (tmp_path / "model.yaml").read_text(encoding="utf-8").replace("goal_method: weighted", "")
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    ran = run_cli("plan", "model.yaml", "--province", "PV22", "--out", "run", cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert "goal_method lexicographic has no weight per goal" in " ".join(ran.text.split())
    assert not (tmp_path / "run").exists()
