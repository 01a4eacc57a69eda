"""The contract of the output: every table and column that a run writes.

The writer enforces it, ``docs/output.md`` is generated from it, and the auditor reads files by it.
"""

from spreiding.write.column import Column, Table, boolean, text
from spreiding.write.flow_columns import COUPLINGS, HOUSING, PLACEMENTS
from spreiding.write.region_columns import REGIONS
from spreiding.write.scaling_columns import SCALING
from spreiding.write.site_columns import SITES
from spreiding.write.staff_columns import STAFF
from spreiding.write.task_columns import TASKS

TABLES = (TASKS, SITES, PLACEMENTS, HOUSING, SCALING, REGIONS, STAFF)
BOUNDARY_COLUMNS: tuple[Column, ...] = (
    boolean("schematic", "schematisch", "true: the outline is a drawing aid and no administrative boundary"),
    text("boundary_origin", "herkomst grens", "origin of the outline, `synthetic` for a schematic one"),
)
LAYERS: tuple[tuple[str, Table, tuple[Column, ...]], ...] = (
    ("municipalities", TASKS, BOUNDARY_COLUMNS),
    ("sites", SITES, ()),
    ("couplings", COUPLINGS, BOUNDARY_COLUMNS),
)

__all__ = [
    "BOUNDARY_COLUMNS",
    "COUPLINGS",
    "HOUSING",
    "LAYERS",
    "PLACEMENTS",
    "REGIONS",
    "SCALING",
    "SITES",
    "STAFF",
    "TABLES",
    "TASKS",
]
