"""The plan beside its base run: rows of the province with the plan's numbers, and the places at its sites."""

from dataclasses import dataclass

import pandas as pd
from pydantic import ValidationError

from spreiding.errors import Finding, InputError
from spreiding.handmade.plan import HandmadePlan
from spreiding.law.rest_task import KINDS
from spreiding.model_file import ModelFile
from spreiding.run_files.numbers import with_agreed
from spreiding.run_files.read import WrittenRun
from spreiding.run_files.sites import GROUPS, durable_on_due, in_time

MINIMA = {"ordinary": "durable_min_regular", "special": "durable_min_special"}
_AGAIN = "Make the run again with this version of spreiding."


@dataclass(frozen=True)
class HandmadeCase:
    """What is judged.

    ``towns``: rows of the province by municipality code, with the columns of ``tasks.csv``, the shares with exchanges
    (``agreed_regular``, ``agreed_amv``, ``agreed_places``), and with durable_regular and durable_amv as they count at
    the sites of the plan. ``standing``: durable places that stand on the due date, counting or not, by code: ordinary,
    special (amv included). ``tasks``: all rows of the run, likewise by code. ``minima``: places by group.
    """

    plan: HandmadePlan
    run: WrittenRun
    model: ModelFile
    tasks: pd.DataFrame
    towns: pd.DataFrame
    standing: pd.DataFrame
    minima: dict[str, int]


def case_of(plan: HandmadePlan, run: WrittenRun) -> HandmadeCase:
    """Put the plan beside its run; raise ``InputError`` when run.json lacks a part."""
    try:
        model = ModelFile.model_validate(run.record.model.content)
    except ValidationError as error:
        places = [(".".join(map(str, item["loc"])), item["msg"].rstrip(".")) for item in error.errors()]
        rows = [Finding("run.json", None, f"model.content.{where}", None, rule, _AGAIN) for where, rule in places]
        raise InputError(rows) from error
    law = {entry.id: entry.value for entry in run.record.law}
    lacking = [name for name in MINIMA.values() if not isinstance(law.get(name), int)]
    if lacking:
        raise InputError(Finding("run.json", None, "law", name, "is not there", _AGAIN) for name in lacking)
    minima = {group: int(law[name]) for group, name in MINIMA.items()}
    tasks = with_agreed(run.tasks)
    towns = tasks.loc[list(plan.numbers)]
    stands = _standing(_sites(plan, run), run).reindex(towns.index, fill_value=0)
    moved = sorted({site.municipality_code for site in plan.sites} & set(towns.index))
    counted = _counting(stands.loc[moved], model, minima)
    for kind in KINDS:
        column = f"durable_{kind}"
        towns = towns.assign(**{column: counted[column].reindex(towns.index).fillna(towns[column]).astype(int)})
    return HandmadeCase(plan, run, model, tasks, towns, stands[list(GROUPS)], minima)


def _sites(plan: HandmadePlan, run: WrittenRun) -> pd.DataFrame:
    """Sites of the plan: those that it names as it says, and the others as in the base run."""
    columns = ["site_id", "municipality_code", "location_type", "places", "opens_period", "closes", "durable"]
    named = {site.site_id for site in plan.sites}
    kept = run.sites.loc[~run.sites["site_id"].isin(named), columns]
    own = [[getattr(site, column) for column in columns] for site in plan.sites if site.open]
    return pd.concat([kept, pd.DataFrame(own, columns=columns)], ignore_index=True) if own else kept


def _standing(sites: pd.DataFrame, run: WrittenRun) -> pd.DataFrame:
    """Durable places on the due date by municipality: ordinary, special (amv included) and amv."""
    stands = durable_on_due(in_time(sites, run.record))
    types = {**GROUPS, "amv": ("amv",)}
    sums = {
        name: stands[stands["location_type"].isin(own)].groupby("municipality_code")["places"].sum()
        for name, own in types.items()
    }
    return pd.DataFrame(sums, columns=list(types)).fillna(0).astype(int)


def _counting(stands: pd.DataFrame, model: ModelFile, minima: dict[str, int]) -> pd.DataFrame:
    """Places that count for the number: from the minimum on, when that norm is hard (Besluit art. 3.1)."""
    hard = model.families.durable_places.hard
    ordinary, special = (stands[group].where((stands[group] >= minima[group]) | (not hard), 0) for group in GROUPS)
    minors = stands["amv"].where(special > 0, 0)
    return pd.DataFrame({"durable_regular": ordinary + special - minors, "durable_amv": minors})
