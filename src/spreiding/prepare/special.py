"""Persons in special reception: htl and ibo during the procedure, the 28 days and return after a refusal (S08)."""

from collections.abc import Mapping

import numpy as np

from spreiding.model_file import ModelFile
from spreiding.model_special import AfterRejection
from spreiding.prepare.periods import DAYS_PER_PERIOD, WEEKS_PER_PERIOD
from spreiding.prepare.stay import Stay, Vector, stays

FROM_TRACK = "regular"
RETURN_SHAPE = 1


def ordinary_persons(model: ModelFile, staying: Mapping[str, Stay]) -> dict[str, Vector]:
    """Persons of every track in the procedure who are not in an htl or ibo, per period, for the country.

    Nobody is counted twice: who is there is taken out of the regular track.
    """
    taken = sum(_parts(model).values())
    return {track: stay.persons * (1.0 - taken if track == FROM_TRACK else 1.0) for track, stay in staying.items()}


def special_persons(model: ModelFile, staying: Mapping[str, Stay], rejected_days: int) -> dict[str, Vector]:
    r"""Persons in htl, ibo, the days after a refusal and return, per period, for the country; nobody when it is off.

    ``staying``: persons and decisions per track (``procedure_stays``); ``rejected_days``: the law's 28.

    $$P_{htl, t} = \frac{\sigma_{htl}\, w_{htl}}{w_{regular}} P_{regular, t}, \qquad
      N_t = \sum_{k \in R} (1 - \mathrm{recognition}_k)\, \mathrm{decisions}_{k t}, \qquad
      P_{rejected, t} = \frac{28}{91} N_t$$

    $\sigma$: share of the arrivals of the regular track who come to an htl once, $w$: mean stay in weeks, so with even
    arrivals these are arrivals times share times stay (Little, 1961); ibo likewise. $R$: tracks after which a refused
    person stays. Return holds the model file's share of $N$ for its mean stay: as the inflow's ``stay_model`` has it
    either followed (``prepare/stay.py``, one stage) or arrivals times stay.
    Source: Uitvoeringsagenda 2.2; shares and stays are assumptions of the model file.
    """
    found = {kind: staying[FROM_TRACK].persons * part for kind, part in _parts(model).items()}
    after = model.families.special.rejection
    if after is None:
        return found
    refused = _refused(model, staying, after)
    return {**found, "rejected": refused * rejected_days / DAYS_PER_PERIOD, "return": _return(model, refused, after)}


def _parts(model: ModelFile) -> dict[str, float]:
    regular = next(track for track in model.planned_inflow.tracks if track.track == FROM_TRACK)
    return model.families.special.parts(regular.stay_weeks)


def _refused(model: ModelFile, staying: Mapping[str, Stay], after: AfterRejection) -> Vector:
    """Persons refused per period."""
    asked = [track for track in model.planned_inflow.tracks if track.track in after.tracks]
    parts = [(1 - track.recognition) * staying[track.track].decisions for track in asked]
    return np.asarray(sum(parts), dtype=float)


def _return(model: ModelFile, refused: Vector, after: AfterRejection) -> Vector:
    arrivals = refused * after.return_share / WEEKS_PER_PERIOD
    if model.planned_inflow.stay_model == "steady_state":
        return arrivals * after.return_stay_weeks
    # Until the horizon as many were decided as arrived.
    rates = [(1 - t.recognition) * t.share for t in model.planned_inflow.tracks if t.track in after.tracks]
    before = sum(rates) * model.arrivals_before * after.return_share
    return stays(arrivals, before, after.return_stay_weeks, RETURN_SHAPE, None, WEEKS_PER_PERIOD).persons
