"""A style in SLD 1.0 (OGC 02-070), which GeoServer and other map programs read."""

from xml.etree.ElementTree import Element, SubElement, tostring

from spreiding.write.map_style import GROWTH, Drawn, Look, Style

_SPACES = {"xmlns": "http://www.opengis.net/sld", "xmlns:ogc": "http://www.opengis.net/ogc"}
# A pixel of SLD, in millimetres.
_PIXEL = 0.28
# SLD has fewer marks than QGIS: which one, and how far it is turned.
_MARKS = {"diamond": ("square", 45), "cross_fill": ("cross", 0)}


def sld(style: Style) -> str:
    """Give the style as a styled layer descriptor: a rule per class of the legend."""
    root = Element("StyledLayerDescriptor", {"version": "1.0.0", **_SPACES})
    layer = SubElement(root, "NamedLayer")
    _text(layer, "Name", style.layer)
    user = SubElement(layer, "UserStyle")
    _text(user, "Name", style.name)
    rules = SubElement(user, "FeatureTypeStyle")
    for number, drawn in enumerate(style.classes):
        rule = SubElement(rules, "Rule")
        _text(rule, "Name", str(number))
        _text(rule, "Title", drawn.label)
        _filter(SubElement(rule, "ogc:Filter"), style.field, drawn)
        _symbolizer(rule, drawn.look)
    return tostring(root, encoding="unicode", xml_declaration=False)


def _filter(place: Element, field: str, drawn: Drawn) -> None:
    if drawn.value is not None:
        test = SubElement(place, "ogc:PropertyIsEqualTo")
        _text(test, "ogc:PropertyName", field)
        _text(test, "ogc:Literal", drawn.value)
        return
    test = SubElement(place, "ogc:PropertyIsBetween")
    _text(test, "ogc:PropertyName", field)
    _text(SubElement(test, "ogc:LowerBoundary"), "ogc:Literal", str(drawn.low))
    _text(SubElement(test, "ogc:UpperBoundary"), "ogc:Literal", str(drawn.high))


def _symbolizer(rule: Element, look: Look) -> None:
    if look.shape == "line":
        _stroke(SubElement(rule, "LineSymbolizer"), look.colour, look.width)
    elif look.shape == "fill":
        _area(SubElement(rule, "PolygonSymbolizer"), look)
    else:
        graphic = SubElement(SubElement(rule, "PointSymbolizer"), "Graphic")
        name, turned = _MARKS.get(look.mark, (look.mark, 0))
        mark = SubElement(graphic, "Mark")
        _text(mark, "WellKnownName", name)
        _area(mark, look)
        _size(SubElement(graphic, "Size"), look)
        _text(graphic, "Rotation", str(look.angle + turned))


def _area(place: Element, look: Look) -> None:
    _css(SubElement(place, "Fill"), "fill", look.colour)
    _stroke(place, look.edge, look.width)


def _stroke(place: Element, colour: str, width: float) -> None:
    stroke = SubElement(place, "Stroke")
    _css(stroke, "stroke", colour)
    _css(stroke, "stroke-width", _pixels(width))


def _size(place: Element, look: Look) -> None:
    if not look.grows:
        place.text = _pixels(look.size)
        return
    total = SubElement(place, "ogc:Add")
    _text(total, "ogc:Literal", _pixels(look.size))
    grown = SubElement(total, "ogc:Mul")
    _text(grown, "ogc:Literal", _pixels(GROWTH))
    _text(SubElement(grown, "ogc:Function", {"name": "sqrt"}), "ogc:PropertyName", look.grows)


def _pixels(millimetres: float) -> str:
    return f"{millimetres / _PIXEL:.3f}"


def _css(place: Element, name: str, value: str) -> None:
    SubElement(place, "CssParameter", {"name": name}).text = value


def _text(place: Element, name: str, text: str) -> None:
    SubElement(place, name).text = text
