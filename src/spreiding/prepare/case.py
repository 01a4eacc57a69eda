"""Everything the optimiser needs, worked out beforehand: the instance in the shape of the model's sets."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from spreiding.errors import InputError
from spreiding.instance import Instance
from spreiding.law.exchanges import housing_net
from spreiding.law.rest_task import rest_numbers
from spreiding.prepare.burdens import burdens
from spreiding.prepare.cells import Cells, make_cells
from spreiding.prepare.coupling import CouplingWindow, coupling_window
from spreiding.prepare.demand import Scale, demand, mean_stay_weeks, permits_per_person
from spreiding.prepare.eligibility import eligibility
from spreiding.prepare.geography import resident_distance
from spreiding.prepare.housing import HousingRoom, housing_room
from spreiding.prepare.inflow_band import Path, inflow_band
from spreiding.prepare.minutes import site_minutes
from spreiding.prepare.openings import durable, opening_choices, opening_windows
from spreiding.prepare.periods import WEEKS_PER_PERIOD, due_period, planning_periods
from spreiding.prepare.pools import Pools, make_pools
from spreiding.prepare.scaling import Scaling, StockNorm, places_needed, scaling
from spreiding.prepare.staff import staff_today
from spreiding.prepare.today import allocation_today
from spreiding.prepare.wishes import WishRow, wish_findings, wish_rows


@dataclass(frozen=True)
class Case:
    """Frames and sparse pairs of one run; formulas in ``docs/formulation.md``.

    ``sites`` is indexed by site_id and holds the columns of the table with minutes, region_code, province_code,
    durable and km_residents; ``choices`` the (site, type, opening period) triples; ``excluded`` what can't be used.
    ``rest``: numbers that the rule for the rest of the task fixes (``law/rest_task.py``); ``None``: the goals decide.
    ``band``: persons in reception by every scenario of the inflow (``prepare/inflow_band.py``).
    ``wishes``: rows of what a table asked for (``prepare/wishes.py``).
    ``today`` what stands at the start and ``burdens`` what is carried beside asylum, per municipality_code.
    """

    instance: Instance
    periods: pd.DataFrame
    due_period: int
    municipalities: pd.DataFrame
    sites: pd.DataFrame
    choices: pd.DataFrame
    excluded: pd.DataFrame
    cells: Cells
    scale: Scale
    demand: pd.Series
    permits: dict[tuple[str, int], float]
    stay_weeks: dict[str, float]
    waiting_at_start: pd.Series
    room: HousingRoom
    window: CouplingWindow
    pools: Pools
    occupancy: float
    scaling: Scaling
    staff_today: pd.Series
    today: pd.DataFrame
    burdens: pd.DataFrame
    rest: pd.DataFrame | None = None
    band: tuple[Path, ...] = ()
    wishes: tuple[WishRow, ...] = ()


def prepare(instance: Instance) -> Case:
    """Work out periods, eligible pairs, cells, demand and housing for an instance.

    Raise ``InputError`` on wishes that can't be, such as a site that can't open.
    """
    model, law = instance.model, instance.law
    periods = planning_periods(model.horizon)
    sites = _sites(instance)
    allowed = eligibility(sites, model.families, model.wishes.exclude)
    windows = opening_windows(sites, periods, model.dates.decision)
    existing = sites.set_index("site_id")["existing"]
    choices = opening_choices(allowed.pairs, windows, existing)
    excluded = pd.concat([allowed.excluded, _never_open(allowed.pairs, windows)], ignore_index=True)
    wrong = wish_findings(instance, choices, excluded, periods)
    if wrong:
        raise InputError(wrong)
    near = model.families.registration
    cells = make_cells(sites, choices, near.max_distance_km if near.enabled else None, far=near.soft)
    scale = _scale(instance)
    occupancy = law.number("occupancy_norm_percent") / 100
    norm_weeks = law.number("coupling_to_housing_weeks")
    rejected_days = law.whole("rejected_reception_days")
    family = model.families.housing
    municipalities = instance.municipalities.set_index("municipality_code")
    doorstroom_periods = law.whole("doorstroom_max_weeks") // WEEKS_PER_PERIOD
    at_start = instance.tables.housing.set_index("municipality_code")["waiting_permit_holders"]
    waiting = at_start.loc[municipalities.index].astype(float)
    room = housing_room(
        instance.tables,
        municipalities.index,
        periods,
        family.realisation if family.enabled else None,
        doorstroom_periods,
        law.whole("housing_population_years_before"),
        housing_net(model.exchanges),
    )
    window = coupling_window(norm_weeks, family.initial_coupling_weeks, model.horizon.periods)
    persons = demand(model, periods, instance.need.amv * occupancy, rejected_days, scale)
    indexed, permits = sites.set_index("site_id"), permits_per_person(model)
    pools = make_pools(municipalities["region_code"], waiting, room.leaving, window)
    need = places_needed(persons, permits, pools, occupancy)
    return Case(
        instance=instance,
        periods=periods,
        due_period=due_period(periods, model.dates.due),
        municipalities=municipalities,
        sites=indexed,
        choices=choices,
        excluded=excluded,
        cells=cells,
        scale=scale,
        demand=persons,
        permits=permits,
        stay_weeks=mean_stay_weeks(model, norm_weeks, rejected_days),
        waiting_at_start=waiting,
        room=room,
        window=window,
        pools=pools,
        occupancy=occupancy,
        staff_today=staff_today(indexed, sorted(municipalities["region_code"].unique()), model.families.staff),
        scaling=scaling(indexed, choices, need, _stock(instance, scale), model.families),
        rest=_rest(instance),
        wishes=wish_rows(model.wishes, choices, periods),
        band=inflow_band(model, periods, instance.need.amv * occupancy, rejected_days, scale),
        today=allocation_today(sites, choices, municipalities.index, model.horizon.periods),
        burdens=burdens(
            instance.tables,
            municipalities.index,
            periods,
            law.whole("housing_population_years_before"),
            housing_net(model.exchanges),
            model.families.burdens,
        ),
    )


def with_pools_apart(case: Case, regions: Collection[str]) -> Case:
    """The case with every municipality of these regions as a pool of its own."""
    codes = case.municipalities["region_code"]
    return replace(case, pools=make_pools(codes, case.waiting_at_start, case.room.leaving, case.window, regions))


def _sites(instance: Instance) -> pd.DataFrame:
    municipalities = instance.municipalities
    sites = instance.tables.sites
    sites = sites[sites["municipality_code"].isin(municipalities["municipality_code"])]
    place = municipalities[["municipality_code", "province_code", "region_code"]]
    sites = sites.merge(place, on="municipality_code").merge(site_minutes(sites, instance.tables), on="site_id")
    sites = sites.sort_values("site_id", ignore_index=True)
    model = instance.model
    return sites.assign(
        durable=durable(sites, model.dates.due, instance.law.whole("durable_years")),
        km_residents=resident_distance(sites, municipalities).to_numpy(),
    )


def _rest(instance: Instance) -> pd.DataFrame | None:
    asked = instance.model.rest_task
    return rest_numbers(instance.municipalities, asked.offers) if asked.rule == "pro_rata" else None


def _never_open(pairs: pd.DataFrame, windows: pd.DataFrame) -> pd.DataFrame:
    late = pairs[~pairs["site_id"].isin(windows["site_id"])]
    return late[["site_id", "location_type"]].assign(reason="opens after the horizon or closes before it can open")


def _stock(instance: Instance, scale: Scale) -> StockNorm:
    law = instance.law
    names = ("stable_stock_places", "flexible_places", "direct_reserve_places")
    return StockNorm(*(scale.procedure * law.whole(name) for name in names))


def _scale(instance: Instance) -> Scale:
    tasks = instance.tasks.set_index("province_code")["task_places"]
    procedure = float(tasks[list(instance.selection)].sum() / tasks.sum())
    sites = instance.tables.sites
    today = sites[sites["existing"] & sites["location_types"].str.contains("registration")]
    selected = today["municipality_code"].isin(instance.municipalities["municipality_code"])
    total = float(today["places_max"].sum())
    return Scale(procedure, float(today.loc[selected, "places_max"].sum() / total) if total else 0.0)
