"""What a table asks: from a file, from options, and both together; what is wrong is told at once."""

from pathlib import Path

import pytest

from spreiding.alternative.file import as_alternative, from_options, joined, load_alternative, moved_places
from spreiding.errors import InputError

WHERE = Path("alt.yaml")


def test_a_file_asks_numbers_sites_and_exchanges(tmp_path: Path) -> None:
    file = tmp_path / "alt.yaml"
    file.write_text(
        "title: Zwolle takes more\n"
        "pin: {GM0193: 500, GM0166: {regular: 200, amv: 20}}\n"
        "exclude: [S0412]\n"
        "force: [S0001, {site: S0002, type: azc, places: 300, opens: 2025-Q3}]\n"
        "exchange: [{from: GM0193, to: GM0166, places: 50}, {from: GM0166, to: GM0150, places: 5, amv: true}]\n",
        encoding="utf-8",
    )
    asked = load_alternative(file)
    assert sorted(asked.numbers) == [
        ("pin", "GM0166", "amv", 20),
        ("pin", "GM0166", "regular", 200),
        ("pin", "GM0193", "total", 500),
    ]
    assert asked.towns == ["GM0193", "GM0166", "GM0150"]
    assert asked.sites == ["S0001", "S0002", "S0412"]
    assert moved_places(asked.exchange) == {
        ("task_regular", "GM0193"): -50,
        ("task_regular", "GM0166"): 50,
        ("task_amv", "GM0166"): -5,
        ("task_amv", "GM0150"): 5,
    }


def test_options_ask_the_same() -> None:
    options = {
        "pin": ("gm0193=500",),
        "cap": ("GM0166.regular=200", "GM0166.amv=20"),
        "exchange": ("GM0193:GM0166:50",),
    }
    asked = from_options(options)
    assert sorted(asked.numbers) == [
        ("cap", "GM0166", "amv", 20),
        ("cap", "GM0166", "regular", 200),
        ("pin", "GM0193", "total", 500),
    ]
    assert [(item.from_code, item.to_code, item.places) for item in asked.exchange] == [("GM0193", "GM0166", 50)]


def test_an_option_counts_before_the_file() -> None:
    both = joined(
        as_alternative({"pin": {"GM0193": 500}, "exclude": ["S1"]}, WHERE), from_options({"pin": ["GM0193=4"]})
    )
    assert list(both.numbers) == [("pin", "GM0193", "total", 4)]
    assert both.exclude == ["S1"]


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        ({"pinn": {"GM0193": 1}}, "Did you mean pin?"),
        ({"pin": {"GM193": 1}}, "pin.GM193"),
        ({"pin": {"GM0193": 1.5}}, "pin.GM0193"),
        ({"pin": {"GM0193": True}}, "pin.GM0193"),
        ({"cap": {"GM0193": -1}}, "cap.GM0193"),
        ({"cap": {"GM0193": {}}}, "asks for nothing"),
        ({"force": ["S1"], "exclude": ["S1"]}, "stands twice in force and exclude"),
        ({"exchange": [{"from": "GM0193", "to": "GM0193", "places": 5}]}, "from and to are the same"),
        ({"exchange": [{"from": "GM0193", "places": 5}]}, "exchange.0.to"),
        ({"together": [{"name": "n", "municipalities": ["GM0193", "GM0193"], "places": 5}]}, "stands twice"),
        ({"together": 2 * [{"name": "n", "municipalities": ["GM0193"], "places": 5}]}, "one name"),
    ],
)
def test_a_file_that_is_wrong_is_told(tree: dict[str, object], told: str) -> None:
    with pytest.raises(InputError) as caught:
        as_alternative(tree, WHERE)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"pin": ("GM0193",)}, "is not CODE=PLACES"),
        ({"pin": ("GM0193=-5",)}, "is not CODE=PLACES"),
        ({"pin": ("Zwolle=5",)}, "which is no CBS code"),
        ({"cap": ("GM0193.women=5",)}, "is not CODE=PLACES"),
        ({"exchange": ("GM0193:GM0166",)}, "is not FROM:TO:PLACES"),
        ({"exchange": ("GM0193:GM0166:5:x",)}, "is not FROM:TO:PLACES"),
    ],
)
def test_an_option_that_is_wrong_is_told(options: dict[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(InputError) as caught:
        from_options(options)
    assert told in str(caught.value)


@pytest.mark.parametrize("text", ["", "- a list", "pin: {GM0193: 5\n", "pin: {GM0193: 5, GM0193: 6}"])
def test_a_file_that_is_no_mapping_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "alt.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load_alternative(tmp_path / "alt.yaml")


def test_what_is_asked_later_of_a_site_counts() -> None:
    first = as_alternative({"force": ["S1", {"site": "S2", "type": "azc"}], "exclude": ["S3"]}, WHERE)
    both = joined(first, as_alternative({"exclude": ["S1"], "force": ["S3", {"site": "S2", "type": "amv"}]}, WHERE))
    assert both.exclude == ["S1"]
    assert [(item.site, item.type) for item in both.force] == [("S3", None), ("S2", "amv")]


def test_the_same_exchange_asked_twice_is_two_exchanges() -> None:
    both = joined(from_options({"exchange": ["GM0193:GM0166:50"]}), from_options({"exchange": ["GM0193:GM0166:50"]}))
    assert moved_places(both.exchange)["task_regular", "GM0166"] == 100
