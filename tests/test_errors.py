"""What a person sees of a finding: nothing that can't be seen, and nothing that steers the screen."""

import io

import pytest

from spreiding.errors import Finding, visible
from spreiding.screen_console import PlainConsole

ESCAPE = "\x1b]0;a title\x07"


@pytest.mark.parametrize("text", ["Súdwest-Fryslân", "’s-Gravenhage", "a\nb", "", "€ 1"])
def test_what_can_be_seen_stays(text: str) -> None:
    assert visible(text) == text


def test_what_can_not_be_seen_is_shown_by_number() -> None:
    assert visible("GM0014\u200f") == "GM0014<U+200F>"
    assert visible(ESCAPE) == "<U+001B>]0;a title<U+0007>"
    assert visible("a\x9bb\rc") == "a<U+009B>b<U+000D>c"


def test_a_finding_shows_it_in_every_part() -> None:
    told = str(Finding("a\x1b.csv", 2, "b\x1b", "c\x1b", "d\x1b", "e\x1b"))
    assert "\x1b" not in told
    assert told == 'a<U+001B>.csv, row 2, column b<U+001B>, value "c<U+001B>": d<U+001B>. e<U+001B>'


def test_a_value_of_thousands_of_signs_is_cut_off() -> None:
    told = Finding("a.csv", 2, "b", "9" * 309, "is too long", "Shorten it.").visible()
    assert told.value == "9" * 200 + "... (309 characters)"


def test_the_screen_is_not_steered(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    PlainConsole().print(f"row 5 left out: {ESCAPE} [bold]x[/bold] :smile:", soft_wrap=True)
    assert out.getvalue() == "row 5 left out: <U+001B>]0;a title<U+0007> [bold]x[/bold] :smile:\n"
