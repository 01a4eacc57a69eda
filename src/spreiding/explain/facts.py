"""What an explanation rests on: the run as it was read, the municipality's row, and the norms by their articles."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spreiding.errors import Finding, InputError
from spreiding.explain.statement import Figure, Statement, number
from spreiding.law.norms import Norm
from spreiding.model_file import ModelFile
from spreiding.run_files.numbers import with_agreed
from spreiding.run_files.read import WrittenRun
from spreiding.run_files.sites import in_time

Row = Mapping[Hashable, Any]
KINDS = ("regular", "amv")


class ShareRecord(BaseModel):
    """``share`` in run.json: the national figures behind every indicative share."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    national_need: int
    national_amv: int
    inhabitants: int
    sum_of_weighting_factors: float
    need_origin: str
    population_origins: tuple[str, ...]


class RestNumber(BaseModel):
    """A row of ``rest_task.numbers`` in run.json: one number with the calculation of its part in the rest."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    kind: str
    municipality_code: str
    agreed_places: int
    offered_places: int
    missing_places: int
    rate: str
    unrounded_places: float
    rest_places: int
    number_places: int
    tie_lost: bool


class RestRecord(BaseModel):
    """``rest_task`` in run.json; ``numbers`` is empty when the goals decide the numbers."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    rule: str
    numbers: tuple[RestNumber, ...] = ()


class RegisterRecord(BaseModel):
    """``norms`` in run.json: the register as it was for the run."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    register_: tuple[Norm, ...] = Field(alias="register")


class _Parts(BaseModel):
    """The parts of run.json that only an explanation reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    share: ShareRecord
    rest_task: RestRecord
    norms: RegisterRecord


@dataclass(frozen=True)
class Facts:
    """A run seen from one municipality.

    ``candidates``: its rows of the site table of the run, opened or not; ``None`` when that table is not at hand.
    """

    run: WrittenRun
    code: str
    model: ModelFile
    share: ShareRecord
    rest: RestRecord
    norms: Mapping[str, Norm]
    candidates: pd.DataFrame | None

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """``tasks.csv`` by code, with ``agreed_regular``, ``agreed_amv``, ``agreed_places``: shares with exchanges."""
        return with_agreed(self.run.tasks)

    @cached_property
    def own(self) -> Row:
        """The municipality's row of ``tasks``."""
        return self.tasks.loc[self.code].to_dict()

    @cached_property
    def province(self) -> pd.DataFrame:
        """``tasks`` of its province."""
        rows: pd.DataFrame = self.tasks[self.tasks["province_code"] == self.own["province_code"]]
        return rows

    @cached_property
    def sites(self) -> pd.DataFrame:
        """Its rows of ``sites.csv``, with ``first``, ``last`` and ``due``: periods (0-based) open, and of the due date.

        ``last`` is that of the last period in which the site is open from its first day to its last.
        """
        return in_time(self.run.sites[self.run.sites["municipality_code"] == self.code], self.run.record)

    def law(self, name: str) -> Figure:
        """A value of the law as the run used it."""
        for entry in self.run.record.law:
            if entry.id == name:
                return Figure(entry.value, entry.unit, f"run.json: law, {name}", article=entry.article)
        rule, advice = f"has no {name} under law", "Make the run again with this version of spreiding."
        raise InputError([Finding("run.json", None, "law", None, rule, advice)])

    def norm(self, name: str) -> Norm:
        """An entry of the register of norms as it was for the run."""
        if name in self.norms:
            return self.norms[name]
        rule, advice = f"has no {name} in the register of norms", "Make the run again with this version of spreiding."
        raise InputError([Finding("run.json", None, "norms.register", None, rule, advice)])

    def cell(self, column: str, unit: str = "places", decimals: int = 0) -> Figure:
        """A cell of the municipality's row of ``tasks.csv``."""
        return number(_plain(self.own[column]), unit, f"tasks.csv: {column}", decimals)

    def say(
        self,
        key: str,
        norms: str,
        english: str,
        dutch: str,
        *,
        article: str = "",
        series: tuple[tuple[str, Figure], ...] = (),
        binds: bool | None = None,
        more: Mapping[str, Figure] = MappingProxyType({}),
        **figures: Figure,
    ) -> Statement:
        """Make a statement; ``norms``: ids of the register, whose articles it gets unless ``article`` says another.

        Figures are given by name, or in ``more``.
        """
        ids = tuple(norms.split())
        where = article or "; ".join(dict.fromkeys(self.norm(name).where for name in ids))
        return Statement(key, where, english, dutch, {**figures, **more}, series, ids, binds)


def read_facts(run: WrittenRun, code: str, candidates: pd.DataFrame | None) -> Facts:
    """Take the facts about one municipality out of a run; raise ``InputError`` when run.json lacks a part."""
    try:
        parts = _Parts.model_validate(run.raw)
        model = ModelFile.model_validate(run.record.model.content)
    except ValidationError as error:
        advice = "The record was changed, or another version of spreiding made it: make the run again."
        places = [(".".join(map(str, item["loc"])), item["msg"].rstrip(".")) for item in error.errors()]
        raise InputError([Finding("run.json", None, where, None, rule, advice) for where, rule in places]) from error
    norms = {norm.id: norm for norm in parts.norms.register_}
    own = None if candidates is None else candidates[candidates["municipality_code"] == code]
    return Facts(run, code, model, parts.share, parts.rest_task, norms, own)


def _plain(value: Any) -> int | float:
    """A number of a frame as one of Python's own."""
    return float(value) if isinstance(value, float) else int(value)
