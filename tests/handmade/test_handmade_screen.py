"""What a judgement looks like: only what asks for something is listed, and the outcome is said in a sentence."""

import csv
import io
import json
from dataclasses import replace

from rich.console import Console

from spreiding.handmade.judgement import Judged, Judgement, Scored, TownJudged
from spreiding.handmade.out import as_csv, as_json
from spreiding.handmade.screen import asked, show_judgement, verdict

SUM = Judged(
    "provincial_sum", "PV01", "Ergens", "regular", 90, 100, 100, 10, "broken", True, "Besluit art. 2.1", "Add 10."
)
BAND = Judged("band", "GM0001", "=Aa", "all", 50, 40, None, 0, "holds", True, "model file", "")
OPEN = Judged("delivery", "GM0002", "Bb", "amv", 5, None, None, 0, "open", False, "Wet art. 7", "")
SHORT = Judged("delivery", "GM0001", "=Aa", "amv", 5, 7.0, None, 2, "broken", False, "Wet art. 7", "Find 2.")
TOWN = TownJudged("GM0001", "=Aa", 60, 55, 50, 45, 5, -10, 10 / 60, 40, 5)
BLANK = TownJudged("GM0002", "Bb", 40, 45, None, None, None, None, None, 0, 0)
GOALS = (Scored("shortfall", "places", 3.0, 5.0), Scored("unevenness_worst", "ratio", 0.5, None))


def judgement(*norms: Judged) -> Judgement:
    return Judgement("plan.csv", "aa", "out/x", "bb", "small", "PV01", "Ergens", 2, 0, (), norms, GOALS, (TOWN, BLANK))


def shown(judged: Judgement) -> str:
    file = io.StringIO()
    show_judgement(Console(file=file, width=80), judged)
    return file.getvalue()


def test_what_holds_is_counted_and_not_listed() -> None:
    text = shown(judgement(SUM, BAND, OPEN, SHORT))
    assert "provincial_sum" in text and "Ergens: Add 10. [Besluit art. 2.1]" in text
    assert "band" not in text
    assert text.count("delivery") == 1  # an open number is seen in the table of numbers
    told = " ".join(text.split())
    assert told.endswith("1 norm is passed that may not be; soft norms passed: 1, not to be told yet: 1, holding: 1.")
    assert "Numbers still open: 2." in text and "Sites are as in the base run." in text


def test_the_outcome_in_a_sentence() -> None:
    assert verdict(judgement(BAND)).startswith("Every norm that may not be passed holds;")
    waits = replace(SUM, status="open")
    assert verdict(judgement(waits)).startswith("Nothing is found so far that may not be passed;")
    assert judgement(waits).exit_code == 0 == judgement(SHORT).exit_code
    assert judgement(SHORT, SUM).exit_code == 6


def test_bounds_in_a_word() -> None:
    assert [asked(norm) for norm in (SUM, BAND, OPEN, replace(BAND, most=1200.0))] == ["100", ">= 40", "", "40-1,200"]


def test_goals_and_numbers_that_are_open_say_so() -> None:
    lines = [" ".join(line.split()) for line in shown(judgement()).splitlines()]
    assert "shortfall 3 5 +2 places" in lines
    assert "unevenness_worst 0.500 open ratio" in lines
    assert "=Aa 60 55 50 45 5 -10 0.17 45" in lines
    assert "Bb 40 45 open open open open open 0" in lines


def test_csv_is_safe_for_spreadsheets_and_json_has_no_word_for_open_but_null() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(judgement(BAND, SHORT, OPEN)))))
    assert [row["name"] for row in rows] == ["'=Aa", "'=Aa", "Bb"]
    assert [(row["least"], row["most"], row["hard"]) for row in rows] == [
        ("40", "", "true"),
        ("7", "", "false"),
        ("", "", "false"),
    ]
    told = json.loads(as_json(judgement(SUM)))
    assert told["goals"][1]["plan"] is None and told["municipalities"][1]["places"] is None
    assert told["exit_code"] == 6
