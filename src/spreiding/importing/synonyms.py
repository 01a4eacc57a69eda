"""What Dutch sheets call our columns: by these names a file is mapped without a map."""

from collections.abc import Mapping, Sequence

from spreiding.importing.map_file import ColumnMap, ImportMap, Position
from spreiding.importing.sheet import Header, Row, find_header
from spreiding.tables.declare import Table

_TOWN = ("gemeentecode", "gm-code", "gm code", "cbs-code", "cbs code", "gemeente", "naam gemeente")
_SITE = ("locatie-id", "locatie id", "locatienummer")
# Per column, most telling name first; our own name always counts and goes before these.
_EVERYWHERE: Mapping[str, tuple[str, ...]] = {
    "municipality_code": _TOWN,
    "lon": ("lengtegraad", "longitude", "lng"),
    "lat": ("breedtegraad", "latitude"),
    "origin": ("herkomst",),
    "source": ("bron",),
    "station_code": ("stationscode",),
    "station": ("stationsnaam",),
}
_BY_TABLE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sites": {
        "site_id": ("locatie-id", "locatie id", "locatienummer", "id", "nummer", "nr.", "nr"),
        "name": ("locatienaam", "naam locatie", "naam", "locatie"),
        "places_min": ("minimale capaciteit", "minimum aantal plekken", "minimum", "min. plekken"),
        "places_max": (
            "maximale capaciteit",
            "maximum aantal plekken",
            "aantal plekken",
            "aantal plaatsen",
            "opvangplekken",
            "capaciteit",
            "plekken",
            "plaatsen",
        ),
        "location_types": ("type opvang", "soort opvang", "type locatie", "soort locatie", "type", "soort"),
        "available_from": ("beschikbaar vanaf", "beschikbaar per", "startdatum", "ingangsdatum", "opening"),
        "lead_time_weeks": ("doorlooptijd (weken)", "doorlooptijd in weken", "realisatietijd (weken)"),
        "closes": ("sluit op", "sluitingsdatum", "beschikbaar tot", "einddatum"),
        "existing": ("bestaand", "bestaande locatie", "open"),
        "emergency": ("noodopvang",),
        "restriction": ("doelgroep", "beperking", "doelgroepbeperking"),
        "transport_possible": ("vervoer mogelijk", "vervoer"),
        "opening_cost_eur": ("openingskosten", "eenmalige kosten", "investering"),
        "cost_per_place_day_eur": ("kosten per plek per dag", "kosten per plaats per dag"),
        "deployment_weeks": ("inzetbaar binnen (weken)",),
        "operator": ("exploitant", "beheerder"),
        "owner": ("eigenaar",),
    },
    "population": {"reference_date": ("peildatum",), "population": ("inwoners", "aantal inwoners", "bevolking")},
    "ses_woa": {"score_year": ("jaar",), "ses_woa": ("ses-woa", "ses woa", "ses-woa-score", "ses-woa score")},
    "ukraine": {
        "places": ("opvangplekken oekraïne", "plekken oekraïne", "goo", "capaciteit", "plekken", "aantal plekken")
    },
    "housing": {
        "waiting_permit_holders": ("wachtende statushouders", "statushouders", "vergunninghouders", "gekoppeld"),
        "doorstroom_places": ("doorstroomplekken", "doorstroomlocatie"),
        "backlog_persons": ("achterstand", "achterstand taakstelling"),
    },
    "housing_task_national": {"half_year": ("halfjaar",), "persons": ("taakstelling", "personen")},
    "municipalities": {
        "municipality_code": ("gemeentecode", "gm-code", "cbs-code"),
        "municipality": ("gemeente", "gemeentenaam", "naam gemeente"),
        "province": ("provincie",),
        "province_code": ("provinciecode",),
        "corop": ("corop-gebied", "corop naam"),
        "corop_code": ("corop-code",),
    },
    "plan": {
        "municipality_code": (*_TOWN, "code", "municipality", "gemeentenaam", "name", "naam"),
        "task_places": (
            "places",
            "total",
            "total places",
            "number",
            "totaal",
            "totaal aantal plekken",
            "aantal",
            "aantal plekken",
            "aantal plaatsen",
            "opvangplekken",
            "plekken",
            "plaatsen",
            "taak",
            "opgave",
        ),
        "task_regular": (
            "regular",
            "regular places",
            "regulier",
            "reguliere plekken",
            "taak regulier",
            "waarvan regulier",
        ),
        "task_amv": ("amv", "amv places", "minors", "amv-plekken", "amv plekken", "taak amv", "waarvan amv"),
    },
    "plan_sites": {
        "site_id": (*_SITE, "site", "locatie", "id", "nummer", "nr.", "nr"),
        "municipality_code": (*_TOWN, "municipality", "gemeentenaam"),
        "location_type": ("type", "type opvang", "soort opvang", "type locatie", "soort locatie", "soort"),
        "places": (
            "aantal plekken",
            "aantal plaatsen",
            "opvangplekken",
            "capaciteit",
            "plekken",
            "plaatsen",
            "capacity",
        ),
        "opens_period": (
            "opening quarter",
            "openingskwartaal",
            "kwartaal",
            "quarter",
            "opens",
            "opening",
            "opent",
            "beschikbaar vanaf",
        ),
        "status": ("open/closed", "open/dicht", "open of dicht", "toestand", "open"),
    },
    "travel_minutes": {"site_id": _SITE},
}
_X = ("x-coördinaat", "x coördinaat", "x-coord", "rd x", "x (rd)", "rd_x", "x")
_Y = ("y-coördinaat", "y coördinaat", "y-coord", "rd y", "y (rd)", "rd_y", "y")


def names_of(table: Table, column: str) -> tuple[str, ...]:
    """Give the names under which a column is known: ours, and those in Dutch sheets."""
    own = _BY_TABLE.get(table.name, {}).get(column, _EVERYWHERE.get(column, ()))
    return (column, *own)


def all_names(table: Table) -> tuple[str, ...]:
    """Give every name by which a header of this table can be known."""
    points = (*_X, *_Y) if _has_point(table) else ()
    return (*(name for column in table.columns for name in names_of(table, column.name)), *points)


def map_by_names(table: Table, rows: Sequence[Row], sheet: str | None = None) -> ImportMap:
    """Map a file by the names in its header; what has no known name is left out of the map.

    A column of the file is used once: the name that our columns put first wins.
    """
    empty = ImportMap.model_validate({"table": table.name, "columns": {}})
    found = find_header(rows, empty, all_names(table))
    if found is None:
        return empty
    index, header = found
    taken: set[int] = set()
    columns: dict[str, ColumnMap] = {}
    for rank in range(max(len(names_of(table, column.name)) for column in table.columns)):
        for column in table.columns:
            names = names_of(table, column.name)
            place = _free(header, names[rank], taken) if rank < len(names) and column.name not in columns else None
            if place is not None:
                taken.add(place)
                columns[column.name] = ColumnMap.model_validate({"from": header.names[place]})
    position = _position(header, taken) if _has_point(table) and not {"lon", "lat"} & set(columns) else None
    ordered = {column.name: columns[column.name] for column in table.columns if column.name in columns}
    return empty.model_copy(
        update={"sheet": sheet, "header_row": rows[index].number, "columns": ordered, "position": position}
    )


def _has_point(table: Table) -> bool:
    return {"lon", "lat"} <= {column.name for column in table.columns}


def _free(header: Header, name: str, taken: set[int]) -> int | None:
    places = header.places(name)
    return places[0] if len(places) == 1 and places[0] not in taken else None


def _position(header: Header, taken: set[int]) -> Position | None:
    found = [
        next((place for name in names if (place := _free(header, name, taken)) is not None), None) for names in (_X, _Y)
    ]
    if found[0] is None or found[1] is None:
        return None
    return Position(x=header.names[found[0]], y=header.names[found[1]])
