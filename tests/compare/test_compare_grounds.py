"""What differs in what runs rest on is told, and other data are refused."""

from typing import Any

import pytest
from compare.compared_runs import a_pair, a_run
from run_files.written_runs import law, record, table

from spreiding.compare.compare import refuse_other_data
from spreiding.compare.grounds import differing_grounds, setting_differences
from spreiding.errors import InputError
from spreiding.run_files.record import RunRecord


def told(**changed: Any) -> list[str]:
    """What differs between the usual record and one with other parts."""
    return [str(ground) for ground in differing_grounds(as_record(), as_record(**changed))]


def as_record(**changed: Any) -> RunRecord:
    return RunRecord.model_validate({**record(**changed), "files": [], "checksums": {}})


def model(**content: Any) -> dict[str, Any]:
    return {"name": "small", "path": "other.yaml", "sha256": "zz", "content": content}


def test_equal_grounds_differ_in_nothing() -> None:
    assert told() == []


def test_a_file_with_other_bytes_and_the_same_content_does_not_differ() -> None:
    # Only its name and comments are others.
    assert told(model=model(**record()["model"]["content"])) == []


def test_a_setting_is_told_by_its_path() -> None:
    content = {"families": {"capacity_band": {"band": 0.3}}, "goals": [{"goal": "shortfall"}]}
    assert told(model=model(**content)) == ["model families.capacity_band.band: 0.25 -> 0.3"]


def test_a_table_is_told_with_its_checksum_and_who_gave_it() -> None:
    other = {**table("sites", "dd"), "supplied": "own"}
    assert told(inputs=[other, table("housing")]) == [
        "input sites: sha256 bb, 2 rows, embedded -> sha256 dd, 2 rows, own"
    ]


def test_the_same_bytes_are_the_same_data_whoever_gave_them() -> None:
    assert told(inputs=[{**table("sites"), "supplied": "own", "path": "mine.csv"}, table("housing")]) == []


def test_a_value_of_the_law_is_told_with_its_article() -> None:
    rows = told(law=[law("durable_min_regular", 120)])
    assert rows == ["law durable_min_regular: 100 places (Wet art. 2 lid 3) -> 120 places (Wet art. 2 lid 3)"]
    assert told(law=[]) == ["law durable_min_regular: 100 places (Wet art. 2 lid 3) -> absent"]


def test_version_horizon_and_selection_are_told() -> None:
    assert told(spreiding="0.2.0") == ["version spreiding: 0.1.0 -> 0.2.0"]
    assert told(due_period="2025-Q2") == ["horizon due period: 2025-Q1 -> 2025-Q2"]
    later = [{"label": "2026-Q1", "start": "2026-01-01", "end": "2026-04-01"}]
    assert told(periods=later) == ["horizon periods: 2025-01-01 to 2025-04-01, in 1 -> 2026-01-01 to 2026-04-01, in 1"]
    assert told(selection=["PV28"]) == ["selection provinces: PV21, PV28 -> PV28"]


@pytest.mark.parametrize(
    ("base", "run", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": None}, {"a": True}, [("a", "null", "true")]),
        ({"a": 1}, {}, [("a", "1", "absent")]),
        ({}, {"a": {"b": 1}}, [("a", "absent", "{b: 1}")]),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}, [("a.b.c", "1", "2")]),
        ({"a": [1, 2]}, {"a": [1, 3]}, [("a", "[1, 2]", "[1, 3]")]),
        ({"a": []}, {"a": [1]}, [("a", "[]", "[1]")]),
        ({"a": {"b": 1}}, {"a": 1}, [("a", "{b: 1}", "1")]),
        # A goal that is put in front of another is that goal, and not another one in each place.
        (
            {"goals": [{"goal": "x", "gap": 1}, {"goal": "y"}]},
            {"goals": [{"goal": "y"}, {"goal": "x", "gap": 2}, {"goal": "z"}]},
            [("goals (order)", "x, y", "y, x"), ("goals.x.gap", "1", "2"), ("goals.z", "absent", "{goal: z}")],
        ),
        # Of two parts with one name nobody knows which is which: they are told as they are.
        ({"a": [{"id": 1}, {"id": 1}]}, {"a": [{"id": 1}]}, [("a", "[{id: 1}, {id: 1}]", "[{id: 1}]")]),
    ],
)
def test_settings_differ_by_path(base: Any, run: Any, expected: list[tuple[str, str, str]]) -> None:
    assert list(setting_differences(base, run)) == expected


def test_in_a_long_list_only_what_differs_is_told() -> None:
    # Cut off at sixty letters both would look alike.
    base, run = list(range(100, 130)), [*range(100, 129), 7]
    assert list(setting_differences({"a": base}, {"a": run})) == [("a.29", "129", "7")]


def test_other_data_are_refused_with_all_that_differs() -> None:
    other = a_run("b", spreiding="0.2.0", model=model(families={}, goals=[]))
    with pytest.raises(InputError) as caught:
        refuse_other_data([a_pair(a_run(), other)])
    lines = [str(finding) for finding in caught.value.findings]
    assert lines[0].startswith("b: rests on something else than a: version spreiding: 0.1.0 -> 0.2.0. Make both from")
    assert any(
        "model families.capacity_band: {band: 0.25} -> absent. This by itself stops no" in line for line in lines
    )


def test_other_settings_are_what_one_compares() -> None:
    pair = a_pair(a_run(), a_run("b", model=model(families={})))
    assert pair.grounds
    refuse_other_data([pair])  # raises nothing
