"""Who needs a place and who is decided, as the oracle works it out: arrivals followed by their age."""

from functools import cached_property

import numpy as np
import numpy.typing as npt
from oracle_facts import SPECIAL, Facts
from scipy.stats import gamma

from spreiding.model_inflow import Track

PROCEDURE = ("dublin", "safe_country", "low_recognition", "regular")
ACCELERATED = PROCEDURE[:3]
QUARTER = 13.0
# Within a quarter and over an age everything is smooth, so that so many points of Gauss leave no error to speak of.
_AT, _WEIGHT = np.polynomial.legendre.leggauss(60)
Vector = npt.NDArray[np.float64]


def followed(weekly: list[float], before: float, mean: float, stages: int) -> tuple[list[float], list[float]]:
    """Mean persons per quarter and stays that end in it; ``before``: arrivals a week for ever until the first.

    Who came x weeks ago is still there with the chance that a stay lasts longer than x.
    """

    def weeks_spent(age: float) -> float:
        """Mean weeks that somebody stays within ``age`` weeks of arrival."""
        x = age * (_AT + 1) / 2
        return float(age / 2 * _WEIGHT @ gamma.sf(x, stages, scale=mean / stages)) if age > 0 else 0.0

    def present(moment: float) -> float:
        here = before * (mean - weeks_spent(moment))
        for n, rate in enumerate(weekly):
            here += rate * (weeks_spent(moment - QUARTER * n) - weeks_spent(moment - QUARTER * (n + 1)))
        return here

    persons, ended = [], []
    for n, rate in enumerate(weekly):
        moments = QUARTER * (n + (_AT + 1) / 2)
        persons.append(float(_WEIGHT @ [present(moment) for moment in moments]) / 2)
        ended.append(QUARTER * rate + present(QUARTER * n) - present(QUARTER * (n + 1)))
    return persons, ended


def decided(
    persons: list[float], ended: list[float], per_week: float | list[float] | None
) -> tuple[list[float], list[float]]:
    """The same with a queue for decisions: who waits in it stays, half of what comes and goes in the quarter."""
    if per_week is None:
        return persons, ended
    capacity = per_week if isinstance(per_week, list) else [per_week] * len(ended)
    queue, there, decisions = 0.0, [], []
    for here, ending, most in zip(persons, ended, capacity, strict=True):
        after = max(0.0, queue + ending - QUARTER * most)
        there.append(here + (queue + after) / 2)
        decisions.append(queue + ending - after)
        queue = after
    return there, decisions


class People:
    """Persons by track and quarter."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.inflow = facts, facts.model.planned_inflow
        self.weekly = [facts.model.arrivals(t - 1) for t in facts.periods]
        self.tracks: dict[str, Track] = {item.track: item for item in self.inflow.tracks}
        asked = self.inflow.weekly_arrivals_before
        self.before = self.weekly[0] if asked is None else asked
        self.steady = self.inflow.stay_model == "steady_state"

    @cached_property
    def _stays(self) -> dict[str, tuple[list[float], list[float]]]:
        """Persons and decisions of every track of the procedure, for the country."""
        found = {}
        for name, item in self.tracks.items():
            weekly = [rate * item.share for rate in self.weekly]
            if self.steady:
                found[name] = ([rate * item.stay_weeks for rate in weekly], [QUARTER * rate for rate in weekly])
                continue
            stayed = followed(weekly, self.before * item.share, item.stay_weeks, item.stay_shape)
            found[name] = decided(*stayed, item.decisions_per_week)
        return found

    def _taken(self) -> dict[str, float]:
        """Part of the regular track that is in an htl or ibo."""
        family, weeks = self.facts.families.special, self.tracks["regular"].stay_weeks
        parts = {"htl": family.htl, "ibo": family.ibo} if family.enabled else {}
        return {name: stay.share * stay.stay_weeks / weeks for name, stay in parts.items() if stay}

    def _left(self, track: str) -> float:
        return 1 - (sum(self._taken().values()) if track == "regular" else 0.0)

    def _special(self, group: str) -> list[float]:
        """Persons in the country who need special reception."""
        family, zero = self.facts.families.special, [0.0] * len(self.weekly)
        after = family.after_rejection
        if group in ("htl", "ibo"):
            return [self._taken().get(group, 0.0) * persons for persons in self._stays["regular"][0]]
        if not family.enabled or after is None:
            return zero
        refused, before = np.array(zero), 0.0
        for name in after.tracks:
            refused = refused + (1 - self.tracks[name].recognition) * np.array(self._stays[name][1])
            before += (1 - self.tracks[name].recognition) * self.tracks[name].share * self.before
        if group == "rejected":
            return list(refused * self.facts.law.number("rejected_reception_days") / 91)
        weekly = list(refused * after.return_share / QUARTER)
        if self.steady:
            return [rate * after.return_stay_weeks for rate in weekly]
        return followed(weekly, before * after.return_share, after.return_stay_weeks, 1)[0]

    def demand(self, track: str, period: int) -> float:
        """Persons of a track who need a place."""
        return self._demand[track][period - 1]

    def in_the_country(self, track: str, period: int) -> float:
        """Persons of registration or of special reception in the country, whichever part of it is planned."""
        if track == "registration":
            return self.weekly[period - 1] * self.inflow.registration_stay_weeks
        return self._special(track)[period - 1]

    @cached_property
    def _demand(self) -> dict[str, list[float]]:
        assert self.facts.model.need is not None
        part, minors = self.facts.part_of_task, self.facts.model.need.amv * self.facts.occupancy
        stay = self.inflow.registration_stay_weeks * self._part_of_registration()
        return {
            "registration": [rate * stay for rate in self.weekly],
            "amv": [minors * part for _ in self.weekly],
            **{name: [part * n * self._left(name) for n in self._stays[name][0]] for name in PROCEDURE},
            **{name: [part * n for n in self._special(name)] for name in SPECIAL},
        }

    def _part_of_registration(self) -> float:
        today = [row for row in self.facts.tables.sites.to_dict("records") if row["existing"]]
        today = [row for row in today if "registration" in row["location_types"]]
        mine = sum(row["places_max"] for row in today if row["municipality_code"] in self.facts.towns)
        return mine / sum(row["places_max"] for row in today) if today else 0.0

    def permits(self, track: str, period: int) -> float:
        """Permits per person of a track in reception and quarter; nobody is decided in an htl or ibo."""
        persons, decisions = (numbers[period - 1] for numbers in self._stays[track])
        return self.tracks[track].recognition * decisions / (persons * self._left(track)) if persons > 0 else 0.0

    def stay(self, group: str) -> float:
        """Weeks that one overflow placement lasts."""
        if group == "registration":
            return self.inflow.registration_stay_weeks
        if group == "permit_holder":
            return self.facts.law.number("coupling_to_housing_weeks")
        if group == "rejected":
            return self.facts.law.number("rejected_reception_days") / 7
        return self.tracks[group].stay_weeks
