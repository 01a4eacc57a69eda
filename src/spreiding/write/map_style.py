"""How a map layer is drawn, whatever program draws it; ``qml.py`` and ``sld.py`` put it in words of such programs."""

from dataclasses import dataclass
from typing import Literal

from spreiding.write.column import Column

Shape = Literal["fill", "marker", "line"]


@dataclass(frozen=True)
class Look:
    """A symbol: colours as ``#rrggbb``, sizes in millimetres, angle in degrees.

    ``width`` is that of the line, or of the edge. ``grows``: a column of places; the mark's area grows with it,
    and ``size`` is that of a mark of no places.
    """

    shape: Shape
    colour: str
    edge: str = "#969696"
    width: float = 0.1
    mark: str = "circle"
    size: float = 1.2
    angle: int = 0
    grows: str = ""


@dataclass(frozen=True)
class Drawn:
    """A class of the legend: rows whose column has ``value``, or lies from ``low`` to ``high``."""

    label: str
    look: Look
    value: str | None = None
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Style:
    """The style of a layer: its name, a sentence about it, the column it looks at, and the classes of the legend.

    ``columns`` are those of the layer, in their order: their Dutch names become aliases.
    """

    layer: str
    name: str
    told: str
    field: str
    classes: tuple[Drawn, ...]
    columns: tuple[Column, ...] = ()


GROWTH = 0.16
"""Millimetres that a mark's diameter gains per root of a place: 400 places add 3.2 mm."""


def titled(column: Column) -> str:
    """A column's Dutch name as a title."""
    return column.dutch[:1].upper() + column.dutch[1:]
