"""The embedded tables as pandas frames, and the generators of data/scripts as modules."""

import sys

import geopandas as gpd
import pandas as pd
import pytest
from embedded_data import DATA, read

sys.path.insert(0, str(DATA / "scripts"))


@pytest.fixture(scope="session")
def sites() -> pd.DataFrame:
    table = read("sites")
    for column in ("available_from", "closes"):
        table[column] = pd.to_datetime(table[column])
    province = read("municipalities").set_index("municipality_code")["province_code"]
    return table.assign(province_code=table["municipality_code"].map(province))


@pytest.fixture(scope="session")
def boundaries() -> gpd.GeoDataFrame:
    return gpd.read_file(DATA / "boundaries_schematic.gpkg", layer="municipalities_schematic")
