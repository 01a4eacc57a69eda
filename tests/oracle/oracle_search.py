"""The oracle: every choice of sites and every whole division of the tasks, tried one by one.

Places only ever help the goals up to late_housing, so there the most places stand; from moves_distance on, places are
the program's to choose, with every combination of municipalities whose durable places count.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt
from oracle_facts import Facts
from oracle_program import Case, Opened, Weights, build

from spreiding.instance import Instance

Whole = npt.NDArray[np.int64]
TINY = 1e-9  # for SciPy's own rounding
ROOM = 1e-6  # an earlier goal may get worse by a millionth, as the solver's documentation says
KIND = {
    "azc": "ordinary", "accelerated": "ordinary", "amv": "amv",
    "registration": "special", "htl": "special", "ibo": "special", "return": "special",
}  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A choice of sites with one division of the tasks: number of the choice, regular and amv per municipality."""

    choice: int
    regular: tuple[int, ...]
    amv: tuple[int, ...]


def best_values(instance: Instance, room: float = ROOM) -> dict[str, float] | None:
    """The goals in their usual order, each the least while the earlier ones stand; ``None`` if infeasible.

    ``room``: part of its value (or of 1) by which an earlier goal may get worse.
    """

    def _limit(best: float) -> float:
        return best + max(room, TINY) * max(1.0, abs(best))

    facts = Facts(instance)
    divisions = _divisions(facts)
    if not divisions:
        return None
    cases = [build(facts, opened) for opened in _choices(facts)]
    values: dict[str, float] = {}
    nowhere = [case.program.least(case.goals["no_place"], []) for case in cases]
    values["no_place"] = min(nowhere)
    kept = [n for n, value in enumerate(nowhere) if value <= _limit(min(nowhere))]
    candidates = _even(facts, cases, kept, divisions, values)
    limits = {"no_place": _limit(values["no_place"])}
    late = {n: _least(cases[n], "late_housing", limits) for n in {c.choice for c in candidates}}
    values["late_housing"] = min(late.values())
    limits["late_housing"] = _limit(values["late_housing"])
    candidates = [c for c in candidates if late[c.choice] <= limits["late_housing"]]
    candidates = _balanced(facts, candidates, values, _limit)
    programs = [counted for c in candidates for counted in _counting(cases[c.choice], c, _limit(values["shortfall"]))]
    for goal in ("registration_spread", "special_spread", "emergency", "moves_distance", "cost"):
        found = [_least(case, goal, limits) for case in programs]
        values[goal] = min(found)
        limits[goal] = _limit(values[goal])
        programs = [case for case, value in zip(programs, found, strict=True) if value <= limits[goal]]
    return values


def _balanced(
    facts: Facts, candidates: list[Candidate], values: dict[str, float], limit: Callable[[float], float]
) -> list[Candidate]:
    """Those of which the burdens of the regions are best in balance; no program is needed for that."""
    tasks = [[n + m for n, m in zip(c.regular, c.amv, strict=True)] for c in candidates]
    off = [facts.burdens_off(dict(zip(facts.towns, numbers, strict=True))) for numbers in tasks]
    values["burden_balance"] = min(off)
    return [c for c, value in zip(candidates, off, strict=True) if value <= limit(min(off))]


def _least(case: Case, goal: str, limits: dict[str, float]) -> float:
    rows = [(case.goals[name], limit - (case.fixed_cost if name == "cost" else 0.0)) for name, limit in limits.items()]
    return case.program.least(case.goals[goal], rows) + (case.fixed_cost if goal == "cost" else 0.0)


def _choices(facts: Facts) -> list[list[Opened]]:
    """Every way to open or not open each site."""
    per_site: list[list[Opened | None]] = []
    for place in facts.places:
        quarters = [place.first] if place.existing else range(place.first, place.last + 1)
        options: list[Opened | None] = [Opened(place, kind, t) for kind in place.types for t in quarters]
        closed = [] if place.existing and facts.model.families.existing_sites.enabled else [None]
        per_site.append([*closed, *options])
    return [[site for site in choice if site is not None] for choice in product(*per_site)]


def _divisions(facts: Facts) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every whole division of the regular and amv tasks within each province, inside the model's band."""
    per_province = []
    for province in facts.selection:
        codes = [code for code, row in facts.towns.items() if row["province_code"] == province]
        kinds = [
            _compositions(sum(int(facts.towns[code][f"indicative_{kind}"]) for code in codes), len(codes))
            for kind in ("regular", "amv")
        ]
        per_province.append([(codes, *pair) for pair in product(*kinds)])
    found = []
    for parts in product(*per_province):
        regular = {code: n for codes, numbers, _ in parts for code, n in zip(codes, numbers, strict=True)}
        amv = {code: n for codes, _, numbers in parts for code, n in zip(codes, numbers, strict=True)}
        if all(_in_band(facts, code, regular[code] + amv[code]) for code in facts.towns):
            found.append((tuple(regular[code] for code in facts.towns), tuple(amv[code] for code in facts.towns)))
    return found


def _compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [(total,)]
    return [(n, *rest) for n in range(total + 1) for rest in _compositions(total - n, parts - 1)]


def _in_band(facts: Facts, code: str, task: int) -> bool:
    band, share = facts.model.families.municipal_task, facts.towns[code]["indicative_places"]
    above = band.max_ratio is None or task <= band.max_ratio * share + 1e-9
    return task >= band.min_ratio * share - 1e-9 and above


def durable(case: Case) -> dict[tuple[str, str], list[Opened]]:
    """Sites whose places could count on the due date, per municipality and kind of place."""
    found: dict[tuple[str, str], list[Opened]] = {}
    for site in case.opened:
        if site.place.durable and site.open_in(case.facts.due):
            found.setdefault((site.place.municipality, KIND[site.kind]), []).append(site)
    return found


def _most_counted(case: Case) -> tuple[Whole, Whole]:
    """Regular and amv places that count per municipality, when all places stand."""
    facts, having = case.facts, durable(case)
    on, law = facts.model.families.durable_places.enabled, facts.law
    regular, amv = [], []
    for code in facts.towns:
        most = {kind: sum(s.place.most for s in having.get((code, kind), [])) for kind in set(KIND.values())}
        ordinary = most["ordinary"] if not on or most["ordinary"] >= law.whole("durable_min_regular") else 0
        special = most["special"] + most["amv"]
        counts = not on or special >= law.whole("durable_min_special")
        regular.append(ordinary + (most["special"] if counts else 0))
        amv.append(most["amv"] if counts else 0)
    return np.array(regular), np.array(amv)


def _even(
    facts: Facts,
    cases: list[Case],
    kept: list[int],
    divisions: list[tuple[tuple[int, ...], tuple[int, ...]]],
    values: dict[str, float],
) -> list[Candidate]:
    """The choices and divisions that are best in shortfall, then in evenness; writes those values down."""
    regular, amv = (np.array([division[n] for division in divisions]) for n in (0, 1))
    shares = {
        kind: np.array([row[f"indicative_{kind}"] for row in facts.towns.values()])
        for kind in ("regular", "amv", "places")
    }
    scores = []
    total = np.abs(regular - shares["regular"]).sum(axis=1) + np.abs(amv - shares["amv"]).sum(axis=1)
    worst = (np.abs(regular + amv - shares["places"]) / np.maximum(shares["places"], 1)).max(axis=1)
    for n in kept:
        counted = _most_counted(cases[n])
        short = np.maximum(regular - counted[0], 0).sum(axis=1) + np.maximum(amv - counted[1], 0).sum(axis=1)
        scores += [(s, t, w, n, d) for d, (s, t, w) in enumerate(zip(short, total, worst, strict=True))]
    for place, goal in enumerate(("shortfall", "unevenness_total", "unevenness_worst")):
        values[goal] = float(min(score[place] for score in scores))
        scores = [score for score in scores if score[place] <= values[goal] + 1e-6]
    return [Candidate(n, *divisions[d]) for *_, n, d in scores]


def _counting(case: Case, candidate: Candidate, limit: float) -> list[Case]:
    """The programs of a candidate, one per set of municipalities whose ordinary or special places count."""
    towns, found = list(case.facts.towns), []
    having = durable(case)
    for flags in product((False, True), repeat=2 * len(towns)):
        ordinary, special = dict(zip(towns, flags, strict=False)), dict(zip(towns, flags[len(towns) :], strict=True))
        if _useless(having, ordinary, special):
            continue
        counted = _with_shortfall(case, candidate, having, ordinary, special, limit)
        if counted is not None:
            found.append(counted)
    return found


def _useless(having: dict[tuple[str, str], list[Opened]], ordinary: dict[str, bool], special: dict[str, bool]) -> bool:
    """Counting where nothing stands is the same as not counting."""
    return any(flag and (code, "ordinary") not in having for code, flag in ordinary.items()) or any(
        flag and (code, "special") not in having and (code, "amv") not in having for code, flag in special.items()
    )


def _with_shortfall(
    case: Case,
    candidate: Candidate,
    having: dict[tuple[str, str], list[Opened]],
    ordinary: dict[str, bool],
    special: dict[str, bool],
    limit: float,
) -> Case | None:
    facts, law = case.facts, case.facts.law
    on = facts.model.families.durable_places.enabled
    program = replace(
        case.program, columns=dict(case.program.columns), bounds=list(case.program.bounds), rows=list(case.program.rows)
    )
    short: Weights = {}
    for number, code in enumerate(facts.towns):
        places = {
            kind: {("places", site.place.name): -1.0 for site in having.get((code, kind), [])}
            for kind in set(KIND.values())
        }
        groups = ((places["ordinary"], ordinary, "durable_min_regular"),)
        groups += (({**places["special"], **places["amv"]}, special, "durable_min_special"),)
        for group, flags, minimum in groups:
            if flags[code] and on:
                program.at_most(group, -law.whole(minimum))
        regular = {
            **(places["ordinary"] if ordinary[code] else {}),
            **(places["special"] if special[code] else {}),
        }
        tasks = ((candidate.regular[number], regular), (candidate.amv[number], places["amv"] if special[code] else {}))
        for kind, (task, counted) in enumerate(tasks):
            missing = program.variable("short", code, kind)
            program.at_most({**counted, missing: -1.0}, -task)
            short[missing] = 1.0
    program.at_most(short, limit)
    at_most = program.least(short, [])
    return replace(case, program=program) if at_most <= limit else None
