"""The municipalities of a year and the regions they lie in: the list that every other figure is held against."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.fetch.cbs import Ask, CbsTable, Cell, Description, find_topics, find_totals
from spreiding.fetch.endpoints import Areas

_CODE = re.compile(r"GM\d{4}")
_SHOWN = 10
_LATER = "See the table at CBS; a correction there is fetched anew."


@dataclass(frozen=True)
class Division:
    """The municipal division of 1 January. ``regions``: a row per municipality with its names and regions."""

    year: int
    table: str
    regions: pd.DataFrame

    @property
    def names(self) -> dict[str, str]:
        """The name of every municipality by its code."""
        return dict(zip(self.regions["municipality_code"], self.regions["municipality"], strict=True))

    def not_equal(self, file: str, codes: Iterable[str]) -> list[Finding]:
        """Give a finding for every municipality that ``codes`` lack, have twice or have too many."""
        counted, names = Counter(codes), self.names
        absent = [f"{code} {name}" for code, name in names.items() if code not in counted]
        twice = [f"{code} {names.get(code, '')}".strip() for code, count in counted.items() if count > 1]
        strange = sorted(set(counted) - set(names))
        return [
            *self._listed(file, absent, "is missing"),
            *self._listed(file, twice, "stands there more than once"),
            *self._listed(file, strange, f"is no municipality of 1 January {self.year} (CBS {self.table})"),
        ]

    def _listed(self, file: str, which: list[str], rule: str) -> list[Finding]:
        more = f"; and {len(which) - _SHOWN} more" if len(which) > _SHOWN else ""
        advice = "Fetch another --year, or see the table at its source."
        shown = which[:_SHOWN]
        return [
            Finding(file, None, "municipality", one, rule + (more if one == shown[-1] else ""), advice) for one in shown
        ]


def read_division(table: CbsTable, areas: Areas, year: int) -> Division:
    """Read the year's list of municipalities; raise one ``InputError`` with all that is wrong with it."""
    description = table.describe()
    if str(year) not in description.title:
        rule = f"is not of {year}: its title is {description.title or 'empty'}"
        advice = "Correct the year's table in endpoints.yaml (--endpoints)."
        raise InputError([Finding(f"CBS {description.table}", None, None, None, rule, advice)])
    topics = find_topics(description, {str(name): column for name, column in areas.items()})
    totals = find_totals(table, description, {})
    cells = list(table.cells(description, Ask(tuple(topics.values()), totals)))
    by_key = {topic.key: name for name, topic in topics.items()}
    findings = _findings(description, cells, by_key)
    if findings:
        raise InputError(findings)
    rows: dict[str, dict[str, str | None]] = {}
    for cell in cells:
        rows.setdefault(cell.code, {"municipality_code": cell.code})[by_key[cell.topic]] = cell.text
    frame = pd.DataFrame(list(rows.values())).sort_values("municipality_code", ignore_index=True)
    return Division(year, description.table, frame[["municipality_code", *areas]])


def _findings(description: Description, cells: list[Cell], names: Mapping[str, str]) -> list[Finding]:
    file = f"CBS {description.table}"
    if not cells:
        return [Finding(file, None, None, None, "holds no municipalities", _LATER)]
    counted = Counter((cell.code, cell.topic) for cell in cells)
    topics = {topic.key: str(topic) for topic in description.topics}
    odd = sorted({cell.code for cell in cells if not _CODE.fullmatch(cell.code)})
    twice = sorted({code for (code, _), count in counted.items() if count > 1})
    empty = [cell for cell in cells if cell.text is None]
    lacking = sorted(
        {cell.code for cell in cells} - {code for code, topic in counted if names[topic] == "municipality"}
    )
    return [
        *(Finding(file, None, "code", code, "is no code of a municipality", _LATER) for code in odd[:_SHOWN]),
        *(Finding(file, None, "municipality", code, "stands there more than once", _LATER) for code in twice[:_SHOWN]),
        *(Finding(file, None, topics[c.topic], c.code, "has no value", _LATER) for c in empty[:_SHOWN]),
        *(Finding(file, None, "municipality", code, "has no name", _LATER) for code in lacking[:_SHOWN]),
    ]
