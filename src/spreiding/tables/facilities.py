"""facilities.csv: schools, doctors, hospitals, stations and offices to which residents of a site travel."""

from spreiding.tables.common import lon_lat, name, origin, source
from spreiding.tables.declare import Column, Table, matches, one_of

KINDS = ("primary", "secondary", "gp", "hospital", "station", "ind", "registration")
_MAKER = "the maker of the table"
_ID = matches(
    r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,39}",
    "is not a plain id",
    "Use at most 40 letters, digits, '_', '.', ':' or '-', without spaces, such as DUO-01AB.",
)

FACILITIES = Table(
    name="facilities",
    meaning="What residents travel to; read by `spreiding travel`, not by a plan.",
    columns=(
        Column("facility_id", "text", "code", "unique id of the facility", _MAKER, rules=(_ID,)),
        Column(
            "kind",
            "text",
            "word",
            "primary or secondary school, gp (general practice), hospital, station, ind (office), registration (site)",
            "DUO for schools, zorgkaarten for care, the maker of the table for the others",
            rules=(one_of(*KINDS),),
        ),
        *lon_lat("the facility", _MAKER),
        name("name", "name of the facility", _MAKER),
        origin(),
        source(),
    ),
    key=("facility_id",),
)
