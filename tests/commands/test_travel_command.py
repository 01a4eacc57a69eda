"""``spreiding travel`` as a process."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from travel.feeds import FILES, write_feed

from commands.run_cli import ROOT, Ran, run_cli
from synthetic_feed import Size, write_case

SMALL = Size(side=24, length=12, interval=20, sites=40)


def small_sites(path: Path, *rows: tuple[str, float, float]) -> Path:
    real = pd.read_csv(ROOT / "data" / "sites.csv", dtype=str, keep_default_na=False).iloc[: len(rows)]
    ids, lon, lat = zip(*rows, strict=True)
    real.assign(site_id=ids, lon=lon, lat=lat).to_csv(path, index=False)
    return path


def facilities(path: Path, **lon: float) -> Path:
    rows = [f"{kind},{kind},{at},52.1,x,official" for kind, at in lon.items()]
    path.write_text("\n".join(["facility_id,kind,lon,lat,name,origin", *rows]) + "\n")
    return path


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A made-up timetable over the country, for the embedded sites."""
    folder = tmp_path_factory.mktemp("country")
    write_case(folder, SMALL)
    return folder, run_cli("travel", "feed.zip", "--facilities", "facilities.csv", cwd=folder)


def test_it_writes_the_table_its_detail_and_its_record(country: tuple[Path, Ran]) -> None:
    folder, ran = country
    assert ran.code == 0, ran.text
    out = folder / "out" / "travel"
    assert sorted(path.name for path in out.iterdir()) == [
        "travel_minutes.csv",
        "travel_minutes.record.json",
        "travel_minutes_detail.csv",
    ]
    table = pd.read_csv(out / "travel_minutes.csv", keep_default_na=False)
    sites = pd.read_csv(ROOT / "data" / "sites.csv")
    assert list(table["site_id"]) == list(sites["site_id"])
    assert set(table["origin"]) == {"estimate"}  # the facilities are synthetic
    detail = pd.read_csv(out / "travel_minutes_detail.csv")
    assert len(detail) == 7 * len(sites)
    wide = detail.pivot(index="site_id", columns="kind", values="minutes").reindex(table["site_id"])
    both = wide[["primary", "secondary"]].max(axis=1, skipna=False).fillna(1440).to_numpy()
    assert (abs(both - table["minutes_education"]) < 0.051).all()
    assert (wide["gp"].fillna(1440).to_numpy() == table["minutes_care"]).all()
    record = json.loads((out / "travel_minutes.record.json").read_text())
    assert record["date"] == "2026-11-17"
    assert record["window"] == ["07:00", "09:30"]
    assert record["assumptions"]["detour"] == 1.3
    assert set(record["unreached"]) == set(table.loc[table["unreached"] != "", "site_id"])


def test_the_screen_tells_what_is_not_reached(country: tuple[Path, Ran]) -> None:
    folder, ran = country
    table = pd.read_csv(folder / "out" / "travel" / "travel_minutes.csv", keep_default_na=False)
    count = int((table["unreached"] != "").sum())
    assert count > 0  # the made-up timetable leaves corners of the country out
    assert f"Not reached within the limit, written as 1440: {count} sites." in ran.text
    for part in ("reading stop times", "searching: primary", "Timetable of Tuesday 2026-11-17", "Without a stop"):
        assert part in ran.text


def test_a_plan_takes_the_table_as_it_is(country: tuple[Path, Ran]) -> None:
    folder, _ = country
    ran = run_cli("plan", "--province", "PV24", "--data", "out/travel", "--out", "run", cwd=folder)
    assert ran.code in (0, 3), ran.text
    assert "Your own tables: travel_minutes.csv" in ran.text
    planned = pd.read_csv(folder / "run" / "national" / "sites.csv").set_index("site_id")
    ours = pd.read_csv(folder / "out" / "travel" / "travel_minutes.csv").set_index("site_id").loc[planned.index]
    assert (planned["minutes_care"] == ours["minutes_care"]).all()
    assert set(planned["minutes_origin"]) == {"estimate"}


def test_known_facilities_give_reported_minutes(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip", {"feed_info.txt": "feed_publisher_name,feed_version\nx,2026-47\n"})
    small_sites(tmp_path / "sites.csv", ("S1", 5.10, 52.1), ("S2", 5.80, 51.2))
    facilities(tmp_path / "facilities.csv", primary=5.30, secondary=5.20, gp=5.10, station=5.20)
    (tmp_path / "a.yaml").write_text("min_change_seconds: 600\n")
    options = (
        "--sites",
        "sites.csv",
        "--facilities",
        "facilities.csv",
        "--assumptions",
        "a.yaml",
        "--date",
        "2026-11-18",
    )
    window = ("--window", "07:40-08:00", "--departures", "2", "--out", "minutes.csv")
    ran = run_cli("travel", "feed.zip", *options, *window, cwd=tmp_path)
    assert ran.code == 0, ran.text
    # 07:40 and 07:50; at c at 08:20, a change at b takes too long now: 40 and 30. At b at 08:10: 30 and 20.
    # S2 is 110 km away from every stop.
    lines = (tmp_path / "minutes.csv").read_text().splitlines()
    assert lines[1:] == [
        "S1,35.0,0.0,25.0,,reported",
        "S2,1440.0,1440.0,1440.0,education;care;station,reported",
    ]
    record = json.loads((tmp_path / "minutes.record.json").read_text())
    assert record["feed"]["version"] == "2026-47"
    assert len(record["feed"]["sha256"]) == 64
    assert record["assumptions"]["min_change_seconds"] == 600
    assert set(record["inputs"]) == {"sites.csv", "facilities.csv", "a.yaml"}
    assert record["without_stop"] == ["S2"]


def test_without_facilities_the_rows_are_estimates_and_the_screen_says_why(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip")
    small_sites(tmp_path / "sites.csv", ("S1", 5.10, 52.1))
    ran = run_cli("travel", "feed.zip", "--sites", "sites.csv", cwd=tmp_path)
    assert ran.code == 0, ran.text
    assert "so roughly replaced: primary (centres of municipalities)" in ran.text
    assert pd.read_csv(tmp_path / "out" / "travel" / "travel_minutes.csv")["origin"].tolist() == ["estimate"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--date", "2027-03-02"), "is not in the feed (2026-11-17 to 2026-11-24)"),
        (("--window", "09:00-07:00"), "is not a part of a day"),
        (("--window", "02:00-03:00"), "has nothing that leaves in the window"),
        (("--out", "minutes.txt"), "is not the name of a CSV file"),
    ],
)
def test_wrong_arguments_are_told_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, str], told: str) -> None:
    write_feed(tmp_path / "feed.zip", {"stop_times.txt": FILES["stop_times.txt"].replace(",08:", ",17:")})
    small_sites(tmp_path / "sites.csv", ("S1", 5.10, 52.1))
    arguments = ("--window", "16:30-17:00", *arguments) if "--window" not in arguments else arguments
    ran = run_cli("travel", "feed.zip", "--sites", "sites.csv", *arguments, cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert told in " ".join(ran.text.split())
    assert ran.is_clean()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed.zip", "sites.csv"]


def test_what_is_wrong_with_the_small_files_is_told_at_once(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip")
    small_sites(tmp_path / "places.csv", ("S1", 5.10, 52.1))
    options = ("--sites", "absent.csv", "--facilities", "places.csv", "--assumptions", "absent.yaml")
    ran = run_cli("travel", "feed.zip", *options, cwd=tmp_path)
    assert ran.code == 2
    assert "absent.csv: is absent" in ran.text
    assert "absent.yaml: can't be read" in ran.text
    assert "places.csv, row 1, column facility_id: is missing" in ran.text


def test_a_feed_of_another_place_and_a_broken_one(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip", {"stops.txt": FILES["stops.txt"].replace("52.1", "12.1")})
    ran = run_cli("travel", "feed.zip", cwd=tmp_path)
    assert ran.code == 2
    assert "has no stop within walking distance of any site" in ran.text
    (tmp_path / "feed.zip").write_bytes(b"PK")
    ran = run_cli("travel", "feed.zip", cwd=tmp_path)
    assert (ran.code, ran.is_clean()) == (2, True)


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip")
    (tmp_path / "file").write_text("x")
    ran = run_cli("travel", "feed.zip", "--out", "file/minutes.csv", cwd=tmp_path)
    assert ran.code == 7
    assert "can't be written" in ran.text


def test_older_files_stay_when_a_later_run_is_refused(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip")
    for name in ("travel_minutes.csv", "travel_minutes.record.json"):
        (tmp_path / name).write_text("old")
    ran = run_cli("travel", "feed.zip", "--date", "2030-01-01", "--out", "travel_minutes.csv", cwd=tmp_path)
    assert ran.code == 2
    assert {path.name: path.read_text() for path in tmp_path.glob("travel_*")} == {
        "travel_minutes.csv": "old",
        "travel_minutes.record.json": "old",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    write_case(tmp_path, Size(side=40, length=20, interval=10, sites=40))
    command = [sys.executable, str(ROOT / "cli.py"), "travel", "feed.zip", "--out", "minutes.csv"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip().startswith("reading stop times"):
            break
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.strip() == "Stopped by Ctrl-C; nothing half-written is left."
    assert not list(tmp_path.glob("*minutes*"))
    assert not list(tmp_path.glob(".*"))


def test_help_has_examples(tmp_path: Path) -> None:
    ran = run_cli("travel", "--help", cwd=tmp_path)
    assert "spreiding travel gtfs-nl.zip --facilities" in ran.text or "--facilities facilities.csv" in ran.text
