"""From a base and what is asked to the problem that is solved: which model, which columns, which aims."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from spreiding import paths
from spreiding.alternative.change import add_change
from spreiding.alternative.desk import Desk
from spreiding.alternative.file import Alternative, moved_places, with_asked, with_moved_numbers
from spreiding.alternative.freeze import Frozen, freeze, inside, with_wishes
from spreiding.alternative.offers import filled_in
from spreiding.alternative.resolve import Aim
from spreiding.errors import Finding, InputError
from spreiding.formulation.goal_units import goal_scale, weights_of
from spreiding.formulation.sets import Sets
from spreiding.instance import Instance, make_instance
from spreiding.law.exchanges import reception_findings
from spreiding.model_overrides import varied
from spreiding.prepare.case import Case, prepare, with_pools_apart
from spreiding.prepare.wishes import wish_findings, wish_rows
from spreiding.run_files.read import WrittenRun
from spreiding.selection import select_provinces
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.weighted import WEIGHTED_SUM, add_sum
from spreiding.tables.offered import Rows, with_offered


@dataclass(frozen=True)
class Question:
    """``case``, ``sets`` and ``matrix`` are of the whole run; ``frozen`` is the part of it that is decided again.

    ``small`` is that part with a row of costs per aim and one for the change from the base, ``start`` the base in its
    columns, ``factor`` what a weighted sum is counted times, ``moved`` places that exchanges move. ``better``: goals
    may become better than in the base. ``offers``: rows of the site table that the base does not have.
    """

    case: Case
    sets: Sets
    matrix: Matrix
    frozen: Frozen
    small: Matrix
    start: Vector
    aims: tuple[Aim, ...]
    factor: float
    provinces: tuple[str, ...]
    better: bool
    moved: Mapping[tuple[str, str], int]
    offers: Rows = ()

    def whole(self, x: Vector) -> Vector:
        """The point of the whole run with the columns of ``small`` as they are in ``x``."""
        return self.frozen.whole(x[: len(self.frozen.matrix.columns)])


def pose(desk: Desk, base: WrittenRun, asked: Alternative, provinces: tuple[str, ...], where: Path) -> Question:
    """Work out what is solved; raise ``InputError`` on what can't be asked.

    ``provinces``: those that are decided again; none: those of the municipalities and sites that are named. ``where``
    names the file that asks.
    """
    asked = with_moved_numbers(asked, base.tasks, where)
    offers = filled_in(desk.case.instance.tables, asked.offer, where)
    instance = _instance(desk.case.instance, asked, offers, where)
    chosen = _chosen(instance, asked, provinces)
    if asked.rebuilds or _other_sites(desk, instance):
        case, sets, matrix = _rebuilt(instance, desk)
        x = _carried(desk, matrix)
    else:
        case, sets, x = _same(desk, instance), desk.sets, desk.x
        matrix = with_wishes(desk.matrix, case.wishes)
    case = _under_its_own_name(case, desk.case)
    moved = moved_places(asked.exchange)
    free = inside(matrix.columns, case, chosen, {code for _, code in moved})
    question = _question(base, case, sets, matrix, freeze(matrix, x, free), moved, chosen, asked.rebuilds)
    return replace(question, offers=offers)


def _under_its_own_name(case: Case, base: Case) -> Case:
    """The case with the model file of the base: only while it was worked out, what was wrong was in another file."""
    loaded = replace(case.instance.loaded, path=base.instance.loaded.path)
    return replace(case, instance=replace(case.instance, loaded=loaded))


def _question(
    base: WrittenRun,
    case: Case,
    sets: Sets,
    matrix: Matrix,
    frozen: Frozen,
    moved: Mapping[tuple[str, str], int],
    chosen: tuple[str, ...],
    better: bool,
) -> Question:
    if case.instance.model.goal_method == "weighted":
        aims, goals, factor = _weighted(base, case, frozen)
    else:
        aims, goals, factor = _in_order(base, case, frozen), frozen.matrix, 1.0
    small, start = add_change(goals, frozen.start, moved)
    return Question(case, sets, matrix, frozen, small, start, aims, factor, chosen, better, moved)


def _instance(base: Instance, asked: Alternative, offers: Rows, where: Path) -> Instance:
    """The instance with what is asked: settings, offers, exchanges, wishes; raise ``InputError`` on what can't be."""
    content = with_asked(varied(base.model, asked.set, where), asked)
    loaded = replace(base.loaded, path=where, content=content)
    tables = replace(base.tables, sites=with_offered(base.tables.sites, offers, where.name))
    if asked.set:
        instance = make_instance(loaded, tables, paths.LAW, base.selection)
    else:
        instance = replace(base, loaded=loaded, tables=tables)
    findings = reception_findings(content.exchanges, where.name, instance.share)
    if findings:
        raise InputError(findings)
    return instance


def _chosen(instance: Instance, asked: Alternative, provinces: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the provinces that are decided again."""
    chosen = select_provinces(instance.share, provinces) if provinces else _named(instance, asked)
    outside = sorted(set(chosen) - set(instance.selection))
    if outside:
        advice = f"Choose from {', '.join(instance.selection)}."
        raise InputError([Finding("--province", None, None, ", ".join(outside), "is not in the base", advice)])
    if not chosen:
        advice = "Name a province with --province, or a municipality or site in a wish."
        raise InputError([Finding("alternative", None, None, None, "nothing says which province is meant", advice)])
    return chosen


def _named(instance: Instance, asked: Alternative) -> tuple[str, ...]:
    home = dict(zip(instance.tables.sites["site_id"], instance.tables.sites["municipality_code"], strict=True))
    of = dict(zip(instance.share["municipality_code"], instance.share["province_code"], strict=True))
    unknown = [(town, "municipality") for town in asked.towns if town not in of]
    unknown += [(site, "site") for site in asked.sites if site not in home]
    if unknown:
        raise InputError(_unknown(*item) for item in unknown)
    towns = [*asked.towns, *(home[site] for site in asked.sites)]
    # Of an exchange with another province only the first municipality's is decided again.
    beyond = {item.to_code for item in asked.exchange if of.get(item.from_code) != of.get(item.to_code)}
    return tuple(sorted({of[town] for town in towns if town not in beyond}))


def _unknown(name: str, kind: str) -> Finding:
    advice = "Use its CBS code of this year." if kind == "municipality" else "Site ids stand in sites.csv."
    return Finding("alternative", None, None, name, f"is not a {kind} of the tables", advice)


def _other_sites(desk: Desk, instance: Instance) -> bool:
    """Whether other sites are taken out than in the base: a site that can't open has no columns."""
    return set(desk.case.instance.model.wishes.exclude) != set(instance.model.wishes.exclude)


def _rebuilt(instance: Instance, desk: Desk) -> tuple[Case, Sets, Matrix]:
    # Pyomo is only needed where the model itself changes.
    from spreiding.formulation.build import build
    from spreiding.formulation.compile import compile_model

    apart = sorted({region for pool, region in desk.case.pools.region.items() if pool != region})
    case = prepare(instance)
    case = with_pools_apart(case, apart) if apart else case
    formulation = build(case)
    return case, formulation.sets, compile_model(formulation.model)


def _carried(desk: Desk, matrix: Matrix) -> Vector:
    """The base in the columns of another matrix; a column that the base does not have is nothing in it."""
    at = dict(zip(desk.matrix.columns, desk.x.tolist(), strict=True))
    return np.array([at.get(column, 0.0) for column in matrix.columns], dtype=float)


def _same(desk: Desk, instance: Instance) -> Case:
    """The base's case with wishes; raise ``InputError`` on one that can't be."""
    case = desk.case
    findings = wish_findings(instance, case.choices, case.excluded, case.periods)
    if findings:
        raise InputError(findings)
    rows = wish_rows(instance.model.wishes, case.choices, case.periods)
    return replace(case, instance=instance, wishes=rows)


def _in_order(base: WrittenRun, case: Case, frozen: Frozen) -> tuple[Aim, ...]:
    """The goals, with what the base comes to in the model that is asked, and the bound it was proved under."""
    told = {row.goal: row.bound for row in base.record.goals}
    model, aims = case.instance.model, []
    for number, goal in enumerate(model.goals):
        value, bound = frozen.matrix.value(number, frozen.start), told.get(goal.goal)
        proved = value if bound is None else min(bound / goal_scale(goal.goal), value)
        gap = model.solver.gap if goal.gap is None else goal.gap
        aims.append(Aim(goal.goal, value, proved, gap, goal.tolerance or 0.0))
    return tuple(aims)


def _weighted(base: WrittenRun, case: Case, frozen: Frozen) -> tuple[tuple[Aim, ...], Matrix, float]:
    """The weighted sum as the only aim and row of costs, and the factor it is counted times."""
    model = case.instance.model
    summed, factor = add_sum(frozen.matrix, weights_of(model))
    goals = replace(summed, costs=summed.costs[-1:], offsets=summed.offsets[-1:])
    value, bound = goals.value(0, frozen.start), base.record.weighted_sum
    proved = value if bound is None or bound.bound is None else min(bound.bound * factor, value)
    return (Aim(WEIGHTED_SUM, value, proved, model.solver.gap, 0.0),), goals, factor
