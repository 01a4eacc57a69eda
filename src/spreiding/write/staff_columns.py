"""Columns of ``staff.csv``."""

from spreiding.write.column import Column, Table, decimal, text

_STAFF = "Uitvoeringsagenda 3.2"


def _persons(name: str, dutch: str, meaning: str) -> Column:
    return decimal(name, dutch, "full-time persons", meaning, _STAFF, decimals=3)


STAFF = Table(
    name="staff",
    meaning="Staff per region and period; no rows when the model file does not count staff.",
    dutch="Personeel per regio en kwartaal",
    key=("region_code", "period"),
    columns=(
        text("province_code", "provinciecode", "province of the region, where most of its inhabitants live"),
        text("region_code", "regiocode", "code of the region, of the kind that the model file chooses"),
        text("period", "kwartaal", "calendar quarter, such as `2025-Q3`"),
        _persons("needed_staff", "nodig", "staff that the places in use need"),
        _persons("staff", "personeel", "staff of the region itself"),
        _persons("borrowed_staff", "ingeleend", "staff borrowed from other regions"),
        _persons("lent_staff", "uitgeleend", "staff lent to other regions"),
    ),
)
