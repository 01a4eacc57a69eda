"""travel_minutes.csv: how long the way from a site to facilities takes by public transport."""

from spreiding.tables.common import origin
from spreiding.tables.declare import Column, Rule, Table, between

FACILITIES = ("education", "care", "station")
UNREACHED_MINUTES = 1440.0
"""What stands for not reached: a day. The column ``unreached`` says of which facilities it does."""
_FACILITIES_ONLY = Rule(
    lambda cells: cells.map(lambda text: all(word in ("", *FACILITIES) for word in text.split(";"))).astype(bool),
    f"holds a word other than {', '.join(FACILITIES)}",
    "Write none, or some of them with ; between.",
)


def _minutes(facility: str, meaning: str) -> Column:
    return Column(
        f"minutes_{facility}",
        "decimal",
        "minutes",
        f"public transport, door to door, to {meaning} (S10)",
        "timetable, or estimated from the rail network and straight lines",
        rules=(between(0, 1440),),
    )


TRAVEL_MINUTES = Table(
    name="travel_minutes",
    meaning="Travel times of sites; a site without a row is estimated when a plan is made.",
    columns=(
        Column("site_id", "text", "code", "id of the site", "sites.csv"),
        _minutes("education", "education"),
        _minutes("care", "health care"),
        _minutes("station", "a railway station"),
        Column(
            "unreached",
            "text",
            "words with ; between",
            f"facilities not reached in the time that was searched; their minutes are {UNREACHED_MINUTES:.0f}, a day",
            "timetable",
            default="",
            rules=(_FACILITIES_ONLY,),
        ),
        origin(),
    ),
    key=("site_id",),
    may_be_empty=True,
)
