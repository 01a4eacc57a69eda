"""``spreiding share`` as a process."""

import shutil
from pathlib import Path

import pandas as pd

from commands.run_cli import ROOT, run_cli


def test_share_prints_and_writes_every_municipality_with_its_calculation(tmp_path: Path) -> None:
    ran = run_cli("share", cwd=tmp_path)
    assert ran.code == 0, ran.text
    written = pd.read_csv(tmp_path / "out" / "share-2024.csv")
    assert len(written) == 342
    assert {"population", "ses_woa", "factor", "total_factor", "unrounded_places", "indicative_places"} <= set(written)
    assert set(written["ses_woa_origin"]) == {"estimate"}
    assert "not an official figure (estimate)" in ran.text
    assert "PV30 Noord-Brabant" in ran.text
    assert "14,689" in ran.text  # as the ministry's own sum for Noord-Brabant was reported


def test_one_municipality_shows_its_calculation(tmp_path: Path) -> None:
    ran = run_cli("share", "--year", "2026", "--municipality", "GM0758", cwd=tmp_path)
    assert ran.code == 0, ran.text
    for part in ("188779", "0.053", "rounded half up to 932", "Besluit art. 2.1 lid 3", "assumption"):
        assert part in ran.text


def test_scores_of_the_user_take_the_place_of_the_estimate(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    shutil.copy(ROOT / "data" / "ses_woa.csv", tmp_path / "tables")
    scores = pd.read_csv(tmp_path / "tables" / "ses_woa.csv", dtype=str)
    scores["origin"] = "official"
    scores.loc[scores["municipality_code"] == "GM0014", "ses_woa"] = "0.5"
    scores.to_csv(tmp_path / "tables" / "ses_woa.csv", index=False)
    ran = run_cli("share", "--data", "tables", "--out", "share.csv", cwd=tmp_path)
    assert ran.code == 0, ran.text
    written = pd.read_csv(tmp_path / "share.csv").set_index("municipality_code")
    assert written.loc["GM0014", "ses_woa"] == 0.5
    assert "not an official figure" not in ran.text


def test_help_has_examples_and_version_is_told(tmp_path: Path) -> None:
    for arguments, word in ((("plan", "--help"), "--province PV23"), (("share", "--help"), "--year 2026")):
        ran = run_cli(*arguments, cwd=tmp_path)
        assert ran.code == 0
        assert word in ran.text
    assert "spreiding" in run_cli("--version", cwd=tmp_path).text
