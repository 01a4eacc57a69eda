"""The contract of the files of near-optimal alternatives; ``docs/alternatives-near.md`` is generated from it."""

from spreiding.write.column import Column, Table, boolean, decimal, text, whole

AGREED = ("proved", "found", "no")
_TOWN = (
    text("municipality_code", "gemeentecode", "CBS code of the municipality"),
    text("municipality", "gemeente", "name of the municipality"),
    text("province_code", "provinciecode", "CBS code of the province"),
)
_PLAN = whole("plan", "plan", "number", "number of the plan: 0 is the run itself, then the alternatives in order")


def _places(name: str, dutch: str, meaning: str) -> Column:
    return whole(name, dutch, "places", meaning)


ALTERNATIVES = Table(
    name="alternatives",
    meaning="What every plan gives every municipality, and what is open there.",
    dutch="Alternatieven",
    key=("plan", "municipality_code"),
    columns=(
        _PLAN,
        *_TOWN,
        _places("task_places", "aantal", "places given, regular and amv"),
        _places("task_amv", "aantal amv", "of which for unaccompanied minors"),
        whole("difference_places", "verschil", "places", "task_places less those of the run", signed=True),
        whole("sites", "locaties", "sites", "sites that are open in some quarter"),
        _places("site_places", "plekken op locaties", "places of those sites"),
    ),
)

GOALS = Table(
    name="goals",
    meaning="What each goal comes to in every plan, after rounding, and the most it may be.",
    dutch="Doelen",
    key=("plan", "number"),
    columns=(
        _PLAN,
        whole("number", "nummer", "rank", "place in the order of the model file"),
        text("goal", "doel", "the goal"),
        text("unit", "eenheid", "unit of value and limit"),
        decimal("value", "waarde", "unit", "value of the plan as settled", decimals=3, signed=True),
        decimal(
            "limit", "grens", "unit", "the most it may be: the run's value and the tolerance", decimals=3, signed=True
        ),
    ),
)

RANGES = Table(
    name="ranges",
    meaning="The room to negotiate: the least and the most that each municipality could be given within the tolerance.",
    dutch="Marges",
    key=("municipality_code",),
    columns=(
        *_TOWN,
        _places("base_places", "aantal, basis", "places given in the run"),
        _places("least_reached", "minst, bereikt", "the least in a plan that was found and checked"),
        _places("most_reached", "meest, bereikt", "the most in a plan that was found and checked"),
        _places("least_possible", "minst, mogelijk", "no plan within the tolerance gives fewer"),
        _places("most_possible", "meest, mogelijk", "no plan within the tolerance gives more"),
        _places("spread", "marge", "most_reached less least_reached: the room that is certain"),
        boolean("proved", "bewezen", "whether both ends reached are those possible, so that the range is exact"),
        whole(
            "plans_equal", "plannen gelijk", "plans", "plans of alternatives.csv with the run's number, itself included"
        ),
        text(
            "robust",
            "robuust",
            "`proved`: every plan within the tolerance gives this number; `found`: all plans that were found do, "
            "others may not; `no`: they differ",
            values=AGREED,
        ),
    ),
)

SITES = Table(
    name="sites",
    meaning="The sites that are open in any of the plans.",
    dutch="Locaties",
    key=("site_id",),
    columns=(
        text("site_id", "locatiecode", "code of the site"),
        text("name", "naam", "name of the site"),
        text("municipality_code", "gemeentecode", "municipality in which it stands"),
        text("province_code", "provinciecode", "CBS code of the province"),
        whole("plans", "plannen", "plans", "plans there are, the run itself included"),
        whole("plans_open", "plannen waarin open", "plans", "of which open the site, or keep it open"),
        boolean("open_in_base", "open in basis", "whether the run opens it, or keeps it open"),
        boolean("existing", "bestaand", "whether it stands today"),
        text("types", "locatietypen", "its uses in those plans, parted by `;`"),
        _places("places_least", "minste plekken", "its fewest places in those plans"),
        _places("places_most", "meeste plekken", "its most places in those plans"),
        decimal("lon", "lengtegraad", "degrees", "longitude (WGS84)", decimals=6, signed=True),
        decimal("lat", "breedtegraad", "degrees", "latitude (WGS84)", decimals=6, signed=True),
    ),
)

TABLES = (ALTERNATIVES, GOALS, RANGES, SITES)
