"""Base runs: one province with the embedded data, and a tiny country with a band, a regional table and exchanges."""

from pathlib import Path

import pytest
from builders import country, site, town
from properties.small_runs import run

from spreiding import paths
from spreiding.inputs import Request
from spreiding.plan import make_plan
from spreiding.result import Watch
from spreiding.run_files.read import WrittenRun, read_run

TOWNS = [
    town("GM0001", 300),
    town("GM0002", 200, at=(9.0, 0.0)),
    town("GM0003", 150, region="VR02", at=(0.0, 20.0)),
    town("GM0004", 350, province="PV02", region="VR02", at=(30.0, 0.0)),
]
# Durable on 1 January 2025: 260 azc and 20 amv in GM0001, 60 azc in GM0002 (under 100: counts for nothing) and 400 in
# GM0004. S6 is an emergency site, S7 a candidate.
SITES = [
    site("S1", "GM0001", "azc", (260, 260)),
    site("S2", "GM0001", "amv", (20, 20)),
    site("S3", "GM0002", "azc", (60, 60)),
    site("S5", "GM0004", "azc", (400, 400)),
    site("S6", "GM0003", "azc", (90, 90), emergency=True),
]
MODEL = {
    "need": {"places": 1000, "amv": 40},
    "horizon": {"start": "2025-01-01", "periods": 4},
    "exchanges": [{"what": "reception", "from": "GM0001", "to": "GM0002", "places": 10}],
    "families": {
        "municipal_task": {"min_ratio": 0.5, "max_ratio": 1.5},
        "regional_tables": {"enabled": True, "numbers": {"VR02": 520}},
    },
}


@pytest.fixture(scope="session")
def flevoland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of Flevoland: Almere, Zeewolde, Noordoostpolder, Urk, Dronten and Lelystad."""
    out = tmp_path_factory.mktemp("handmade") / "flevoland"
    make_plan(Request(paths.MODELS / "raming-2024.yaml", out, ("PV24",)), Watch())
    return out


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("handmade") / "tiny"
    run(country(TOWNS, SITES, MODEL).instance, out)
    return out


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> WrittenRun:
    """Shares with the exchange: 290, 210 and 150 places in PV01 (GM0001 to GM0003), and 350 in PV02 (GM0004)."""
    return read_run(tiny_folder)
