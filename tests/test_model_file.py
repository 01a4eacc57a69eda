"""The model file: read whole, checked whole, in the planner's words."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import arrivals, model_tree, town

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.model_file import ModelFile, load_model

Change = Callable[[dict[str, Any]], object]


def _tree() -> dict[str, Any]:
    return model_tree([town("GM0001", 100)])


def _write(tmp_path: Path, tree: object) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(tree if isinstance(tree, str) else yaml.safe_dump(tree), encoding="utf-8")
    return path


def _findings(tmp_path: Path, change: Change) -> tuple[Finding, ...]:
    tree = _tree()
    change(tree)
    with pytest.raises(InputError) as caught:
        load_model(_write(tmp_path, tree))
    return caught.value.findings


def test_a_file_that_is_right(tmp_path: Path) -> None:
    path = _write(tmp_path, _tree())
    loaded = load_model(path)
    assert loaded.path == path
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.content == ModelFile.model_validate(_tree())


@pytest.mark.parametrize("path", sorted(paths.MODELS.glob("raming-*.yaml")), ids=lambda path: path.name)
def test_embedded_models_load(path: Path) -> None:
    model = load_model(path).content
    assert model.name == path.stem
    assert [goal.goal for goal in model.goals][:2] == ["no_place", "shortfall"]
    assert sum(track.share for track in model.inflow.tracks) == pytest.approx(1)


def test_what_is_left_out_has_a_quiet_default(tmp_path: Path) -> None:
    tree = {key: value for key, value in _tree().items() if key not in ("need", "families", "solver")}
    model = load_model(_write(tmp_path, tree)).content
    assert model.need is None
    assert (model.families.municipal_task.min_ratio, model.families.municipal_task.max_ratio) == (0.0, None)
    assert model.region == "veiligheidsregio"
    assert model.families.durable_places.hard
    assert (model.solver.threads, model.solver.time_limit) == (1, None)


def test_arrivals_are_one_number_or_one_per_period() -> None:
    tree = _tree() | {"horizon": {"start": "2025-01-01", "periods": 2}}
    assert ModelFile.model_validate({**tree, "inflow": arrivals(7)}).arrivals(1) == 7
    assert ModelFile.model_validate({**tree, "inflow": arrivals([7, 8])}).arrivals(1) == 8


def _stay(**differs: object) -> dict[str, object]:
    return {"share": 0.1, "stay_weeks": 5, "origin": "assumption", **differs}


def _after(tracks: list[str]) -> dict[str, object]:
    return {
        "after_rejection": {"tracks": tracks, "return_share": 0.1, "return_stay_weeks": 5, "origin": "assumption"},
    }


def _weigh(tree: dict[str, Any]) -> dict[str, Any]:
    """Give every goal a weight."""
    tree["goal_method"] = "weighted"
    for goal in tree["goals"]:
        goal["weight"] = 2.5
    return tree


def test_goals_may_be_weighted_and_what_was_read_can_be_read_again() -> None:
    for tree in (_tree(), _weigh(_tree())):
        model = ModelFile.model_validate(tree)
        assert ModelFile.model_validate(model.model_dump(mode="json")) == model


def _soft_without_its_goal(tree: dict[str, Any]) -> None:
    tree["families"]["mix"] = {"strength": "soft"}
    tree["goals"] = [goal for goal in tree["goals"] if goal["goal"] != "soft_norms"]


WRONG: list[tuple[Change, str | None, str]] = [
    (lambda t: t["horizon"].update(start="2025-02-01"), "horizon", "first day of a calendar quarter"),
    (lambda t: t["horizon"].update(start="2025-01-02"), "horizon", "first day of a calendar quarter"),
    (lambda t: t["horizon"].update(periods=0), "horizon.periods", "greater than or equal to 1"),
    (lambda t: t["horizon"].update(periods=81), "horizon.periods", "less than or equal to 80"),
    (lambda t: t["horizon"].update(periods="many"), "horizon.periods", "valid integer"),
    (lambda t: t["need"].update(amv=101), "need", "amv can't exceed places"),
    (lambda t: t["need"].update(places=0, amv=0), "need.places", "greater than 0"),
    (
        lambda t: t["inflow"].update(registration_stay_weeks=0),
        "inflow.registration_stay_weeks",
        "greater than or equal to 0.000000001",
    ),
    (lambda t: t["dates"].update(due="2024-12-31"), "the file", "within the horizon"),
    (lambda t: t["dates"].update(due="2025-04-01"), "the file", "within the horizon"),
    (lambda t: t["dates"].update(due="someday"), "dates.due", "not a date written as YYYY-MM-DD"),
    (lambda t: t.update(inflow=arrivals([1, 2, 3])), "the file", "3 numbers for 1 periods"),
    (lambda t: t.update(inflow=arrivals(-1)), None, "greater than or equal to 0"),
    (lambda t: t["inflow"]["tracks"].pop(), "inflow", "must hold each of dublin"),
    (lambda t: t["inflow"]["tracks"][0].update(track="regular"), "inflow", "must hold each of dublin"),
    (lambda t: t["inflow"]["tracks"][0].update(share=0.3), "inflow", "must add up to 1"),
    (lambda t: t["inflow"]["tracks"][0].update(stay_weeks=0), "inflow.tracks.0.stay_weeks", "equal to 0.000000001"),
    (lambda t: t["inflow"]["tracks"][0].update(stay_weeks=0.09, recognition=0.1), "inflow.tracks.0", "at least 0.1"),
    (
        lambda t: t["inflow"]["tracks"][0].update(recognition=1.1),
        "inflow.tracks.0.recognition",
        "less than or equal to 1",
    ),
    (lambda t: t["families"]["mix"].update(band=2), "families.mix.band", "less than or equal to 1"),
    (lambda t: t["families"].update(reach={"limits": {"azc": {"shop": 3}}}), None, "education"),
    (
        lambda t: t["families"].update(transition={"enabled": True}),
        "families.transition",
        "enabled needs max_change_places or max_change_ratio",
    ),
    (lambda t: t["families"].update(transition={"max_change_places": 1.5}), None, "valid integer"),
    (lambda t: t["families"].update(burdens={"ukraine_weight": -1.0}), None, "greater than or equal to 0"),
    (lambda t: t["families"].update(burdens={"enabled": False}), "the file", "burden_balance needs families.burdens"),
    (lambda t: t["families"].update(special={"enabled": True}), "families.special", "names none of htl, ibo and"),
    (lambda t: t["families"].update(special={"htl": _stay(share=1.5)}), "families.special.htl.share", "equal to 1"),
    (
        lambda t: t["families"].update(special={"ibo": _stay(stay_weeks=0)}),
        "families.special.ibo.stay_weeks",
        "equal to",
    ),
    (
        lambda t: t["families"].update(special={"enabled": True, "htl": _stay(stay_weeks=13, share=0.6)}),
        "the file",
        "htl and ibo hold 60% of the regular track; 50% at most",
    ),
    (lambda t: t["families"].update(special=_after([])), "families.special.after_rejection.tracks", "at least 1"),
    (lambda t: t["families"].update(special=_after(["amv"])), "families.special.after_rejection.tracks.0", "dublin"),
    (lambda t: t["families"].update(special=_after(["regular"] * 2)), "families.special.after_rejection", "twice"),
    (lambda t: t["families"].update(regional_tables={"enabled": True}), "families.regional_tables", "needs numbers"),
    (lambda t: t["families"].update(staff={"enabled": True}), "families.staff", "needs per_100_places above 0"),
    (lambda t: t["families"].update(staff={"growth": 50.0}), "families.staff.growth", "less than or equal to 10"),
    (
        lambda t: t["families"].update(municipal_task={"min_ratio": 1.5, "max_ratio": 1.1}),
        "families.municipal_task",
        "min_ratio is more than max_ratio",
    ),
    (lambda t: t["families"].update(restrictions={"policy": "ignore"}), "families.restrictions.policy", "set_aside"),
    (lambda t: t.update(region="gemeente"), "region", "veiligheidsregio"),
    (lambda t: t.update(name="With spaces"), "name", "match pattern"),
    (lambda t: t.update(goals=[]), "goals", "at least 1"),
    (lambda t: t["goals"].append({"goal": "cost"}), "the file", "stands twice"),
    (lambda t: t["goals"].append({"goal": "speed"}), "goals.12.goal", "no_place"),
    (lambda t: t["goals"][0].update(tolerance=1.0), "goals.0.tolerance", "less than 1"),
    (lambda t: t["goals"][0].update(km_per_move=10), "goals.0", "belongs to the goal moves_distance"),
    (lambda t: t["goals"][10].pop("km_per_move"), "goals.10", "belongs to the goal moves_distance"),
    (lambda t: t.update(goal_method="best"), "goal_method", "lexicographic"),
    (lambda t: t["goals"][2].update(weight=1.0), "the file", "has no weight per goal: see unevenness_total"),
    (lambda t: _weigh(t)["goals"][2].pop("weight"), "the file", "needs weight per goal: see unevenness_total"),
    (lambda t: _weigh(t)["goals"][0].update(tolerance=0.0), "the file", "has no tolerance per goal: see no_place"),
    (lambda t: _weigh(t)["goals"][0].update(gap=0.1), "the file", "has no gap per goal: see no_place"),
    (lambda t: _weigh(t)["goals"][0].update(weight=0), "goals.0.weight", "greater than or equal to"),
    (lambda t: _weigh(t)["goals"][0].update(weight=1e10), "goals.0.weight", "less than or equal to"),
    (lambda t: t["solver"].update(threads=0), "solver.threads", "greater than or equal to 1"),
    (lambda t: t["solver"].update(time_limit=0), "solver.time_limit", "greater than 0"),
    # what is written as something else is not converted
    (lambda t: t["need"].update(places=96.0), "need.places", "valid integer"),
    (lambda t: t["need"].update(places="100"), "need.places", "valid integer"),
    (lambda t: t["need"].update(places=True), "need.places", "valid integer"),
    (lambda t: t["dates"].update(ses_woa_year=2022.0), "dates.ses_woa_year", "valid integer"),
    (lambda t: t["horizon"].update(periods=1.0), "horizon.periods", "valid integer"),
    (lambda t: t["inflow"]["tracks"][0].update(stay_shape=1.0), "inflow.tracks.0.stay_shape", "valid integer"),
    (lambda t: t["solver"].update(seed=False), "solver.seed", "valid integer"),
    (lambda t: t["inflow"].update(weekly_arrivals=True), "inflow.weekly_arrivals", "valid number"),
    (lambda t: t["inflow"].update(weekly_arrivals=[True]), "inflow.weekly_arrivals.0", "valid number"),
    (lambda t: t["solver"].update(gap="0.1"), "solver.gap", "valid number"),
    (lambda t: t["families"]["mix"].update(enabled=1), "families.mix.enabled", "valid boolean"),
    (lambda t: t["dates"].update(due=20250101), "dates.due", "not a day"),
    # strengths and goals that do not go together
    (lambda t: _soft_without_its_goal(t), None, "Add {goal: soft_norms} to goals"),
    (lambda t: t["families"].update(delivery={"enabled": False}), None, "while families.delivery is off"),
    (lambda t: t["families"].update(housing={"enabled": False}), None, "while families.housing is off"),
    (lambda t: t["families"].update(mix={"strength": "firm"}), "families.mix.strength", "'hard' or 'soft'"),
    (lambda t: t["families"].update(mix={"weight": 0}), "families.mix.weight", "greater than or equal to"),
    # slips of the pen
    (lambda t: t["need"].update(places=1_000_001), "need.places", "less than or equal to 1000000"),
    (lambda t: t["need"].update(amv=10**400), "need.amv", "less than or equal to 1000000"),
    (
        lambda t: t["families"].update(municipal_task={"max_ratio": 1e9}),
        "families.municipal_task.max_ratio",
        "less than or equal to 1000",
    ),
    (lambda t: t["inflow"].update(weekly_arrivals=100_001), "inflow.weekly_arrivals", "less than or equal to 100000"),
    (lambda t: t["inflow"].update(weekly_arrivals_before=1e9), "inflow.weekly_arrivals_before", "equal to 100000"),
    (lambda t: t["inflow"].update(registration_stay_weeks=521), "inflow.registration_stay_weeks", "equal to 520"),
    (lambda t: t["inflow"]["tracks"][0].update(stay_weeks=1e9), "inflow.tracks.0.stay_weeks", "equal to 520"),
    (lambda t: t["families"].update(registration={"max_distance_km": 1001}), None, "less than or equal to 1000"),
    (lambda t: t["families"].update(reach={"limits": {"azc": {"care": 1441}}}), None, "less than or equal to 1440"),
    (lambda t: t["families"].update(reach={"transport_cost_per_place_day_eur": 1e9}), None, "equal to 100000"),
    (lambda t: t["families"].update(housing={"realisation": 11}), None, "less than or equal to 10"),
    (lambda t: t["goals"][5].update(km_per_move=1e-300), "goals.5.km_per_move", "greater than or equal to 0.1"),
    (lambda t: t["solver"].update(threads=257), "solver.threads", "less than or equal to 256"),
    (lambda t: t["solver"].update(seed=2**31), "solver.seed", "less than or equal to 2147483647"),
    (lambda t: t["solver"].update(time_limit=1e9), "solver.time_limit", "less than or equal to 31536000"),
    (lambda t: t["dates"].update(population="1899-01-01"), "dates.population", "outside 1900-2199"),
    (lambda t: t["dates"].update(ses_woa_year=1), "dates.ses_woa_year", "greater than or equal to 2014"),
    (lambda t: t["horizon"].update(start="2200-01-01"), "horizon.start", "outside 1900-2199"),
    (lambda t: t["dates"].update(estimate="2024-12-21"), "dates", "estimate is after decision"),
    (lambda t: t["dates"].update(decision="2025-01-02"), "dates", "decision is after due"),
]


@pytest.mark.parametrize(("change", "column", "rule"), WRONG)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, change: Change, column: str | None, rule: str) -> None:
    found = _findings(tmp_path, change)
    assert any((column is None or finding.column == column) and rule in finding.rule for finding in found), found
    assert all(finding.file == "model.yaml" and finding.advice for finding in found)


@pytest.mark.parametrize("key", ["name", "dates", "horizon", "inflow", "goals"])
def test_a_missing_part_is_named(tmp_path: Path, key: str) -> None:
    (finding,) = _findings(tmp_path, lambda tree: tree.pop(key))
    assert finding.column == key
    assert finding.advice == "Add it; models/raming-2024.yaml shows how."


@pytest.mark.parametrize(
    ("change", "column", "advice"),
    [
        (lambda t: t.update(horizn=1), "horizn", "Did you mean horizon?"),
        (lambda t: t["families"]["mix"].update(bnd=0.1), "families.mix.bnd", "Did you mean band?"),
        (lambda t: t["solver"].update(zzz=1), "solver.zzz", "Remove it: no such setting."),
        (
            lambda t: t["inflow"]["tracks"][0].update(stay_shap=1),
            "inflow.tracks.0.stay_shap",
            "Did you mean stay_shape?",
        ),
        (lambda t: t["need"].update(place=1), "need.place", "Did you mean places?"),
        (lambda t: t.update(region="corp"), "region", "Did you mean corop?"),
    ],
)
def test_a_setting_that_is_none_gets_the_nearest_name(tmp_path: Path, change: Change, column: str, advice: str) -> None:
    (finding,) = _findings(tmp_path, change)
    assert (finding.column, finding.advice) == (column, advice)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    def three(tree: dict[str, Any]) -> None:
        tree["horizon"]["periods"] = 0
        tree["solver"]["threads"] = -1
        tree["nonsense"] = True

    assert {f.column for f in _findings(tmp_path, three)} == {"horizon.periods", "solver.threads", "nonsense"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "holds no model"),
        ("just words", "holds no model"),
        ("- a\n- list\n", "holds no model"),
        ("name: [", "is not YAML"),
        ("name: \x00", "is not YAML"),
        ("a: &x [*y]", "is not YAML"),
    ],
)
def test_a_file_that_is_no_model(tmp_path: Path, text: str, rule: str) -> None:
    with pytest.raises(InputError, match=rule) as caught:
        load_model(_write(tmp_path, text))
    assert len(caught.value.findings) == 1


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(InputError, match="is not YAML"):
        load_model(path)


@pytest.mark.parametrize("name", ["absent.yaml", "."])
def test_a_path_that_can_not_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="can't be read"):
        load_model(tmp_path / name)


@pytest.mark.parametrize("word", [".nan", ".inf", "-.inf"])
def test_numbers_that_are_no_numbers(tmp_path: Path, word: str) -> None:
    text = yaml.safe_dump(_tree()).replace("weekly_arrivals: 0", f"weekly_arrivals: {word}")
    with pytest.raises(InputError):
        load_model(_write(tmp_path, text))


@pytest.mark.parametrize(
    ("written", "rule", "advice"),
    [
        ("2025-02-30", "is not a day of the calendar", "That day does not exist: 2025-02 has 28 days."),
        ("31-02-2025", "is not a date written as YYYY-MM-DD", "That day does not exist: 2025-02 has 28 days."),
        ("01-02-2025", "is not a date written as YYYY-MM-DD", "Write it as 2025-02-01."),
        ("2025-13-01", "is not a day of the calendar", "There is no month 13."),
        ("2025-01-01 10:00:00", "is not a day", "Write it as 2025-07-01."),
    ],
)
def test_a_day_that_is_none_is_told_as_such(tmp_path: Path, written: str, rule: str, advice: str) -> None:
    text = yaml.safe_dump(_tree()).replace("due: '2025-01-01'", f"due: {written}")
    with pytest.raises(InputError) as caught:
        load_model(_write(tmp_path, text))
    (finding,) = caught.value.findings
    assert (finding.column, finding.rule) == ("dates.due", rule)
    assert advice in finding.advice


@pytest.mark.parametrize("written", ["96.000", "0100", "96:00", "96_000", "0x10", "1" + "0" * 400])
def test_a_whole_number_is_written_in_plain_digits(tmp_path: Path, written: str) -> None:
    # Plain YAML would read 96.000 as 96, 0100 as 64 and 96:00 as 5760.
    text = yaml.safe_dump(_tree()).replace("places: 100", f"places: {written}")
    with pytest.raises(InputError) as caught:
        load_model(_write(tmp_path, text))
    (finding,) = caught.value.findings
    assert finding.column == "need.places"
    assert "96.000 means 96" in finding.advice or "less than or equal to 1000000" in finding.rule


def test_a_number_may_have_an_exponent(tmp_path: Path) -> None:
    # Plain YAML would take it for a word.
    text = yaml.safe_dump(_tree()).replace("gap: 0.0", "gap: 1e-3")
    assert load_model(_write(tmp_path, text)).content.solver.gap == 0.001


def test_a_wrong_number_gives_one_finding_whatever_it_could_have_been(tmp_path: Path) -> None:
    (finding,) = _findings(tmp_path, lambda tree: tree["inflow"].update(weekly_arrivals="many"))
    assert (finding.column, finding.value) == ("inflow.weekly_arrivals", "many")


def test_a_part_for_a_key_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not YAML"):
        load_model(_write(tmp_path, yaml.safe_dump(_tree()) + "? {a: 1}\n: 2\n"))


def test_a_part_that_stands_twice(tmp_path: Path) -> None:
    # YAML would take the last one in silence.
    with pytest.raises(InputError, match="twice"):
        load_model(_write(tmp_path, yaml.safe_dump(_tree()) + "\nname: other\n"))


def test_keys_that_are_no_words(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_model(_write(tmp_path, {**_tree(), 2025: "year"}))
