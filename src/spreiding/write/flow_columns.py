"""Columns of ``placements.csv``, ``housing.csv`` and of the layer ``couplings``."""

from spreiding.write.column import Column, Table, boolean, decimal, text
from spreiding.write.site_columns import SITE_TYPES

TRACKS = (
    *("registration", "dublin", "safe_country", "low_recognition", "regular", "amv", "permit_holder"),
    *("htl", "ibo", "rejected", "return"),
)
_TRACK = "Uitvoeringsagenda 2.2.1"
_COUPLING = "Uitvoeringsagenda 2.2.3"
_WEEKS = "Uitvoeringsagenda 2.2.3 and 5"
_TASK = "Hw art. 29 lid 1"

_PROVINCE = text("province_code", "provinciecode", "province in which the site stands")
_PERIOD = text("period", "kwartaal", "calendar quarter, such as `2025-Q3`")


def _persons(name: str, dutch: str, meaning: str, source: str) -> Column:
    return decimal(name, dutch, "persons", meaning, source, decimals=3)


PLACEMENTS = Table(
    name="placements",
    meaning="How many persons of each track stay at each site in each period (rows with persons only).",
    dutch="Bezetting per locatie, spoor en kwartaal",
    key=("site_id", "track", "period"),
    columns=(
        text("site_id", "locatiecode", "site where the persons stay"),
        text("municipality_code", "gemeentecode", "municipality in which the site stands"),
        _PROVINCE,
        text("region_code", "regiocode", "region in which the site stands"),
        text(
            "location_type",
            "locatietype",
            "use of the site, as in `sites.csv`",
            "Uitvoeringsagenda 2.2",
            values=SITE_TYPES,
        ),
        text(
            "track",
            "spoor",
            "registration, dublin (track 1), safe_country (track 2), low_recognition (track 4, recognition "
            "under 10 %), regular (track 4), amv, permit_holder (waiting for a dwelling), htl or ibo (of the regular "
            "track, at that type), rejected (in the 28 days after a refusal), or return (after those days)",
            _TRACK,
            values=TRACKS,
        ),
        _PERIOD,
        _persons("persons", "personen", "mean number of persons present in the period", _TRACK),
        boolean(
            "overflow",
            "overloop",
            "whether the track stays at a type of site other than its own",
            "Uitvoeringsagenda 2.2.1 and 2.2.2",
        ),
    ),
)

_FROM = text(
    "from_municipality_code",
    "van gemeente",
    "municipality of the azc that the permit holders leave; empty: the region has no open azc in the period",
    _COUPLING,
    blank=True,
)
_TO = text("to_municipality_code", "naar gemeente", "municipality to which the permit holders are coupled", _COUPLING)
_TO_PROVINCE = text("province_code", "provinciecode", "province of the municipality to which they are coupled")
_TO_REGION = text("region_code", "regiocode", "region of both municipalities", _COUPLING)
_FLOWS = (
    _persons("coupled_persons", "gekoppeld", "permit holders coupled to the municipality in the period", _COUPLING),
    _persons(
        "housed_persons",
        "gehuisvest",
        "permit holders who leave reception for a dwelling in the period",
        _TASK,
    ),
    _persons(
        "doorstroom_persons",
        "naar doorstroomlocatie",
        "permit holders who leave reception for a doorstroomlocatie in the period",
        _WEEKS,
    ),
    _persons(
        "doorstroom_out_persons",
        "uit doorstroomlocatie",
        "permit holders who leave a doorstroomlocatie for a dwelling in the period",
        _WEEKS,
    ),
)

HOUSING = Table(
    name="housing",
    meaning="Permit holders coupled to each municipality, and how they leave reception. What a norm asks "
    "of a municipality is judged on the sum of its rows over `from_municipality_code`.",
    dutch="Huisvesting van vergunninghouders",
    key=("to_municipality_code", "from_municipality_code", "period"),
    columns=(
        _FROM,
        _TO,
        _TO_PROVINCE,
        _TO_REGION,
        _PERIOD,
        *_FLOWS,
        _persons(
            "waiting_persons",
            "wachtend",
            "coupled permit holders still in reception at the end of the period",
            _WEEKS,
        ),
        _persons("late_persons", "te laat", "of whom coupled longer ago than the norm of 14 weeks", _WEEKS),
    ),
)

COUPLINGS = Table(
    name="couplings",
    meaning="Lines from the municipality of an azc to the municipality of housing: the flows of "
    "`housing.csv`, summed over the periods.",
    dutch="Koppelingen",
    key=("to_municipality_code", "from_municipality_code"),
    columns=(_FROM, _TO, _TO_PROVINCE, _TO_REGION, *_FLOWS),
)
