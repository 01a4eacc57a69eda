"""Quantiles over the draws, per municipality and province: as tables, and as layers for a map."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio

from spreiding.batch.check import Checked
from spreiding.batch.figures import FIGURES
from spreiding.batch.outcome import MUNICIPALITIES
from spreiding.batch.shelf import write_whole
from spreiding.write.geopackage import GRID, same_bytes_every_time

PARTS = (0.05, 0.25, 0.5, 0.75, 0.95)
ON_MAP = ("q05", "q50", "q95")
GEOPACKAGE = "quantiles.gpkg"
OF_MUNICIPALITIES, OF_PROVINCES = "quantiles_municipalities.csv", "quantiles_provinces.csv"
_NAMES = {"municipality_code": "municipality", "province_code": "province"}


def write_quantiles(out: Path, checked: Checked) -> None:
    """Write them when the batch has draws with a plan; take older ones away when it has not."""
    drawn = _draws(out / MUNICIPALITIES)
    if drawn.empty:
        for name in (OF_MUNICIPALITIES, OF_PROVINCES, GEOPACKAGE):
            (out / name).unlink(missing_ok=True)
        return
    municipal = quantiles(drawn, "municipality_code")
    summed = drawn.groupby(["scenario", "province_code"], as_index=False)[list(FIGURES)].sum()
    provincial = quantiles(summed, "province_code")
    names = drawn.drop_duplicates("municipality_code").set_index("municipality_code")["municipality"]
    municipal.insert(1, "municipality", municipal["municipality_code"].map(names))
    provincial.insert(1, "province", provincial["province_code"].map(dict(checked.provinces)))
    for frame, name in ((municipal, OF_MUNICIPALITIES), (provincial, OF_PROVINCES)):
        write_whole(out / name, _csv_writer(frame))
    outlines = checked.grounds[checked.batch.content.data].outlines
    write_whole(out / GEOPACKAGE, lambda path: _write_map(path, municipal, provincial, outlines, drawn))


def quantiles(drawn: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row per place and figure: how many draws have a plan there, mean, and quantiles (linear between draws)."""
    groups = drawn.groupby(key, sort=True)
    frames = []
    for order, figure in enumerate(FIGURES):  # one after the other: all together would be a table eleven times as long
        values = groups[figure]
        columns = {f"q{round(part * 100):02}": values.quantile(part) for part in PARTS}
        frame = pd.DataFrame({"draws": values.size(), **columns, "mean": values.mean()}).round(3).reset_index()
        frame.insert(1, "figure", figure)
        frames.append(frame.assign(order=order))
    return pd.concat(frames).sort_values([key, "order"], ignore_index=True).drop(columns="order")


def _draws(path: Path) -> pd.DataFrame:
    there = pq.read_schema(path).names
    if "kind" not in there:
        return pd.DataFrame()
    return pd.read_parquet(path, filters=[("kind", "=", "draw")])


def _csv_writer(frame: pd.DataFrame) -> Callable[[Path], None]:
    return lambda path: frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _write_map(
    path: Path, municipal: pd.DataFrame, provincial: pd.DataFrame, outlines: gpd.GeoDataFrame, drawn: pd.DataFrame
) -> None:
    shapes = outlines.set_index("municipality_code").to_crs(GRID)
    towns = _wide(municipal, "municipality_code")
    own = shapes.reindex(towns["municipality_code"])
    towns["schematic"] = own["schematic"].fillna(True).astype("bool").to_numpy()
    province = drawn.drop_duplicates("municipality_code").set_index("municipality_code")["province_code"]
    whole = shapes[["schematic", "geometry"]].join(province, how="inner")
    whole = whole.dissolve("province_code", aggfunc={"schematic": "any"})
    areas = _wide(provincial, "province_code")
    areas["schematic"] = whole["schematic"].reindex(areas["province_code"]).fillna(True).astype("bool").to_numpy()
    with same_bytes_every_time():
        for layer, frame, geometry in (
            ("municipalities", towns, own.geometry),
            ("provinces", areas, whole.geometry.reindex(areas["province_code"])),
        ):
            drawing = gpd.GeoDataFrame(frame, geometry=geometry.to_numpy(), crs=GRID)
            pyogrio.write_dataframe(
                drawing, path, layer=layer, driver="GPKG", geometry_type="MultiPolygon", promote_to_multi=True
            )


def _wide(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row per place, with a column per figure and quantile of the map."""
    names = [key, _NAMES[key], "draws"]
    rows = frame.set_index([*names, "figure"])
    columns = {f"{figure}_{part}": rows.xs(figure, level="figure")[part] for figure in FIGURES for part in ON_MAP}
    return pd.DataFrame(columns).reset_index()
