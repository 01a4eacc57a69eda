"""How the layers of ``plan.gpkg`` are drawn; steps are those of the whole plan, so that provinces look alike."""

import pandas as pd

from spreiding.write.columns import LAYERS
from spreiding.write.map_colours import EDGE, FEWER_TO_MORE, classes, scale_end
from spreiding.write.map_style import Drawn, Look, Style

# Type, Dutch word, mark, angle, colour (Okabe and Ito's, which colour-blind readers can tell apart).
_SITES = (
    ("registration", "aanmeldlocatie", "square", 0, "#000000"),
    ("accelerated", "azc versnelde procedure", "diamond", 0, "#56b4e9"),
    ("azc", "azc", "circle", 0, "#0072b2"),
    ("amv", "amv", "triangle", 0, "#009e73"),
    ("htl", "htl", "cross_fill", 45, "#d55e00"),
    ("ibo", "ibo", "star", 0, "#cc79a7"),
    ("return", "terugkeer", "triangle", 180, "#e69f00"),
)
_WIDTHS = (0.1, 0.35, 0.8, 1.6)
_PARTS = (0.05, 0.2, 0.5, 1.0)


def plan_styles(municipalities: pd.DataFrame, couplings: pd.DataFrame) -> tuple[Style, ...]:
    """Styles of the three layers; ``deviation_places`` and ``coupled_persons`` of the whole plan set the steps."""
    return (_areas(municipalities["deviation_places"]), _sites(), _lines(couplings["coupled_persons"]))


def _areas(deviation: "pd.Series[int]") -> Style:
    """Colour municipalities by the places that they are given above or below their indicative share."""
    steps = zip(classes(scale_end(deviation)), FEWER_TO_MORE, strict=True)
    # Halves lie between whole places, so that no number is in two classes.
    drawn = [
        Drawn(_label(low, high), Look("fill", colour), low=low - 0.5, high=high + 0.5) for (low, high), colour in steps
    ]
    return _style("municipalities", "afwijking", "deviation_places", "Taak min indicatief aandeel.", drawn)


def _sites() -> Style:
    """Mark sites by type; the area of a mark grows with the places."""
    drawn = [
        Drawn(word, Look("marker", colour, EDGE, 0.2, mark, angle=angle, grows="places"), value=kind)
        for kind, word, mark, angle, colour in _SITES
    ]
    told = "Locaties naar type; hoe groter het teken, hoe meer plekken."
    return _style("sites", "type en omvang", "location_type", told, drawn)


def _lines(persons: "pd.Series[float]") -> Style:
    """Draw couplings wider when more persons are coupled."""
    most = scale_end(persons)
    tops = [part * most for part in _PARTS]
    drawn = [
        Drawn(f"{low:g} tot en met {high:g} personen", Look("line", "#404040", width=width), low=low, high=high)
        for low, high, width in zip([0.0, *tops[:-1]], tops, _WIDTHS, strict=True)
    ]
    told = "Gekoppelde personen over alle perioden; geen routes."
    return _style("couplings", "gekoppelde personen", "coupled_persons", told, drawn)


def _style(layer: str, name: str, field: str, told: str, drawn: list[Drawn]) -> Style:
    columns = {title: (*table.columns, *extra) for title, table, extra in LAYERS}
    return Style(layer, name, told, field, tuple(drawn), columns[layer])


def _label(low: int, high: int) -> str:
    if low == high == 0:
        return "geen"
    return f"{low:+}" if low == high else f"{low:+} tot en met {high:+}"
