"""Places in reserve, flexible or given up, the stock, the band, the tables and staff: what breaks them is found."""

from dataclasses import replace

import pytest
from audit_builder import change, make_plan
from audit_fixtures import about, families, findings
from audit_inputs import make_case
from test_audit_families import CHANGES

from spreiding.audit import FAMILIES, AuditCase
from spreiding.write.run import WrittenPlan

PLAN, CASE = make_plan(), make_case()
# Rows of scaling.csv and staff.csv, in the order of audit_scaling.
S01_Q2, S01_Q3, S01_Q4, S02_Q3, S03_Q2, S03_Q3 = range(6)
VR04_Q1, VR04_Q4, VR06_Q1, VR06_Q4 = 0, 3, 4, 7


def scaled(row: int, **cells: float) -> WrittenPlan:
    """Another number in a row, with its places in use as they follow from it."""
    here = {**PLAN.scaling.iloc[row].to_dict(), **cells}
    down = sum(here[name] for name in ("reserve_places", "flexible_places", "given_up_places"))
    return change(PLAN, "scaling", row, **cells, places_in_use=here["places"] - down)


def staffed(row: int, **cells: float) -> WrittenPlan:
    return change(PLAN, "staff", row, **cells)


EMPTY = change(PLAN, "scaling", S03_Q3, given_up_places=600.5, places_in_use=0.0)


def rules(**settings: object) -> AuditCase:
    return replace(CASE, rules=replace(CASE.rules, **settings))  # type: ignore[arg-type]


def stock(places: int, flexible: int, reserve: int, **settings: object) -> AuditCase:
    """The case with a stock so large that the need, some 3,000 places, is under it."""
    law = replace(CASE.law, stable_stock=places, stock_flexible=flexible, stock_reserve=reserve)
    return replace(rules(**settings), law=law)


CAPACITY: list[tuple[str, str, WrittenPlan, AuditCase]] = [
    ("scaling", "stand at sites of sites.csv", change(PLAN, "scaling", S02_Q3, site_id="S99"), CASE),
    ("scaling", "location_type is that", change(PLAN, "scaling", S02_Q3, location_type="azc"), CASE),
    ("scaling", "the site is open", change(PLAN, "scaling", S03_Q3, period="2025-Q4"), CASE),
    ("scaling", "a row has places", scaled(S02_Q3, reserve_places=0.0), CASE),
    ("scaling", "no more is scaled down than stands", EMPTY, CASE),
    ("scaling", "places_in_use are", change(PLAN, "scaling", S02_Q3, places_in_use=300.5), CASE),
    # S03 is an emergency site, S09 an azc that takes 26 weeks to deploy.
    ("scaling", "deployed within a quarter", scaled(S03_Q2, reserve_places=1.0), CASE),
    ("scaling", "the site's offer allows", scaled(S01_Q2, flexible_places=160.5), CASE),
    ("scaling", "the site's offer allows", scaled(S02_Q3, flexible_places=0.5), CASE),
    ("scaling", "only an emergency site", scaled(S02_Q3, given_up_places=1.0), CASE),
    ("scaling", "only an emergency site", PLAN, rules(emergency_run_down=False)),
    ("scaling", "does not come back", scaled(S03_Q3, given_up_places=99.0), CASE),
    # Recalled in six months: what became flexible in the second quarter is so in the third.
    ("scaling", "until it can be recalled", scaled(S01_Q3, flexible_places=99.0), CASE),
    # Not under a stock, and not asked for always: nothing is scaled down but the emergency site.
    ("scaling", "deployed within a quarter", PLAN, rules(scale_down="under_stock")),
    ("scaling", "the site's offer allows", PLAN, rules(scale_down="under_stock")),
    # At their norm of 0.9, the 530 persons in S01 need 589 places.
    ("tracks", "occupancy norm", scaled(S01_Q2, reserve_places=112.0), CASE),
    ("stock", "the stable stock stays", PLAN, stock(5000, 2000, 2000)),
    ("stock", "no more of the stock is flexible", PLAN, stock(5000, 50, 2000)),
    ("stock", "no more of the stock is in direct reserve", PLAN, stock(5000, 2000, 50)),
    ("capacity_band", "within the band around the need", PLAN, rules(capacity_band=-0.5)),
    ("regional_tables", "add up to what was agreed", PLAN, rules(regional_numbers={"VR04": 1501})),
    ("staff", "one row per region", replace(PLAN, staff=PLAN.staff.iloc[1:]), CASE),
    ("staff", "one row per region", PLAN, rules(staff=False)),
    ("staff", "stands in the province", staffed(VR04_Q1, province_code="PV25"), CASE),
    ("staff", "needed_staff is what", staffed(VR04_Q1, needed_staff=90.0), CASE),
    ("staff", "has the staff that it needs", staffed(VR04_Q4, staff=125.0), CASE),
    ("staff", "no more than its part", PLAN, rules(staff_lent_part=0.01)),
    ("staff", "what is borrowed is what is lent", staffed(VR06_Q4, lent_staff=4.5), CASE),
    ("staff", "takes on no more staff", staffed(VR06_Q1, staff=134.5), CASE),
    ("goals", "value of the goal", PLAN, rules(staff_cost_per_day_eur=250.0)),
]


@pytest.mark.parametrize(
    ("family", "rule", "plan", "case"), CAPACITY, ids=[f"{family}-{n}" for n, (family, *_) in enumerate(CAPACITY)]
)
def test_what_breaks_a_norm_is_found_by_its_family(family: str, rule: str, plan: WrittenPlan, case: AuditCase) -> None:
    found = findings(plan, case)
    assert about(found, family, rule), [str(finding) for finding in found]


def test_a_norm_that_is_soft_may_be_passed() -> None:
    # What passes it is counted in the goal soft_norms, which this case does not report.
    assert families(case=rules(regional_numbers={"VR04": 1501}, soft={"regional_tables": 1.0})) == set()
    assert families(case=rules(capacity_band=-0.5, soft={"capacity_band": 1.0})) == set()
    assert families(case=stock(5000, 2000, 2000, soft={"stock": 1.0})) == set()
    assert families(staffed(VR06_Q1, staff=134.5), rules(soft={"staff": 1.0})) == set()


def test_every_family_has_a_case() -> None:
    cases = {family for family, *_ in CHANGES} | {family for family, *_ in CAPACITY} - {"capacity_band"}
    # Wishes are settings of a case: theirs stand in test_audit_settings.py.
    assert {name for name, _ in FAMILIES} | {"goals"} == cases | {"wishes"}
