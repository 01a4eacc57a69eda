"""The band around the planned inflow: every scenario of the model file by the stay model, without a plan (S12)."""

from dataclasses import dataclass

import pandas as pd

from spreiding.model_file import ModelFile
from spreiding.prepare.demand import PROCEDURE_TRACKS, Scale, demand, permits_per_person


@dataclass(frozen=True)
class Path:
    """One path of the inflow; ``scenario`` is ``None`` for the model file's own numbers.

    ``persons``: mean number per period who need a place, permit holders not counted: housing decides about them.
    ``permits``: permits granted in a period. Both for the provinces of the run, indexed by period.
    """

    scenario: str | None
    planned: bool
    origin: str
    note: str
    persons: pd.Series
    permits: pd.Series


def inflow_band(
    model: ModelFile, periods: pd.DataFrame, amv_persons: float, rejected_days: int, scale: Scale
) -> tuple[Path, ...]:
    """The path that is planned for and every scenario, in the order of the model file.

    Persons of a period: those of ``demand``, added up. Permits of a period: persons of each track times its permits per
    person. Nothing is solved, so this takes milliseconds.
    """
    planned = model.inflow.scenario
    names = [*([None] if planned is None else []), *model.inflow.scenarios]
    return tuple(_path(model.in_scenario(name), planned, periods, amv_persons, rejected_days, scale) for name in names)


def _path(
    model: ModelFile, planned: str | None, periods: pd.DataFrame, amv_persons: float, rejected_days: int, scale: Scale
) -> Path:
    name, inflow = model.inflow.scenario, model.planned_inflow
    persons = demand(model, periods, amv_persons, rejected_days, scale)
    rates = pd.Series(permits_per_person(model), dtype=float)
    in_procedure = persons[persons.index.get_level_values("track").isin(PROCEDURE_TRACKS)]
    permits = (in_procedure * rates.reindex(in_procedure.index, fill_value=0.0)).groupby(level="period").sum()
    return Path(name, name == planned, inflow.origin, inflow.note, persons.groupby(level="period").sum(), permits)
