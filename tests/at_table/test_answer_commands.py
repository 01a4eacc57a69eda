"""Answers at the table: who gains and loses, kept until something else is asked, written whole."""

from pathlib import Path

import pytest
import yaml
from at_table.small_table import Small
from rich.table import Table

from spreiding.alternative.file import load_alternative
from spreiding.at_table.session import attempt, toolbar, wish_count
from spreiding.at_table.state import MOST_ANSWERS, State
from spreiding.errors import InputError
from spreiding.run_files.read import read_run


def _before(small: Small, code: str) -> int:
    return int(small.table.base.tasks.set_index("municipality_code").loc[code, "task_places"])


def test_solve_tells_who_gains_and_who_loses(small: Small) -> None:
    wanted = _before(small, "GM0001") - 30
    done = small.after(f"pin GM0001 {wanted}", "solve")
    tables = [one for one in done.shown if isinstance(one, Table)]
    assert done.code == 0
    assert [column.header for column in tables[0].columns][:4] == ["municipality", "base", "now", "difference"]
    assert list(tables[0].columns[3].cells) == ["+30", "-30"]
    assert any("decided again: PV20" in str(line) for line in done.shown)


def test_an_answer_is_kept_until_something_else_is_asked_and_is_back_after_undo(small: Small) -> None:
    first = small.after("floor GM0002 1", "solve")
    answer = first.state.now.answer
    assert attempt(small.table, first.state, "solve").state.now.answer is answer
    other = attempt(small.table, first.state, "exclude S2").state
    assert other.now.answer is None
    assert attempt(small.table, other, "undo").state.now.answer is answer


def test_answers_of_long_ago_are_forgotten_and_what_was_asked_is_not(small: Small) -> None:
    state = small.after("floor GM0002 1", "solve").state
    for number in range(2, 3 + MOST_ANSWERS):
        state = attempt(small.table, state, f"floor GM0002 {number}").state
    assert [moment.answer for moment in state.past] == [None] * (2 + MOST_ANSWERS)
    assert len(list(state.past[1].asked.numbers)) == 1


def test_what_can_not_be_is_told_with_the_code_of_the_status(small: Small) -> None:
    done = small.after("pin GM0001 150", "pin GM0002 150", "solve")
    assert (done.code, len(done.shown)) == (4, 1)
    assert "No plan meets what is asked: pin.GM0001.total, pin.GM0002.total." in str(done.shown[0])
    for line in ("show", "compare", "explain GM0001", "save nowhere"):
        assert attempt(small.table, done.state, line).code == 4
    assert not Path("nowhere").exists()


def test_show_has_every_municipality_of_the_province_and_no_other(small: Small) -> None:
    base, after = small.after("show"), small.after(f"pin GM0001 {_before(small, 'GM0001') - 30}", "show towns")
    for done, differences in ((base, ["=", "="]), (after, ["-30", "+30"])):
        table = done.shown[0]
        assert isinstance(table, Table)
        assert ["GM0001" in str(cell) for cell in table.columns[0].cells] == [True, False]
        assert list(table.columns[4].cells) == differences


def test_show_sites_tells_what_opens_beside_the_base(small: Small) -> None:
    done = small.after("pin GM0001 190", "offer GM0001 100 azc K", "show sites")
    table = done.shown[0]
    assert isinstance(table, Table)
    rows = dict(zip(table.columns[0].cells, table.columns[5].cells, strict=True))
    assert rows["K"] == "closed"
    assert set(rows) <= {"S1", "S2", "K"}


def test_goals_are_told_in_the_base_and_beside_it(small: Small) -> None:
    base, after = small.after("show goals").shown[0], small.after("exclude S1", "compare").shown[0]
    assert isinstance(base, Table) and isinstance(after, Table)
    assert list(base.columns[0].cells) == list(after.columns[0].cells)
    assert list(base.columns[1].cells) == list(after.columns[1].cells)
    assert small.after("compare").shown == ("Nothing is asked: this is the base.",)


def test_what_is_saved_is_a_run_and_nothing_is_unsaved_then(small: Small, tmp_path: Path) -> None:
    wanted = _before(small, "GM0001") - 30
    before = small.after(f"pin GM0001 {wanted}")
    assert before.state.unsaved
    done = small.after(f"pin GM0001 {wanted}", f'save "{tmp_path / "a run"}"')
    assert (done.code, done.state.unsaved) == (0, False)
    written = read_run(tmp_path / "a run")
    assert written.raw["alternative"]["asked"] == {"pin": {"GM0001": {"total": wanted}}}
    assert int(written.tasks.set_index("municipality_code").loc["GM0001", "task_places"]) == wanted
    assert attempt(small.table, done.state, "exclude S1").state.unsaved


def test_save_never_writes_over_what_is_no_run(small: Small, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is not a spreiding run"):
        small.after("floor GM0002 1", f"save {tmp_path}")
    with pytest.raises(InputError, match="nothing is asked"):
        small.after(f"save {tmp_path / 'new'}")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_is_written_is_loaded_again(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "alt.yaml"
    typed = ["pin GM0001 90", "cap GM0002 amv 4", "offer GM0001 50 azc K", "exchange GM0001 GM0003 5", "exclude S2"]
    written = small.after(*typed, f"write {file}")
    assert not written.state.unsaved
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["pin"] == {"GM0001": 90}
    assert load_alternative(file) == written.state.now.asked
    loaded = small.after("floor GM0001 3", f"load {file}")
    assert loaded.state.now.asked == written.state.now.asked
    assert small.asked("floor GM0001 3", f"load {file}", "undo") == {"floor": {"GM0001": {"total": 3}}}


def test_a_file_that_asks_elsewhere_is_refused_whole(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "alt.yaml"
    tree = {"pin": {"GM0003": 5, "GM0001": 5}, "exclude": ["S3", "S1"]}
    tree["exchange"] = [{"from": "GM0003", "to": "GM0004", "places": 5}]  # type: ignore[assignment]  # another shape
    file.write_text(yaml.safe_dump(tree), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        small.after(f"load {file}")
    assert [finding.value for finding in caught.value.findings] == ["GM0003", "GM0003 and GM0004", "S3"]


def test_the_line_below_counts_and_says_what_is_unsaved(small: Small) -> None:
    session = small.session()
    assert toolbar(session).endswith("0 wishes  |  the base")
    session.do("pin GM0001 amv 3")
    assert toolbar(session).endswith("PV20 PV20  |  1 wish  |  not solved  |  unsaved")
    session.do("exclude S2")
    assert wish_count(session.state) == 2
    session.do("undo")
    session.do("undo")
    assert not session.state.unsaved


def test_a_line_that_fails_leaves_the_state_and_has_the_code_of_bad_input(small: Small) -> None:
    session = small.session()
    session.do("pin GM0001 90")
    done = session.do("pin GM0001 x")
    assert (done.code, wish_count(session.state)) == (2, 1)
    assert "no whole number" in small.screen.getvalue()
    assert wish_count(State()) == 0
