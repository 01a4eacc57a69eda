"""Changes to a small country by chance of which the effect is known."""

from dataclasses import replace
from typing import Any

import numpy as np
from builders import GOALS, Row, goals, site
from oracle.random_countries import Drawn

# The worst deviation is a ratio, which twice everything leaves as it is. Both may come out better than that: a task of
# whole places hits a part by inhabitants more closely where half a place has become a whole one.
NOT_LINEAR = ("unevenness_worst", "burden_balance")
LINEAR = tuple(goal for goal in GOALS if goal not in NOT_LINEAR)
PARTS = 4
_TOWN = ("share", "waiting", "doorstroom", "backlog", "ukraine")
_SITE = ("places_min", "places_max", "opening_cost_eur")


def in_other_words(drawn: Drawn) -> Drawn:
    """The same country with other codes, in another order, its rows turned round."""
    code = {row["code"]: f"GM9{number}00" for number, row in enumerate(reversed(drawn.towns))}
    region = {row["region"]: f"VR{99 - number}" for number, row in enumerate(drawn.towns)}
    towns = [{**row, "code": code[row["code"]], "region": region[row["region"]]} for row in reversed(drawn.towns)]
    sites = [
        {**row, "site_id": f"Z{99 - number}", "municipality_code": code[row["municipality_code"]]}
        for number, row in enumerate(drawn.sites)
    ]
    return replace(drawn, towns=towns, sites=sites[::-1], model=drawn.model)


def with_larger_site(drawn: Drawn, which: int, more: int) -> Drawn:
    """One site with more places at most."""
    chosen = which % len(drawn.sites)
    sites = [{**row, "places_max": row["places_max"] + more * (n == chosen)} for n, row in enumerate(drawn.sites)]
    return replace(drawn, sites=sites)


def with_another_site(drawn: Drawn, which: int, more: int, types: str) -> Drawn:
    """One more site that may open."""
    home = drawn.towns[which % len(drawn.towns)]
    return replace(drawn, sites=[*drawn.sites, site("S9", home["code"], types, (1, more), existing=False)])


def whole_country(drawn: Drawn) -> Drawn:
    """With every province in the run: a selection plans for its part of today's registration sites."""
    return replace(drawn, provinces=())


def only(drawn: Drawn, *names: str) -> Drawn:
    """With these goals, in this order."""
    return replace(drawn, model={**drawn.model, "goals": goals(*names)})


def without_rounding(drawn: Drawn) -> Drawn:
    """A country in which the law rounds nothing, so that it can be doubled.

    Every share is a number of four places, of which one amv or none; the housing task is a whole number per inhabitant;
    no band cuts a number off between two whole ones.
    """
    towns = [{**row, "share": PARTS * row["share"]} for row in drawn.towns]
    need = sum(row["share"] for row in towns)
    model = {
        **drawn.model,
        "need": {"places": need, "amv": need // PARTS if drawn.model["need"]["amv"] else 0},
    }
    families = {**model["families"], "municipal_task": {}, "housing": {"realisation": 0.1}}
    dwellings = {half: need * (number % 3) for half, number in drawn.dwellings.items()}
    return only(replace(drawn, towns=towns, model={**model, "families": families}, dwellings=dwellings), *LINEAR)


def doubled(drawn: Drawn) -> Drawn:
    """Twice the need, inhabitants, arrivals, places, least sizes, dwellings, Ukraine places, and costs of opening."""
    inflow, need = drawn.model["inflow"], drawn.model["need"]
    model: dict[str, Any] = {
        **drawn.model,
        "need": {name: 2 * places for name, places in need.items()},
        "inflow": {**inflow, "weekly_arrivals": [2 * number for number in inflow["weekly_arrivals"]]},
    }
    return replace(
        drawn,
        towns=[_twice(row, _TOWN) for row in drawn.towns],
        sites=[_twice(row, _SITE) for row in drawn.sites],
        model=model,
        dwellings={half: 2 * persons for half, persons in drawn.dwellings.items()},
        law={name: 2 * places for name, places in drawn.law.items()},
    )


def close(found: list[float], expected: list[float], room: float) -> bool:
    """Whether goals come to the same, within what a solver's room in earlier goals is worth in later ones."""
    return bool(np.allclose(found, expected, rtol=room, atol=room))


def _twice(row: Row, names: tuple[str, ...]) -> Row:
    return {**row, **{name: None if row[name] is None else 2 * row[name] for name in names}}
