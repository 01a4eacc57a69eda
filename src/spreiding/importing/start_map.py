"""A map to start from: what the names in a header tell, and what is still needed as comments."""

from typing import Any

import yaml

from spreiding.importing.map_file import EXAMPLE, ImportMap
from spreiding.importing.resolve import FILLED
from spreiding.tables.declare import Table


def map_text(table: Table, used: ImportMap) -> str:
    """Write a map as YAML; reading it gives the same map. Columns that are not in it follow as comments."""
    values = used.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    columns = {name: _short(rule) for name, rule in values.pop("columns", {}).items()}
    body = yaml.safe_dump({**values, "columns": columns}, allow_unicode=True, sort_keys=False, width=110)
    made = {*used.columns, *FILLED, *(("lon", "lat") if used.position else ())}
    absent = [column for column in table.columns if column.name not in made]
    comments = [
        f"#  {column.name}: {{constant: ...}}    # {'needed' if column.default is None else 'optional'}: "
        f"{column.meaning} [{column.unit}]"
        for column in absent
    ]
    head = f"# How a file becomes {table.file}; {EXAMPLE} says what can be written here.\n"
    tail = "# Not in the map; take away the # of what the file has, or give a constant:\n" if comments else ""
    return head + body + tail + "".join(f"{line}\n" for line in comments)


def _short(rule: dict[str, Any]) -> Any:
    """``places_max: Capaciteit`` is all there is to say of most columns."""
    return rule["from"] if set(rule) == {"from"} and isinstance(rule["from"], str) else rule
