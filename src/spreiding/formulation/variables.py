"""The decisions, each with its unit and with bounds as tight as the data allow."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case

REAL = pyo.NonNegativeReals
WHOLE = pyo.NonNegativeIntegers


def add_variables(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    """Declare all variables on the model."""
    _task_variables(m, case, sets)
    _site_variables(m, case, sets)
    _person_variables(m, case, sets)
    _housing_variables(m, case, sets)


def _task_variables(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    g = sets.municipalities
    m.task_regular = pyo.Var(g, domain=WHOLE, doc="number of regular places of a municipality [places]")
    m.task_amv = pyo.Var(g, domain=WHOLE, doc="number of places for unaccompanied minors [places]")
    for kind in ("regular", "amv"):
        m.add_component(
            f"{kind}_above", pyo.Var(g, domain=REAL, doc=f"{kind} number above its share, exchanges included [places]")
        )
        m.add_component(
            f"{kind}_below", pyo.Var(g, domain=REAL, doc=f"{kind} number below its share, exchanges included [places]")
        )
        m.add_component(f"shortfall_{kind}", pyo.Var(g, domain=REAL, doc=f"{kind} places without a site [places]"))
    m.worst_deviation = pyo.Var(domain=REAL, doc="largest deviation from the share, exchanges included [ratio]")


def _site_variables(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    g = sets.municipalities
    largest = case.sites["places_max"].to_dict()
    m.start = pyo.Var(sets.choices, domain=pyo.Binary, doc="site opens as a type in a period [0/1]")
    m.places = pyo.Var(
        sets.choices,
        domain=REAL,
        bounds=lambda m, s, l, t: (0, largest[s]),
        doc="places of a site that opens as a type in a period [places]",
    )
    m.scaled = pyo.Var(
        sets.scaled,
        domain=REAL,
        bounds=lambda m, w, s, l, t: (0, largest[s]),
        doc="places of a site that are in reserve, flexible or given up in a period [places]",
    )
    m.open_places = pyo.Var(sets.places_in, domain=REAL, doc="places in use in a region, per type [places]")
    m.near_places = pyo.Var(sets.near_places, domain=REAL, doc="places in use in a cell of azcs [places]")
    m.counted_ordinary = pyo.Var(g, domain=REAL, doc="durable places in azcs that count [places]")
    m.counted_special = pyo.Var(g, domain=REAL, doc="durable special places that count, amv apart [places]")
    m.counted_amv = pyo.Var(g, domain=REAL, doc="durable amv places that count [places]")


def _person_variables(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    demand = case.demand.to_dict()
    m.persons = pyo.Var(sets.placements, domain=REAL, doc="persons of a track in a region, per type [persons]")
    m.unplaced = pyo.Var(
        list(demand),
        domain=REAL,
        bounds=lambda m, k, t: (0, demand[k, t]),
        doc="persons of a track without a place [persons]",
    )
    m.unplaced_permit = pyo.Var(
        sets.regions,
        sets.periods,
        domain=REAL,
        doc="waiting permit holders of a region without a place [persons]",
    )
    m.overflow = pyo.Var(sets.arcs, domain=REAL, doc="persons who can't stay at a registration site [persons]")
    m.far_overflow = pyo.Var(
        sets.far_cells, domain=REAL, doc="persons who register where no registration site is near [persons]"
    )


def _housing_variables(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    index = [(h, t) for h in sets.pools for t in sets.periods]
    stuck, stuck_late = case.pools.total(case.pools.stuck), case.pools.total(case.pools.stuck_late)
    m.coupled_so_far = pyo.Var(index, domain=REAL, doc="permit holders coupled since the start [persons]")
    m.coupled = pyo.Expression(
        index,
        rule=lambda m, h, t: m.coupled_so_far[h, t] - (m.coupled_so_far[h, t - 1] if t > 1 else 0),
        doc="permit holders coupled in a pool in a period [persons]",
    )
    m.coupled_unplaced = pyo.Var(
        sets.regions, sets.periods, domain=REAL, doc="coupled in a region while without a place [persons]"
    )
    m.waiting = pyo.Var(
        index,
        domain=REAL,
        bounds=lambda m, h, t: (stuck[h, t], None),
        doc="coupled, still in reception at the end of the period [persons]",
    )
    m.late = pyo.Var(
        index,
        domain=REAL,
        bounds=lambda m, h, t: (stuck_late[h, t], None),
        doc="coupled longer ago than the norm, still in reception [persons]",
    )
