"""Who stays and who is decided, followed through the stages of the procedure: another way than the plan's own."""

from collections.abc import Iterable

import numpy as np

from spreiding.audit.case import AuditCase, AuditTrack
from spreiding.audit.finding import Numbers

WEEKS = 13


def stays(case: AuditCase, track: AuditTrack) -> tuple[Numbers, Numbers]:
    """Mean persons in reception and decisions of a track per period, for the country.

    A stay is ``stay_shape`` stages one after the other, each left at the same rate; the linear differential equation of
    the persons per stage is solved by a matrix exponential per period. Who has passed the last stage leaves, or waits
    in a queue when there are fewer decisions than that.
    """
    weekly = [period.weekly_arrivals * track.share for period in case.periods]
    if case.steady_state:
        return np.array(weekly) * track.stay_weeks, np.array(weekly) * WEEKS
    persons, ended = followed(weekly, case.weekly_arrivals_before * track.share, track.stay_weeks, track.stay_shape)
    return _decided(persons, ended, track.decisions_per_week)


def followed(weekly: Iterable[float], before: float, mean_weeks: float, stages: int) -> tuple[Numbers, list[float]]:
    """Mean persons per period, and who ended a stay in it; ``before``: arrivals a week before the first."""
    rate = stages / mean_weeks
    state = np.full(stages, before / rate)
    persons, ended = [], []
    for arrivals in weekly:
        after, weeks_stayed = _one_period(state, arrivals, rate)
        persons.append(weeks_stayed / WEEKS)
        ended.append(state.sum() + WEEKS * arrivals - after.sum())
        state = after
    return np.array(persons), ended


def _one_period(state: Numbers, arrivals: float, rate: float) -> tuple[Numbers, float]:
    """Persons per stage at the end, and the weeks that all of them stayed."""
    from scipy.linalg import expm  # late: slow to import, and a steady state needs none

    stages = len(state)
    system = np.zeros((stages + 2, stages + 2))
    for stage in range(stages):
        system[stage, stage] = -rate
        if stage:
            system[stage, stage - 1] = rate
        system[stages + 1, stage] = 1.0
    system[0, stages] = arrivals
    end = expm(system * WEEKS) @ np.concatenate([state, [1.0, 0.0]])
    return end[:stages], float(end[-1])


def _decided(persons: Numbers, ended: Iterable[float], most: tuple[float, ...] | None) -> tuple[Numbers, Numbers]:
    waiting, decisions, queues = 0.0, [], []
    for t, number in enumerate(ended):
        possible = waiting + number
        decided = possible if most is None else min(possible, most[t] * WEEKS)
        queues.append((waiting + possible - decided) / 2)
        waiting = possible - decided
        decisions.append(decided)
    return persons + np.array(queues), np.array(decisions)
