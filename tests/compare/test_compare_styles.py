"""Styles of the map layers: every kind of site has a mark of its own, and XML that is well formed."""

from xml.etree.ElementTree import Element, fromstring

import pandas as pd

from spreiding.compare.columns import CHANGES
from spreiding.compare.styles import municipal_style, site_style
from spreiding.write.map_colours import EDGE, FEWER_TO_MORE, MARK, classes, label
from spreiding.write.qml import qml


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def options(symbol: Element) -> dict[str, str | None]:
    return {str(item.get("name")): item.get("value") for item in symbol.iter("Option") if item.get("name")}


def test_every_kind_of_site_has_its_own_shape() -> None:
    root = fromstring(qml(site_style("sites_B", "B")))
    assert {item.get("value") for item in root.iter("category")} == set(CHANGES)
    shapes = [options(symbol)["name"] for symbol in root.iter("symbol")]
    assert len(set(shapes)) == len(CHANGES)
    numbers = {item.get("symbol") for item in root.iter("category")}
    assert numbers == {symbol.get("name") for symbol in root.iter("symbol")}


def test_the_letter_of_the_run_stands_in_the_legend() -> None:
    labels = [item.get("label") for item in fromstring(qml(site_style("sites_D", "D"))).iter("category")]
    assert "only in run D" in labels


def test_older_and_newer_versions_read_the_same() -> None:
    root = fromstring(qml(municipal_style("municipalities_B", "B", pd.DataFrame({"task_places_difference": [5]}))))
    for layer in root.iter("layer"):
        assert options(layer) == {str(item.get("k")): item.get("v") for item in layer.iter("prop")}


def test_classes_are_told_as_whole_places_with_signs() -> None:
    assert [label(*step) for step in classes(1000)] == [
        "-1,000 to -401",
        "-400 to -101",
        "-100 to -1",
        "none",
        "+1 to +100",
        "+101 to +400",
        "+401 to +1,000",
    ]
    assert label(1, 1) == "+1"  # a class of one number


def test_colours_get_darker_on_both_sides_of_none() -> None:
    # Who sees no colours still sees how large a difference is.
    steps = [luminance(colour) for colour in FEWER_TO_MORE]
    assert steps[:4] == sorted(steps[:4])
    assert steps[3:] == sorted(steps[3:], reverse=True)


def test_fewer_is_more_blue_than_red_and_more_is_not() -> None:
    # Blue against red and green is what the common kinds of colour-blindness (red, green) leave.
    for fewer, more in zip(FEWER_TO_MORE[:3], FEWER_TO_MORE[:3:-1], strict=True):
        assert int(fewer[5:], 16) > int(fewer[1:3], 16)
        assert int(more[5:], 16) < int(more[1:3], 16)


def test_marks_of_sites_are_seen_on_every_colour() -> None:
    # 3 is what WCAG 2 asks of marks; the light edge does it where the dark mark does not.
    assert all(max(contrast(MARK, colour), contrast(EDGE, colour)) >= 3 for colour in FEWER_TO_MORE)
