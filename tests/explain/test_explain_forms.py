"""How figures and names are shown: numbers in two languages, and names that steer nothing."""

from pathlib import Path

import pytest

from spreiding.explain.explain import explain
from spreiding.explain.forms import MARKDOWN, PLAIN, markdown, plain_text
from spreiding.explain.render import dutch_article, printable
from spreiding.explain.statement import Explanation, Section, Statement, name, number, signed, text, word


@pytest.mark.parametrize(
    ("figure", "english", "dutch"),
    [
        (number(1234567, "places", ""), "1,234,567", "1.234.567"),
        (number(1234.5678, "places", "", 3), "1,234.568", "1.234,568"),
        (signed(-0.0001, "ratio", "", 2), "+0.00", "+0,00"),
        (signed(40, "places", ""), "+40", "+40"),
        (text("2025-07-01", ""), "2025-07-01", "2025-07-01"),
        (word("official/estimate", ""), "official/estimate", "officieel/schatting"),
    ],
)
def test_numbers_and_words_are_shown_in_two_languages(figure: object, english: str, dutch: str) -> None:
    assert PLAIN.shown(figure) == english
    assert MARKDOWN.shown(figure) == dutch


def hostile(site: str) -> Explanation:
    said = Statement("k", "Wet art. 5", "{site} has {n} {n:place|places}.", "{site}: {n}.", {"site": name(site, "")})
    figures = {**said.figures, "n": number(1, "places", "")}
    row = Statement(said.key, said.article, said.english, said.dutch, figures, binds=True)
    return Explanation("GM0001", site, "Drenthe", 5, (), (Section("s", "Sites", "Locaties", (row,)),))


def test_a_name_is_neither_markup_nor_control_on_the_screen() -> None:
    shown = plain_text(hostile("[bold red]Azc[/] :smile: \x1b[31mred\n{n}"))
    assert "[bold red]Azc[/] :smile:  [31mred {n} has 1 place. BINDS. [Wet art. 5]" in " ".join(shown.split("\n  "))
    assert "\x1b" not in shown


def test_a_name_is_no_markdown_in_a_motivation() -> None:
    shown = markdown(hostile("# *Azc* <b>_x_</b> `y` [z](http://a)"))
    assert (
        "\\# \\*Azc\\* \\<b\\>\\_x\\_\\</b\\> \\`y\\` \\[z\\]\\(http://a\\): 1 (Wet art. 5). Deze grens knelt." in shown
    )


def test_no_line_is_wider_than_the_screen_or_ends_in_a_blank() -> None:
    shown = plain_text(hostile("a name of many words " * 20), width=60)
    assert max(map(len, shown.splitlines())) <= 60
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_articles_are_named_in_dutch() -> None:
    assert dutch_article("Uitvoeringsagenda 2.2.3 and 5; practice") == "Uitvoeringsagenda 2.2.3 en 5; praktijk"
    assert printable("a\tb\u202ec") == "a b c"


def test_a_ledger_remark_stays_text_in_the_motivation(ledger: Path) -> None:
    shown = markdown(explain(ledger, "GM0001"))
    assert "In ruil: a \\<b\\>school\\</b\\> \\& \\*care\\*" in shown
