"""Every number in the documents is what the run's CSV files come to, in Word and in HTML, counted by other code."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from explain.recount import recount
from explain.seen_run import Run, Said
from explain.test_every_number import DUTCH, unmatched
from report import recount_tables as wanted
from report.recount_tables import Files
from report.seen_documents import MONTHS_OF, Seen, html, n, plus, word

FORMS: dict[str, Callable[[Path], Seen]] = {"docx": word, "html": html}
CASES = [(name, province, form) for name in ("ledger", "rest") for province in ("PV01", "PV02") for form in FORMS]
ARTICLE = re.compile(r" \((?:Wet|Besluit|Hw|Uitvoeringsagenda|praktijk|modelbestand)[^()]*(?:\([^()]*\))?[^()]*\)\.$")
WORD_WITH_DIGIT = re.compile(r"[+-]?\w*\d(?:[\w.,/–-]*\w)?")
SHARE = ("share.inhabitants", "share.score", "share.factor", "share.places", "share.amv", "share.regular")


@pytest.fixture
def seen(request: pytest.FixtureRequest) -> Callable[[str, str, str, str], Seen]:
    """A document by run, kind, start of its file's name and form."""

    def find(run: str, kind: str, stem: str, form: str) -> Seen:
        folder: Path = request.getfixturevalue(f"{run}_documents") / kind
        (path,) = folder.glob(f"{stem}*.{form}")
        return FORMS[form](path)

    return find


@pytest.fixture
def files(request: pytest.FixtureRequest) -> Callable[[str, str], Files]:
    return lambda run, province: Files(request.getfixturevalue(f"{run}_run"), province)


@pytest.mark.parametrize(("run", "province", "form"), CASES)
def test_the_tables_of_a_decision(run: str, province: str, form: str, seen: Callable, files: Callable) -> None:
    document, own = seen(run, "decision", f"verdeelbesluit-{province}", form), files(run, province)
    assert document.table("Tabel 1.") == wanted.given(own)
    assert document.table("Tabel 2.") == wanted.factors(own)
    assert document.table("Tabel 3.") == wanted.deviations(own)
    account = document.table("De tabellen waarop")
    told = wanted.inputs(own.record)
    assert [(row[2], row[4]) for row in account] == [(rows, digits) for rows, _, digits in told]
    assert [row[3] for row in account] == [", ".join(origins) or "–" for _, origins, _ in told]


@pytest.mark.parametrize(("run", "province", "form"), CASES)
def test_the_sentences_of_a_decision_about_its_municipalities(
    run: str, province: str, form: str, seen: Callable, files: Callable, request: pytest.FixtureRequest
) -> None:
    document, own = seen(run, "decision", f"verdeelbesluit-{province}", form), files(run, province)
    for row in own.tasks:
        said = recount(Run(request.getfixturevalue(f"{run}_run"), row["municipality_code"]))
        title = f"{row['municipality']}: {n(int(row['task_places']))} opvangplaatsen"
        assert document.texts.count(title) == 1
        head, *steps = document.between(title, "Motivering van de afwijking")
        assert head == "Berekening van het indicatieve aantal" and len(steps) == len(SHARE)
        for step, key in zip(steps, SHARE, strict=True):
            only(step, [said[key]])
        after = [text for text in document.texts if text.startswith("Motivering van de afwijking")]
        assert f"Motivering van de afwijking: {plus(int(row['deviation_places']))}" in after
        moved = [figures for key, figures in said.items() if key.startswith("moved.")]
        only(" ".join(ARTICLE.sub(".", text) for text in motivation(document, title)), moved)


def motivation(document: Seen, title: str) -> list[str]:
    texts = document.texts[document.texts.index(title) :]
    start = next(place for place, text in enumerate(texts) if text.startswith("Motivering"))
    end = next(place for place, text in enumerate(texts) if text.startswith("Samen: "))
    return texts[start + 1 : end + 1]


def only(text: str, said: list[Said]) -> None:
    """Assert that the text has the figures that were counted, all of them and no others."""
    plain = MONTHS_OF.sub(lambda found: iso(*found.groups()), ARTICLE.sub(".", text))
    plain = re.sub(r"het (eerste|tweede|derde|vierde) kwartaal (\d{4})", lambda q: f"{q[2]}-Q{QUARTERS[q[1]]}", plain)
    unmatched(plain, said, DUTCH)


QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}


def iso(number: str, month: str, year: str) -> str:
    return f"{year}-{wanted.MONTHS.split().index(month) + 1:02d}-{int(number):02d}"


@pytest.mark.parametrize(("run", "province", "form"), CASES)
def test_the_other_sentences_of_a_decision(run: str, province: str, form: str, seen: Callable, files: Callable) -> None:
    document, own = seen(run, "decision", f"verdeelbesluit-{province}", form), files(run, province)
    total, share, dates = own.numbers(), own.record["share"], own.record["model"]["content"]["dates"]
    operative = document.between("Overwegende", "Toelichting")
    places = [n(total[f"task_{kind}"]) for kind in wanted.KINDS]
    assert f"De aantallen bedragen tezamen {places[0]} opvangplaatsen, waarvan {places[1]} reguliere en " in "".join(
        operative
    )
    years = [str(int(dates["decision"][:4]) + later) for later in (1, 2)]
    need = [n(share["national_need"]), n(share["national_amv"]), n(total["indicative_places"])]
    known = {*places, *need, n(total["indicative_amv"]), *years, "–".join(years)}
    known |= {n(sum(int(row["task_places"]) > 0 for row in own.tasks))}
    for key in ("estimate", "due", "decision"):
        known |= {word for word in wanted.day(dates[key]).split() if word.isdigit()}
    law = {"2", "3", "5", "7", "2.1", "2.2", "3.1", "1", "4"}  # articles, annexes, tables
    text = " ".join(block for block in operative if isinstance(block, str))
    named = [row["municipality"] for row in own.tasks if int(row["task_places"])]
    assert all(name in text for name in named)
    # The names of this tiny country have digits.
    for name in (own.name, *named):
        text = text.replace(name, "")
    assert set(WORD_WITH_DIGIT.findall(text)) <= known | law
    assert set(places) <= set(WORD_WITH_DIGIT.findall(text))
    common = document.between("Hierin is SES", "Opvangplaatsen tellen mee")
    assert n(share["sum_of_weighting_factors"], 12) in common[1] and need[0] in common[0] and need[1] in common[0]


@pytest.mark.parametrize(("run", "province", "form"), CASES)
def test_the_report_of_the_commissioner(run: str, province: str, form: str, seen: Callable, files: Callable) -> None:
    document, own = seen(run, "verslag", f"verslag-{province}", form), files(run, province)
    assert document.table("Tabel 1.") == wanted.reported(own)
    text, total = " ".join(document.texts), own.numbers()
    for kind, words in (("regular", "regulier"), ("amv", "voor amv")):
        assert f"{n(total[f'shortfall_{kind}'])} {words}" in text
    moved = [int(row["deviation_places"]) for row in own.tasks]
    signs = [sum(test) for test in ([m > 0 for m in moved], [m < 0 for m in moved], [m == 0 for m in moved])]
    told = "indicatief: {}; met minder: {}; met precies het indicatieve aantal: {}.".format(*signs)
    assert told in text
    due = [row for row in own.regions if row["period"] == own.record["due_period"]]
    assert f"van die datum is {n(sum(int(row['emergency_places']) for row in due))};" in text
    if wanted.short(own):
        assert document.table("Tabel 4.") == wanted.short(own)
    else:
        assert "Geen gemeente heeft een tekort." in document.texts


def test_offers_and_the_rest_stand_in_the_report(seen: Callable, files: Callable) -> None:
    own = files("rest", "PV01")
    names = {row["municipality_code"]: row["municipality"] for row in own.tasks}
    rows = [row for row in own.record["rest_task"]["numbers"] if row["municipality_code"] in names]
    rows.sort(key=lambda row: (names[row["municipality_code"]], row["kind"] == "amv"))
    keys = ("agreed_places", "offered_places", "missing_places", "rest_places", "number_places")
    told = [
        [
            names[row["municipality_code"]],
            {"regular": "regulier"}.get(row["kind"], "amv"),
            *(n(row[key]) for key in keys),
        ]
        for row in rows
    ]
    assert len(told) == 6 and told[0][3] == "310"
    for form in FORMS:
        document = seen("rest", "verslag", "verslag-PV01", form)
        assert document.table("Tabel 2.") == told
        assert "In de berekening zijn geen uitwisselingen opgenomen." in document.texts


def test_exchanges_stand_in_the_report_of_their_province_only(seen: Callable, files: Callable) -> None:
    names = [row["municipality"] for row in files("ledger", "PV01").tasks]
    for form in FORMS:
        assert seen("ledger", "verslag", "verslag-PV01", form).table("Tabel 3.") == [
            [names[0], names[2], "40 opvangplaatsen (regulier)", "a <b>school</b> & *care*"],
            [names[0], names[1], "3 opvangplaatsen voor amv", "–"],
            [names[0], names[1], "5 personen van de huisvestingstaak, eerste halfjaar 2025", "–"],
        ]
        other = seen("ledger", "verslag", "verslag-PV02", form).texts
        assert "In de berekening zijn geen uitwisselingen opgenomen." in other
        assert any(text.startswith("In de berekening is geen aanbod") for text in other)


@pytest.mark.parametrize(("run", "province", "form"), CASES)
def test_the_provincial_plan(run: str, province: str, form: str, seen: Callable, files: Callable) -> None:
    document, own = seen(run, "provincial-plan", f"provinciaal-plan-{province}", form), files(run, province)
    assert document.table("Tabel 1.") == wanted.burdens(own)
    types, scales, houses = wanted.transition(own)
    assert document.table("Tabel 3.") == types
    assert document.table("Tabel 4.") == scales
    assert document.table("Tabel 7.") == houses
    for table, column, none in (("Tabel 5.", "opens", "open"), ("Tabel 6.", "closes", "sluiten")):
        told = wanted.moves(own, column)
        assert document.table(table) == told if told else any(none in text for text in document.texts)
    total, text = own.numbers(), " ".join(document.texts)
    assert f" {n(total['today_places'])} opvangplaatsen in bestaande locaties" in text
    assert f"de planperiode is {plus(total['change_places'])}." in text
    housing = document.table("Tabel 8.")
    assert housing[-1][1:] == [
        *(n(total[name]) for name in ("housing_owed_persons", "housing_backlog_persons", "today_places")),
        plus(total["change_places"]),
    ]


@pytest.mark.parametrize("form", list(FORMS))
def test_the_state_of_affairs(form: str, seen: Callable, files: Callable) -> None:
    document = seen("ledger", "state-of-affairs", "stand-van-zaken", form)
    provinces = [files("ledger", code) for code in ("PV01", "PV02")]
    found = [(own.name, own.numbers()) for own in provinces]
    names = ("indicative_places", "task_places", "task_regular", "task_amv")
    rows = [[name, *(n(one[key]) for key in names), plus(one["deviation_places"])] for name, one in found]
    totals = {key: sum(one[key] for _, one in found) for key in found[0][1]}
    rows.append(["Totaal", *(n(totals[key]) for key in names), plus(totals["deviation_places"])])
    assert document.table("Tabel 1.") == rows
    quarters = [period["label"] for period in provinces[0].record["periods"]]
    regions = [(own.name, own.regions) for own in provinces]
    regions.append(("Totaal", [row for own in provinces for row in own.regions]))
    assert document.table("Opvang en huisvesting per provincie, 2025") == [
        [
            name,
            *wanted.state(some, quarters[-1], ("places", "emergency_places", "persons")),
            *wanted.flows(some, quarters, ("housed", "doorstroom")),
        ]
        for name, some in regions
    ]
    goals = provinces[0].record["goals"]
    assert [row[1] for row in document.table("Tabel 3.")] == [
        n(goal["value"], 1 if goal["unit"] == "ratio" else 0) for goal in goals
    ]


@pytest.mark.parametrize("kind", ["decision", "verslag", "provincial-plan", "state-of-affairs"])
def test_word_and_html_say_the_same(kind: str, ledger_documents: Path, rest_documents: Path) -> None:
    for folder in (ledger_documents / kind, rest_documents / kind):
        for path in folder.glob("*.docx"):
            assert word(path).blocks == html(path.with_suffix(".html")).blocks
