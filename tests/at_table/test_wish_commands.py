"""Every command that asks makes the file that a person would have written; what can't be meant is told."""

import pytest
from at_table.small_table import Small

from spreiding.at_table.commands import COMMANDS
from spreiding.at_table.wishes import lines
from spreiding.errors import InputError


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (["pin GM0001 90"], {"pin": {"GM0001": {"total": 90}}}),
        (["PIN 1 90"], {"pin": {"GM0001": {"total": 90}}}),
        (["cap GM0001 regular 80", "cap GM0001 amv 5"], {"cap": {"GM0001": {"regular": 80, "amv": 5}}}),
        (["floor GM0002 10", "floor GM0002 20"], {"floor": {"GM0002": {"total": 20}}}),
        (["exclude s1"], {"exclude": ["S1"]}),
        # A site is forced or taken out, and the later word counts.
        (["exclude S1", "force S1"], {"force": [{"site": "S1"}]}),
        (["force S1", "exclude S1"], {"exclude": ["S1"]}),
        (["set families.municipal_task.max_ratio 2.5"], {"set": {"families.municipal_task.max_ratio": 2.5}}),
        (
            ["exchange GM0001 GM0003 5"],
            {"exchange": [{"what": "reception", "from": "GM0001", "to": "GM0003", "places": 5}]},
        ),
        (
            ["offer GM0001 150 azc", "offer GM0001 30 amv"],
            {
                "offer": [
                    {
                        "site_id": "GM0001-OFFER-1",
                        "municipality_code": "GM0001",
                        "location_types": "azc",
                        "places": 150,
                    },
                    {"site_id": "GM0001-OFFER-2", "municipality_code": "GM0001", "location_types": "amv", "places": 30},
                ]
            },
        ),
        (["pin GM0001 90", "free GM0001"], {}),
        (["exclude S1", "exclude S2", "free S1"], {"exclude": ["S2"]}),
        (["exchange GM0001 GM0003 5", "pin GM0002 80", "free GM0003"], {"pin": {"GM0002": {"total": 80}}}),
        # With the offer goes what was asked of its site.
        (["offer GM0001 50 azc K", "force K", "pin GM0002 80", "free GM0001"], {"pin": {"GM0002": {"total": 80}}}),
        (["set families.municipal_task.max_ratio 2", "free families.municipal_task.max_ratio"], {}),
        (["# a remark", "", "pin GM0001 90 # for now"], {"pin": {"GM0001": {"total": 90}}}),
    ],
)
def test_what_is_typed_is_asked(small: Small, typed: list[str], asked: dict[str, object]) -> None:
    assert small.asked(*typed) == asked


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("pni GM0001 90", "Did you mean pin?"),
        ("pin GM0001", "needs a municipality and a number"),
        ("pin GM0001 many", "no whole number of places"),
        ("pin GM0001 -5", "no whole number of places"),
        ("pin GM0001 1.5", "no whole number of places"),
        ("pin GM0003 90", "outside PV20"),
        ("pin GM9999 90", "is not a municipal code"),
        ("pin Nowhere 90", "is not the name or code of a municipality"),
        ('pin "GM0001 90', "a quote that is not closed"),
        ("exclude S11", "Did you mean S1?"),
        # A site of the neighbouring province is not decided at this table.
        ("exclude S3", "is no site of PV20"),
        ("exclude", "needs one word"),
        ("offer GM0001 150", "is no offer"),
        ("offer GM0001 150 azcc", "Did you mean azc?"),
        ("offer GM0001 150 azc S1", "is the id of another site"),
        ("exchange GM0001 GM0002", "is no exchange"),
        ("exchange GM0001 GM0001 5", "from and to are the same"),
        ("exchange GM0003 GM0004 5", "both outside PV20"),
        # Nobody is to be received there but adults.
        ("exchange GM0001 GM0002 5 amv", "hands over 5 amv places of 0"),
        ("set families.municipal_task.maxratio 2", "Did you mean families.municipal_task.max_ratio?"),
        ("set families.municipal_task.max_ratio", "needs a path and a value"),
        ("set families.municipal_task.max_ratio [", "is no value as YAML has them"),
        ("free GM0001", "is asked nothing"),
        ("free", "needs a municipality"),
        ("undo", "nothing to undo"),
        ("redo", "nothing to do again"),
        ("solve now", "takes no words"),
        ("show town", "Did you mean towns?"),
        ("help pni", "Did you mean pin?"),
    ],
)
def test_what_can_not_be_meant_is_told_and_changes_nothing(small: Small, typed: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        small.after(typed)
    assert told in str(caught.value)


def test_a_number_is_told_beside_that_of_the_base(small: Small) -> None:
    row = small.table.base.tasks.set_index("municipality_code").loc["GM0001"]
    assert small.after("pin GM0001 90").shown[-1].endswith(f"90 places (base: {row['task_places']})")
    assert small.after("cap GM0001 amv 3").shown[-1].endswith(f"3 amv places (base: {row['task_amv']})")


def test_what_is_asked_is_told_as_it_could_be_typed_again(small: Small) -> None:
    typed = ("pin GM0001 regular 90", "exclude S1", "force S2", "offer GM0002 50 azc K", "exchange GM0001 GM0002 5")
    settings = ("set families.municipal_task.max_ratio 2", "set solver.seed 3")
    state = small.after(*typed, *settings).state
    told = lines(small.table, state.now.asked)
    assert len(told) == 7
    assert small.asked(*told) == small.asked(*typed, *settings)
    assert small.after(*typed, *settings, "wishes").shown == tuple(told)


def test_undo_and_redo_go_through_what_was_asked(small: Small) -> None:
    typed = ["pin GM0001 90", "cap GM0002 120"]
    assert small.asked(*typed, "undo") == {"pin": {"GM0001": {"total": 90}}}
    assert small.asked(*typed, "undo", "undo") == {}
    assert small.asked(*typed, "undo", "redo") == small.asked(*typed)
    # Something else asked after an undo: what was undone is gone.
    with pytest.raises(InputError):
        small.after(*typed, "undo", "exclude S1", "redo")
    # The same asked twice is one step.
    assert small.asked("pin GM0001 90", "pin GM0001 90", "undo") == {}


def test_help_names_every_command_and_its_ways(small: Small) -> None:
    listed = small.after("help").shown
    for name, command in COMMANDS.items():
        assert any(str(line).strip().startswith(name) for line in listed)
        assert small.after(f"help {name}").shown == (*(f"  {usage}" for usage in command.usage), command.meaning)
        assert all(usage.split()[0] == name for usage in command.usage)
