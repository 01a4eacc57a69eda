"""How QGIS draws the layers of a comparison when they are opened (QML, its own format of styles)."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd

from spreiding.compare.colours import EDGE, FEWER_TO_MORE, MARK, classes, label, scale_end

_QML = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# Shape, size in millimetres and angle.
_MARKS = {
    "only_base": ("cross_fill", "3.6", "45"),
    "only_run": ("triangle", "3.6", "0"),
    "changed": ("diamond", "3", "0"),
}
_SAME = ("circle", "1.2", "0")
_GREY = "#969696"
_FIELD = "task_places_difference"


@dataclass(frozen=True)
class Style:
    """The style of a layer: its name, QGIS's XML, and a sentence about it."""

    layer: str
    name: str
    qml: str
    told: str


def municipal_style(layer: str, letter: str, municipalities: pd.DataFrame) -> Style:
    """Colour municipalities by the places that the run gives them more or fewer than the base run."""
    steps = classes(scale_end(municipalities[_FIELD]))
    shown = [(low, high, label(low, high), colour) for (low, high), colour in zip(steps, FEWER_TO_MORE, strict=True)]
    told = f"Places given by run {letter} less those given by the base run."
    return graduated_style(layer, "difference", _FIELD, shown, told)


def graduated_style(layer: str, name: str, field: str, steps: Sequence[tuple[int, int, str, str]], told: str) -> Style:
    """Colour areas by a column of whole numbers; ``steps``: first, last, words and colour of each."""
    root, renderer = _renderer("graduatedSymbol", field)
    ranges, symbols = SubElement(renderer, "ranges"), SubElement(renderer, "symbols")
    for number, (low, high, words, colour) in enumerate(steps):
        # Halves lie between whole places, so that no number is in two classes.
        edges = {"lower": str(low - 0.5), "upper": str(high + 0.5), "symbol": str(number), "render": "true"}
        edges["label"] = words
        SubElement(ranges, "range", edges)
        look = {"color": _rgb(colour), "style": "solid", "outline_color": _rgb(_GREY), "outline_width": "0.1"}
        _symbol(symbols, number, "fill", "SimpleFill", look)
    return Style(layer, name, _text(root), told)


def site_style(layer: str, letter: str) -> Style:
    """Mark sites that are open in one run only, or differ; sites that are the same are small and grey."""
    root, renderer = _renderer("categorizedSymbol", "change")
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    labels = {
        "only_base": "only in the base run",
        "only_run": f"only in run {letter}",
        "changed": "changed",
        "same": "same",
    }
    for number, (change, words) in enumerate(labels.items()):
        told = {"value": change, "symbol": str(number), "label": words, "render": "true", "type": "string"}
        SubElement(categories, "category", told)
        shape, size, angle = _MARKS.get(change, _SAME)
        look = {"name": shape, "size": size, "angle": angle, "color": _rgb(MARK if change in _MARKS else _GREY)}
        look |= {"outline_color": _rgb(EDGE), "outline_width": "0.3"}
        _symbol(symbols, number, "marker", "SimpleMarker", look)
    return Style(layer, "change", _text(root), f"Sites that run {letter} has other than the base run.")


def _renderer(kind: str, field: str) -> tuple[Element, Element]:
    root = Element("qgis", {"version": "3.22", "styleCategories": "Symbology"})
    return root, SubElement(root, "renderer-v2", {"type": kind, "attr": field, "symbollevels": "0", "forceraster": "0"})


def _symbol(symbols: Element, number: int, kind: str, drawer: str, options: dict[str, str]) -> None:
    symbol = SubElement(symbols, "symbol", {"type": kind, "name": str(number), "alpha": "1", "clip_to_extent": "1"})
    layer = SubElement(symbol, "layer", {"class": drawer, "enabled": "1", "pass": "0", "locked": "0"})
    told = SubElement(layer, "Option", {"type": "Map"})
    for name, value in options.items():
        SubElement(told, "Option", {"type": "QString", "name": name, "value": value})
    # Versions of QGIS before 3.18 read these.
    for name, value in options.items():
        SubElement(layer, "prop", {"k": name, "v": value})


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5)) + ",255"


def _text(root: Element) -> str:
    return _QML + tostring(root, encoding="unicode")
