"""Names and numbers of a case that sentences about its rows need."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from spreiding.model_families import Families
from spreiding.prepare.case import Case


@dataclass(frozen=True)
class Facts:
    """``towns``, ``provinces`` and ``sites`` as they are told, by code; ``tasks``: places by province and kind.

    ``share``: indicative places with exchanges, per municipality; ``most`` and ``least``: places per site;
    ``given``: numbers that the rest of the task fixes, by kind and municipality; ``today``: places that stand.
    """

    towns: Mapping[str, str]
    provinces: Mapping[str, str]
    sites: Mapping[str, str]
    tasks: Mapping[tuple[str, str], int]
    share: Mapping[str, int]
    most: Mapping[str, int]
    least: Mapping[str, int]
    given: Mapping[tuple[str, str], int]
    today: Mapping[str, int]
    quarters: Mapping[str, str]
    minimum_regular: int
    minimum_special: int
    families: Families


def facts_of(case: Case) -> Facts:
    """Gather them."""
    towns, sites, law = case.municipalities, case.sites, case.instance.law
    names = {str(code): f"{name} ({code})" for code, name in towns["municipality"].items()}
    kinds = ("regular", "amv")
    sums = towns.groupby("province_code")[[f"agreed_{kind}" for kind in kinds]].sum()
    return Facts(
        towns=names,
        provinces={str(code): str(name) for code, name in zip(towns["province_code"], towns["province"], strict=True)},
        sites={str(s): f"{s} in {names[g]}" for s, g in sites["municipality_code"].items()},
        tasks={(str(p), kind): int(sums.loc[p, f"agreed_{kind}"]) for p in sums.index for kind in kinds},
        share={str(g): int(places) for g, places in towns["agreed_places"].items()},
        most={str(s): int(places) for s, places in sites["places_max"].items()},
        least={str(s): int(places) for s, places in sites["places_min"].items()},
        given={} if case.rest is None else _given(case.rest),
        today={str(g): int(places) for g, places in case.today["today_places"].items()},
        quarters={str(t): str(label) for t, label in zip(case.periods["period"], case.periods["label"], strict=True)},
        minimum_regular=law.whole("durable_min_regular"),
        minimum_special=law.whole("durable_min_special"),
        families=case.instance.model.families,
    )


def _given(rest: pd.DataFrame) -> dict[tuple[str, str], int]:
    rows = zip(rest["kind"], rest["municipality_code"], rest["number_places"], strict=True)
    return {(str(kind), str(code)): int(places) for kind, code, places in rows}
