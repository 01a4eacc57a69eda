"""Readers who see colours differently can tell the classes of a map and the parts of a chart apart."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from report.page.browser import Open

Numbers = npt.NDArray[np.float64]
# How people without one of the three kinds of cones see linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.
SEEN: dict[str, Numbers] = {
    "all cones": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# From linear RGB to XYZ (sRGB, IEC 61966-2-1), and the white that it is measured by.
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ @ np.ones(3)
# A distance in Lab of 2.3 can just be seen; neighbours on a map lie further apart than colours side by side.
CLEAR = 10.0


def lab(colour: str, seen: Numbers) -> Numbers:
    """A colour such as ``#ffaa00`` in CIE Lab, as it is seen."""
    digits = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(digits <= 0.04045, digits / 12.92, ((digits + 0.055) / 1.055) ** 2.4)
    parts = (TO_XYZ @ np.clip(seen @ linear, 0, 1)) / WHITE
    bent = np.where(parts > 0.008856, np.cbrt(parts), 7.787 * parts + 16 / 116)
    made: Numbers = np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])
    return made


def distance(one: str, other: str, seen: Numbers) -> float:
    return float(np.linalg.norm(lab(one, seen) - lab(other, seen)))


def legend(read: Open, file: Path, measure: str, low: int) -> list[str]:
    """All colours of a measure, of a map that has every class."""
    reader = read("", file)
    values = f"new Map(d3.range({low}, 1000).map((n) => [String(n), n]))"
    code = f'measures.scale([{values}], "{measure}").legend.map(({{ colour }}) => d3.color(colour).formatHex())'
    colours: list[str] = reader.page.evaluate(code)
    return colours


@pytest.mark.parametrize(("measure", "low", "classes"), [("deviation", -1000, 7), ("task", 0, 6)])
def test_classes_of_a_map_can_be_told_apart(read: Open, page_file: Path, measure: str, low: int, classes: int) -> None:
    colours = legend(read, page_file, measure, low)
    assert len(colours) == classes
    for kind, seen in SEEN.items():
        pairs = [(distance(a, b, seen), a, b) for n, a in enumerate(colours) for b in colours[n + 1 :]]
        assert min(pairs)[0] > CLEAR, (kind, min(pairs))


def test_a_scale_of_amounts_darkens_for_every_reader(read: Open, page_file: Path) -> None:
    colours = legend(read, page_file, "task", 0)
    for kind, seen in SEEN.items():
        light = [lab(colour, seen)[0] for colour in colours]
        assert all(one > other for one, other in pairwise(light)), kind


def test_parts_that_touch_in_a_chart_can_be_told_apart(read: Open, page_file: Path) -> None:
    reader = read("", page_file)
    colours = [colour.lower() for colour in reader.page.evaluate("plots.COLOURS")]
    for kind, seen in SEEN.items():
        close = min((distance(a, b, seen), a, b) for a, b in pairwise(colours))
        assert close[0] > CLEAR, (kind, close)


def test_the_measure_of_distance_knows_colours_that_are_confused() -> None:
    # Red and green of one lightness: far apart for most, close for who has no green cones.
    far, near = (distance("#c05040", "#6b8040", SEEN[kind]) for kind in ("all cones", "no green cones"))
    assert far > 45 and near < 20
    assert distance("#ffffff", "#ffffff", SEEN["all cones"]) == 0
    assert lab("#ffffff", SEEN["all cones"])[0] == pytest.approx(100, abs=0.1)
