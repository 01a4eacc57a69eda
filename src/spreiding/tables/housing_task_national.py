"""housing_task_national.csv: the national number of permit holders to house per half-year."""

from spreiding.tables.common import origin, persons, source
from spreiding.tables.declare import Column, Table, matches

_HALF_YEAR = matches(r"\d{4}-(I|II)", "is not a half-year", "Write it as 2025-I or 2025-II.")

HOUSING_TASK_NATIONAL = Table(
    name="housing_task_national",
    meaning="The national task (Hw art. 29 lid 1) of every half-year that the horizon touches.",
    columns=(
        Column("half_year", "text", "half-year", "half-year, 2025-I or 2025-II", "ministry", rules=(_HALF_YEAR,)),
        persons("persons", "permit holders to be housed in the half-year", "ministry"),
        origin(),
        source(),
    ),
    key=("half_year",),
)
