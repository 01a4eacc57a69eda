"""ukraine.csv: places for displaced people from Ukraine, in municipal reception."""

from spreiding.tables.common import municipality_code, origin, places, source
from spreiding.tables.declare import Table

UKRAINE = Table(
    name="ukraine",
    meaning="Municipal reception for displaced people from Ukraine. A municipality without a row is unknown, which is "
    "not the same as 0; the embedded table has no rows, because no figures per municipality were found.",
    columns=(
        municipality_code(),
        places("places", "places for displaced people from Ukraine (S18)", "municipality or safety region"),
        origin(),
        source(),
    ),
    key=("municipality_code",),
    may_be_empty=True,
)
