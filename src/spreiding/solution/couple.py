"""From regions to pairs of municipalities: who is coupled from where, over the fewest kilometres.

The model couples permits within a region; here each region's couplings go from the municipalities where the permits
were granted to those that house, as a transport problem (Hitchcock, 1941). No norm looks finer than the region.
"""

import highspy
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array

from spreiding.prepare.case import Case
from spreiding.prepare.geography import kilometres, national_grid
from spreiding.solution.leaving import Leaving
from spreiding.solve.errors import SolverError

SMALL = 5e-4
START = 0
RECEIVING_TYPES = ("azc", "accelerated")
NOWHERE = ""
PAIR = ["from_municipality_code", "to_municipality_code"]
FLOWS = {
    "housed_persons": "housed",
    "doorstroom_persons": "into_doorstroom",
    "doorstroom_out_persons": "out_of_doorstroom",
    "waiting_persons": "waiting",
    "late_persons": "late",
}


def couple(
    state: Leaving, placements: pd.DataFrame, elsewhere: pd.Series, sites: pd.DataFrame, case: Case
) -> pd.DataFrame:
    """Split each municipality's couplings and moves over the municipalities where people come from.

    ``elsewhere``: persons coupled in a region who had no place, indexed (region_code, period); they come from nowhere.

    Columns: from_municipality_code (blank: from no azc), to_municipality_code, period, coupled_persons
    and the keys of ``FLOWS``. What is not a coupling is split in proportion to all couplings so far, the stock at the
    start included.
    """
    demand = _demand(state, case)
    ties = _shortest_ties(_supply(placements, elsewhere, sites, case), demand, case)
    grid = ties.pivot_table(index=PAIR, columns="period", values="persons", aggfunc="sum", fill_value=0.0)
    grid = grid.reindex(columns=[START, *case.periods["period"]], fill_value=0.0)
    table = _long(grid.cumsum(axis=1).drop(columns=START), [*PAIR, "period"], "so_far")
    table["coupled_persons"] = grid.drop(columns=START).stack().to_numpy()
    table = table[table["so_far"] > SMALL].copy()
    part = table["so_far"] / table.groupby([PAIR[1], "period"])["so_far"].transform("sum")
    key = pd.MultiIndex.from_frame(table[[PAIR[1], "period"]])
    frames = {"housed": state.housed, "into_doorstroom": state.into_doorstroom, "waiting": state.waiting}
    frames |= {"out_of_doorstroom": state.out_of_doorstroom, "late": state.late}
    for column, flow in FLOWS.items():
        table[column] = frames[flow].stack().reindex(key).to_numpy() * part.to_numpy()
    return table.drop(columns="so_far").sort_values([*PAIR, "period"], ignore_index=True)


def _long(wide: pd.DataFrame, names: list[str], number: str) -> pd.DataFrame:
    """Give a row per number of ``wide``: its row and column labels under ``names``, itself under ``number``."""
    cells = wide.stack().rename_axis(names)
    return cells.index.to_frame(index=False).assign(**{number: cells.to_numpy()})


def _supply(placements: pd.DataFrame, elsewhere: pd.Series, sites: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Permits granted per municipality and period; for the stock at the start, the places that opened first."""
    nowhere = elsewhere.rename("persons").reset_index().assign(municipality_code=NOWHERE)
    key = ["region_code", "municipality_code"]
    rates = [case.permits.get(who, 0.0) for who in zip(placements["track"], placements["period"], strict=True)]
    granted = placements.assign(persons=placements["persons"] * rates)
    granted = granted.groupby([*key, "period"])["persons"].sum().reset_index()
    receiving = sites[sites["location_type"].isin(RECEIVING_TYPES)]
    earliest = receiving.groupby("region_code")["first_period"].transform("min")
    stock = receiving[receiving["first_period"] == earliest].groupby(key)["places"].sum().reset_index()
    stock = stock.rename(columns={"places": "persons"}).assign(period=START)
    supply = pd.concat([granted, stock, nowhere], ignore_index=True)
    supply = supply[supply["persons"] > SMALL]
    return supply.rename(columns={"municipality_code": PAIR[0]}).astype({"period": int, "persons": float})


def _demand(state: Leaving, case: Case) -> pd.DataFrame:
    coupled = _long(state.coupled, [PAIR[1], "period"], "persons")
    stock = case.waiting_at_start.rename_axis(PAIR[1]).rename("persons").reset_index().assign(period=START)
    demand = pd.concat([stock, coupled], ignore_index=True)
    return demand[demand["persons"] > 0].join(case.municipalities["region_code"], on=PAIR[1])


def _shortest_ties(supply: pd.DataFrame, demand: pd.DataFrame, case: Case) -> pd.DataFrame:
    key = ["region_code", "period"]
    need = demand.groupby(key)["persons"].sum().rename("need")
    supply = supply.join(need, on=key).dropna(subset="need")
    supply["persons"] *= supply["need"] / supply.groupby(key)["persons"].transform("sum")
    pairs = demand.reset_index(names="row_to").merge(
        supply.reset_index(names="row_from"), on=key, how="left", suffixes=("_to", "_from")
    )
    lonely = pairs[pairs["row_from"].isna()].assign(persons=lambda frame: frame["persons_to"])
    lonely[PAIR[0]] = NOWHERE
    tied = pairs.dropna(subset="row_from").reset_index(drop=True)
    tied["persons"] = _transport(tied, _distance(tied, case))
    return pd.concat([tied, lonely], ignore_index=True)[[*PAIR, "period", "persons"]]


def _distance(pairs: pd.DataFrame, case: Case) -> npt.NDArray[np.float64]:
    """Kilometres between the population centroids of each pair; none from nowhere."""
    codes, points = case.municipalities.index, national_grid(case.municipalities)
    origin, destination = (codes.get_indexer(pd.Index(pairs[name])) for name in PAIR)
    return np.where(pairs[PAIR[0]] == NOWHERE, 0.0, kilometres(points, points)[origin, destination])


def _transport(pairs: pd.DataFrame, km: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Persons per pair so that every supply and demand is met over the fewest kilometres."""
    if pairs.empty:
        return np.zeros(0)
    sources, from_row = np.unique(pairs["row_from"].to_numpy(), return_inverse=True)
    sinks, to_row = np.unique(pairs["row_to"].to_numpy(), return_inverse=True)
    rows = np.concatenate([from_row, len(sources) + to_row])
    matrix = coo_array((np.ones(2 * len(pairs)), (rows, np.tile(np.arange(len(pairs)), 2)))).tocsc()
    available, needed = np.zeros(len(sources)), np.zeros(len(sinks))
    available[from_row], needed[to_row] = pairs["persons_from"], pairs["persons_to"]
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_ = km, np.zeros(len(pairs))
    lp.col_upper_ = np.full(len(pairs), highspy.kHighsInf)
    lp.row_lower_ = np.concatenate([np.zeros(len(sources)), needed])
    lp.row_upper_ = np.concatenate([available * (1 + 1e-9) + 1e-6, needed])
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    if highs.passModel(lp) == highspy.HighsStatus.kError or highs.run() == highspy.HighsStatus.kError:
        raise SolverError("HiGHS refused the transport problem of the couplings")
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SolverError("HiGHS finds no way to tie the couplings to azcs")
    persons: npt.NDArray[np.float64] = np.maximum(np.array(highs.getSolution().col_value), 0.0)
    return persons
