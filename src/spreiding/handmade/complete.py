"""From a plan made by hand to one that is whole: every number and site that it has stays, the rest is decided."""

from pathlib import Path
from typing import Any

from rich.console import Console

from spreiding.alternative.alternative import AlternativeRequest
from spreiding.alternative.file import Alternative, as_alternative
from spreiding.alternative.session import run_alternative
from spreiding.handmade.plan import HandmadePlan, HandmadeSite
from spreiding.handmade.read import PlanFiles, read_plan
from spreiding.run_files.read import WrittenRun

_TYPES = "location_types"


def complete_plan(base: Path, files: PlanFiles, out: Path, console: Console) -> int:
    """Complete, show and write; give the exit code. Raise ``InputError``, ``OutputError`` or ``SolverError``."""
    provinces = () if files.province is None else (files.province,)
    request = AlternativeRequest(base, files.path, {}, provinces, files.data, out)

    def asking(run: WrittenRun) -> Alternative:
        return as_alternative(as_tree(read_plan(files, run), run), files.path)

    return run_alternative(request, console, asking)


def as_tree(plan: HandmadePlan, run: WrittenRun) -> dict[str, Any]:
    """The plan as the file of an alternative: numbers pinned, sites forced or taken out, sites that are new offered."""
    last = run.record.periods[-1].end.isoformat()
    staying = [site for site in plan.sites if site.open and (not site.closes or site.closes >= last)]
    return {
        "title": f"completed from {plan.file}",
        "pin": {code: asked for code, number in plan.numbers.items() if (asked := _asked(number.places, number.amv))},
        "force": [_forced(site) for site in staying],
        "exclude": [site.site_id for site in plan.sites if not site.open],
        "offer": [_offer(site) for site in staying if not site.known],
    }


def _asked(places: int | None, amv: int | None) -> dict[str, int]:
    """What is filled in: with two of the three numbers known the third follows, so total and amv say it all."""
    return {kind: number for kind, number in (("total", places), ("amv", amv)) if number is not None}


def _forced(site: HandmadeSite) -> dict[str, Any]:
    return {"site": site.site_id, "type": site.location_type, "places": site.places, "opens": site.opens_period}


def _offer(site: HandmadeSite) -> dict[str, Any]:
    given = {"site_id": site.site_id, "municipality_code": site.municipality_code, _TYPES: site.location_type}
    # When it opens is asked for beside: the offer itself must not stand in the way.
    return {**given, "places": site.places, "lead_time_weeks": 0}
