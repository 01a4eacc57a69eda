"""Dated parameters: the right one on the right day, an error on any other, all findings in a bad file."""

from datetime import date
from pathlib import Path

import pytest

from spreiding.errors import InputError
from spreiding.law.parameters import LawBook, LawError, LawNotInForce, UnknownParameter

DAY = date(2024, 2, 1)
NEEDED = {
    "capacity_estimate_places": 96000,
    "capacity_estimate_amv": 8140,
    "durable_years": 5,
    "durable_notice_months": 12,
    "durable_min_regular": 100,
    "durable_min_special": 16,
    "provision_term_months": 6,
    "bonus_threshold_percent": 75,
    "coupling_to_housing_weeks": 14,
    "doorstroom_max_weeks": 52,
    "htl_max_months": 3,
    "rejected_reception_days": 28,
    "occupancy_norm_percent": 91,
    "stable_stock_places": 41000,
    "flexible_places": 5125,
    "direct_reserve_places": 5125,
}
ENTRY = """
- id: {id}
  value: {value}
  unit: {unit}
  article: Wet art. 1
  url: https://wetten.overheid.nl/BWBR0049307/#Artikel1
  from: {begin}
  until: {until}
  certainty: certain
"""


def entry(
    id: str = "term", value: object = 6, unit: str = "months", begin: str = "2024-01-31", until: str = "null"
) -> str:
    """One entry of a law file as YAML."""
    return ENTRY.format(id=id, value=value, unit=unit, begin=begin, until=until)


def book(folder: Path, *entries: str) -> LawBook:
    """A law book of the given entries."""
    (folder / "wet.yaml").write_text("".join(entries), encoding="utf-8")
    return LawBook.load(folder)


@pytest.fixture(scope="module")
def embedded() -> LawBook:
    """The law that comes with the package."""
    return LawBook.load()


@pytest.mark.parametrize(("name", "value"), NEEDED.items())
def test_values_at_the_estimate_of_2024(embedded: LawBook, name: str, value: int) -> None:
    assert embedded.at(DAY).whole(name) == value


def test_the_estimate_of_2026_replaces_that_of_2024(embedded: LawBook) -> None:
    assert embedded.at(date(2026, 1, 31)).whole("capacity_estimate_places") == 96000
    law = embedded.at(date(2026, 2, 5))
    assert law.whole("capacity_estimate_places") == 88000
    # 8,140 * 88,000 / 96,000 = 7,461.67: no published figure, so it must say that it is an assumption
    assert law.whole("capacity_estimate_amv") == round(8140 * 88 / 96)
    assert law["capacity_estimate_amv"].certainty == "assumption"


def test_asking_before_the_first_day_raises(embedded: LawBook) -> None:
    for name, history in embedded.history.items():
        day_before = date.fromordinal(history[0].from_date.toordinal() - 1)
        with pytest.raises(LawNotInForce) as raised:
            embedded.at(day_before)[name]
        assert (raised.value.parameter_id, raised.value.asked) == (name, day_before)
        assert raised.value.first == history[0].from_date


def test_asking_at_or_after_the_end_raises_and_the_day_before_does_not(tmp_path: Path) -> None:
    law = book(tmp_path, entry(until="2025-01-01"))
    assert law.at(date(2024, 12, 31)).whole("term") == 6
    for day in (date(2025, 1, 1), date(2030, 1, 1)):
        with pytest.raises(LawNotInForce) as raised:
            law.at(day)["term"]
        assert raised.value.until == date(2025, 1, 1)
        assert law.at(day).parameters() == ()


def test_a_later_entry_ends_the_earlier_one(tmp_path: Path) -> None:
    # listed newest first: the order in the file may not matter
    law = book(tmp_path, entry(value=9, begin="2026-01-01"), entry(value=6))
    assert [law.at(date(year, 6, 1)).whole("term") for year in (2024, 2025, 2026, 2027)] == [6, 6, 9, 9]


def test_an_unknown_id_names_the_nearest(embedded: LawBook) -> None:
    with pytest.raises(UnknownParameter, match="did you mean durable_min_regular") as raised:
        embedded.at(DAY)["durable_min_reguler"]
    assert raised.value.suggestion == "durable_min_regular"
    with pytest.raises(UnknownParameter):
        embedded.at(date(1900, 1, 1))["durable_min_reguler"]


def test_whole_refuses_a_fraction(tmp_path: Path) -> None:
    law = book(tmp_path, entry(value=6.5)).at(DAY)
    assert law.number("term") == 6.5
    with pytest.raises(LawError, match="not a whole number"):
        law.whole("term")


def test_every_parameter_says_where_it_comes_from(embedded: LawBook) -> None:
    for parameter in (entry for history in embedded.history.values() for entry in history):
        assert parameter.article and parameter.unit and parameter.from_date
        assert parameter.url.startswith("https://")
        if parameter.article.startswith(("Wet", "Besluit", "Hw")):
            assert parameter.url.startswith("https://wetten.overheid.nl/BWBR"), parameter.id
        if parameter.certainty in ("assumption", "inference", "reported"):
            assert parameter.note, f"{parameter.id} is not certain and doesn't say why"


def test_parameters_lists_all_in_force_by_id(embedded: LawBook) -> None:
    names = [parameter.id for parameter in embedded.at(DAY).parameters()]
    assert names == sorted(names)
    assert set(NEEDED) <= set(names)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (entry(value="six"), "valid"),
        (entry(value="'6'"), "valid"),
        (entry(value="true"), "valid"),
        (entry(value=".nan"), "finite"),
        (entry(value=".inf"), "finite"),
        (entry(begin="soon"), "date"),
        (entry(id="Term 1"), "pattern"),
        (entry() + "  colour: red\n", "Extra"),
        (entry().replace("  article: Wet art. 1\n", ""), "required"),
        (entry().replace("https", "ftp"), "pattern"),
        (entry(until="2024-01-31"), "ends before it begins"),
        (entry() + entry(value=7), "stands twice"),
        (entry(until="2027-01-01") + entry(begin="2026-01-01"), "overlaps"),
        (entry() + entry(unit="weeks", begin="2026-01-01"), "changes unit"),
        ("id: term\n", "not a list"),
        ("- [1, 2]\n", "valid"),
        ("- id: [", "not YAML"),
        ("- from: 2024-13-45\n", ""),
        ("", "not a list"),
    ],
)
def test_a_broken_file_is_a_finding(tmp_path: Path, text: str, rule: str) -> None:
    with pytest.raises(InputError) as raised:
        book(tmp_path, text)
    assert any(rule in finding.rule for finding in raised.value.findings), raised.value.findings
    assert all(finding.file == "wet.yaml" and finding.advice for finding in raised.value.findings)


def test_all_findings_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "besluit.yaml").write_text(entry(value="six") + entry(id="other", begin="soon"), encoding="utf-8")
    (tmp_path / "coa.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError) as raised:
        book(tmp_path, entry(id="third", unit="''"))
    assert [finding.file for finding in raised.value.findings] == [
        "besluit.yaml",
        "besluit.yaml",
        "coa.yaml",
        "wet.yaml",
    ]


def test_a_folder_without_law_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no law files"):
        LawBook.load(tmp_path)
    with pytest.raises(InputError, match="holds no law files"):
        LawBook.load(tmp_path / "absent")


def test_a_day_of_the_year(tmp_path: Path) -> None:
    law = book(tmp_path, entry("begin", "02-01", "day of the year"), entry()).at(DAY)
    assert law.day_of("begin", 2026) == date(2026, 2, 1)
    for ask in (lambda: law.number("begin"), lambda: law.whole("begin")):
        with pytest.raises(LawError, match="begin is 02-01, which is not a number"):
            ask()
    with pytest.raises(LawError, match="term is 6, which is not a day of the year"):
        law.day_of("term", 2026)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("02-30", "day of the year", "is no day of every year"),
        ("02-29", "day of the year", "is no day of every year"),
        ("13-01", "day of the year", "is no day of every year"),
        ("02-01", "months", "has the unit 'day of the year'"),
        (6, "day of the year", "has the unit 'day of the year'"),
        ("1 February", "day of the year", "valid"),
    ],
)
def test_what_is_no_day_of_the_year_is_one_finding(tmp_path: Path, value: object, unit: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        book(tmp_path, entry("begin", value, unit))
    (finding,) = caught.value.findings
    assert words in finding.rule
    assert str(finding.column).startswith("entry 1 (begin)")
