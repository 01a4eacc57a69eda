"""municipalities.csv: the municipalities of the country, their province, regions and centre."""

from spreiding.tables.common import lon_lat, municipality_code, name, origin
from spreiding.tables.declare import Column, Table, matches

_CBS = "CBS, Gebieden in Nederland"


def _code(column: str, meaning: str, letters: str) -> Column:
    rule = matches(
        rf"{letters}\d{{2}}", f"is not a CBS code of the kind {letters}##", f"Write {letters} and two digits."
    )
    return Column(column, "text", "CBS code", meaning, _CBS, rules=(rule,))


MUNICIPALITIES = Table(
    name="municipalities",
    meaning="Every municipality of the country: the indicative share is always computed over all of them.",
    columns=(
        municipality_code(),
        name("municipality", "name of the municipality", _CBS),
        _code("province_code", "province", "PV"),
        name("province", "name of the province", _CBS),
        _code("veiligheidsregio_code", "safety region (veiligheidsregio); lies within one province", "VR"),
        name("veiligheidsregio", "name of the safety region", _CBS),
        _code("arbeidsmarktregio_code", "labour market region (arbeidsmarktregio)", "AM"),
        name("arbeidsmarktregio", "name of the labour market region", _CBS),
        _code("corop_code", "COROP area; lies within one province", "CR"),
        name("corop", "name of the COROP area", _CBS),
        *lon_lat("the population centroid", "computed from CBS postcode statistics"),
        origin(),
    ),
    key=("municipality_code",),
)
