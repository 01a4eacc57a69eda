"""Planted conflicts in a province as it is, among hundreds of rows that have nothing to do with them."""

from dataclasses import dataclass, field

import pytest
from builders import Row
from conflict.brute_force import arguable, can_be
from conflict.found import found_in
from conflict.provinces import flevoland

ALMERE, ZEEWOLDE, POLDER, URK, LELYSTAD = "GM0034", "GM0050", "GM0171", "GM0184", "GM0995"
REGULAR, AMV = "provincial_regular[PV24]", "provincial_amv[PV24]"


@dataclass(frozen=True)
class Real:
    """``amount``: by how much each of the members would have to give way alone, worked out from the table of shares."""

    members: set[str]
    amount: float
    wishes: Row
    families: Row = field(default_factory=dict)


REAL = {
    # 1,200 + 1,700 beside a task of 2,249 + 209.
    "two pins over the task": Real(
        {f"wishes[pin.{ALMERE}.total]", f"wishes[pin.{LELYSTAD}.total]", REGULAR, AMV},
        442,
        {"pin": {ALMERE: 1200, LELYSTAD: 1700}},
    ),
    # 6 x 150 of 2,458; the regular task of 2,249 alone is too much for them.
    "a cap on all": Real(
        {f"wishes[cap.{code}.total]" for code in (ALMERE, ZEEWOLDE, POLDER, URK, "GM0303", LELYSTAD)} | {REGULAR},
        1558,
        {"cap": dict.fromkeys((ALMERE, ZEEWOLDE, POLDER, URK, "GM0303", LELYSTAD), 150)},
    ),
    # 1.2 x (276 + 136) is 494.4; whole places, so 405.6 for the band and 406 for the wish.
    "a table over the band": Real(
        {"wishes[together.north]", f"task_ceiling[{POLDER}]", f"task_ceiling[{URK}]"},
        406,
        {"together": [{"name": "north", "municipalities": [POLDER, URK], "places": 900}]},
        {"municipal_task": {"max_ratio": 1.2}},
    ),
    # Zeewolde has no site at all.
    "a pin without a site": Real(
        {f"wishes[pin.{ZEEWOLDE}.regular]", f"delivered_regular[{ZEEWOLDE}]"},
        131,
        {"pin": {ZEEWOLDE: {"regular": 131}}},
        {"delivery": {"strength": "hard"}},
    ),
    # At most 108.
    "more places than a site holds": Real(
        {"wishes[force.S0214.places]", "places_most[S0214]"},
        92,
        {"force": [{"site": "S0214", "places": 200}]},
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_what_is_planted_in_a_province_is_found_and_nothing_else(name: str) -> None:
    real = REAL[name]
    found = found_in(flevoland(real.wishes, real.families))
    assert found.names == real.members
    for member in found.conflict.members:
        assert member.alone is not None
        assert sum(way.amount for way in member.alone) == pytest.approx(real.amount, abs=1.0)
        assert can_be(found.matrix, found.names - {member.term.name}, found.case)
    assert not can_be(found.matrix, found.names, found.case)
    for repair in found.conflict.repairs:
        wider = {way.term.name: way.amount for way in repair.steps}
        assert can_be(found.matrix, arguable(found.matrix, found.case), found.case, wider)
