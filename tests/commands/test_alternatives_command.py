"""``spreiding alternatives`` as a process, on a real plan for Zeeland."""

import json
from pathlib import Path

import pandas as pd
import pytest

from commands.run_cli import Ran, run_cli


@pytest.fixture(scope="session")
def zeeland_room(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A plan for Zeeland, and two alternatives within 2 % of it."""
    cwd = tmp_path_factory.mktemp("room")
    ran = run_cli("plan", "--province", "PV29", "--out", "run", cwd=cwd)
    assert ran.code == 0, ran.text
    cache = str(cwd / "cache")
    ran = run_cli("alternatives", "run", "-n", "2", "--out", "room", cwd=cwd, COLUMNS="80", SPREIDING_CACHE=cache)
    return cwd, ran


def test_the_screen_tells_of_room_and_where_it_is_written(zeeland_room: tuple[Path, Ran]) -> None:
    ran = zeeland_room[1]
    assert ran.code == 0, ran.text
    for part in ("Alternatives", "Room to negotiate", "Sites open in every plan", "Written to room"):
        assert part in ran.text


def test_plans_are_within_the_tolerance_and_differ(zeeland_room: tuple[Path, Ran]) -> None:
    folder = zeeland_room[0] / "room"
    record = json.loads((folder / "alternatives.json").read_text(encoding="utf-8"))
    run = json.loads((zeeland_room[0] / "run" / "run.json").read_text(encoding="utf-8"))
    assert [goal["value"] for goal in record["goals"]] == pytest.approx([goal["value"] for goal in run["goals"]])
    assert [goal["limit"] for goal in record["goals"]] == pytest.approx([1.02 * g["value"] for g in run["goals"]])
    goals = pd.read_csv(folder / "goals.csv")
    assert (goals["value"] <= goals["limit"] + 2e-6 * goals["limit"].clip(lower=500)).all()
    plans = pd.read_csv(folder / "alternatives.csv").pivot(
        index="municipality_code", columns="plan", values="task_places"
    )
    assert plans.shape == (13, 3)
    assert plans.sum().nunique() == 1
    assert all(one["distance_places"] > 0 for one in record["alternatives"])


def test_ranges_hold_the_run_and_every_plan(zeeland_room: tuple[Path, Ran]) -> None:
    cwd = zeeland_room[0]
    ranges = pd.read_csv(cwd / "room" / "ranges.csv").set_index("municipality_code")
    plans = pd.read_csv(cwd / "room" / "alternatives.csv")
    tasks = pd.read_csv(cwd / "run" / "national" / "tasks.csv").set_index("municipality_code")
    assert ranges["base_places"].to_dict() == tasks["task_places"].to_dict()
    assert (ranges["least_possible"] <= ranges["least_reached"]).all()
    assert (ranges["most_reached"] <= ranges["most_possible"]).all()
    for code, rows in plans.groupby("municipality_code"):
        assert rows["task_places"].between(ranges.at[code, "least_reached"], ranges.at[code, "most_reached"]).all()


@pytest.mark.parametrize("within", ["2", "two", "-1%", "101%", "nan%"])
def test_a_tolerance_has_its_sign(tmp_path: Path, within: str) -> None:
    ran = run_cli("alternatives", "run", f"--within={within}", cwd=tmp_path)
    assert ran.code == 2
    assert "is not a percentage from 0% to 100%: write it with its sign, such as 2%." in " ".join(ran.text.split())
    assert ran.is_clean()


def test_what_is_no_run_or_no_province_is_told_in_words(zeeland_room: tuple[Path, Ran]) -> None:
    cwd = zeeland_room[0]
    for arguments, words in ((("nowhere",), "does not exist"), (("run", "--province", "PV23"), "PV23")):
        ran = run_cli("alternatives", *arguments, "--out", "other", cwd=cwd)
        assert ran.code == 2
        assert words in ran.text
        assert ran.is_clean()
        assert not (cwd / "other").exists()
