"""From folders to a comparison: what is refused, and what a screen of 80 columns shows."""

import io
from pathlib import Path

import pytest
from rich.console import Console
from run_files.written_runs import goal, record, small_run, table

from spreiding.compare.compare import CompareRequest, compare_runs
from spreiding.compare.screen import show_comparison
from spreiding.compare.words import signed
from spreiding.errors import InputError
from spreiding.write.columns import TABLES


def screen(*runs: Path) -> str:
    file = io.StringIO()
    console = Console(file=file, width=80, markup=False, emoji=False)
    show_comparison(console, compare_runs(CompareRequest(runs)), Path("out"))
    return file.getvalue()


def refused(*runs: Path, **asked: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        compare_runs(CompareRequest(runs, **asked))
    return [str(finding) for finding in caught.value.findings]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return small_run(tmp_path / "first")


def test_fewer_than_two_and_more_than_26_runs_are_refused(first: Path) -> None:
    assert "needs 2 to 26 runs" in refused(first)[0]
    assert "needs 2 to 26 runs" in refused(*[first] * 27)[0]


def test_all_folders_that_are_no_runs_are_told_at_once(first: Path, tmp_path: Path) -> None:
    lines = refused(first, tmp_path / "nowhere", tmp_path)
    assert len(lines) == 2
    assert "does not exist" in lines[0]
    assert "is no run" in lines[1]


def test_an_unknown_province_is_refused_with_the_nearest(first: Path) -> None:
    assert "Did you mean PV21 Fryslân?" in refused(first, first, provinces=("Frieslan",))[0]


def test_other_data_are_compared_only_when_asked(first: Path, tmp_path: Path) -> None:
    other = small_run(tmp_path / "second", inputs=[table("sites", "dd"), table("housing")])
    assert "input sites: sha256 bb" in refused(first, other)[0]
    allowed = compare_runs(CompareRequest((first, other), different_data=True))
    assert [str(ground) for ground in allowed.against[0].pair.grounds] == [
        "input sites: sha256 bb, 2 rows, embedded -> sha256 dd, 2 rows, embedded"
    ]


def test_a_province_is_known_by_its_name(first: Path) -> None:
    comparison = compare_runs(CompareRequest((first, first), ("fryslân",)))
    assert comparison.against[0].municipalities["municipality_code"].to_list() == ["GM0001"]


def test_identical_runs_are_told_to_be_so(first: Path) -> None:
    text = screen(first, first)
    for words in (
        "Both rest on the same data, law, version and model.",
        "No municipality differs.",
        "No region differs",
    ):
        assert words in text
    assert "Sites: 0 in A only (0 places), 0 in B only (0 places)" in text
    assert "Municipalities: who" not in text


def test_the_screen_says_who_is_better_and_fits_80_columns(first: Path, tmp_path: Path) -> None:
    content = {"families": {"capacity_band": {"band": 0.3}}, "goals": [{"goal": "shortfall"}]}
    model = {**record()["model"], "content": content}
    wrong = {"findings": [{"family": "sites"}]}
    goals = [goal("shortfall", 8.0, 8.0)]
    other = small_run(tmp_path / "second", model=model, goals=goals, audit=wrong, scenario="high")
    text = screen(first, other, first)
    assert "model families.capacity_band.band: 0.25 -> 0.3" in text
    assert "scenario high, optimal; findings of its audit: 1" in text
    assert "-20.0" in text  # 8 is 2 of 10 less
    least = next(line for line in text.splitlines() if line.startswith("shortfall"))
    assert least.split() == ["shortfall", "10.000", "8.000", "10.000", "B", "places"]
    tables = [line for line in text.splitlines() if "/" not in line]
    assert max(map(len, tables)) <= 80


@pytest.mark.parametrize(
    ("value", "told"),
    [
        *((0, "="), (0.0, "="), (3, "+3"), (-1234.0, "-1,234"), (0.25, "+0.250"), (-0.004, "-0.004"), (12.345, "+12")),
        *((-9_127_247.0, "-9.1 M"), (float("nan"), ""), (None, "")),
    ],
)
def test_a_difference_has_a_sign(value: float | None, told: str) -> None:
    assert signed(value) == told


def test_the_tables_of_a_run_are_those_that_are_narrowed(first: Path) -> None:
    # A new table of a run must be narrowed with the others, or a comparison would hold rows of one run only.
    comparison = compare_runs(CompareRequest((first, first), ("PV21",)))
    run = comparison.against[0].pair.base.run
    frames = (run.tasks, run.sites, run.placements, run.housing, run.scaling, run.regions, run.staff)
    assert len(frames) == len(TABLES)
    assert all(set(frame["province_code"]) == {"PV21"} for frame in frames)
