"""The auditor goes by the settings of the model file and the law of the case, not by its own."""

from dataclasses import replace

import pytest
from audit_builder import make_plan
from audit_fixtures import about, families, findings
from audit_inputs import TOWNS, make_case

from spreiding.audit import AuditCase, ReachLimit
from spreiding.audit.case import AuditSpecial, AuditStay, AuditWishes


def rules(**settings: object) -> AuditCase:
    """The case with other settings; the plan was made without them."""
    case = make_case()
    return replace(case, rules=replace(case.rules, **settings))  # type: ignore[arg-type]


SETTINGS: list[tuple[str, str, AuditCase]] = [
    ("municipal_task", "least that the model file", rules(band_min=1.0)),
    ("municipal_task", "most that the model file", rules(band_max=1.0)),
    ("registration", "near a registration site", rules(overflow_max_km=5.0)),
    ("mix", "the part of dublin", rules(mix_band=0.001)),
    ("reach", "exactly where", rules(reach_limits=(ReachLimit("azc", "care", 19),))),
    ("housing", "housing task so far", rules(realisation=0.15)),
    ("housing", "housing task so far", replace(make_case(), municipalities=TOWNS.assign(backlog_persons=-400))),
    ("housing", "late_persons are", rules(initial_coupling_weeks=2.0)),
    ("durable_places", "durable_amv counts", rules(durable_minimum=False)),
    ("sites", "stays open until it closes", rules(restriction_policy="count_unrestricted")),
    ("transition", "further above today's", rules(max_change_places=100)),
    ("transition", "further below today's", rules(max_change_places=100)),
    ("transition", "further above today's", rules(max_change_ratio=0.5)),
    ("burdens", "burden_places weighs", rules(burden_weights=None)),
    ("burdens", "burden_per_1000 is", rules(burden_weights=(1.0, 2.0))),
    ("goals", "value of the goal", rules(burden_weights=(0.5, 1.0))),
    ("tracks", "occupancy norm", replace(make_case(), law=replace(make_case().law, occupancy=0.7))),
    ("municipal_task", "selected part", replace(make_case(), demand_scale=1.0)),
    ("special", "longest that is allowed", rules(special=AuditSpecial(AuditStay(0.1, 13.5), None, None, (), 28, 13))),
    # A quarter of the regular track would be in an htl.
    ("tracks", "than there are", rules(special=AuditSpecial(AuditStay(1.0, 17.5), None, None, (), 28, 13))),
    # GM0002 has 350 regular and 40 amv; S05 stands as amv with 30 places from the first quarter, S03 closes.
    ("wishes", "is the one that was pinned", rules(wishes=AuditWishes((("pin", "GM0002", "total", 391),)))),
    ("wishes", "is at most the cap", rules(wishes=AuditWishes((("cap", "GM0002", "regular", 349),)))),
    ("wishes", "is at least the floor", rules(wishes=AuditWishes((("floor", "GM0002", "amv", 41),)))),
    ("wishes", "add up to its sum", rules(wishes=AuditWishes(together=(("west", ("GM0002", "GM0003"), 1191),)))),
    ("wishes", "as it was asked for", rules(wishes=AuditWishes(forced=(("S05", "azc", None, None),)))),
    ("wishes", "as it was asked for", rules(wishes=AuditWishes(forced=(("S05", "amv", 31, None),)))),
    ("wishes", "as it was asked for", rules(wishes=AuditWishes(forced=(("S05", None, None, "2025-Q2"),)))),
    ("wishes", "as it was asked for", rules(wishes=AuditWishes(forced=(("S03", None, None, None),)))),
    ("wishes", "as it was asked for", rules(wishes=AuditWishes(forced=(("S06", None, None, None),)))),
    ("wishes", "has no places", rules(wishes=AuditWishes(excluded=("S05",)))),
    ("goals", "value of the goal", rules(km_per_move=50.0)),
    ("goals", "value of the goal", replace(make_case(), goals=("no_place", "happiness"))),
]


@pytest.mark.parametrize(
    ("family", "rule", "case"), SETTINGS, ids=[f"{family}-{n}" for n, (family, _, _) in enumerate(SETTINGS)]
)
def test_a_setting_that_the_plan_does_not_meet_is_found(family: str, rule: str, case: AuditCase) -> None:
    found = findings(case=case)
    assert about(found, family, rule), [str(finding) for finding in found]


@pytest.mark.parametrize(
    "settings",
    [{"overflow_max_km": None}, {"mix_band": None}, {"band_max": None}, {"keep_existing": False}],
    ids=lambda settings: next(iter(settings)),
)
def test_a_family_that_is_off_finds_nothing(settings: dict[str, object]) -> None:
    assert families(case=rules(**settings)) == set()


def test_a_cap_that_the_plan_keeps_to_and_what_closes_or_is_set_aside_is_free() -> None:
    # GM0001 has 410 fewer, of which 300 set aside; GM0002 390 more; GM0003 700 fewer, of which 1,000 can't stay.
    assert families(case=rules(max_change_places=410)) == set()
    assert families(case=rules(max_change_places=409)) == {"transition"}


def test_wishes_that_the_plan_meets_are_no_finding() -> None:
    numbers = (("pin", "GM0002", "total", 390), ("cap", "GM0002", "regular", 350), ("floor", "GM0002", "amv", 40))
    met = AuditWishes(numbers, (("west", ("GM0002", "GM0003"), 1190),), (("S05", "amv", 30, "2025-Q1"),), ("S06",))
    assert families(case=rules(wishes=met)) == set()


def test_a_site_that_stands_may_close_when_the_model_file_says_so() -> None:
    plan = make_plan()
    fewer = replace(plan, sites=plan.sites[plan.sites["site_id"] != "S08"])
    found = findings(fewer, rules(keep_existing=False))
    assert not about(found, "sites", "stays open")
