"""Columns that look like data about individuals: a table that has one is refused before anything else is read.

The product knows counts per place only. What stands in such a column is never repeated, not on the screen either.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations

from spreiding.errors import Finding

_NUMBER = r"(?:nummers?|nrs?|numbers?|no|id)"
_PERSON = (
    r"(?:persoon|person|bewoner|resident|aanvrager|applicant|asielzoeker|asylumseeker|vreemdeling|statushouder"
    r"|vergunninghouder|vluchteling|refugee|client|contact|contactpersoon|contactperson)s?"
)
_BORN = r"datum|dag|jaar|plaats|land"
# Words of a header, written together in small letters -> what it then looks like.
_ANYWHERE: tuple[tuple[str, str], ...] = (
    (
        rf"bsn{_NUMBER}?|burgerservice{_NUMBER}|sofi{_NUMBER}|citizenservice{_NUMBER}|socialsecurity{_NUMBER}|ssn",
        "a citizen service number (BSN)",
    ),
    (rf"v{_NUMBER}|vreemdeling(?:en|s)?{_NUMBER}|aliens?(?:registration)?{_NUMBER}", "a number of a foreign national"),
    (
        rf"geboorte(?:{_BORN})|geb(?:datum|dat)|(?:date|place|country|year|day)ofbirth|birth(?:date|day|place|country|year)"
        r"|dob",
        "a date or place of birth",
    ),
    (
        r"voorna(?:am|men)|achternaam|familienaam|roepnaam|geslachtsnaam|meisjesnaam|voorletters?|tussenvoegsels?"
        r"|volledigenaam|(?:first|given|last|family|middle|maiden|full)names?|forenames?|surnames?|initials"
        rf"|contactpers(?:onen|oon|ons?)|{_PERSON}(?:naam|name|names)|na(?:am|me)(?:van|of)?(?:de|het|the)?{_PERSON}",
        "the name of a person",
    ),
    (rf"{_PERSON}{_NUMBER}", "a number of a person"),
    (
        r"nationalitei(?:t|ten)|nationalit(?:y|ies)|staatsburgerschap|citizenship|landvanherkomst|herkomstland"
        r"|countryoforigin",
        "the nationality of a person",
    ),
    (r"e?mailadres(?:sen)?|email(?:address(?:es)?)?|mailaddress(?:es)?", "an e-mail address"),
    (
        rf"(?:telefoon|telephone|phone|mobiel|mobile|gsm|tel|cell|cellphone|mobilephone){_NUMBER}|telefoon|telephone"
        "|phone|gsm",
        "a telephone number",
    ),
    (rf"(?:woon|huis|thuis|prive)adres|(?:home|private)address|{_PERSON}(?:adres|address)", "the address of a person"),
    (rf"iban|bankrekening(?:{_NUMBER})?|rekening{_NUMBER}|bankaccount(?:{_NUMBER})?", "a bank account"),
    (
        rf"(?:paspoort|passport|rijbewijs|identiteitsbewijs|identitycard|idkaart)(?:{_NUMBER})?",
        "an identity document",
    ),
    (
        r"geloof|religies?|religions?|godsdienst|etniciteit|ethnicity|diagnoses?|diagnosis|sexualorientation"
        rf"|seksuelegeaardheid|{_PERSON}(?:leeftijd|age|geslacht|gender|sex)"
        rf"|(?:leeftijd|age|geslacht|gender|sex)(?:van|of)?(?:de|the)?{_PERSON}",
        "a trait of a person",
    ),
)
_WHOLE: tuple[tuple[str, str], ...] = (
    (r"mail", "an e-mail address"),
    (r"tel|mobiel|mobile|cell", "a telephone number"),
    (r"leeftijd|age|geslacht|gender|sex|mv", "a trait of a person"),
    (r"(?:a|ind|zorgverzekerings)(?:nummers?|nrs?)", "a number of a person"),
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NINE = re.compile(r"\d{8,9}")
_NINE_IN_TEXT = re.compile(
    r"(?<![\d.,])(\d{9}|\d{4}([. -])\d{2}\2\d{3}|\d{3}([. -])\d{3}\3\d{3})(?![\d]|[.,]\d)", re.ASCII
)
_MOST_WORDS = 6


def personal_findings(file: str, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> list[Finding]:
    """Give a finding per column whose name or cells look like data about individuals."""
    findings = []
    for place, name in enumerate(header):
        shown = f"number {place + 1}" if _is_personal_text(name) else name
        what = _by_name(name) or _by_cells([name]) or _by_cells([cells[place] for _, cells in rows])
        if what:
            advice = "Remove the column: only counts per place are taken, never rows about persons."
            findings.append(Finding(file, 1, shown, None, f"looks like {what}, which is about individuals", advice))
    return findings


def personal_text(text: str) -> str | None:
    """What a free text holds that looks like data about an individual: a BSN or an e-mail address; ``None``: neither.

    A BSN is nine digits, in one piece or as 1234.56.789 or 123.456.789, that pass the eleven-test.
    """
    numbers = (re.sub(r"\D", "", found[0]) for found in _NINE_IN_TEXT.finditer(text))
    if any(_passes_eleven(number) for number in numbers):
        return "a citizen service number (BSN)"
    return "an e-mail address" if _MAIL.search(text) else None


def _by_name(name: str) -> str | None:
    """What a header looks like; case, accents and what stands between its words do not matter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).lower()
    words = re.findall(r"[a-z]+", apart)[:_MOST_WORDS]
    for pattern, what in _WHOLE:
        if re.fullmatch(pattern, "".join(words)):
            return what
    spans = ("".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2))
    joined = {*spans, "".join(re.findall(r"[a-z]+", plain.lower()))}
    return next((what for pattern, what in _ANYWHERE if any(re.fullmatch(pattern, span) for span in joined)), None)


def _by_cells(cells: Sequence[str]) -> str | None:
    """What half or more of the filled cells are: numbers that pass the eleven-test of a BSN, or e-mail addresses."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return None
    numbers = [re.sub(r"[.\s-]", "", cell) for cell in filled if cell[0].isdigit()]
    passing = [number for number in numbers if _NINE.fullmatch(number) and _passes_eleven(number.zfill(9))]
    if any(len(number) == 9 for number in passing) and 2 * len(passing) >= len(filled):
        return "a citizen service number (BSN)"
    mails = sum(_MAIL.fullmatch(cell) is not None for cell in filled)
    return "an e-mail address" if 2 * mails >= len(filled) else None


def _is_personal_text(name: str) -> bool:
    return _by_cells([name]) is not None


def _passes_eleven(number: str) -> bool:
    """Nine digits times 9, 8, ... 2 and -1 add up to a multiple of eleven (Besluit BSN, the eleven-test)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True))
    return total % 11 == 0 and int(number) > 0
