"""Places needed per period, as far as a plan has no say in it, and what follows for scaling down (S15, S25)."""

import numpy as np

from spreiding.audit.evidence import WEEKS, Evidence
from spreiding.audit.finding import Numbers
from spreiding.audit.flows import capacity, granted_in_all


def room_to_leave(evidence: Evidence) -> Numbers:
    """Persons who can have left reception per municipality and period: dwellings so far and doorstroom places.

    Who leaves for a doorstroomlocatie needs a dwelling within its term, so the room is at most the dwellings of then.
    """
    dwellings = np.cumsum(capacity(evidence), axis=1)
    room = dwellings + evidence.towns["doorstroom_places"].to_numpy(float)[:, None]
    longest = int(evidence.case.law.doorstroom_max_weeks // WEEKS)
    if 0 < longest < room.shape[1]:
        room[:, :-longest] = np.minimum(room[:, :-longest], dwellings[:, longest:])
    return np.asarray(room)


def places_needed(evidence: Evidence) -> Numbers:
    """Places per period for all in registration and procedure, minors, and permit holders whom no one has room for."""
    room = room_to_leave(evidence)
    start = evidence.towns["waiting_permit_holders"].to_numpy(float)[:, None]
    spare, stuck = np.maximum(room - start, 0.0), np.maximum(start - room, 0.0)
    coupled = np.cumsum(granted_in_all(evidence))
    waiting = np.maximum(coupled - spare.sum(axis=0), 0.0) + stuck.sum(axis=0)
    return np.asarray((evidence.demand.sum(axis=0).to_numpy(float) + waiting) / evidence.case.law.occupancy)


def stock(evidence: Evidence) -> tuple[float, float, float]:
    """Stable stock, its flexible part and its direct reserve, for the part of the country in the run."""
    law, part = evidence.case.law, evidence.case.demand_scale
    return part * law.stable_stock, part * law.stock_flexible, part * law.stock_reserve


def falls(evidence: Evidence) -> list[int]:
    """0-based periods in which the need is under the stable stock."""
    if not evidence.case.rules.stock:
        return []
    return np.flatnonzero(places_needed(evidence) < stock(evidence)[0]).tolist()


def down_periods(evidence: Evidence) -> list[int]:
    """0-based periods in which azcs may be scaled down."""
    rules = evidence.case.rules
    if rules.stock and rules.scale_down == "always":
        return list(range(len(evidence.case.periods)))
    return falls(evidence)
