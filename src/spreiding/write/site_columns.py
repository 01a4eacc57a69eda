"""Columns of ``sites.csv``: one row per site that is open in the plan."""

from spreiding.write.column import Table, boolean, day, decimal, text, whole

SITE_TYPES = ("registration", "accelerated", "azc", "amv", "htl", "ibo", "return")
_REACH = "Uitvoeringsagenda 1.3"
_TYPES = "Uitvoeringsagenda 2.2"

SITES = Table(
    name="sites",
    meaning="The sites that the plan opens or keeps open. A site keeps one type and one number "
    "of places while it is open.",
    dutch="Opvanglocaties",
    key=("site_id",),
    columns=(
        text("site_id", "locatiecode", "code of the site, from the input"),
        text("name", "naam", "name of the site, from the input"),
        text("municipality_code", "gemeentecode", "municipality in which the site stands"),
        text("province_code", "provinciecode", "province in which the site stands"),
        text("region_code", "regiocode", "region in which the site stands"),
        text(
            "location_type",
            "locatietype",
            "use of the site: registration (aanmeld-azc), accelerated (azc for accelerated "
            "procedures), azc, amv (small home for unaccompanied minors), htl (handhaving- en toezichtlocatie), ibo "
            "(intensief begeleidende opvang), or return (vrijheidsbeperkende locatie or family location)",
            _TYPES,
            values=SITE_TYPES,
        ),
        whole("places", "plekken", "places", "number of places while the site is open", _TYPES),
        day(
            "opens",
            "opent",
            "first day of the period in which the site opens; the first day of the horizon for a site "
            "that stands already",
            "Wet art. 7 lid 1",
        ),
        text("opens_period", "openingskwartaal", "label of that period, such as `2025-Q3`"),
        day(
            "closes",
            "sluit",
            "day from which the site is closed, from the input; empty: no end known",
            blank=True,
        ),
        boolean(
            "durable",
            "duurzaam",
            "available for the durable term from the due date on, and no emergency site",
            "Wet art. 2 lid 3",
        ),
        boolean("emergency", "noodopvang", "whether it is an emergency site", "Uitvoeringsagenda 6.1"),
        decimal(
            "minutes_education",
            "reistijd onderwijs",
            "minutes",
            "travel time to a school by public transport",
            _REACH,
            decimals=1,
        ),
        decimal(
            "minutes_care",
            "reistijd zorg",
            "minutes",
            "travel time to a hospital or general practice",
            _REACH,
            decimals=1,
        ),
        decimal(
            "minutes_station",
            "reistijd station",
            "minutes",
            "travel time to a railway station",
            _REACH,
            decimals=1,
        ),
        text("minutes_origin", "herkomst reistijden", "origin of the three travel times"),
        boolean(
            "transport_organised",
            "vervoer geregeld",
            "whether transport must be organised because a travel time passes the limit of the site's type",
            _REACH,
        ),
        text(
            "restriction",
            "doelgroepbeperking",
            "restriction to a target group in the offer; empty: none. The plan never applies it",
            "Uitvoeringsagenda 1.3 and 2.1",
            blank=True,
        ),
        whole(
            "opening_cost_eur",
            "openingskosten",
            "EUR",
            "cost of opening the site, once; not counted for a site that stands already",
            "Uitvoeringsagenda 3.1",
        ),
        decimal(
            "cost_per_place_day_eur",
            "kosten per plek per dag",
            "EUR",
            "cost of one place for one day, without organised transport",
            "Uitvoeringsagenda 3.1",
            decimals=2,
        ),
        decimal(
            "cost_eur",
            "kosten",
            "EUR",
            "opening, running and organised transport over the periods in which the site is open: the goal cost",
            "Uitvoeringsagenda 3.1",
            decimals=2,
        ),
        text("operator", "exploitant", "who runs the site: coa or municipality, from the input", "Uitvoeringsagenda 5"),
        text("owner", "eigenaar", "who owns the site: coa, municipality or third_party", "Uitvoeringsagenda 5"),
        decimal("lon", "lengtegraad", "degrees", "longitude (WGS84)", decimals=6, signed=True),
        decimal("lat", "breedtegraad", "degrees", "latitude (WGS84)", decimals=6, signed=True),
        text("origin", "herkomst", "origin of the site's row in the input"),
    ),
)
