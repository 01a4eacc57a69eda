"""What is told of a conflict: sentences with articles, amounts that are enough, and the same as values."""

import json

import pytest
from conflict.found import found_in
from conflict.planted import PLANTED

from spreiding.conflict.ask import compiled, conflict_of_case
from spreiding.conflict.find import Conflict
from spreiding.conflict.names import component_and_index
from spreiding.conflict.tell import conflict_json, conflict_lines

BY_NAME = {planted.name: planted for planted in PLANTED}


def _lines(name: str) -> tuple[str, ...]:
    return conflict_lines(found_in(BY_NAME[name].case()).conflict)


def test_two_pins_over_the_task_are_told_with_the_article_and_the_ways_out() -> None:
    assert _lines("two pins over the task") == (
        "This can't be all at once:",
        "  - The numbers of PV01 add up to its task of 300 regular places (Besluit art. 2.1 lid 2). "
        "Enough by itself: raise the regular task of PV01 by 50 places.",
        "  - You pin GM0001 (GM0001) at 200 regular places. "
        "Enough by itself: lower the pin of GM0001 (GM0001) (regular) by 50 places.",
        "  - You pin GM0002 (GM0002) at 150 regular places. "
        "Enough by itself: lower the pin of GM0002 (GM0002) (regular) by 50 places.",
        "The cheapest way out: lower the pin of GM0002 (GM0002) (regular) by 50 places.",
        "Or: lower the pin of GM0001 (GM0001) (regular) by 50 places.",
        "Or: raise the regular task of PV01 by 50 places.",
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a site taken out that is needed", "You take site S2 in GM0002 (GM0002) out. Enough by itself: give up that"),
        ("too small to count", "count from 100 regular places on (Besluit art. 3.1; families.durable_places)"),
        (
            "a pin beside the rest of the task",
            "Not enough by itself; for what stands here: raise the regular number",
        ),
        ("more places than a site holds", "holds at most 200 places (table sites, places_max)"),
        ("staff for a forced site", "by 10 full-time persons"),
        ("hard housing without a dwelling", "(Uitvoeringsagenda 2.2.3 and 5; families.housing)"),
        ("too few sites", "Wet art. 7 lid 1 onder a"),
    ],
)
def test_each_kind_has_its_sentence(name: str, told: str) -> None:
    assert any(told in line for line in _lines(name)), _lines(name)


@pytest.mark.parametrize("name", BY_NAME)
def test_values_say_the_same_as_the_sentences_and_go_into_a_file(name: str) -> None:
    conflict = found_in(BY_NAME[name].case()).conflict
    values = json.loads(json.dumps(conflict_json(conflict)))
    assert [member["name"] for member in values["members"]] == [member.term.name for member in conflict.members]
    told = "\n".join(conflict_lines(conflict))
    for repair in values["repairs"]:
        assert all(step["told"] in told for step in repair["steps"])
    for member in values["members"]:
        assert member["kind"] == ("wish" if member["name"].startswith("wishes[") else "norm")
        assert member["says"][1:] in told


def test_without_seconds_it_is_said_that_nothing_was_found_in_time() -> None:
    case = BY_NAME["a cap on all"].case()
    conflict = conflict_of_case(case, compiled(case), seconds=0.0)
    assert conflict == Conflict((), (), done=False)
    assert conflict_lines(conflict) == ("What clashes was not found in time.",)


def test_of_many_of_a_kind_the_first_are_shown_and_the_rest_is_named() -> None:
    found = found_in(BY_NAME["a cap on all"].case()).conflict
    many = Conflict((*found.members[:1], *found.members[1:] * 4), found.repairs, done=True)
    lines = conflict_lines(many)
    assert sum(line.startswith("  - You cap") for line in lines) == 5
    assert sum(line.startswith("  - And 7 more like it: the cap of") for line in lines) == 1


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("places_most[S1,azc,1]", ("places_most", ("S1", "azc", "1"))),
        ("waiting['VR01.1',2]", ("waiting", ("VR01.1", "2"))),
        ("wishes['together.north, east']", ("wishes", ("together.north, east",))),
        ("wishes[together.north, east]", ("wishes", ("together.north, east",))),
        ("one_type['it\\'s']", ("one_type", ("it's",))),
        ("single", ("single", ())),
    ],
)
def test_a_row_is_taken_apart_as_pyomo_and_the_alternatives_write_it(row: str, parts: tuple[str, object]) -> None:
    assert component_and_index(row) == parts
