"""CBS tables over OData 4: an observation per row, with the code of its measure and of every dimension.

``MeasureCodes`` and ``MeasureGroups`` describe the measures, ``Dimensions`` the dimensions, ``<Dimension>Codes`` their
codes, ``Properties`` the table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from spreiding.fetch.cbs import KINDS, Ask, Cell, Description, Topic, as_text, field, grouped, rows_of
from spreiding.fetch.client import Client
from spreiding.fetch.endpoints import Limits, Server
from spreiding.fetch.pages import Json, read_pages


@dataclass(frozen=True)
class OData4Table:
    """A table of the OData 4 service."""

    client: Client
    server: Server
    limits: Limits
    table: str

    def describe(self) -> Description:
        """Read measures with their groups, dimensions and the table's title."""
        groups: dict[object, tuple[str, object]] = {
            row.get("Id"): (str(row.get("Title", "")).strip(), row.get("ParentId"))
            for row in self._rows("MeasureGroups")
        }
        topics = tuple(
            Topic(
                str(field(self.table, row, "Identifier")).strip(),
                str(field(self.table, row, "Title")).strip(),
                grouped(row.get("MeasureGroupId"), groups),
                row.get("Decimals") if isinstance(row.get("Decimals"), int) else None,
            )
            for row in self._rows("MeasureCodes")
        )
        dimensions = {
            str(field(self.table, row, "Identifier")).strip(): KINDS.get(str(row.get("Kind")), "plain")
            for row in self._rows("Dimensions")
        }
        title = " ".join(str(page.get("Title", "")).strip() for page in self._pages("Properties"))
        return Description(self.table, title, topics, dimensions)

    def codes(self, dimension: str) -> dict[str, str]:
        """Read the list of a dimension; codes keep their blanks, which a filter must have too."""
        rows = self._rows(f"{dimension}Codes")
        return {str(field(self.table, row, "Identifier")): str(row.get("Title", "")).strip() for row in rows}

    def cells(self, description: Description, ask: Ask) -> Iterator[Cell]:
        """Read ``Observations`` where the region is a municipality; texts stand in ``StringValue``."""
        geo = description.dimension("geo")
        time = next((key for key, kind in description.dimensions.items() if kind == "time"), None)
        measures = ",".join(f"'{topic.key}'" for topic in ask.topics)
        conditions = [f"startswith({geo},'GM')", f"Measure in ({measures})"]
        conditions += [f"{key} eq '{code}'" for key, code in ask.fixed.items()]
        if ask.periods and time:
            listed = ",".join(f"'{period}'" for period in ask.periods)
            conditions.append(f"{time} in ({listed})")
        decimals = {topic.key: topic.decimals for topic in ask.topics}
        for row in self._rows("Observations", {"$filter": " and ".join(conditions)}):
            measure = str(field(self.table, row, "Measure")).strip()
            if measure not in decimals:
                continue
            value = row.get("StringValue") if row.get("Value") is None else row.get("Value")
            period = str(field(self.table, row, time)).strip() if time else ""
            code = str(field(self.table, row, geo)).strip()
            yield Cell(code, period, measure, as_text(value, decimals[measure]))

    def _rows(self, part: str, query: Mapping[str, str] | None = None) -> Iterator[Json]:
        for page in self._pages(part, query):
            yield from rows_of(self.table, page)

    def _pages(self, part: str, query: Mapping[str, str] | None = None) -> Iterator[Json]:
        words = "&".join(f"{name}={quote(value, safe='(),')}" for name, value in (query or {}).items())
        url = f"{self.server.url}/{quote(self.table, safe='')}/{quote(part, safe='')}{'?' + words if words else ''}"
        name = f"{self.table}-{part}"
        for _, page in read_pages(self.client, self.server, url, name, "application/json", self.limits, _next):
            yield page


def _next(page: Json) -> object:
    return page.get("@odata.nextLink")
