"""Columns of ``regions.csv``: the state of affairs, one row per region and period, added up from the other tables."""

from spreiding.write.column import Column, Table, decimal, text, whole
from spreiding.write.site_columns import SITE_TYPES

_TYPES = "Uitvoeringsagenda 2.2"
_COUPLING = "Uitvoeringsagenda 2.2.3"
_WEEKS = "Uitvoeringsagenda 2.2.3 and 5"
_STATE = "Uitvoeringsagenda 6.1"
_BALANCE = "Uitvoeringsagenda 4.1 and 4.2"


def _persons(name: str, dutch: str, meaning: str, source: str) -> Column:
    return decimal(name, dutch, "persons", meaning, source, decimals=3)


def _down(name: str, dutch: str, meaning: str) -> Column:
    return decimal(name, dutch, "places", f"{meaning}, from `scaling.csv`", "Uitvoeringsagenda 3.2 and 6.1", decimals=3)


REGIONS = Table(
    name="regions",
    meaning="The state of affairs of each region in each period: what the numbers ask, what is open, who stays there "
    "and who waits for a dwelling. Every cell follows from rows of the other national files. Of a region in "
    "several provinces (a labour market region) each province's part has a row of its own.",
    dutch="Stand van zaken per regio en kwartaal",
    key=("province_code", "region_code", "period"),
    columns=(
        text("province_code", "provinciecode", "province of the region, or of this part of it"),
        text("region_code", "regiocode", "code of the region, of the kind that the model file chooses", _BALANCE),
        text("region", "regio", "name of the region"),
        text("period", "kwartaal", "calendar quarter, such as `2025-Q3`"),
        whole("population", "inwoners", "persons", "inhabitants, summed from `tasks.csv`", _BALANCE),
        whole("task_places", "taak", "places", "numbers given to its municipalities, from `tasks.csv`", "Wet art. 5"),
        decimal(
            "burden_places",
            "lasten samen",
            "places",
            "asylum, Ukraine and housing together, summed from `tasks.csv`; empty: not counted",
            _BALANCE,
            decimals=3,
            blank=True,
        ),
        decimal(
            "burden_per_1000",
            "lasten per 1.000 inwoners",
            "places per 1,000 inhabitants",
            "1,000 x burden_places / population; empty: not counted",
            _BALANCE,
            decimals=3,
            blank=True,
        ),
        whole("places", "plekken", "places", "places in sites of `sites.csv` that are open in the period", _STATE),
        *(
            whole(f"places_{kind}", f"plekken {kind}", "places", f"of which in sites of the type {kind}", _TYPES)
            for kind in SITE_TYPES
        ),
        whole("emergency_places", "noodopvangplekken", "places", "of which in emergency sites", _STATE),
        _down("reserve_places", "directe reserve", "places of these in direct reserve"),
        _down("flexible_places", "flexibele plekken", "places of these that other home-seekers use"),
        _down("given_up_places", "afgebouwde plekken", "places of these in emergency sites that are run down"),
        decimal(
            "places_per_1000",
            "plekken per 1.000 inwoners",
            "places per 1,000 inhabitants",
            "1,000 x places / population",
            _BALANCE,
            decimals=3,
        ),
        _persons("persons", "personen in opvang", "persons who stay there, summed from `placements.csv`", _STATE),
        _persons(
            "overflow_persons",
            "personen in overloop",
            "of whom at a type of site other than their own",
            "Uitvoeringsagenda 2.2.1 and 2.2.2",
        ),
        _persons(
            "permit_holders_without_place",
            "vergunninghouders zonder plek",
            "permit holders who wait in the region and stay at none of its sites; divided by where they wait when the "
            "region lies in several provinces. Others without a place belong to no region and are in no row",
            _STATE,
        ),
        decimal(
            "need_ratio",
            "behoefte ten opzichte van capaciteit",
            "ratio",
            "(persons + permit_holders_without_place) / (places in use x occupancy norm): 1 is full; empty: none. In "
            "use: less those in reserve, flexible or given up",
            "Uitvoeringsagenda 2.1",
            decimals=3,
            blank=True,
        ),
        _persons("coupled_persons", "gekoppeld", "permit holders coupled in the period, from `housing.csv`", _COUPLING),
        _persons("housed_persons", "gehuisvest", "permit holders who got a dwelling from reception", _WEEKS),
        _persons("doorstroom_persons", "naar doorstroomlocatie", "permit holders to a doorstroomlocatie", _WEEKS),
        _persons(
            "doorstroom_out_persons",
            "uit doorstroomlocatie",
            "permit holders from a doorstroomlocatie to a dwelling",
            _WEEKS,
        ),
        _persons("waiting_persons", "wachtend", "coupled and still in reception at the end of the period", _WEEKS),
        _persons("late_persons", "te laat", "of whom coupled longer ago than the norm of 14 weeks", _WEEKS),
    ),
)
