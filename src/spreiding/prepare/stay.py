"""How long people stay: from arrivals and a distribution of stays to persons in reception and decisions, per period.

A small queueing model per track. Arrivals come evenly within a period; the procedure lasts an Erlang time
(``stay_shape`` stages of equal mean: 1 is exponential, more is steadier); after it a decision is taken, at most
``decisions_per_week`` a week where the planner sets that, and who waits for one stays. Before the horizon arrivals were
even for so long that the stock stood still. So a change of inflow or of decision speed moves persons, permits and
housing together (S12, S27).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Stay:
    """Per period: mean ``persons`` in reception, and persons who got a ``decision`` in it."""

    persons: Vector
    decisions: Vector


def stays(
    arrivals: Vector, before: float, mean_weeks: float, shape: int, capacity: Vector | None, weeks: float
) -> Stay:
    r"""Follow one track over the periods.

    ``arrivals``: persons a week per period; ``before``: persons a week until the first. ``mean_weeks`` and ``shape``:
    of the Erlang stay. ``capacity``: decisions a week per period; ``None``: no bound. ``weeks``: length of a period.

    With survival :math:`S`, :math:`I(x) = \int_0^x S` and :math:`J(x) = \int_0^x I`, who arrived :math:`n` periods of
    length :math:`q` ago at rate :math:`a` are :math:`a (J((n+1)q) - 2 J(nq) + J((n-1)q)) / q` persons on average over
    the period and :math:`a (I((n+1)q) - I(nq))` at its end (:math:`n = 0`: :math:`a J(q) / q` and :math:`a I(q)`). When
    arrivals do not change that is arrivals times mean stay (Little, 1961). With a queue :math:`B` for decisions,

    $$B_t = \max(B_{t-1} + natural_t - q c_t, 0), \quad decisions_t = natural_t + B_{t-1} - B_t$$

    Source of the stage model: Erlang (1917); Cox and Miller (1965), The theory of stochastic processes.
    """
    rates = np.concatenate([[before], arrivals])
    mean, end = _remaining(mean_weeks, shape, len(arrivals), weeks)
    # Row t, column u: persons in period t of those who came in period u; column 0: of those who came before all.
    average, final = (_triangle(parts, mean_weeks) @ rates for parts in (mean, end))
    at_end = np.concatenate([[before * mean_weeks], final])
    natural = weeks * arrivals - np.diff(at_end)
    if capacity is None:
        return Stay(average, natural)
    queue = _queue(natural, weeks * capacity)
    return Stay(average + (queue[1:] + queue[:-1]) / 2, natural - np.diff(queue))


def _remaining(mean_weeks: float, shape: int, periods: int, weeks: float) -> tuple[Vector, Vector]:
    """Weeks of stay left of arrivals of n periods ago per week of arrivals: over the period, and at its end."""
    from scipy.special import gammainc  # late: slow to import, and a steady state needs none

    ends = weeks * np.arange(-1, periods + 1)
    x = np.maximum(ends, 0.0)
    rate = shape / mean_weeks
    within = [gammainc(stage, rate * x) for stage in range(1, shape + 2)]
    survived = sum(within[:shape]) / rate
    twice = sum(x * within[stage - 1] - stage / rate * within[stage] for stage in range(1, shape + 1)) / rate
    return (twice[2:] - 2 * twice[1:-1] + twice[:-2]) / weeks, np.diff(survived)[1:]


def _triangle(parts: Vector, mean_weeks: float) -> Vector:
    """Weights of the arrivals of each period; those before all make up the rest of the mean stay."""
    periods = len(parts)
    own = sum(parts[ago] * np.eye(periods, k=-ago) for ago in range(periods))
    return np.column_stack([mean_weeks - np.cumsum(parts), own])


def _queue(natural: Vector, capacity: Vector) -> Vector:
    queue = [0.0]
    for ended, decided in zip(natural, capacity, strict=True):
        queue.append(max(queue[-1] + ended - decided, 0.0))
    return np.array(queue)
