"""What may stand in an entry: counts of offices and bodies, never individuals."""

import pytest
from consultation.recorded import said

from spreiding.consultation.add import said_of
from spreiding.errors import InputError
from spreiding.formats.personal import personal_text

BSN = "123456782"  # passes the eleven-test: 9+16+21+24+25+24+21+16-2 = 154 = 14 x 11


def refused(**differs: object) -> str:
    with pytest.raises(InputError) as caught:
        said(**differs)
    return "\n".join(str(finding) for finding in caught.value.findings)


@pytest.mark.parametrize(
    "text",
    [BSN, f"bewoner {BSN}.", "1234.56.782", "123 456 782", "123-456-782", f"({BSN})", f"nr:{BSN}"],
)
def test_a_text_with_a_bsn_is_refused_and_not_repeated(text: str) -> None:
    told = refused(why=text)
    assert "looks" not in told and "citizen service number (BSN)" in told
    assert "456" not in told


@pytest.mark.parametrize(
    "text",
    ["123456789", "000000000", "op 2025-07-01 50 plekken", "EUR 100.000.000", "1.234.567", f"9{BSN}", "350 + 16 + 20"],
)
def test_other_numbers_are_no_bsn(text: str) -> None:
    # 123456789: 9+16+21+24+25+24+21+16-9 = 147, no multiple of 11. Ten digits are no BSN either.
    assert personal_text(text) is None
    assert said(why=text).why == text


def test_an_email_address_is_refused() -> None:
    told = refused(who="wethouder w.jansen@example.nl")
    assert "an e-mail address" in told and "jansen" not in told


def test_all_that_is_wrong_is_told_at_once() -> None:
    told = refused(who=" ", why=BSN, places=0)
    assert told.count("\n") == 2
    for part in ("column --who: is blank", "column --why", "column --places"):
        assert part in told


@pytest.mark.parametrize(
    ("differs", "words"),
    [
        ({"kind": "offer"}, "an offer says how many places: give --places"),
        ({"kind": "exchange", "to": "GM0002"}, "an exchange says how many places"),
        ({"kind": "exchange", "places": 5}, "says who takes the places over: give --to"),
        ({"kind": "offer", "places": 5, "to": "GM0002"}, "an offer goes to nobody"),
        ({"kind": "wish", "to": "GM0001"}, "--to and --about are the same"),
        ({"amv": True}, "--amv is about places"),
        ({"why": "a\u200bb"}, "holds signs that can't be seen"),
        ({"why": "x" * 2001}, "2000 characters"),
        ({"about": "Aa"}, "column --about"),
        ({"kind": "promise"}, "column --kind"),
    ],
)
def test_what_does_not_fit_is_told(differs: dict[str, object], words: str) -> None:
    assert words in refused(**differs)


def test_texts_stand_on_one_line() -> None:
    assert said(why="  two\n lines\t").why == "two lines"


def test_places_of_an_offer_an_exchange_and_a_wish() -> None:
    assert said_of(who="a", kind="offer", about="GM0001", about_name="Aa", places=50, amv=True, why="b").amv
    assert said(kind="exchange", places=50, to="GM0002", to_name="Bb").to == "GM0002"
    assert said(kind="wish").places is None
