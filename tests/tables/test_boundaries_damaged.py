"""Boundaries with shapes that GDAL or GEOS can't make anything of are refused in words."""

import json
from pathlib import Path

import pandas as pd
import pytest

from spreiding.errors import InputError
from spreiding.tables.boundaries import read_boundaries

MUNICIPALITIES = pd.DataFrame({"municipality_code": ["GM0001"], "municipality": ["Aa"], "province_code": ["PV20"]})
SQUARE = [[6.5, 53.2], [6.6, 53.2], [6.6, 53.3], [6.5, 53.2]]


def refused(tmp_path: Path, ring: list[list[float]]) -> str:
    """The findings about a map with one polygon of this ring."""
    feature = {
        "type": "Feature",
        "properties": {"statcode": "GM0001"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = tmp_path / "gemeenten.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(InputError) as caught:
        read_boundaries(path, MUNICIPALITIES)
    return str(caught.value)


@pytest.mark.parametrize("ring", [SQUARE[:1], SQUARE[:2]])
def test_a_ring_of_too_few_points(tmp_path: Path, ring: list[list[float]]) -> None:
    assert "gemeenten.geojson: can't be read as a map (" in refused(tmp_path, ring)


def test_a_corner_that_is_no_number(tmp_path: Path) -> None:
    told = refused(tmp_path, [SQUARE[0], [float("nan"), 53.2], SQUARE[2], SQUARE[3]])
    assert 'column geometry, value "GM0001": has a shape that can\'t be repaired (' in told
