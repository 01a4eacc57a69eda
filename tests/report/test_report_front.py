"""The front of ``spreiding report``: what is asked, what is refused, and a folder that appears whole or not at all."""

import json
from pathlib import Path

import pytest
from run_files.written_runs import small_run, table

from spreiding.errors import InputError
from spreiding.report.kinds import Asked, Kind
from spreiding.report.report import ReportRequest, make_report
from spreiding.run_files.read import read_run
from spreiding.write.errors import OutputError
from spreiding.write.run_json import sha256_of

REAL = {**table("sites"), "origins": {"official": 2}}


def tell_asked(asked: Asked, folder: Path) -> None:
    """A maker that writes down what it got."""
    told = [*asked.provinces, str(asked.released), *(run.folder.name for run in asked.others)]
    (folder / "asked.txt").write_text(" ".join(told), encoding="utf-8")


def fail(asked: Asked, folder: Path) -> None:
    (folder / "half.txt").write_text("half", encoding="utf-8")
    raise KeyboardInterrupt


KNOWN = {
    "plain": Kind("Plain.", tell_asked),
    "able": Kind("Able.", tell_asked, frozenset({"release", "compare"})),
    "fails": Kind("Fails.", fail),
}


def asked(run: Path, *kinds: str, **settings: object) -> ReportRequest:
    return ReportRequest(run, kinds, known=KNOWN, **settings)  # type: ignore[arg-type]


def test_a_maker_gets_all_provinces_of_the_run_and_its_own_folder(tmp_path: Path) -> None:
    run = small_run(tmp_path / "run")
    heard: list[str] = []
    out = make_report(asked(run, "plain"), tmp_path / "out", heard.append)
    assert (out / "plain" / "asked.txt").read_text() == "PV21 PV28 False"
    assert heard == ["reading the run", "making plain"]
    told = json.loads((out / "report.json").read_text())
    assert told["files"] == ["plain/asked.txt"] and told["released"] is False
    assert told["checksums"] == {"plain/asked.txt": sha256_of(out / "plain" / "asked.txt")}
    assert told["run"]["run_json_sha256"] == sha256_of(run / "run.json")
    assert told["provinces"] == {"PV21": "Fryslân", "PV28": "Zuid-Holland"}


def test_provinces_are_known_by_code_and_name_and_others_are_read(tmp_path: Path) -> None:
    run, other = small_run(tmp_path / "run", inputs=[REAL]), small_run(tmp_path / "other")
    request = asked(run, "able", provinces=("fryslân",), release=True, compare=(other,))
    out = make_report(request, tmp_path / "out")
    assert (out / "able" / "asked.txt").read_text() == "PV21 True other"
    with pytest.raises(InputError, match="Did you mean PV21 Fryslân"):
        make_report(asked(run, "plain", provinces=("Fryslan",)), tmp_path / "out")


def test_an_older_report_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    run, out = small_run(tmp_path / "run"), tmp_path / "out"
    make_report(asked(run, "plain", "able"), out)
    make_report(asked(run, "able"), out)
    assert sorted(path.name for path in out.iterdir()) == ["able", "report.json"]
    with pytest.raises(InputError, match="is not a spreiding report"):
        make_report(asked(run, "plain"), run)
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.txt"):
        make_report(asked(run, "plain"), out)


def test_a_report_cut_off_halfway_leaves_the_older_one_and_nothing_of_its_own(tmp_path: Path) -> None:
    run, out = small_run(tmp_path / "run"), tmp_path / "out"
    make_report(asked(run, "plain"), out)
    before = sha256_of(out / "report.json")
    with pytest.raises(KeyboardInterrupt):
        make_report(asked(run, "able", "fails"), out)
    assert sha256_of(out / "report.json") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "run"]


def test_the_same_request_gives_the_same_record(tmp_path: Path) -> None:
    run = small_run(tmp_path / "run")
    records = [make_report(asked(run, "plain"), tmp_path / name) / "report.json" for name in ("a", "b")]
    assert records[0].read_bytes() == records[1].read_bytes()


def test_nothing_asked_and_options_that_nothing_heeds_are_findings(tmp_path: Path) -> None:
    run = tmp_path / "run"
    with pytest.raises(InputError, match="Give one or more of --plain, --able, --fails"):
        make_report(asked(run), tmp_path / "out")
    with pytest.raises(InputError) as raised:
        make_report(asked(run, "plain", release=True, compare=(run,), data=run), tmp_path / "out")
    told = [str(finding) for finding in raised.value.findings]
    assert told == [
        "--release: does nothing for what is asked. Give it with --able, or leave it out.",
        "--compare: does nothing for what is asked. Give it with --able, or leave it out.",
        "--data: does nothing for what is asked. Leave it out.",
    ]


def test_a_release_on_invented_rows_or_after_a_finding_is_refused_with_every_reason(tmp_path: Path) -> None:
    mixed = {**table("housing"), "rows": 9, "origins": {"official": 5, "synthetic": 4}}
    run = small_run(tmp_path / "run", inputs=[REAL, mixed], audit={"findings": [{"rule": "x"}]})
    with pytest.raises(InputError) as raised:
        make_report(asked(run, "able", release=True), tmp_path / "out")
    rows, audit = raised.value.findings
    assert (rows.file, rows.column, rows.value) == ("housing.csv", "origin", "synthetic")
    assert rows.rule.startswith("holds invented data: 4 of its 9 rows")
    assert audit.rule.startswith("has 1 finding of the auditor,")
    assert not (tmp_path / "out").exists()


def test_a_run_or_place_that_cant_be_used_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no run"):
        make_report(asked(tmp_path, "plain"), tmp_path / "out")
    run = small_run(tmp_path / "run")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="can't be written"):
        make_report(asked(run, "plain"), tmp_path / "file" / "out")
    assert read_run(run).record.selection == ("PV21", "PV28")
