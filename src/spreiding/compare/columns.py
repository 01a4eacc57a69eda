"""The contract of a comparison's files; ``docs/compare.md`` is generated from it."""

from spreiding.compare.measures import MUNICIPAL, PROVINCIAL, REGIONAL, columns_of
from spreiding.write.column import Column, Table, boolean, day, decimal, text, whole
from spreiding.write.site_columns import SITE_TYPES

BETTER = ("base", "run", "equal", "not_comparable")
CHANGES = ("same", "only_base", "only_run", "changed")

_RUN = text("run", "run", "letter of the run that is held against the base run, as in `compare.json`")
_PROVINCE = text("province_code", "provinciecode", "CBS code of the province")


def _value(name: str, dutch: str, meaning: str) -> Column:
    return decimal(name, dutch, "unit", f"{meaning}; empty: none", decimals=3, signed=True, blank=True)


GOALS = Table(
    name="goals",
    meaning="What each goal comes to in both plans. All goals are minimised: less is better. They are those of the "
    "whole runs, whichever municipalities are compared.",
    dutch="Doelen",
    key=("run", "number"),
    columns=(
        _RUN,
        whole(
            "number", "nummer", "rank", "place in the order of the base run's goals; those of the other run only follow"
        ),
        text("goal", "doel", "the goal"),
        text("unit", "eenheid", "unit of values, bounds and differences"),
        _value("value_base", "waarde, basis", "value in the base plan"),
        _value(
            "bound_base", "ondergrens, basis", "no plan of the base model has less, as far as its earlier goals allow"
        ),
        _value("value", "waarde", "value in the plan that is compared"),
        _value("bound", "ondergrens", "likewise of its own model"),
        decimal(
            "gap_base",
            "speling, basis",
            "ratio",
            "relative distance of value_base to bound_base; empty: none",
            decimals=6,
            blank=True,
        ),
        decimal("gap", "speling", "ratio", "relative distance of value to bound; empty: none", decimals=6, blank=True),
        _value("difference", "verschil", "value less value_base"),
        decimal(
            "difference_percent",
            "verschil in procenten",
            "percent",
            "100 x difference / value_base; empty: no difference, or value_base is 0",
            decimals=3,
            signed=True,
            blank=True,
        ),
        text(
            "better",
            "beter",
            "which plan has less of it: `base`, `run`, `equal`, or `not_comparable`: a goal of one run "
            "only, or of runs that plan different provinces",
            values=BETTER,
        ),
        boolean(
            "within_gap",
            "binnen de speling",
            "whether the distance of either value to its own bound is as large as "
            "the difference: another run of the same models may have it the other way round. False where "
            "no bound is known",
        ),
    ),
)

PROVINCES = Table(
    name="provinces",
    meaning="Sums over the municipalities of a province that both runs have.",
    dutch="Provincies",
    key=("run", "province_code"),
    columns=(
        _RUN,
        _PROVINCE,
        text("province", "provincie", "name of the province"),
        whole("municipalities", "gemeenten", "municipalities", "municipalities that are compared"),
        whole(
            "municipalities_more", "gemeenten met meer", "municipalities", "of which are given more places than in base"
        ),
        whole("municipalities_fewer", "gemeenten met minder", "municipalities", "of which are given fewer"),
        *columns_of(PROVINCIAL),
        *columns_of(
            (
                whole("sites", "locaties", "sites", "sites in `sites.csv`"),
                whole("site_places", "plekken op locaties", "places", "places of those sites"),
            )
        ),
    ),
)

REGIONS = Table(
    name="regions",
    meaning="The state of affairs of the regions and quarters that both runs have.",
    dutch="Regio's",
    key=("run", "province_code", "region_code", "period"),
    columns=(
        _RUN,
        _PROVINCE,
        text("region_code", "regiocode", "code of the region, of the kind that the model files choose"),
        text("region", "regio", "name of the region"),
        text("period", "kwartaal", "calendar quarter, such as `2025-Q3`"),
        *columns_of(REGIONAL),
    ),
)

MUNICIPALITIES = Table(
    name="municipalities",
    meaning="Who gains and who loses: the numbers of every municipality that both runs have.",
    dutch="Gemeenten",
    key=("run", "municipality_code"),
    columns=(
        _RUN,
        text("municipality_code", "gemeentecode", "CBS code of the municipality"),
        text("municipality", "gemeente", "name of the municipality"),
        _PROVINCE,
        text("region_code", "regiocode", "code of its region in the run that is compared"),
        *columns_of(MUNICIPAL),
    ),
)


def _type(name: str, dutch: str, meaning: str) -> Column:
    return text(name, dutch, f"{meaning}; empty: not open there", blank=True, values=SITE_TYPES)


SITES = Table(
    name="sites",
    meaning="Sites that are open in either plan, in the municipalities that both runs have.",
    dutch="Locaties",
    key=("run", "site_id"),
    columns=(
        _RUN,
        text("site_id", "locatiecode", "code of the site"),
        text("name", "naam", "name of the site"),
        text("municipality_code", "gemeentecode", "municipality in which it stands"),
        _PROVINCE,
        text("region_code", "regiocode", "region in which it stands"),
        text(
            "change",
            "verschil",
            "`same`, open in `only_base` or `only_run`, or open in both and `changed`",
            values=CHANGES,
        ),
        _type("location_type_base", "locatietype, basis", "use in the base plan"),
        _type("location_type", "locatietype", "use in the plan that is compared"),
        whole("places_base", "plekken, basis", "places", "places in the base plan; empty: not open there", blank=True),
        whole("places", "plekken", "places", "places in the plan that is compared; empty: not open there", blank=True),
        whole(
            "places_difference",
            "plekken, verschil",
            "places",
            "places less places_base; not open counts as 0",
            signed=True,
        ),
        day("opens_base", "opent, basis", "first day in the base plan; empty: not open there", blank=True),
        day("opens", "opent", "first day in the plan that is compared; empty: not open there", blank=True),
        boolean("type_differs", "ander type", "open in both with another use"),
        boolean("size_differs", "andere omvang", "open in both with another number of places"),
        boolean("opening_differs", "andere opening", "open in both from another day on"),
        decimal("lon", "lengtegraad", "degrees", "longitude (WGS84)", decimals=6, signed=True),
        decimal("lat", "breedtegraad", "degrees", "latitude (WGS84)", decimals=6, signed=True),
    ),
)

TABLES = (GOALS, PROVINCES, REGIONS, MUNICIPALITIES, SITES)
