"""Columns of ``scaling.csv``."""

from spreiding.write.column import Column, Table, decimal, text, whole
from spreiding.write.site_columns import SITE_TYPES

_RESERVE = "Uitvoeringsagenda 3.1 and 3.2"
_FLEXIBLE = "Uitvoeringsagenda 3.2 and 5"
_TRANSITION = "Uitvoeringsagenda 2.1 and 6.1"


def _places(name: str, dutch: str, meaning: str, source: str) -> Column:
    return decimal(name, dutch, "places", f"{meaning}, averaged over the quarter", source, decimals=3)


SCALING = Table(
    name="scaling",
    meaning="Which places are scaled down, per site and period (rows with such places only).",
    dutch="Op- en afschaling per locatie en kwartaal",
    key=("site_id", "period"),
    columns=(
        text("site_id", "locatiecode", "site whose places are scaled down"),
        text("municipality_code", "gemeentecode", "municipality in which the site stands"),
        text("province_code", "provinciecode", "province in which the site stands"),
        text("region_code", "regiocode", "region in which the site stands"),
        text("location_type", "locatietype", "use of the site", "Uitvoeringsagenda 2.2", values=SITE_TYPES),
        text("period", "kwartaal", "calendar quarter, such as `2025-Q3`"),
        whole("places", "plekken", "places", "places of the site, as in `sites.csv`"),
        _places("reserve_places", "directe reserve", "places kept empty and ready at once", _RESERVE),
        _places("flexible_places", "flexibele plekken", "places used by other home-seekers, with recall", _FLEXIBLE),
        _places("given_up_places", "afgebouwde plekken", "places of an emergency site that is run down", _TRANSITION),
        _places("places_in_use", "plekken in gebruik", "places that remain for asylum reception", _RESERVE),
    ),
)
