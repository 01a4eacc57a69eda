"""CBS tables over OData 3: a row per combination of codes, a column per topic, read from the feed for whole tables.

``DataProperties`` describes the table, every dimension has a list of its own, ``TypedDataSet`` holds the figures.
Codes are padded with blanks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from spreiding.fetch.cbs import KINDS, Ask, Cell, Description, Topic, as_text, field, grouped, rows_of
from spreiding.fetch.client import Client
from spreiding.fetch.endpoints import Limits, Server
from spreiding.fetch.pages import Json, read_pages


@dataclass(frozen=True)
class OData3Table:
    """A table of the OData 3 feed."""

    client: Client
    server: Server
    limits: Limits
    table: str

    def describe(self) -> Description:
        """Read ``DataProperties`` and the title in ``TableInfos``."""
        properties = list(self._rows("DataProperties"))
        groups = {
            row.get("ID"): (str(row.get("Title", "")).strip(), row.get("ParentID"))
            for row in properties
            if row.get("Type") == "TopicGroup"
        }
        topics = tuple(
            Topic(
                str(field(self.table, row, "Key")).strip(),
                str(field(self.table, row, "Title")).strip(),
                grouped(row.get("ParentID"), groups),
                row.get("Decimals") if isinstance(row.get("Decimals"), int) else None,
            )
            for row in properties
            if row.get("Type") == "Topic"
        )
        dimensions = {
            str(row["Key"]).strip(): KINDS[str(row["Type"])] for row in properties if row.get("Type") in KINDS
        }
        title = " ".join(str(row.get("Title", "")).strip() for row in self._rows("TableInfos"))
        return Description(self.table, title, topics, dimensions)

    def codes(self, dimension: str) -> dict[str, str]:
        """Read the list of a dimension; codes keep their blanks, which a filter must have too."""
        rows = self._rows(dimension)
        return {str(field(self.table, row, "Key")): str(row.get("Title", "")).strip() for row in rows}

    def cells(self, description: Description, ask: Ask) -> Iterator[Cell]:
        """Read ``TypedDataSet`` where the region is a municipality."""
        geo = description.dimension("geo")
        time = next((key for key, kind in description.dimensions.items() if kind == "time"), None)
        conditions = [f"substringof('GM',{geo})", *(f"({key} eq '{code}')" for key, code in ask.fixed.items())]
        if ask.periods and time:
            conditions.append(" or ".join(f"{time} eq '{period}'" for period in ask.periods).join("()"))
        columns = [*ask.fixed, geo, *([time] if time else []), *(topic.key for topic in ask.topics)]
        query = {"$filter": " and ".join(conditions), "$select": ",".join(columns)}
        for row in self._rows("TypedDataSet", query):
            code = str(field(self.table, row, geo)).strip()
            period = str(field(self.table, row, time)).strip() if time else ""
            for topic in ask.topics:
                yield Cell(code, period, topic.key, as_text(field(self.table, row, topic.key), topic.decimals))

    def _rows(self, part: str, query: Mapping[str, str] | None = None) -> Iterator[Json]:
        asked = {"$format": "json", **(query or {})}
        words = "&".join(f"{name}={quote(value, safe='(),')}" for name, value in asked.items())
        url = f"{self.server.url}/{quote(self.table, safe='')}/{quote(part, safe='')}?{words}"
        name = f"{self.table}-{part}"
        pages = read_pages(self.client, self.server, url, name, "application/json", self.limits, _next)
        for _, page in pages:
            yield from rows_of(self.table, page)


def _next(page: Json) -> object:
    return page.get("odata.nextLink")
