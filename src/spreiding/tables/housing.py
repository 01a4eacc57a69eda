"""housing.csv: permit holders who wait for a dwelling, per municipality."""

from spreiding.tables.common import municipality_code, origin, persons, source
from spreiding.tables.declare import Column, Table, between

HOUSING = Table(
    name="housing",
    meaning="The start of the housing chain: who waits, and how many doorstroom places there are.",
    columns=(
        municipality_code("CBS code of the municipality of coupling (koppeling)"),
        persons(
            "waiting_permit_holders",
            "permit holders coupled to this municipality who are still in a reception site at the start",
            "COA",
        ),
        Column(
            "doorstroom_places",
            "whole",
            "places",
            "places in doorstroomlocaties for this municipality's permit holders",
            "municipality",
            default="0",
            rules=(between(0, 20000),),
        ),
        Column(
            "backlog_persons",
            "whole",
            "persons",
            "backlog of the housing task on the first day of the half-year in which the horizon starts: permit holders "
            "of earlier half-years still to be housed; negative: housed in advance (lead)",
            "municipality or province (supervision)",
            default="0",
            rules=(between(-20000, 20000),),
        ),
        origin(),
        source(),
    ),
    key=("municipality_code",),
)
