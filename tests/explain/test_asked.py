"""A number that was asked for at the table says so, with what is left of the wish."""

from pathlib import Path

from builders import country, site, town
from properties.small_runs import run

from spreiding.explain.explain import explain

TOWNS = [town("GM0001", 100), town("GM0002", 100)]
SITES = [site("S1", "GM0001", "azc", (100, 200)), site("S2", "GM0002", "azc", (100, 200))]
WISHES = {"pin": {"GM0001": 120}, "cap": {"GM0002": {"regular": 90}}}


def _asked(folder: Path, code: str) -> dict[str, dict[str, object]]:
    moved = next(section for section in explain(folder, code).sections if section.key == "moved")
    return {
        said.key: {name: figure.value for name, figure in said.figures.items()} | {"binds": said.binds}
        for said in moved.statements
        if said.key.startswith("moved.asked")
    }


def test_a_wish_stands_in_what_moved_the_number(tmp_path: Path) -> None:
    run(country(TOWNS, SITES, {"wishes": WISHES}).instance, tmp_path / "run")
    asked = {"kind": "total", "asked": 120, "task": 120, "slack": 0, "binds": True}
    assert _asked(tmp_path / "run", "GM0001") == {"moved.asked.pin.total": asked}
    capped = {"kind": "regular", "asked": 90, "task": 80, "slack": 10, "binds": False}
    assert _asked(tmp_path / "run", "GM0002") == {"moved.asked.cap.regular": capped}


def test_where_nothing_was_asked_nothing_is_said(tmp_path: Path) -> None:
    run(country(TOWNS, SITES).instance, tmp_path / "run")
    assert _asked(tmp_path / "run", "GM0001") == {}
