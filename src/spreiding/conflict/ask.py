"""The conflict of a case that has no plan: sites that a wish takes out are put back first, so that it can give way."""

from collections.abc import Collection
from dataclasses import replace

from spreiding.conflict.find import Conflict, find_conflict
from spreiding.conflict.vocabulary import vocabulary_of
from spreiding.prepare.case import Case, prepare, with_pools_apart
from spreiding.solve.engine import Settings
from spreiding.solve.matrix import Matrix

# A conflict of a province takes a second or two; of a country with hundreds of members what is found by then is told.
MOST_SECONDS = 30.0


def conflict_of_case(case: Case, matrix: Matrix, seconds: float | None = None) -> Conflict | None:
    """What clashes in a case whose ``matrix`` has no plan; ``None`` when it has one.

    ``seconds``: left for it; never more than ``MOST_SECONDS``. Raise ``SolverError``.
    """
    sites = taken_out(case)
    return find_in(case, compiled(put_back(case, sites)) if sites else matrix, sites, seconds)


def find_in(case: Case, matrix: Matrix, sites: Collection[str], seconds: float | None) -> Conflict | None:
    """The conflict in a matrix that has the columns of ``sites``, which a wish of the case takes out."""
    solver = case.instance.model.solver
    end = MOST_SECONDS if seconds is None else min(seconds, MOST_SECONDS)
    return find_conflict(matrix, vocabulary_of(case, sites), Settings(solver.threads, solver.seed), end)


def taken_out(case: Case) -> tuple[str, ...]:
    """Sites that a wish takes out and that can be put back with nothing else changing.

    What a hard norm ``transition`` allows is counted from what stands and can stay: there one that stands today can't.
    """
    standing = case.sites["existing"].to_dict() if case.instance.model.families.transition.hard else {}
    return tuple(site for site in case.instance.model.wishes.exclude if not standing.get(site, False))


def put_back(case: Case, sites: Collection[str]) -> Case:
    """The case as it would be without the wish to take these sites out."""
    loaded = case.instance.loaded
    wishes = loaded.content.wishes
    kept = wishes.model_copy(update={"exclude": [site for site in wishes.exclude if site not in sites]})
    content = loaded.content.model_copy(update={"wishes": kept})
    whole = prepare(replace(case.instance, loaded=replace(loaded, content=content)))
    apart = sorted({region for pool, region in case.pools.region.items() if pool != region})
    return with_pools_apart(whole, apart) if apart else whole


def compiled(case: Case) -> Matrix:
    """The matrix of a case."""
    # Pyomo is only needed where a site is put back.
    from spreiding.formulation.build import build
    from spreiding.formulation.compile import compile_model

    return compile_model(build(case).model)
