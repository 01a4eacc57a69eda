"""A dotted path changes one setting of a model; a wrong one is told with the setting that was meant."""

from pathlib import Path
from typing import Any

import pytest

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.model_file import ModelFile, load_model
from spreiding.model_overrides import known_paths, varied

FILE = Path("batch.yaml")
BASE = load_model(paths.MODELS / "raming-2024.yaml").content


def findings(**overrides: Any) -> tuple[Finding, ...]:
    return wrong({path.replace("__", "."): value for path, value in overrides.items()})


def wrong(overrides: dict[str, Any]) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as error:
        varied(BASE, overrides, FILE)
    return error.value.findings


def test_without_overrides_the_model_is_the_same() -> None:
    assert varied(BASE, {}, FILE) is BASE


@pytest.mark.parametrize("name", ["raming-2024", "raming-2026"])
def test_a_model_that_is_taken_apart_and_put_together_is_the_same(name: str) -> None:
    model = load_model(paths.MODELS / f"{name}.yaml").content
    assert varied(model, {"solver.seed": model.solver.seed}, FILE) == model


def test_settings_items_of_lists_and_whole_parts() -> None:
    asked = {
        "inflow.weekly_arrivals": 1200,
        "inflow.tracks.regular.stay_weeks": 90,
        "goals.cost.gap": 0.2,
        "families.regional_tables": {"enabled": True, "numbers": {"VR04": 2500}},
        "families.mix.enabled": False,
        "dates.ses_woa_year": 2021,
    }
    model = varied(BASE, asked, FILE)
    tracks = {track.track: track.stay_weeks for track in model.inflow.tracks}
    assert (model.inflow.weekly_arrivals, tracks["regular"], tracks["dublin"]) == (1200, 90, 26)
    assert model.goals[-1].gap == 0.2
    assert model.families.regional_tables.numbers == {"VR04": 2500}
    assert not model.families.mix.enabled
    assert model.dates.ses_woa_year == 2021
    assert BASE.inflow.weekly_arrivals == 1050, "the base is not touched"


def test_a_part_that_the_base_leaves_out_can_be_given() -> None:
    assert BASE.need is None
    model = varied(BASE, {"need.places": 80000, "need.amv": 6000}, FILE)
    assert model.need is not None
    assert (model.need.places, model.need.amv) == (80000, 6000)
    assert [one.rule for one in findings(need__places=80000)] == ["Field required"]


def test_a_key_of_a_free_list_of_names_can_be_new() -> None:
    asked = {"rest_task.rule": "pro_rata", "rest_task.offers.GM0193": {"regular": 300, "amv": 16}}
    model = varied(BASE, asked, FILE)
    assert model.rest_task.offers["GM0193"].regular == 300


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("inflow.weekly_arivals", "inflow.weekly_arrivals"),
        ("famlies.housing.realisation", "families.housing.realisation"),
        ("realisation", "families.housing.realisation"),
        ("inflow.tracks.regulr.stay_weeks", "inflow.tracks.regular.stay_weeks"),
        ("inflow.tracks.regular.stay_week", "inflow.tracks.regular.stay_weeks"),
        ("goals.costs", "goals.cost"),
        ("solver.gaps", "solver.gap"),
    ],
)
def test_a_mistyped_path_is_told_with_the_one_that_was_meant(path: str, meant: str) -> None:
    (one,) = wrong({path: 1})
    assert (one.file, one.column) == ("batch.yaml", path)
    assert one.advice == f"Did you mean {meant}?"


def test_a_path_that_looks_like_nothing() -> None:
    (one,) = wrong({"qqqq.zzzz": 1})
    assert one.advice.startswith("Remove it: no such setting.")


def test_a_value_can_not_be_gone_into() -> None:
    (one,) = wrong({"solver.gap.more": 1})
    assert "would be a part of a single value" in one.rule


def test_values_are_checked_like_those_of_a_model_file() -> None:
    (one,) = findings(inflow__tracks__regular__stay_weeks=-3)
    assert one.column == "inflow.tracks.regular.stay_weeks"
    assert one.value == "-3"
    (text,) = findings(inflow__weekly_arrivals="many")
    assert text.advice.startswith("Write digits")
    (whole,) = findings(dates={"estimate": "2024-02-01"})[:1]
    assert whole.rule == "Field required"


def test_what_fits_by_itself_and_not_together() -> None:
    (one,) = findings(horizon__periods=4, inflow__weekly_arrivals=[1000.0] * 8)
    assert "has 8 numbers for 4 periods" in one.rule


def test_every_known_path_can_be_put_back() -> None:
    known = list(known_paths(BASE.model_dump(by_alias=True)))
    assert "families.housing.realisation" in known
    assert "inflow.tracks.safe_country.share" in known
    assert isinstance(varied(BASE, {"families.housing.realisation": 0.5}, FILE), ModelFile)
