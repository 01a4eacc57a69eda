"""The ledger of exchanges: sums unchanged, what it moves, and what can't be."""

import pandas as pd
import pytest
from builders import Row, country, goals, site, solve, town
from pydantic import TypeAdapter, ValidationError

from spreiding.law.exchanges import housing_net, ledger_findings, ledger_rows, reception_net
from spreiding.model_exchanges import Exchange

TOWNS = [town("GM0001", 100), town("GM0002", 100), town("GM0003", 100, province="PV02", region="VR02")]
SHARE = pd.DataFrame(
    {
        "municipality_code": ["GM0001", "GM0002", "GM0003"],
        "province_code": ["PV01", "PV01", "PV02"],
        "indicative_places": [100, 100, 100],
        "indicative_amv": [10, 10, 10],
    }
)
TASKS = pd.DataFrame({"municipality_code": ["GM0001", "GM0002", "GM0003"], "half_year": "2025-I", "task_persons": 20})


def _ledger(*rows: Row) -> list[Exchange]:
    return TypeAdapter(list[Exchange]).validate_python(list(rows))


def _reception(places: int, begin: str = "GM0001", end: str = "GM0002", **more: object) -> Row:
    return {"what": "reception", "from": begin, "to": end, "places": places, **more}


def _housing(persons: int, begin: str = "GM0001", end: str = "GM0003", half: str = "2025-I") -> Row:
    return {"what": "housing", "from": begin, "to": end, "half_year": half, "persons": persons}


def test_what_one_hands_over_the_other_takes_over() -> None:
    ledger = _ledger(_reception(40), _reception(5, amv=True), _reception(10, "GM0002", "GM0001"), _housing(3))
    net = reception_net(ledger)
    assert net == {("GM0001", "regular"): -30, ("GM0002", "regular"): 30, ("GM0001", "amv"): -5, ("GM0002", "amv"): 5}
    assert housing_net(ledger) == {("GM0001", "2025-I"): -3, ("GM0003", "2025-I"): 3}
    assert sum(net.values()) == sum(housing_net(ledger).values()) == 0


def test_only_housing_has_a_legal_form() -> None:
    provinces = {"GM0001": "PV20", "GM0002": "PV20", "GM0003": "PV20"}
    rows = ledger_rows(_ledger(_reception(40, in_return="60 Ukrainians"), _housing(3)), provinces)
    assert [row["legal_form"] for row in rows] == [False, True]
    assert rows[0]["from"] == "GM0001"
    assert rows[0]["in_return"] == "60 Ukrainians"
    assert "art. 29 lid 2" in str(rows[1]["basis"])


@pytest.mark.parametrize(
    ("row", "where", "rule"),
    [
        (_reception(1, end="GM0009"), "exchanges.0.to", "is not a municipality"),
        (_reception(1, end="GM0003"), "exchanges.0.to", "is in PV02, and GM0001 in PV01"),
        (_reception(91), "exchanges", "hands over 91 regular places of 90"),
        (_reception(11, amv=True), "exchanges", "hands over 11 amv places of 10"),
        (_housing(21), "exchanges", "hands over 21 of its task of 20 in 2025-I"),
        (_housing(1, half="2029-I"), "exchanges.0.half_year", "is outside the horizon"),
    ],
)
def test_what_can_not_be_is_said(row: Row, where: str, rule: str) -> None:
    findings = ledger_findings(_ledger(row), "model.yaml", SHARE, TASKS)
    assert len(findings) == 1
    assert findings[0].column == where
    assert rule in findings[0].rule
    assert findings[0].file == "model.yaml"


def test_nothing_wrong_nothing_said() -> None:
    assert ledger_findings(_ledger(_reception(90), _housing(20)), "model.yaml", SHARE, TASKS) == []


def test_an_exchange_with_itself_is_refused() -> None:
    with pytest.raises(ValidationError, match="two municipalities"):
        _ledger(_reception(1, end="GM0001"))


def test_evenness_is_measured_against_the_exchanged_share() -> None:
    # Sites for 60 and 140: without the exchange 40 places lie apart, twice; with it nothing does.
    sites = [site("S1", "GM0001", "azc", 60), site("S2", "GM0002", "azc", 140)]
    model = {"goals": goals("shortfall", "unevenness_total", "unevenness_worst"), "families": DURABLE}
    plain = solve(country(TOWNS[:2], sites, model))
    agreed = solve(country(TOWNS[:2], sites, {**model, "exchanges": [_reception(40)]}))
    assert (plain.goal("unevenness_total"), plain.goal("unevenness_worst")) == pytest.approx((80, 0.4))
    assert (agreed.goal("unevenness_total"), agreed.goal("unevenness_worst")) == pytest.approx((0, 0), abs=1e-5)


DURABLE: Row = {"durable_places": {"enabled": False}}


def test_a_housing_exchange_moves_dwellings() -> None:
    # 30 dwellings a half-year in three towns of 100: 10 each, half in a quarter; 4 go from the first to the third.
    case = country(TOWNS, [], {"exchanges": [_housing(4)]}, dwellings=30)
    assert case.room.dwellings[1].to_dict() == {"GM0001": 3.0, "GM0002": 5.0, "GM0003": 7.0}


def test_an_exchange_between_provinces_says_that_both_sums_differ_from_their_tasks() -> None:
    provinces = {"GM0001": "PV20", "GM0002": "PV21", "GM0003": "PV20"}
    rows = ledger_rows(_ledger(_reception(40), _housing(3)), provinces)
    assert "between provinces" in str(rows[0]["basis"])
    assert [row["legal_form"] for row in rows] == [False, True]
