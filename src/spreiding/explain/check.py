"""Whether the numbers of a municipality in a run follow from each other: an explanation of others would mislead."""

from collections.abc import Iterator

from spreiding.errors import Finding
from spreiding.explain.facts import KINDS, Facts
from spreiding.law.exchanges import reception_net

_ADVICE = "The run was changed, or another version of spreiding made it: make it again."


def row_findings(facts: Facts) -> list[Finding]:
    """What in the municipality's row of ``tasks.csv``, or in run.json, is another number than it should be."""
    return [
        Finding("tasks.csv", None, column, f"{found:g}", f"does not follow for {facts.code}: it is {wanted:g}", _ADVICE)
        for column, found, wanted, slack in (*_share(facts), *_plan(facts))
        if not abs(found - wanted) <= slack
    ]


def _share(facts: Facts) -> Iterator[tuple[str, float, float, float]]:
    """Column, its value, what it should be, and by how much rounding may move it."""
    own, share = facts.own, facts.share
    weight = (1 + own["ses_woa"]) * own["population"] / share.inhabitants
    yield "weighting_factor", own["weighting_factor"], weight, 1e-12
    unrounded = share.national_need * weight / share.sum_of_weighting_factors
    yield "unrounded_places", own["unrounded_places"], unrounded, 1e-6
    yield "indicative_places", own["indicative_places"], unrounded, 0.5 + 1e-6
    minors = share.national_amv * weight / share.sum_of_weighting_factors
    yield "indicative_amv", own["indicative_amv"], minors, 0.5 + 1e-6


def _plan(facts: Facts) -> Iterator[tuple[str, float, float, float]]:
    own, net = facts.own, reception_net(facts.model.exchanges)
    minors = net.get((facts.code, "amv"), 0)
    yield "exchanged_amv", own["exchanged_amv"], minors, 0
    yield "exchanged_places", own["exchanged_places"], net.get((facts.code, "regular"), 0) + minors, 0
    yield "task_places", own["task_places"], own["task_regular"] + own["task_amv"], 0
    yield "deviation_places", own["deviation_places"], own["task_places"] - own["indicative_places"], 0
    for kind in KINDS:
        missing = max(own[f"task_{kind}"] - own[f"durable_{kind}"], 0)
        yield f"shortfall_{kind}", own[f"shortfall_{kind}"], missing, 0
    for row in facts.rest.numbers:
        if row.municipality_code == facts.code:
            yield f"task_{row.kind}", own[f"task_{row.kind}"], row.number_places, 0
