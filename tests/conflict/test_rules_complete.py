"""Every row that the model can have stands in one of the two tables, and none stands there that it can't have."""

import pyomo.environ as pyo
from builders import GOALS as ALL_GOALS
from builders import arrivals, country, goals, site, town

from spreiding.conflict.rules import ARGUABLE, FIXED, LATE, UNIT_WEIGHTS, WEIGHTS
from spreiding.conflict.says import SAYS
from spreiding.formulation.build import build
from spreiding.law.norms import Norms
from spreiding.model_families import Families

TOWNS = [town("GM0001", 100), town("GM0002", 100)]
# Sites at which each family has something to say: small ones, special ones, one that is flexible, one that runs down.
SITES = [
    site("S1", "GM0001", "azc;registration", (20, 200)),
    site("S2", "GM0002", "azc;accelerated", (20, 200), minutes=(90.0, 10.0, 10.0), transport_possible=True),
    site("S3", "GM0002", "amv", (5, 90)),
    site("S4", "GM0001", "azc", (10, 90), emergency=True),
    site("S5", "GM0001", "azc", (10, 90), existing=False),
]


def _rows_of(strength: str, band: bool = True, **model: object) -> set[str]:
    """Groups of rows that the families make, with every family on."""
    families = {
        "municipal_task": {"strength": strength, **({"min_ratio": 0.5, "max_ratio": 2.0} if band else {})},
        "existing_sites": {"strength": strength, "emergency": "run_down"},
        "stock": {"enabled": True, "strength": strength, "scale_down": "always"},
        "capacity_band": {"enabled": True, "strength": strength},
        "regional_tables": {"enabled": True, "strength": strength, "numbers": {"VR01": 200}},
        "staff": {"enabled": True, "strength": strength, "per_100_places": {"azc": 20}},
        "mix": {"enabled": True, "strength": strength},
        "reach": {"strength": "soft", "limits": {"azc": {"education": 60}}},
        "transition": {"enabled": True, "strength": strength, "max_change_places": 10},
    }
    content = {
        "families": families,
        "goals": goals(*ALL_GOALS),
        "inflow": arrivals(10),
        "horizon": {"start": "2025-01-01", "periods": 3},
        "wishes": {"pin": {"GM0001": 100}},
        **model,
    }
    built = build(country(TOWNS, SITES, content))
    groups = [group.name for group in built.model.component_objects(pyo.Constraint) if len(group)]
    return {name for name in groups if not built.made_by[name].startswith("goals/")}


def _rows() -> set[str]:
    return _rows_of("hard") | _rows_of("soft") | _rows_of("hard", band=False, rest_task={"rule": "pro_rata"})


# Not a row of the model: a bound of a column, and the row of an alternative's own (alternative/change.py).
ELSEWHERE = {LATE, "changed"}


def test_every_group_of_rows_is_arguable_or_fixed_and_none_is_both() -> None:
    assert _rows() - set(ARGUABLE) - set(FIXED) == set()
    assert set(ARGUABLE) & set(FIXED) == set()


def test_no_rule_is_left_of_a_row_that_is_no_more() -> None:
    assert (set(ARGUABLE) | set(FIXED)) - _rows() == ELSEWHERE


def test_every_arguable_row_has_words_an_article_that_exists_and_a_price() -> None:
    known = {norm.id for norm in Norms.load().norms}
    for component, rule in ARGUABLE.items():
        assert component in SAYS or component == "wishes"
        assert set(rule.norms) <= known
        assert WEIGHTS[rule.standing] * UNIT_WEIGHTS[rule.unit] > 0


def test_a_family_is_one_of_the_model_file_or_one_that_has_no_switch() -> None:
    without = {"wishes", "provincial_sum", "rest_task", "sites"}
    assert {rule.family for rule in ARGUABLE.values()} <= set(Families.model_fields) | without


def test_every_fixed_row_has_a_reason() -> None:
    assert all(len(reason) > 10 for reason in FIXED.values())
