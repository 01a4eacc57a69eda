"""sites.csv: reception sites that are open or could open."""

import pandas as pd

from spreiding.tables.common import lon_lat, municipality_code, name, origin, places, source
from spreiding.tables.declare import Column, RowRule, Rule, Table, at_least, at_most, between, matches, one_of

LOCATION_TYPES = ("registration", "accelerated", "azc", "amv", "htl", "ibo", "return")
_COA = "COA, municipality or province"


def _types(cells: "pd.Series[str]") -> "pd.Series[bool]":
    return cells.map(lambda text: all(word in LOCATION_TYPES for word in text.split(";"))).astype(bool)


def _distinct(cells: "pd.Series[str]") -> "pd.Series[bool]":
    return cells.map(lambda text: len(set(text.split(";"))) == len(text.split(";"))).astype(bool)


def _amv_alone(cells: "pd.Series[str]") -> "pd.Series[bool]":
    return cells.map(lambda text: text == "amv" or "amv" not in text.split(";")).astype(bool)


_TYPE_RULES = (
    Rule(
        _types,
        f"holds a type other than {', '.join(LOCATION_TYPES)}",
        "Write one or more types with ; between them, such as azc;accelerated.",
    ),
    Rule(_distinct, "names a type twice", "Name every type once."),
    Rule(_amv_alone, "mixes amv with other types", "Make it two sites: minors live apart."),
)
_RECALL = Rule(lambda cells: cells.isin([3, 6]), "is neither 3 nor 6", "Write 3 or 6: the terms of the agenda.")
_SITE_ID = matches(
    r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}",
    "is not a plain site id",
    "Use at most 40 letters, digits, '_', '.' or '-', without spaces, such as S0012.",
)
_MIN_MAX = RowRule(
    lambda frame: (frame["places_min"] <= frame["places_max"]).fillna(True).astype(bool),
    "places_min",
    ("places_min", "places_max"),
    "is more than places_max",
    "Swap the two numbers or correct one of them.",
)
_CLOSES_AFTER = RowRule(
    lambda frame: frame["closes"].isna() | frame["available_from"].isna() | (frame["closes"] > frame["available_from"]),
    "closes",
    ("closes", "available_from"),
    "is not after available_from",
    "Write a later day, or leave it blank when no end is known.",
)


def _boolean(column: str, meaning: str, default: str | None = None) -> Column:
    return Column(column, "boolean", "true/false", meaning, _COA, default=default)


SITES = Table(
    name="sites",
    meaning="Every reception site that is open at the start or is offered.",
    columns=(
        Column("site_id", "text", "code", "unique id of the site", "the maker of the table", rules=(_SITE_ID,)),
        name("name", "name of the site", _COA),
        municipality_code("CBS code of the municipality in which the site stands"),
        *lon_lat("the site", _COA),
        places("places_min", "fewest places with which the site opens", _COA, low=1),
        places("places_max", "most places at the site", _COA, low=1),
        Column(
            "location_types",
            "text",
            "words with ; between",
            "types that the site may have (S01)",
            _COA,
            rules=_TYPE_RULES,
        ),
        Column("available_from", "date", "date", "first day on which the site can be used", _COA),
        Column(
            "lead_time_weeks",
            "whole",
            "weeks",
            "time from the decision to the first place",
            _COA,
            rules=(between(0, 520),),
        ),
        Column("closes", "date", "date", "day from which the site is gone; blank: no end known", _COA, default=""),
        _boolean("existing", "open at the start of the horizon"),
        _boolean(
            "emergency",
            "emergency site (noodopvang) or temporary municipal reception: costs more, never counts as durable",
            default="false",
        ),
        Column(
            "restriction",
            "text",
            "text",
            "target group that the offer is restricted to (S09); blank: none",
            _COA,
            default="",
        ),
        _boolean(
            "transport_possible",
            "transport can be organised when facilities are too far (S10)",
            default="false",
        ),
        Column(
            "opening_cost_eur",
            "whole",
            "EUR",
            "one-off cost of opening",
            _COA,
            rules=(at_least(0), at_most(1_000_000_000)),
        ),
        Column(
            "cost_per_place_day_eur",
            "decimal",
            "EUR per place per day",
            "running cost",
            _COA,
            rules=(at_least(0), at_most(100_000)),
        ),
        Column(
            "deployment_weeks",
            "whole",
            "weeks",
            "time from direct reserve to use; over 13, its places are no direct reserve (S13)",
            _COA,
            default="4",
            rules=(between(0, 520),),
        ),
        Column(
            "reserve_cost_per_place_day_eur",
            "decimal",
            "EUR per place per day",
            "cost of keeping a place in reserve (S13); blank: the part of the running cost that the model file says",
            _COA,
            default="",
            rules=(at_least(0), at_most(100_000)),
        ),
        Column(
            "flexible_part",
            "decimal",
            "fraction",
            "part of the places that other home-seekers may use while COA can do without (S14)",
            _COA,
            default="0.25",
            rules=(between(0, 1),),
        ),
        Column(
            "recall_months",
            "whole",
            "months",
            "term within which flexible places come back to COA: 3 or 6 (S14)",
            _COA,
            default="6",
            rules=(_RECALL,),
        ),
        Column(
            "operator",
            "text",
            "word",
            "who runs the site (S20)",
            _COA,
            default="coa",
            rules=(one_of("coa", "municipality"),),
        ),
        Column(
            "owner",
            "text",
            "word",
            "who owns the site (S20)",
            _COA,
            default="third_party",
            rules=(one_of("coa", "municipality", "third_party"),),
        ),
        origin(),
        source(),
    ),
    key=("site_id",),
    row_rules=(_MIN_MAX, _CLOSES_AFTER),
)


def explode_location_types(sites: pd.DataFrame) -> pd.DataFrame:
    """Give one row per site and type that it may have: site_id, location_type."""
    pairs = sites[["site_id"]].assign(location_type=sites["location_types"].str.split(";"))
    return pairs.explode("location_type", ignore_index=True)
