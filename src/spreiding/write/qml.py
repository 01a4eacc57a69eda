"""A style in QML, the format of QGIS: symbols, and Dutch aliases of the columns."""

from xml.etree.ElementTree import Element, SubElement, tostring

from spreiding.write.map_style import GROWTH, Drawn, Look, Style, titled

_HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_DRAWER = {"fill": "SimpleFill", "marker": "SimpleMarker", "line": "SimpleLine"}
# QGIS's number of the property `size` of a mark.
_SIZE = "3"


def qml(style: Style) -> str:
    """Give the style as the XML that QGIS reads on opening."""
    root = Element("qgis", {"version": "3.22", "styleCategories": "Symbology|Fields"})
    by_value = style.classes[0].value is not None
    kind = "categorizedSymbol" if by_value else "graduatedSymbol"
    told = {"type": kind, "attr": style.field, "symbollevels": "0", "forceraster": "0"}
    renderer = SubElement(root, "renderer-v2", told)
    classes = SubElement(renderer, "categories" if by_value else "ranges")
    symbols = SubElement(renderer, "symbols")
    for number, drawn in enumerate(style.classes):
        _class(classes, number, drawn)
        _symbol(symbols, number, drawn.look)
    aliases = SubElement(root, "aliases")
    for number, column in enumerate(style.columns, start=1):
        SubElement(aliases, "alias", {"field": column.name, "index": str(number), "name": titled(column)})
    return _HEAD + tostring(root, encoding="unicode")


def _class(classes: Element, number: int, drawn: Drawn) -> None:
    told = {"symbol": str(number), "label": drawn.label, "render": "true"}
    if drawn.value is not None:
        SubElement(classes, "category", {"value": drawn.value, **told, "type": "string"})
    else:
        SubElement(classes, "range", {"lower": str(drawn.low), "upper": str(drawn.high), **told})


def _symbol(symbols: Element, number: int, look: Look) -> None:
    told = {"type": look.shape, "name": str(number), "alpha": "1", "clip_to_extent": "1"}
    symbol = SubElement(symbols, "symbol", told)
    drawer = {"class": _DRAWER[look.shape], "enabled": "1", "pass": "0", "locked": "0"}
    layer = SubElement(symbol, "layer", drawer)
    options = SubElement(layer, "Option", {"type": "Map"})
    for name, value in _options(look).items():
        SubElement(options, "Option", {"type": "QString", "name": name, "value": value})
    # Versions of QGIS before 3.18 read these.
    for name, value in _options(look).items():
        SubElement(layer, "prop", {"k": name, "v": value})
    if look.grows:
        _grow(layer, look)


def _options(look: Look) -> dict[str, str]:
    edge = {"outline_color": _rgb(look.edge), "outline_width": str(look.width)}
    if look.shape == "fill":
        return {"color": _rgb(look.colour), "style": "solid", **edge}
    if look.shape == "line":
        return {"line_color": _rgb(look.colour), "line_width": str(look.width), "line_style": "solid"}
    mark = {"name": look.mark, "size": str(look.size), "angle": str(look.angle)}
    return {**mark, "color": _rgb(look.colour), **edge}


def _grow(layer: Element, look: Look) -> None:
    """Let the mark's size follow a column."""
    told = SubElement(SubElement(layer, "data_defined_properties"), "Option", {"type": "Map"})
    SubElement(told, "Option", {"type": "QString", "name": "name", "value": ""})
    properties = SubElement(told, "Option", {"type": "Map", "name": "properties"})
    size = SubElement(properties, "Option", {"type": "Map", "name": "size"})
    formula = f'{look.size} + {GROWTH} * sqrt("{look.grows}")'
    SubElement(size, "Option", {"type": "bool", "name": "active", "value": "true"})
    SubElement(size, "Option", {"type": "QString", "name": "expression", "value": formula})
    SubElement(size, "Option", {"type": "int", "name": "type", "value": _SIZE})
    SubElement(told, "Option", {"type": "QString", "name": "type", "value": "collection"})


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5)) + ",255"
