"""The styles, the numbering and the page of a Word template."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

BLUE, RED, GREY = RGBColor(0x01, 0x45, 0x6B), RGBColor(0xA9, 0x00, 0x61), RGBColor(0x55, 0x55, 0x55)
TEXT_WIDTH = Mm(162)
# Style: the style it is based on, size in points, bold, space before and after in points.
_OWN: dict[str, tuple[str, float, bool, int, int]] = {
    "Artikel": ("Heading 2", 11, True, 12, 3),
    "Deel": ("Heading 1", 13, True, 14, 4),
    "Deelparagraaf": ("Heading 2", 11, True, 12, 3),
    "Hoofdstuk": ("Heading 2", 12, True, 14, 4),
    "Paragraaf": ("Heading 3", 11, True, 12, 2),
    "Kopje": ("Normal", 10, True, 4, 2),
    "Formule": ("Normal", 10, False, 0, 4),
    "Ondertekening": ("Normal", 10, False, 24, 18),
    "Overweging": ("Normal", 10, False, 0, 3),
    "Lid": ("Normal", 10, False, 0, 3),
    "Stap": ("Normal", 10, False, 0, 2),
    "Kader": ("Normal", 10, False, 0, 0),
    "Kaderpunt": ("List Bullet", 10, False, 0, 0),
    "Tabel": ("Normal", 8.5, False, 1, 1),
    "Tabelkop": ("Tabel", 8.5, True, 1, 1),
    "Tabeltotaal": ("Tabel", 8.5, True, 1, 1),
    "Merk": ("Header", 12, True, 0, 0),
}
_HEADINGS = {"Title": (20, 0, 8), "Heading 1": (15, 18, 6), "Heading 2": (12, 14, 4), "Heading 3": (11, 12, 2)}
# Numbered lists: per list its levels, each with its style, kind of number, text and indent in millimetres.
_LISTS = (
    (("Hoofdstuk", "decimal", "%1.", 0), ("Paragraaf", "decimal", "%1.%2", 0), ("Stap", "decimal", "%3.", 7)),
    (("Deel", "decimal", "%1.", 0), ("Deelparagraaf", "decimal", "%1.%2", 0)),
    (("Artikel", "decimal", "Artikel %1.", 0), ("Lid", "decimal", "%2.", 7)),
    (("Overweging", "lowerLetter", "%1.", 7),),
    (("List Bullet", "bullet", "•", 7),),
    # Without an indent: Word draws one frame around paragraphs only where their indents are the same.
    (("Kaderpunt", "bullet", "•", 0),),
)


def dress(document: Document) -> None:
    """Give an empty document its page, styles and numbering."""
    _page(document)
    _styles(document)
    _numbering(document)
    _settings(document)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)


def _styles(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.15
    for name, (points, before, after) in _HEADINGS.items():
        _set(document.styles[name], points, True, before, after, BLUE)
    _set(document.styles["Caption"], 9, True, 8, 3, BLUE)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    _set(document.styles["Footer"], 8, False, 0, 0, GREY)
    for name in ("Header", "Footer"):
        document.styles[name].paragraph_format.tab_stops.clear_all()
    for name, (base, size, bold, before, after) in _OWN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = document.styles[base], True
        _set(style, size, bold, before, after, None)
    document.styles["Merk"].font.color.rgb = RED
    document.styles["Merk"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Formule"].paragraph_format.left_indent = Mm(10)
    document.styles["Formule"].font.italic = True
    document.styles["Kopje"].paragraph_format.keep_with_next = True
    for name in ("Kader", "Kaderpunt"):
        _border(document.styles[name])
    _language(document)


def _set(style: Any, size: float, bold: bool, before: float, after: float, colour: RGBColor | None) -> None:
    style.font.size, style.font.bold = Pt(size), bold
    style.font.name, style.font.italic = "Arial", False
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    old = style.element.pPr.find(qn("w:pBdr"))
    if old is not None:
        style.element.pPr.remove(old)


def _border(style: Any) -> None:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="A90061"/>'
        for side in ("top", "left", "bottom", "right")
    )
    frame = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FBEFF5"/>')
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(frame, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _language(document: Document) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "nl-NL")


def _numbering(document: Document) -> None:
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for number, levels in enumerate(_LISTS, start=1):
        written = "".join(_level(document, place, level) for place, level in enumerate(levels))
        kind = "multilevel" if len(levels) > 1 else "singleLevel"
        head = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
        root.append(parse_xml(f"{head}{written}</w:abstractNum>"))
    for number, levels in enumerate(_LISTS, start=1):
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
        for place, level in enumerate(levels):
            _number_style(document.styles[level[0]], number, place)


def _level(document: Document, place: int, level: tuple[str, str, str, int]) -> str:
    style, kind, text, indent = level
    twips = round(indent * 56.7)
    hang = f'<w:ind w:left="{twips}" w:hanging="{twips}"/>' if indent else '<w:ind w:left="0" w:firstLine="0"/>'
    after = "tab" if indent else "space"
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{document.styles[style].style_id}"/><w:suff w:val="{after}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{hang}</w:pPr></w:lvl>'
    )


def _number_style(style: Any, number: int, level: int) -> None:
    properties = style.element.get_or_add_pPr()
    old = properties.find(qn("w:numPr"))
    if old is not None:
        properties.remove(old)
    marks = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    made = parse_xml(f"<w:numPr {nsdecls('w')}>{marks}</w:numPr>")
    after = ("w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    properties.insert_element_before(made, *after)


def _settings(document: Document) -> None:
    """Word 2013 and later: without it Word opens the document in a mode for older versions."""
    compat = OxmlElement("w:compat")
    setting = OxmlElement("w:compatSetting")
    values = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    for key, value in values.items():
        setting.set(qn(f"w:{key}"), value)
    compat.append(setting)
    root = document.settings.element
    old = root.find(qn("w:compat"))
    if old is None:
        root.append(compat)
    else:
        root.replace(old, compat)
