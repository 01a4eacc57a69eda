"""``spreiding audit`` as a user runs it."""

import csv
import json
from pathlib import Path

import pytest

from commands.run_cli import Ran, run_cli


@pytest.fixture
def plan(drenthe: tuple[Path, Ran], tmp_path: Path) -> Path:
    """The numbers of the run itself, as a table."""
    with (drenthe[0] / "national" / "tasks.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["municipality"], row["task_regular"], row["task_amv"]) for row in csv.DictReader(file)]
    path = tmp_path / "plan.csv"
    path.write_text(
        "\n".join(",".join(row) for row in [("gemeente", "regulier", "amv"), *rows]) + "\n", encoding="utf-8"
    )
    return path


def changed(plan: Path, name: str, regular: int) -> None:
    lines = plan.read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in lines]
    new = [[one[0], str(int(one[1]) + regular), one[2]] if one[0] == name else one for one in cells]
    plan.write_text("\n".join(",".join(one) for one in new) + "\n", encoding="utf-8")


def test_the_numbers_of_the_run_hold(drenthe: tuple[Path, Ran], plan: Path, tmp_path: Path) -> None:
    ran = run_cli("audit", drenthe[0], plan, cwd=tmp_path)
    assert ran.code == 0 and ran.is_clean()
    assert "Every norm that may not be passed holds" in ran.text
    assert "provincial_sum" not in ran.text


def test_a_sum_that_is_off_ends_with_six_and_says_what_to_do(
    drenthe: tuple[Path, Ran], plan: Path, tmp_path: Path
) -> None:
    changed(plan, "Assen", 25)
    ran = run_cli("audit", drenthe[0], plan, "--out", "judged.csv", cwd=tmp_path)
    assert ran.code == 6 and ran.is_clean()
    assert (
        "Drenthe: Take 25 regular places off" in ran.text and "[Besluit art. 2.1 lid 2; Wet art. 5 lid 1]" in ran.text
    )
    assert "Written to judged.csv" in ran.text
    with (tmp_path / "judged.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["norm"] == "provincial_sum"]
    assert [(row["kind"], row["status"], row["amount"], row["hard"]) for row in rows] == [
        ("regular", "broken", "25", "true"),
        ("amv", "holds", "0", "true"),
    ]


def test_json_holds_all_of_it_on_the_screen_and_in_a_file(
    drenthe: tuple[Path, Ran], plan: Path, tmp_path: Path
) -> None:
    ran = run_cli("audit", drenthe[0], plan, "--json", "--out", "judged.json", cwd=tmp_path)
    told = json.loads(ran.text)
    assert told == json.loads((tmp_path / "judged.json").read_text(encoding="utf-8"))
    assert told["exit_code"] == 0 and told["province_code"] == "PV22"
    assert len(told["municipalities"]) == 12 and {norm["norm"] for norm in told["norms"]} >= {
        "provincial_sum",
        "delivery",
    }
    assert all(norm["article"] for norm in told["norms"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--out", "judged.xlsx"), "is neither .csv nor .json"),
        (("--province", "PV23"), "is not a province"),
        (("--sites", "nowhere.csv"), "nowhere.csv: is absent"),
        (("--data", "nowhere", "--sites", "sites.csv"), "can't be read as a folder"),
    ],
)
def test_what_is_asked_wrongly_is_told(
    drenthe: tuple[Path, Ran], plan: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "sites.csv").write_text("site_id,places\nX,1\n", encoding="utf-8")
    ran = run_cli("audit", drenthe[0], plan, *arguments, cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean()
    assert words in ran.text, ran.text


def test_what_can_not_be_written_is_told(drenthe: tuple[Path, Ran], plan: Path, tmp_path: Path) -> None:
    (tmp_path / "judged.csv").mkdir()
    ran = run_cli("audit", drenthe[0], plan, "--out", "judged.csv", cwd=tmp_path)
    assert ran.code == 7 and "can't be written" in ran.text and ran.is_clean()
