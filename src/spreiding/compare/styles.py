"""How the layers of a comparison are drawn."""

import pandas as pd

from spreiding.compare.columns import MUNICIPALITIES, SITES
from spreiding.write.columns import BOUNDARY_COLUMNS
from spreiding.write.map_colours import EDGE, FEWER_TO_MORE, MARK, classes, label, scale_end
from spreiding.write.map_style import Drawn, Look, Style

_GREY = "#969696"
_FIELD = "task_places_difference"
_MARKS = {
    "only_base": Look("marker", MARK, EDGE, 0.3, "cross_fill", 3.6, 45),
    "only_run": Look("marker", MARK, EDGE, 0.3, "triangle", 3.6),
    "changed": Look("marker", MARK, EDGE, 0.3, "diamond", 3.0),
    "same": Look("marker", _GREY, EDGE, 0.3, "circle", 1.2),
}


def municipal_style(layer: str, letter: str, municipalities: pd.DataFrame) -> Style:
    """Colour municipalities by the places that the run gives them more or fewer than the base run."""
    steps = zip(classes(scale_end(municipalities[_FIELD])), FEWER_TO_MORE, strict=True)
    # Halves lie between whole places, so that no number is in two classes.
    drawn = [
        Drawn(label(low, high), Look("fill", colour, _GREY), low=low - 0.5, high=high + 0.5)
        for (low, high), colour in steps
    ]
    told = f"Places given by run {letter} less those given by the base run."
    return Style(layer, "difference", told, _FIELD, tuple(drawn), (*MUNICIPALITIES.columns, *BOUNDARY_COLUMNS))


def site_style(layer: str, letter: str) -> Style:
    """Mark sites that are open in one run only, or differ; sites that are the same are small and grey."""
    labels = {
        "only_base": "only in the base run",
        "only_run": f"only in run {letter}",
        "changed": "changed",
        "same": "same",
    }
    drawn = tuple(Drawn(words, _MARKS[change], value=change) for change, words in labels.items())
    told = f"Sites that run {letter} has other than the base run."
    return Style(layer, "change", told, "change", drawn, SITES.columns)
