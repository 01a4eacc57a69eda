"""The tables of a batch: a row per scenario, municipal rows, and quantiles worked out by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest
from batch.batch_case import IMPOSSIBLE, checked, draws, ran

from spreiding.batch.check import Checked
from spreiding.batch.figures import FIGURES
from spreiding.batch.outcome import Outcome
from spreiding.batch.quantiles import quantiles
from spreiding.batch.summary import summary, write_summary


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checked, tuple[Outcome, ...], Path]:
    out = tmp_path_factory.mktemp("batch")
    listed = [{"name": "impossible", "overrides": IMPOSSIBLE}, {"name": "never"}]
    batch = checked(out, scenarios=listed, draws=draws(3))
    outcomes = [ran(batch, number, out / "scenarios") for number in (0, 2, 3, 4)]
    outcomes.insert(1, Outcome("never", "", "not_run", "=1+1 the batch ended before its turn"))
    write_summary(out, batch, tuple(outcomes))
    return batch, tuple(outcomes), out


def test_one_row_per_scenario(made: tuple[Checked, tuple[Outcome, ...], Path]) -> None:
    _, outcomes, out = made
    frame = pd.read_csv(out / "summary.csv")
    assert list(frame["scenario"]) == ["impossible", "never", "draw-00001", "draw-00002", "draw-00003"]
    assert list(frame["outcome"]) == ["infeasible", "not_run", "optimal", "optimal", "optimal"]
    assert frame["inflow.weekly_arrivals"].isna().tolist() == [True, True, False, False, False]
    assert frame.loc[0, "families.delivery.strength"] == "hard"
    assert '"min_ratio": 1.0' in frame.loc[0, "families.municipal_task"]
    assert frame["goal_no_place"].isna().tolist() == [True, True, False, False, False]
    drawn = frame.iloc[2:]
    assert drawn["task_places"].tolist() == [outcome.figures["task_places"] for outcome in outcomes[2:]]
    assert drawn["PV24_task_places"].tolist() == drawn["task_places"].tolist()
    assert (drawn["seconds"] > 0).all() and (drawn["gap"] <= 0.05).all()


def test_the_parquet_file_has_the_same_rows_with_types(made: tuple[Checked, tuple[Outcome, ...], Path]) -> None:
    out = made[2]
    typed, text = pd.read_parquet(out / "summary.parquet"), pd.read_csv(out / "summary.csv")
    assert list(typed.columns) == list(text.columns)
    assert typed["audit_findings"].dtype == "Int64"
    assert typed["goal_cost"].dtype == "float64"
    assert np.allclose(typed["goal_cost"], text["goal_cost"], equal_nan=True)


def test_no_text_is_a_formula_in_a_spreadsheet(made: tuple[Checked, tuple[Outcome, ...], Path]) -> None:
    out = made[2]
    assert pd.read_csv(out / "summary.csv").loc[1, "reason"].startswith("'=1+1")
    assert pd.read_parquet(out / "summary.parquet").loc[1, "reason"].startswith("=1+1")


def test_municipal_rows_of_every_plan(made: tuple[Checked, tuple[Outcome, ...], Path]) -> None:
    frame = pd.read_parquet(made[2] / "municipalities.parquet")
    assert frame["scenario"].value_counts().to_dict() == {"draw-00001": 6, "draw-00002": 6, "draw-00003": 6}
    assert set(frame["kind"]) == {"draw"}
    sums = frame.groupby("scenario")["task_places"].sum()
    assert sums.tolist() == [outcome.figures["task_places"] for outcome in made[1][2:]]


def test_quantiles_are_those_of_the_draws(made: tuple[Checked, tuple[Outcome, ...], Path]) -> None:
    out = made[2]
    frame = pd.read_parquet(out / "municipalities.parquet")
    written = pd.read_csv(out / "quantiles_municipalities.csv").set_index(["municipality_code", "figure"])
    assert len(written) == 6 * len(FIGURES)
    for code, rows in frame.groupby("municipality_code"):
        values = sorted(rows["site_places"])
        row = written.loc[(code, "site_places")]
        assert (row["draws"], row["q50"]) == (3, values[1])
        assert row["q25"] == pytest.approx((values[0] + values[1]) / 2)
        assert row["mean"] == pytest.approx(sum(values) / 3, abs=1e-3)
    whole = pd.read_csv(out / "quantiles_provinces.csv").set_index(["province_code", "figure"])
    sums = sorted(frame.groupby("scenario")["site_places"].sum())
    assert whole.loc[("PV24", "site_places"), "q50"] == sums[1]
    assert whole.loc[("PV24", "site_places"), "province"] == "Flevoland"


def test_the_map_has_municipalities_and_provinces(made: tuple[Checked, tuple[Outcome, ...], Path]) -> None:
    path = made[2] / "quantiles.gpkg"
    assert dict(pyogrio.list_layers(path)) == {"municipalities": "MultiPolygon", "provinces": "MultiPolygon"}
    towns = pyogrio.read_dataframe(path, layer="municipalities")
    provinces = pyogrio.read_dataframe(path, layer="provinces")
    assert (len(towns), list(provinces["province"])) == (6, ["Flevoland"])
    assert provinces.geometry.area.sum() == pytest.approx(towns.geometry.area.sum(), rel=1e-3)
    csv = pd.read_csv(made[2] / "quantiles_municipalities.csv")
    expected = csv[csv["figure"] == "task_places"].set_index("municipality_code")["q95"]
    assert towns.set_index("municipality_code")["task_places_q95"].to_dict() == expected.to_dict()
    assert towns["schematic"].all()


def test_without_draws_there_are_no_quantiles_and_older_ones_go(tmp_path: Path) -> None:
    batch = checked(tmp_path)
    (tmp_path / "quantiles.gpkg").write_text("older")
    write_summary(tmp_path, batch, (Outcome("plain", "", "not_run"),))
    assert {path.name for path in tmp_path.iterdir()} == {
        "batch.yaml",
        "municipalities.parquet",
        "summary.csv",
        "summary.parquet",
    }


def test_quantiles_of_five_values_by_hand() -> None:
    # Of 0, 10, 20, 30, 40 the 5 % quantile lies a fifth of the way from the first to the second.
    frame = pd.DataFrame({"town": ["a"] * 5, **{name: [40.0, 0.0, 10.0, 30.0, 20.0] for name in FIGURES}})
    row = quantiles(frame, "town").iloc[0]
    assert [row[name] for name in ("q05", "q25", "q50", "q75", "q95", "mean")] == [2, 10, 20, 30, 38, 20]
    assert row["draws"] == 5


def test_columns_of_one_kind_keep_it_and_mixed_ones_become_text(tmp_path: Path) -> None:
    listed = [
        {"name": "a", "overrides": {"need": None, "families.mix.band": 0.1, "solver.seed": 1}},
        {"name": "b", "overrides": {"inflow.weekly_arrivals": [1000.0] * 8, "families.mix.enabled": False}},
        {"name": "c", "overrides": {"inflow.weekly_arrivals": 900, "solver.seed": 2}},
    ]
    batch = checked(tmp_path, scenarios=listed)
    frame = summary(batch, tuple(Outcome(name, "", "not_run") for name in "abc"))
    assert frame["solver.seed"].dtype == "Int64"
    assert frame["families.mix.band"].dtype == "float64"
    assert frame["families.mix.enabled"].tolist() == ["", "false", ""]
    assert frame["inflow.weekly_arrivals"].tolist() == ["", str([1000.0] * 8), "900"]
