"""Tables as CBS serves them: OData 3 with padded codes and odata.nextLink, OData 4 with @odata.nextLink."""

import re
from typing import Any

from fetch_country import AREA_COLUMNS, EXTINCT, Country

Row = dict[str, Any]
AREAS = {"85067NED": 2022, "85385NED": 2023, "85755NED": 2024}
SCORES = ("85539NED", "85900NED", "86092NED")
POPULATION = "03759ned"
_TOTALS = {"Geslacht": "T001038", "Leeftijd": "10000", "BurgerlijkeStaat": "T001019"}
_OTHERS = {"Geslacht": ("3000", "Mannen"), "Leeftijd": ("10010", "0 jaar"), "BurgerlijkeStaat": ("1010", "Ongehuwd")}
_TITLES = {"Geslacht": "Totaal mannen en vrouwen", "Leeftijd": "Totaal", "BurgerlijkeStaat": "Totaal burgerlijke staat"}


def pad(code: str) -> str:
    return f"{code:<10}"


def geo(table: str) -> str:
    return "WijkenEnBuurten" if table in SCORES else "RegioS"


def title(table: str) -> str:
    if table in AREAS:
        return f"Gebieden in Nederland {AREAS[table]}"
    return "SES-WOA scores, regio-indeling 2023" if table in SCORES else "Bevolking; geslacht, leeftijd en regio"


def topics(table: str) -> list[tuple[str, str, str, int | None]]:
    """Key, title, group and decimals of every topic."""
    if table in AREAS:
        return [(key, name, group, None) for key, (_, group, name) in AREA_COLUMNS.items()]
    if table in SCORES:
        # All four have one title: only the group tells the total from its parts.
        parts = ("Totaalscore", "Deelscore welvaart", "Deelscore opleidingsniveau", "Deelscore arbeidsverleden")
        return [(f"GemiddeldeScore_{29 + 2 * n}", "Gemiddelde score", part, 3) for n, part in enumerate(parts)]
    return [("BevolkingOp1Januari_1", "Bevolking op 1 januari", "", 0), ("GemiddeldeBevolking_2", "Gemiddelde", "", 1)]


def dimensions(table: str) -> dict[str, str]:
    kinds = {} if table != POPULATION else dict.fromkeys(_TOTALS, "Dimension")
    kinds[geo(table)] = "GeoDetail" if table in SCORES else "GeoDimension"
    return kinds if table in AREAS else {**kinds, "Perioden": "TimeDimension"}


def codes(country: Country, table: str, dimension: str) -> dict[str, str]:
    if dimension in _TOTALS:
        key, other = _OTHERS[dimension]
        return {key: other, _TOTALS[dimension]: _TITLES[dimension]}
    if dimension == "Perioden":
        figures = country.scores if table in SCORES else country.population
        return {f"{year}JJ00": str(year) for year in sorted({year for _, year in figures})}
    return {row["municipality_code"]: row["municipality"] for row in country.municipalities}


def wide(country: Country, table: str) -> list[Row]:
    """The rows of a table, a column per topic; totals and parts, municipalities and others."""
    if table in AREAS:
        regions = [
            (row, {key: row[name] for key, (name, _, _) in AREA_COLUMNS.items()}) for row in country.municipalities
        ]
        return [{"RegioS": row["municipality_code"], **cells} for row, cells in regions]
    if table in SCORES:
        return [
            {"WijkenEnBuurten": code, "Perioden": f"{year}JJ00", **_score_cells(text)}
            for (code, year), text in country.scores.items()
        ]
    rows = []
    figures = {**dict.fromkeys(((EXTINCT, year) for year in (2023, 2024, 2025)), None), **country.population}
    for (code, year), number in {**figures, ("NL01", 2023): 17_000_000}.items():
        key = {"RegioS": code, "Perioden": f"{year}JJ00"}
        rows.append({**_TOTALS, **key, **_people(number)})
        rows.append({**_TOTALS, "Geslacht": "3000", **key, **_people(number and number // 2)})
    return rows


def _score_cells(text: str | None) -> Row:
    # A float, as a TypedDataSet has it: 0.170 travels as 0.17.
    total = None if text is None else float(text)
    return {
        "GemiddeldeScore_29": total,
        "GemiddeldeScore_31": 9.9,
        "GemiddeldeScore_33": 9.9,
        "GemiddeldeScore_35": 9.9,
    }


def _people(number: int | None) -> Row:
    return {"BevolkingOp1Januari_1": number, "GemiddeldeBevolking_2": number and number + 0.5}


def answer3(country: Country, table: str, part: str, query: dict[str, str]) -> list[Row]:
    """The rows of a part of an OData 3 table, all pages together."""
    if part == "TableInfos":
        return [{"ID": 0, "Identifier": table, "Title": title(table), "Modified": "2024-01-01T00:00:00"}]
    if part == "DataProperties":
        return properties3(table)
    if part == "TypedDataSet":
        chosen = [row for row in wide(country, table) if _fits3(row, query.get("$filter", ""))]
        wanted = query.get("$select", "").split(",")
        return [{key: pad(v) if key == geo(table) else v for key, v in row.items() if key in wanted} for row in chosen]
    listed = codes(country, table, part)
    return [{"Key": pad(key) if part == "Geslacht" else key, "Title": name} for key, name in listed.items()]


def properties3(table: str) -> list[Row]:
    rows = [
        {"ID": n, "ParentID": None, "Type": kind, "Key": key, "Title": key}
        for n, (key, kind) in enumerate(dimensions(table).items())
    ]
    outer = {"ID": 100, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Regionale indelingen"}
    groups = list(dict.fromkeys(group for _, _, group, _ in topics(table) if group))
    rows += [outer] + [
        {"ID": 101 + n, "ParentID": 100, "Type": "TopicGroup", "Key": "", "Title": group}
        for n, group in enumerate(groups)
    ]
    return rows + [
        {
            "ID": 200 + n,
            "ParentID": 101 + groups.index(group) if group else None,
            "Type": "Topic",
            "Key": key,
            "Title": name,
            "Decimals": decimals,
        }
        for n, (key, name, group, decimals) in enumerate(topics(table))
    ]


def _fits3(row: Row, condition: str) -> bool:
    """The conditions that the client writes, read literally: a code without its blanks fits nothing."""
    for part in condition.split(" and "):
        if found := re.fullmatch(r"substringof\('(\w+)',(\w+)\)", part):
            fits = found[1] in str(row[found[2]])
        else:
            pairs = re.findall(r"(\w+) eq '([^']*)'", part)
            assert pairs, part
            fits = any((pad(row[key]) if key == "Geslacht" else row[key]) == value for key, value in pairs)
        if not fits:
            return False
    return True


def answer4(country: Country, table: str, part: str, query: dict[str, str]) -> list[Row] | Row:
    """The rows of a part of an OData 4 table; ``Properties`` is a single object."""
    known = topics(table)
    groups = list(dict.fromkeys(group for _, _, group, _ in known if group))
    if part == "Properties":
        return {"Identifier": table, "Title": title(table)}
    if part == "MeasureGroups":
        return [{"Id": str(n), "Title": group, "ParentId": None} for n, group in enumerate(groups)]
    if part == "MeasureCodes":
        return [
            {
                "Identifier": f"M{key}",
                "Title": name,
                "MeasureGroupId": str(groups.index(group)) if group else None,
                "Decimals": decimals,
            }
            for key, name, group, decimals in known
        ]
    if part == "Dimensions":
        return [{"Identifier": key, "Kind": kind} for key, kind in dimensions(table).items()]
    if part == "Observations":
        return [row for row in _long(country, table) if _fits4(row, query.get("$filter", ""))]
    listed = codes(country, table, part.removesuffix("Codes"))
    return [{"Identifier": key, "Title": name} for key, name in listed.items()]


def _long(country: Country, table: str) -> list[Row]:
    keys, rows = [key for key, *_ in topics(table)], []
    for row in wide(country, table):
        for key in keys:
            value = row[key]
            text = isinstance(value, str)
            cells = {"Measure": f"M{key}", "Value": None if text else value, "StringValue": value if text else None}
            rows.append({**{k: v for k, v in row.items() if k not in keys}, **cells})
    return rows


def _fits4(row: Row, condition: str) -> bool:
    for part in condition.split(" and "):
        if found := re.fullmatch(r"startswith\((\w+),'(\w+)'\)", part):
            fits = str(row[found[1]]).startswith(found[2])
        elif found := re.fullmatch(r"(\w+) in \(([^)]*)\)", part):
            fits = row[found[1]] in [value.strip("'") for value in found[2].split(",")]
        else:
            found = re.fullmatch(r"(\w+) eq '([^']*)'", part)
            assert found, part
            fits = row[found[1]] == found[2]
        if not fits:
            return False
    return True
