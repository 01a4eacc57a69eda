"""Family ``scaling``: places that are in reserve, flexible or given up, within what a site has and what was agreed."""

from typing import Any

import pyomo.environ as pyo

from spreiding.formulation.choices import standing_at
from spreiding.formulation.sets import Sets, group
from spreiding.prepare.case import Case
from spreiding.prepare.scaling import FLEXIBLE, GIVEN_UP, recall_periods


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Scale places down per site and quarter: direct reserve, flexible use by others, or an emergency site run down.

    Norm: plans per site with speed of deployment and cost in reserve (Uitvoeringsagenda 3.1, S13); flexible reception
    is shared with other home-seekers and comes back within the agreed three or six months (3.2, S14); emergency places
    stand until durable ones do (6.1, S22).

    $$\sum_w \mathrm{scaled}_{w s l t} \le n_{s l t}, \qquad \mathrm{scaled}_{flexible, s l t} \le \phi_s\, n_{s l t},
      \qquad n_{s l t} = \sum_{\tau \le t \le e_s} \mathrm{places}_{s l \tau} \qquad \forall s, l, t$$

    $$\mathrm{scaled}_{given\_up, s l t} \ge \mathrm{scaled}_{given\_up, s l, t-1} \qquad \forall s, l, t$$

    $$\mathrm{scaled}_{flexible, s l, t+1} \ge \mathrm{scaled}_{flexible, s l t} - \mathrm{scaled}_{flexible, s l, t-1}
      \qquad \forall s, l, t : \text{recalled within six months}$$

    $w$: way of scaling down; $\phi_s$: part of a site that may be flexible. What is flexible for the first time in a
    quarter stays so in the next one when it comes back within six months; within three it comes back by the next.
    Direct reserve comes back within the quarter: only sites that can be deployed in 13 weeks have it. Units: places,
    averaged over a quarter.
    """
    standing, part = standing_at(sets, case), _parts(case)
    keys = group(((s, l, t), (w, s, l, t)) for w, s, l, t in sets.scaled)

    def there(s: str, l: str, t: int) -> Any:
        return sum(m.places[choice] for choice in standing[s, l, t])

    @m.Constraint(list(keys))
    def scaled_within(m: pyo.ConcreteModel, s: str, l: str, t: int) -> object:
        return sum(m.scaled[key] for key in keys[s, l, t]) <= there(s, l, t)

    @m.Constraint([key for key in sets.scaled if key[0] == FLEXIBLE and part[key] < 1])
    def flexible_within(m: pyo.ConcreteModel, w: str, s: str, l: str, t: int) -> object:
        return m.scaled[w, s, l, t] <= part[w, s, l, t] * there(s, l, t)

    known = set(sets.scaled)

    @m.Constraint([(w, s, l, t) for w, s, l, t in sets.scaled if w == GIVEN_UP and (w, s, l, t - 1) in known])
    def given_up_stays(m: pyo.ConcreteModel, w: str, s: str, l: str, t: int) -> object:
        return m.scaled[w, s, l, t] >= m.scaled[w, s, l, t - 1]

    _recall(m, case, sets)


def _recall(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    periods = case.sites["recall_months"].map(recall_periods).to_dict()
    standing, known = standing_at(sets, case), set(sets.scaled)
    slow = [key for key in sets.scaled if key[0] == FLEXIBLE and periods[key[1]] > 1]

    # Where the site stands in the next quarter; beyond the horizon nobody needs the place back.
    @m.Constraint([(w, s, l, t) for w, s, l, t in slow if (s, l, t + 1) in standing])
    def flexible_recalled(m: pyo.ConcreteModel, w: str, s: str, l: str, t: int) -> object:
        later = m.scaled[w, s, l, t + 1] if (w, s, l, t + 1) in known else 0
        before = m.scaled[w, s, l, t - 1] if (w, s, l, t - 1) in known else 0
        return later >= m.scaled[w, s, l, t] - before


def _parts(case: Case) -> dict[tuple[str, str, str, int], float]:
    ways = case.scaling.ways
    keys = ways.drop(columns="part").itertuples(index=False, name=None)
    return dict(zip(keys, ways["part"].astype(float), strict=True))
