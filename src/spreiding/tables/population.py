"""population.csv: inhabitants on 1 January."""

from spreiding.tables.common import municipality_code, origin, source
from spreiding.tables.declare import Column, Rule, Table, at_least, at_most

_FIRST_OF_JANUARY = Rule(
    lambda cells: (cells.dt.month == 1) & (cells.dt.day == 1),
    "is not a 1 January",
    "Write the 1 January of the count, such as 2025-01-01.",
)

POPULATION = Table(
    name="population",
    meaning="Inhabitants on 1 January; a row for every municipality on every date that is used.",
    columns=(
        municipality_code(),
        Column("reference_date", "date", "date", "1 January of the count", "CBS", rules=(_FIRST_OF_JANUARY,)),
        Column(
            "population",
            "whole",
            "persons",
            "inhabitants i_g",
            "CBS, population",
            rules=(at_least(1), at_most(20_000_000)),
        ),
        origin(),
        source(),
    ),
    key=("municipality_code", "reference_date"),
)
