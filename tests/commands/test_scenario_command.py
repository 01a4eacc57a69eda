"""``spreiding plan --scenario``: one scenario is planned for, and the others are shown beside it."""

import json
from pathlib import Path

from commands.run_cli import run_cli


def test_a_plan_for_another_scenario_says_so_and_shows_the_band(tmp_path: Path) -> None:
    ran = run_cli("plan", "--province", "PV29", "--scenario", "high", "--out", "run", cwd=tmp_path)
    assert ran.code == 0, ran.text
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["scenario"] == record["model"]["content"]["inflow"]["scenario"] == "high"
    planned = {path["scenario"]: path["planned"] for path in record["inflow_band"]}
    assert planned == {"low": False, "middle": False, "high": True}
    assert "high (planned)" in ran.text
    assert "middle " in ran.text


def test_an_unknown_scenario_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    ran = run_cli("plan", "--scenario", "hihg", "--out", "run", cwd=tmp_path)
    assert ran.code == 2
    assert ran.is_clean()
    assert "Did you mean high? Choose from low, middle, high." in " ".join(ran.text.split())
    assert not (tmp_path / "run").exists()
