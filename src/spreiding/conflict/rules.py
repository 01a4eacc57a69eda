"""Which rows of the model a planner can argue with, and which only say what a quantity means.

A row of ``ARGUABLE`` can give way in the elastic copy of the matrix, one of ``FIXED`` can't. Rows that a goal made
(``made_by`` of ``formulation/build.py``) count what it minimises and are as fixed. A test holds both tables against all
rows that the model makes.
"""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["wish", "planner", "law", "site"]
Side = Literal["either", "less", "more"]
# What a unit of giving way costs in a repair. A wish is the planner's to change, and so is a setting of the model file;
# the law and what a site holds are not, so they give way only where nothing else can.
WEIGHTS: dict[Standing, float] = {"wish": 1.0, "planner": 3.0, "law": 100.0, "site": 100.0}
# A site counts as the least number of places that makes durable reception (Besluit art. 3.1).
UNIT_WEIGHTS = {"places": 1.0, "persons": 1.0, "full-time persons": 1.0, "sites": 100.0}
LATE = "late"


@dataclass(frozen=True)
class Rule:
    """How a kind of row gives way: ``less`` of a least, ``more`` of a most, or ``either`` where it is an exact number.

    ``family``: its settings in the model file (a soft norm gives way by itself, so it never clashes). ``norms``: ids in
    ``models/norms.yaml``.
    """

    family: str
    standing: Standing
    gives: Side
    unit: str
    norms: tuple[str, ...] = ()


ARGUABLE: dict[str, Rule] = {
    "wishes": Rule("wishes", "wish", "either", "places"),
    "provincial_regular": Rule("provincial_sum", "law", "either", "places", ("Besluit-2.1.2",)),
    "provincial_amv": Rule("provincial_sum", "law", "either", "places", ("Besluit-2.1.2", "Besluit-2.2.1")),
    "given_regular": Rule("rest_task", "planner", "either", "places", ("Wet-5-rest",)),
    "given_amv": Rule("rest_task", "planner", "either", "places", ("Wet-5-rest",)),
    "task_floor": Rule("municipal_task", "planner", "less", "places"),
    "task_ceiling": Rule("municipal_task", "planner", "more", "places"),
    "one_type": Rule("existing_sites", "planner", "less", "sites", ("S22",)),
    "places_most": Rule("sites", "site", "more", "places"),
    "places_least": Rule("sites", "site", "less", "places"),
    "stock_stays": Rule("stock", "planner", "less", "places", ("S15",)),
    "stock_held": Rule("stock", "planner", "less", "places", ("S15",)),
    "capacity_most": Rule("capacity_band", "planner", "more", "places", ("S25",)),
    "staff_grows": Rule("staff", "planner", "more", "full-time persons", ("S26",)),
    "regional_most": Rule("regional_tables", "planner", "more", "places", ("S17",)),
    "regional_least": Rule("regional_tables", "planner", "less", "places", ("S17",)),
    "counted_ordinary_least": Rule("durable_places", "law", "less", "places", ("Besluit-3.1",)),
    "counted_special_least": Rule("durable_places", "law", "less", "places", ("Besluit-3.1",)),
    "delivered_regular": Rule("delivery", "law", "less", "places", ("Wet-7.1a",)),
    "delivered_amv": Rule("delivery", "law", "less", "places", ("Wet-7.1a",)),
    "transition_most": Rule("transition", "planner", "more", "places", ("S22",)),
    "transition_least": Rule("transition", "planner", "less", "places", ("S22",)),
    LATE: Rule("housing", "planner", "more", "persons", ("S07",)),
}
_MEANS = "says what a sum or a balance is"
_ALWAYS = "can be kept whatever is asked: nobody in it is a way out that always stands open"
_BOTH = "says which decisions go together"
FIXED: dict[str, str] = {
    "regular_deviation": _MEANS,
    "amv_deviation": _MEANS,
    "kept_open": "is soft: what it is passed by is in the row",
    "open_places_sum": _MEANS,
    "near_places_sum": _MEANS,
    "scaled_within": _BOTH,
    "flexible_within": "what may be flexible was agreed for the site; the stock that asks for it can give way",
    "given_up_stays": _BOTH,
    "flexible_recalled": _BOTH,
    "stock_flexible": "how the stock is divided; the stock that asks for it can give way",
    "stock_reserve": "how the stock is divided; the stock that asks for it can give way",
    "staffed": _MEANS,
    "staff_kept": "what a region lends; that it takes on more staff can give way instead",
    "staff_exchanged": _MEANS,
    "counted_ordinary_limit": _MEANS,
    "counted_special_limit": _MEANS,
    "counted_amv_limit": _MEANS,
    "counted_ordinary_most": _BOTH,
    "counted_special_most": _BOTH,
    "placed": _MEANS,
    "occupied": _ALWAYS,
    "overflow_placed": _MEANS,
    "overflow_room": _ALWAYS,
    "overflow_near_open_site": _BOTH,
    "mix_most": _ALWAYS,
    "mix_least": _ALWAYS,
    "transport_organised": _MEANS,
    "coupled_in_region": _MEANS,
    "coupled_without_place": _MEANS,
    "waiting_in_region": _MEANS,
    "waiting_stock": _MEANS,
    "late_housing": "counts who is late; how many may be is the norm that can give way",
    "coupled_grows": _MEANS,
    "changed": "counts the change from a base",
}
