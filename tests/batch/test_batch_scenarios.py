"""Which scenarios a batch file asks for, checked with the tables they stand on, and told apart by fingerprint."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from batch.batch_case import ARRIVALS, checked, draws

from spreiding import paths
from spreiding.batch.batch_file import MOST_SCENARIOS
from spreiding.batch.check import Checked, as_model_file
from spreiding.batch.fingerprint import code_print, ground_print, law_print
from spreiding.batch.scenarios import count_of
from spreiding.errors import InputError
from spreiding.model_file import load_model


def refused(folder: Path, **differs: Any) -> str:
    with pytest.raises(InputError) as error:
        checked(folder, **differs)
    return str(error.value)


def names(batch: Checked) -> list[str]:
    return [scenario.name for scenario in batch.scenarios]


def test_list_grid_and_draws_in_that_order(tmp_path: Path) -> None:
    grid = {"inflow.scenario": ["low", "high"], "families.housing.realisation": [0.8, 0.9, 1.0]}
    batch = checked(tmp_path, scenarios=[{"name": "a"}], grid=grid, draws=draws(2))
    assert names(batch) == ["a", *(f"grid-000{n}" for n in range(1, 7)), "draw-00001", "draw-00002"]
    assert batch.scenarios[2].overrides == {"inflow.scenario": "low", "families.housing.realisation": 0.9}
    assert {s.kind for s in batch.scenarios[-2:]} == {"draw"}
    assert count_of(batch.batch, 1) == len(batch.scenarios) == len(set(batch.prints)) == 1 + 2 * 3 + 2
    assert batch.variant(batch.scenarios[0]).solver.gap == 0.05


def test_per_province_every_scenario_is_made_for_each(tmp_path: Path) -> None:
    batch = checked(tmp_path, provinces=["Zeeland", "PV24"], per_province=True, draws=draws(2))
    assert names(batch) == ["draw-00001-PV24", "draw-00001-PV29", "draw-00002-PV24", "draw-00002-PV29"]
    first, second = batch.scenarios[:2]
    assert (first.provinces, first.group) == (("PV24",), "draw-00001")
    assert first.overrides == second.overrides, "both provinces have the same draw"
    assert batch.provinces == {"PV24": "Flevoland", "PV29": "Zeeland"}


def test_no_provinces_is_the_country(tmp_path: Path) -> None:
    batch = checked(tmp_path, provinces=[])
    assert len(batch.scenarios[0].provinces) == len(batch.provinces) == 12


def test_a_scenario_can_have_a_model_and_tables_of_its_own(tmp_path: Path) -> None:
    shutil.copy(paths.MODELS / "raming-2026.yaml", tmp_path / "later.yaml")
    (tmp_path / "tables").mkdir()
    sites = (paths.DATA / "sites.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "tables" / "sites.csv").write_text("\n".join(sites[:400]) + "\n", encoding="utf-8")
    listed = [{"name": "base"}, {"name": "later", "model": "later.yaml"}, {"name": "fewer", "data": "tables"}]
    batch = checked(tmp_path, scenarios=listed)
    assert [batch.variant(scenario).name for scenario in batch.scenarios] == [
        "raming-2024",
        "raming-2026",
        "raming-2024",
    ]
    assert [len(batch.grounds[scenario.data].tables.sites) for scenario in batch.scenarios] == [1139, 1139, 399]
    assert len(set(batch.prints)) == 3


def test_everything_wrong_is_told_at_once_and_once(tmp_path: Path) -> None:
    listed = [{"name": f"s{n}", "overrides": {"solver.gapp": 1}} for n in range(5)]
    listed.append({"name": "old", "overrides": {"dates.population": "2013-01-01"}})
    told = refused(tmp_path, scenarios=listed).splitlines()
    assert len(told) == 2
    assert "is no setting of a model file (scenario s0 and 4 more). Did you mean solver.gap?" in told[0]
    assert told[1].startswith('population.csv, column reference_date, value "2013-01-01"')


@pytest.mark.parametrize(
    ("differs", "told"),
    [
        ({"provinces": ["Zeelnd"]}, 'batch.yaml, column provinces, value "Zeelnd": is not a province'),
        ({"scenarios": [{"name": "draw-00001"}], "draws": draws(1)}, "is the name of two scenarios"),
        ({"model": "absent.yaml"}, "absent.yaml: can't be read"),
        ({"data": "absent"}, "absent"),
        ({"scenarios": [{"name": "a", "overrides": {"accepted_gaps": []}}]}, "is not modelled"),
        (
            {"scenarios": [{"name": "a", "overrides": {"dates.estimate": "2001-01-01"}}]},
            "is not in force on 2001-01-01",
        ),
        ({"draws": draws(3, **{"families__mix__band": ARRIVALS})}, "families.mix.band"),
        ({"grid": {f"x{n}": list(range(20)) for n in range(5)}}, f"the most is {MOST_SCENARIOS:,}"),
    ],
)
def test_what_can_not_run_is_refused(tmp_path: Path, differs: dict[str, Any], told: str) -> None:
    assert told in refused(tmp_path, **differs)


def test_a_variant_is_a_model_file_that_plan_can_run(tmp_path: Path) -> None:
    batch = checked(tmp_path, scenarios=[{"name": "a", "overrides": {"inflow.tracks.regular.recognition": 0.6}}])
    text, loaded = as_model_file(batch.variant(batch.scenarios[0]))
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    again = load_model(tmp_path / "model.yaml")
    assert (again.content, again.sha256) == (loaded.content, loaded.sha256)


def test_the_fingerprint_is_that_of_the_question(tmp_path: Path) -> None:
    plain = checked(tmp_path)
    assert checked(tmp_path, title="other words", name="other").prints == plain.prints
    for differs in (
        {"overrides": {"solver.gap": 0.04}},
        {"provinces": ["PV29"]},
        {"keep": "figures"},
        {"scenarios": [{"name": "plain", "overrides": {"inflow.weekly_arrivals": 1051}}]},
    ):
        assert checked(tmp_path, **differs).prints != plain.prints, differs


def test_tables_outlines_law_and_program_are_in_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = checked(tmp_path).grounds[None]
    first = ground_print(ground)
    files = (replace(ground.tables.files[0], sha256="0"), *ground.tables.files[1:])
    assert ground_print(replace(ground, tables=replace(ground.tables, files=files))) != first
    assert ground_print(replace(ground, outlines=ground.outlines.iloc[1:])) != first
    law = tmp_path / "law"
    shutil.copytree(paths.LAW, law)
    monkeypatch.setattr(paths, "LAW", law)
    assert law_print() and ground_print(ground) == first, "the place of the law files is no matter"
    entries = yaml.safe_load((law / "wet.yaml").read_text(encoding="utf-8"))
    (law / "wet.yaml").write_text(yaml.safe_dump(entries[:-1]), encoding="utf-8")
    assert ground_print(ground) != first
    monkeypatch.setattr("spreiding.batch.fingerprint.code_print", lambda: "other")
    assert code_print() != "other"
