"""Small countries in which something is planted that can't be, with what must be found there, worked out by hand."""

from dataclasses import dataclass, field
from typing import Any

from builders import Row, arrivals, country, goals, site, town

from spreiding.prepare.case import Case

NEW = {"existing": False, "opening_cost_eur": 1_000_000}
TOWNS = [town("GM0001", 100), town("GM0002", 100), town("GM0003", 100)]
OLD, NEXT = site("S1", "GM0001", "azc", (100, 200)), site("S2", "GM0002", "azc", (100, 200), **NEW)
ANY_SIZE = site("S2", "GM0002", "azc", (1, 200), **NEW)
HARD = {"delivery": {"strength": "hard"}}
REGULAR, AMV = "provincial_regular[PV01]", "provincial_amv[PV01]"
DELIVERED = [f"delivered_regular[GM000{number}]" for number in (1, 2, 3)]


@dataclass(frozen=True)
class Planted:
    """``members``: the names of all that clashes and by how much each would have to give way for the others to fit.

    ``not_alone``: those that would not make a plan possible by that, because of something else.
    """

    name: str
    members: dict[str, float]
    wishes: Row = field(default_factory=dict)
    families: Row = field(default_factory=dict)
    sites: tuple[Row, ...] = (OLD, NEXT)
    model: Row = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    not_alone: tuple[str, ...] = ()

    def case(self, wishes: Row | None = None) -> Case:
        """The country, with these wishes or with other ones."""
        asked = self.wishes if wishes is None else wishes
        model = {"goals": goals("cost"), "families": self.families, "wishes": asked, **self.model}
        return country(TOWNS, self.sites, model, **self.more)


def named(*names: str, amount: float) -> dict[str, float]:
    return dict.fromkeys(names, amount)


def wish(name: str) -> str:
    return f"wishes[{name}]"


PLANTED = (
    # 200 + 150 of 300.
    Planted(
        "two pins over the task",
        named(wish("pin.GM0001.regular"), wish("pin.GM0002.regular"), REGULAR, amount=50),
        {"pin": {"GM0001": {"regular": 200}, "GM0002": {"regular": 150}}},
    ),
    # A total holds amv places too, and the province has none of those: both its sums are needed.
    Planted(
        "two totals over both tasks",
        named(wish("pin.GM0001.total"), wish("pin.GM0002.total"), REGULAR, AMV, amount=50),
        {"pin": {"GM0001": 200, "GM0002": 150}},
    ),
    # 3 x 80 of 300.
    Planted(
        "a cap on all",
        named(*(wish(f"cap.GM000{n}.total") for n in (1, 2, 3)), REGULAR, amount=60),
        {"cap": {"GM0001": 80, "GM0002": 80, "GM0003": 80}},
    ),
    Planted(
        "a pin under a floor",
        named(wish("pin.GM0001.total"), wish("floor.GM0001.total"), amount=20),
        {"pin": {"GM0001": 100}, "floor": {"GM0001": 120}},
    ),
    Planted(
        "a cap under a floor, of one kind",
        named(wish("cap.GM0002.regular"), wish("floor.GM0002.regular"), amount=7),
        {"cap": {"GM0002": {"regular": 40}}, "floor": {"GM0002": {"regular": 47}, "GM0001": 10}},
    ),
    # 90 + 20 is not 100; the province has 30 amv places, so they are not why.
    Planted(
        "parts that are not the total",
        named(wish("pin.GM0001.total"), wish("pin.GM0001.regular"), wish("pin.GM0001.amv"), amount=10),
        {"pin": {"GM0001": {"total": 100, "regular": 90, "amv": 20}}},
        model={"need": {"places": 300, "amv": 30}},
    ),
    Planted(
        "a table whose members are pinned at less",
        named(wish("together.the north"), wish("pin.GM0001.total"), wish("pin.GM0002.total"), amount=20),
        {
            "pin": {"GM0001": 50, "GM0002": 50},
            "together": [{"name": "the north", "municipalities": ["GM0001", "GM0002"], "places": 120}],
        },
    ),
    # At most 1.2 x 100.
    Planted(
        "a hard band under a pin",
        named("task_ceiling[GM0001]", wish("pin.GM0001.total"), amount=30),
        {"pin": {"GM0001": 150}},
        {"municipal_task": {"max_ratio": 1.2}},
    ),
    Planted(
        "a hard band over a cap",
        named("task_floor[GM0001]", wish("cap.GM0001.total"), amount=10),
        {"cap": {"GM0001": 70}},
        {"municipal_task": {"min_ratio": 0.8}},
    ),
    Planted(
        "more places than a site holds",
        named("places_most[S2]", wish("force.S2.places"), amount=100),
        {"force": [{"site": "S2", "places": 300}]},
    ),
    Planted(
        "fewer places than a site opens with",
        named("places_least[S2]", wish("force.S2.places"), amount=60),
        {"force": [{"site": "S2", "places": 40}]},
    ),
    # Nothing stands in GM0002 today, and 120 would.
    Planted(
        "a forced site beyond what may change",
        named("transition_most[GM0002]", wish("force.S2.places"), amount=70),
        {"force": [{"site": "S2", "places": 120}]},
        {"transition": {"enabled": True, "max_change_places": 50}},
        (OLD, ANY_SIZE),
    ),
    # S1 holds 200 of the 300; GM0002 and GM0003 have nothing else.
    Planted(
        "too few sites",
        named(REGULAR, *DELIVERED, "places_most[S1]", amount=100),
        families=HARD,
        sites=(OLD,),
    ),
    # As above, with a second site of 200 that is taken out: it would do.
    Planted(
        "a site taken out that is needed",
        {**named(REGULAR, *DELIVERED, "places_most[S1]", amount=100), wish("exclude.S2"): 1},
        {"exclude": ["S2"]},
        HARD,
    ),
    # The only site that GM0002 can have stands today and is taken out.
    Planted(
        "a standing site taken out under a floor",
        {
            wish("exclude.S1"): 1,
            **named(wish("floor.GM0001.regular"), "delivered_regular[GM0001]", amount=50),
        },
        {"exclude": ["S1"], "floor": {"GM0001": {"regular": 50}}},
        HARD,
        (OLD, NEXT, site("S3", "GM0003", "azc", (100, 300), **NEW)),
    ),
    # From 100 places on they count, and the site has at most 80: to count 60 it must be 80 that count.
    Planted(
        "too small to count",
        {
            **named(wish("pin.GM0002.regular"), "delivered_regular[GM0002]", amount=60),
            **named("counted_ordinary_least[GM0002]", "places_most[S2]", amount=20),
        },
        {"pin": {"GM0002": {"regular": 60}}},
        HARD,
        (site("S1", "GM0001", "azc", (100, 300)), site("S2", "GM0002", "azc", (1, 80), **NEW)),
    ),
    Planted(
        "a region that agreed on less than its province has",
        named("regional_most[VR01]", REGULAR, amount=50),
        families={"regional_tables": {"enabled": True, "numbers": {"VR01": 250}}},
    ),
    # Nobody needs a place, so none may be in use; S1 stays open with at least 100.
    Planted(
        "a hard band under a site that stays",
        {"capacity_most[1]": 100, "places_least[S1]": 100, "one_type[S1]": 1},
        families={"capacity_band": {"enabled": True, "strength": "hard"}, "existing_sites": {"emergency": "keep"}},
    ),
    # Staff of 200 places today is 40, and 10 more come: for 250 places. 100 of S1 and 200 of S2 need 60.
    Planted(
        "staff for a forced site",
        {
            "staff_grows[VR01,1]": 10,
            **named(wish("force.S2.places"), "places_least[S1]", amount=50),
            "one_type[S1]": 1,
        },
        {"force": [{"site": "S2", "places": 200}]},
        {
            "staff": {
                "enabled": True,
                "strength": "hard",
                "per_100_places": {"azc": 20},
                "growth": 0,
                "new_staff": 10,
            }
        },
    ),
    # Without offers everyone has its share by the rule for the rest.
    Planted(
        "a pin beside the rest of the task",
        named("given_regular[GM0001]", wish("pin.GM0001.regular"), amount=15),
        {"pin": {"GM0001": {"regular": 115}}},
        model={"rest_task": {"rule": "pro_rata"}},
        # Another number for one of them alone would not add up to the task.
        not_alone=("given_regular[GM0001]",),
    ),
    # 500 places of stock, 400 at the most at two sites.
    Planted(
        "a hard stock beyond all sites",
        named("stock_stays[1]", "places_most[S1]", "places_most[S2]", amount=100),
        families={"stock": {"enabled": True, "strength": "hard"}},
        more={"law": {"stable_stock_places": 500, "flexible_places": 0, "direct_reserve_places": 0}},
    ),
    # 130 a quarter get a permit, and nobody is housed. At the end of the second quarter those who were coupled in the
    # first one's last week of thirteen are not late yet: 12/13 of 130 are.
    Planted(
        "hard housing without a dwelling",
        {"late[VR01,2]": 120},
        families={"housing": {"strength": "hard"}},
        model={"inflow": arrivals(10, regular=(1.0, 13.0, 1.0)), "horizon": {"start": "2025-01-01", "periods": 2}},
    ),
)
