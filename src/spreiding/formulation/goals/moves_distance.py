"""Goal ``moves_distance``: extra moves, and how far sites lie from the people of their region."""

import pyomo.environ as pyo

from spreiding.formulation.sets import HOME, Sets
from spreiding.prepare.case import Case
from spreiding.prepare.periods import WEEKS_PER_PERIOD
from spreiding.prepare.scaling import GIVEN_UP


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Extra moves by overflow placements, plus distance of places from residents turned into moves.

    Source: in principle one move in the procedure (Uitvoeringsagenda 2.1, 2.2, S05); sites not too far from the
    municipalities where people will live (4.2, S24).

    $$\sum_{r, l \ne home(k), k, t} \frac{13}{stay_k} \mathrm{persons}_{r l k t}
      + \frac{1}{\kappa} \left( \sum_{s, l, t} km_s\, n_{s t}\, \mathrm{places}_{s l t}
      - \sum_{s, l, t} km_s\, \mathrm{scaled}_{given\_up, s l t} \right)$$

    $stay_k$: weeks that one overflow placement lasts; $km_s$: mean distance of the site to the inhabitants of its
    region; $n_{s t}$: periods the site is open; $\kappa$: km_per_move of the model file. When the norm ``tracks`` is
    off only registration elsewhere counts as a move.
    """
    counted = case.instance.model.families.tracks.enabled
    moves = pyo.quicksum(
        WEEKS_PER_PERIOD / case.stay_weeks[k] * m.persons[r, l, k, t]
        for r, l, k, t in sets.placements
        if l != HOME[k] and (counted or k == "registration")
    )
    km = case.sites["km_residents"].to_dict()
    per_move = _km_per_move(case)
    periods = case.choices["open_periods"]
    distance = pyo.quicksum(
        km[choice[0]] * n / per_move * m.places[choice] for choice, n in zip(sets.choices, periods, strict=True)
    )
    given_up = pyo.quicksum(km[key[1]] / per_move * m.scaled[key] for key in sets.scaled if key[0] == GIVEN_UP)
    return moves + distance - given_up


def _km_per_move(case: Case) -> float:
    return next(goal.km_per_move for goal in case.instance.model.goals if goal.km_per_move is not None)
