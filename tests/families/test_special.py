"""Special reception: places of its own for who needs them, and for nobody else."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

TOWNS = [town("GM0001", 100)]
# 20 regular a week for 10 weeks; none is recognised. A fifth of them is in an htl for 5 weeks: 20 of the 200 persons.
INFLOW = arrivals(20, regular=(1.0, 10.0, 0.0))
HTL: Row = {"enabled": True, "htl": {"share": 0.2, "stay_weeks": 5, "origin": "assumption"}}
# All 20 a week are refused: 80 are in the 28 days, and a tenth stays for 10 weeks after those: 20.
AFTER: Row = {
    "enabled": True,
    "after_rejection": {
        "tracks": ["regular"], "return_share": 0.1, "return_stay_weeks": 10, "origin": "assumption",
    },
}  # fmt: skip
BIG = site("S1", "GM0001", "azc", 1000)


def _model(special: Row, **differs: object) -> Row:
    return {"inflow": INFLOW, "goals": goals("no_place", "moves_distance"), "families": {"special": special}, **differs}


def test_untouched_where_every_group_has_a_place_of_its_own() -> None:
    plan = solve(country(TOWNS, [BIG, site("S2", "GM0001", "htl", 100)], _model(HTL)))
    assert plan.goal("no_place") == pytest.approx(0)
    assert plan.at("persons", "VR01", "htl", "htl", 1) == pytest.approx(20)
    assert plan.at("persons", "VR01", "azc", "regular", 1) == pytest.approx(180)


def test_binding_ten_places_hold_nine_persons_and_the_others_stay_nowhere() -> None:
    # The occupancy norm is 91 %: 9.1 of the 20, though the azc has hundreds of places left.
    plan = solve(country(TOWNS, [BIG, site("S2", "GM0001", "htl", 10)], _model(HTL)))
    assert plan.goal("no_place") == pytest.approx(20 - 9.1)


def test_violated_without_a_place_of_its_type_nobody_is_put_elsewhere() -> None:
    for special, group in ((HTL, "htl"), (AFTER, "return")):
        plan = solve(country(TOWNS, [BIG], _model(special)))
        assert plan.at("unplaced", group, 1) == pytest.approx(20)
        assert plan.goal("no_place") == pytest.approx(20)


def test_nobody_else_stays_there() -> None:
    plan = solve(country(TOWNS, [site("S2", "GM0001", "htl", 1000)], _model(HTL)))
    assert plan.goal("no_place") == plan.at("unplaced", "regular", 1) == pytest.approx(180)


def test_the_28_days_are_spent_in_an_azc_and_elsewhere_only_as_overflow() -> None:
    # 280 persons in 200 places of an azc (182) and one for accelerated procedures.
    sites = [
        site("S1", "GM0001", "azc", 200),
        site("S2", "GM0001", "accelerated", 200),
        site("S3", "GM0001", "return", 50),
    ]
    plan = solve(country(TOWNS, sites, _model(AFTER)))
    assert plan.goal("no_place") == pytest.approx(0)
    # A rejected person in overflow moves after four weeks, a regular one after ten: the regular ones go.
    assert plan.at("persons", "VR01", "azc", "rejected", 1) == pytest.approx(80)
    assert plan.at("persons", "VR01", "accelerated", "regular", 1) == pytest.approx(280 - 182)


def test_a_type_that_is_not_planned_for_is_never_open() -> None:
    sites = [site("S1", "GM0001", "azc;return", 100), site("S2", "GM0001", "ibo", 100)]
    case = country(TOWNS, sites, _model(HTL))
    assert set(case.choices["location_type"]) == {"azc"}
    assert dict(zip(case.excluded["site_id"], case.excluded["location_type"], strict=True)) == {
        "S1": "return",
        "S2": "ibo",
    }
    assert case.excluded["reason"].str.contains("does not plan for").all()


@pytest.mark.parametrize("kind", ["htl", "ibo", "return"])
def test_special_places_count_from_16_for_the_regular_number(kind: str) -> None:
    special: Row = {**HTL, "ibo": HTL["htl"], **AFTER}
    short = {}
    for places in (15, 16):
        differs = {**_model(special), "goals": goals("shortfall")}
        plan = solve(country(TOWNS, [site("S1", "GM0001", kind, (places, places))], differs))
        short[places] = plan.goal("shortfall")
    assert short == pytest.approx({15: 100, 16: 84})


def test_eight_minors_and_eight_in_an_htl_make_sixteen_special_places() -> None:
    sites = [site("S1", "GM0001", "amv", (8, 8)), site("S2", "GM0001", "htl", (8, 8))]
    model = {**_model(HTL), "goals": goals("shortfall"), "need": {"places": 100, "amv": 10}}
    assert solve(country(TOWNS, sites, model)).goal("shortfall") == pytest.approx(100 - 16)
