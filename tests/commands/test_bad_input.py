"""Bad input of each kind: every finding at once, no traceback, no output."""

import shutil
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.affinity import translate

from commands.run_cli import ROOT, run_cli

DATA = ROOT / "data"
Break = Callable[[Path], None]


def replaced(old: str, new: str) -> Break:
    """Replace the first occurrence of a text in a file."""

    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def empty(path: Path) -> None:
    """Make the file empty."""
    path.write_text("", encoding="utf-8")


def doubled(path: Path) -> None:
    """Write the first row twice."""
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1], *lines[1:]]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "harm", "words"),
    [
        ("sites.csv", replaced("places_max", "places_maximum"), ["sites.csv", "places_max"]),
        ("sites.csv", replaced("GM0361", "GM9999"), ["row 2", "GM9999"]),
        ("sites.csv", replaced(",400,azc", ",-400,azc"), ["places_max", "-400"]),
        ("sites.csv", doubled, ["H001"]),
        ("sites.csv", empty, ["empty"]),
        ("sites.csv", replaced("4.72200", '"4,72200"'), ["row 2", "decimal comma", "4.72200"]),
        ("ses_woa.csv", replaced("-0.216", '"-0,216"'), ["ses_woa.csv", "row 2", "decimal comma"]),
        ("population.csv", replaced("238147", "many"), ["population.csv", "row 2", "many"]),
    ],
)
def test_a_broken_table_gives_findings_and_nothing_else(
    tmp_path: Path, table: str, harm: Break, words: list[str]
) -> None:
    (tmp_path / "tables").mkdir()
    shutil.copy(DATA / table, tmp_path / "tables" / table)
    harm(tmp_path / "tables" / table)
    ran = run_cli("plan", "--province", "PV22", "--data", "tables", "--out", "run", cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert ran.is_clean()
    assert all(word in ran.text for word in words), ran.text
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_all_findings_of_model_tables_and_boundaries_come_together(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    for table, harm in (("ses_woa.csv", replaced("-0.216", "x")), ("housing.csv", replaced("GM0014", "GM9998"))):
        shutil.copy(DATA / table, tmp_path / "tables" / table)
        harm(tmp_path / "tables" / table)
    model = (ROOT / "models" / "raming-2024.yaml").read_text(encoding="utf-8").replace("band: 0.25", "band: 2.5")
    (tmp_path / "model.yaml").write_text(model, encoding="utf-8")
    ran = run_cli("plan", "model.yaml", "--data", "tables", "--boundaries", "none.gpkg", cwd=tmp_path)
    assert ran.code == 2
    for word in ("band", "ses_woa.csv", "GM9998", "none.gpkg"):
        assert word in ran.text, ran.text
    assert not (tmp_path / "out").exists()


def test_boundaries_without_or_with_a_wrong_coordinate_system_are_refused(tmp_path: Path) -> None:
    shapes = gpd.read_file(DATA / "boundaries_schematic.gpkg")
    shapes.set_crs(None, allow_override=True).to_file(tmp_path / "none.gpkg")
    shapes.to_crs(4326).set_crs(28992, allow_override=True).to_file(tmp_path / "wrong.gpkg")
    moved = shapes.set_geometry(shapes.geometry.map(lambda shape: translate(shape, xoff=4_000_000)))
    moved.to_file(tmp_path / "moved.gpkg")
    for name in ("none.gpkg", "wrong.gpkg", "moved.gpkg"):
        ran = run_cli("plan", "--province", "PV22", "--boundaries", name, "--out", "run", cwd=tmp_path)
        assert ran.code == 2, (name, ran.text)
        assert name in ran.text
        assert ran.is_clean()
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("plan", "nowhere.yaml"), "nowhere.yaml"),
        (("plan", "--province", "Twente"), "Overijssel"),
        (("plan", "--data", "nowhere"), "nowhere"),
        (("share", "--year", "2019"), "--need"),
        (("share", "--amv", "97000"), "--amv"),
        (("share", "--municipality", "GM0000"), "GM0000"),
    ],
)
def test_wrong_arguments_say_what_to_do(tmp_path: Path, arguments: tuple[str, ...], word: str) -> None:
    ran = run_cli(*arguments, cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert word in ran.text
    assert ran.is_clean()


def test_a_norm_that_is_left_out_must_be_accepted_by_name(tmp_path: Path) -> None:
    model = (
        (ROOT / "models" / "raming-2024.yaml")
        .read_text(encoding="utf-8")
        .replace("supervision, S16]", "supervision, S-16]")
    )
    (tmp_path / "model.yaml").write_text(model, encoding="utf-8")
    ran = run_cli("plan", "model.yaml", "--province", "PV22", "--out", "run", cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert '"S16": is not modelled' in ran.text
    assert '"S-16": is no norm that is left out. Did you mean S16?' in ran.text
    assert not (tmp_path / "run").exists()
