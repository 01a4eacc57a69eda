"""Second: what moved the number from the share: the ledger, the rule for the rest, and then the plan."""

from spreiding.explain.asked import asked_statements
from spreiding.explain.attribution import attributed
from spreiding.explain.facts import KINDS, Facts, RestNumber
from spreiding.explain.standing import standing_statements
from spreiding.explain.statement import Section, Statement, name, number, signed, text, word
from spreiding.model_exchanges import HousingExchange, ReceptionExchange

_WITH = "tasks.csv: indicative and exchanged places"


def moved_section(facts: Facts) -> Section:
    """From the share to the number, step by step; what no file accounts for is called a choice of the goals."""
    rest = [row for row in facts.rest.numbers if row.municipality_code == facts.code]
    steps = [_rest(facts, row) for row in rest] if rest else _plan(facts)
    statements = (*_exchanges(facts), _agreed(facts), *asked_statements(facts), *steps, _sum(facts))
    return Section("moved", "From the share to the number", "Van het aandeel naar het aantal", statements)


def _exchanges(facts: Facts) -> list[Statement]:
    return [
        _exchange(facts, item, place)
        for place, item in enumerate(facts.model.exchanges)
        if facts.code in (item.from_code, item.to_code)
    ]


def _exchange(facts: Facts, item: ReceptionExchange | HousingExchange, place: int) -> Statement:
    takes = item.to_code == facts.code
    other, source = item.from_code if takes else item.to_code, f"run.json: exchanges, {place}"
    verb = ("takes over", "from", "neemt", "over van") if takes else ("hands over", "to", "draagt", "over aan")
    what = "persons of the housing task of {half}" if isinstance(item, HousingExchange) else "{kind} places"
    wat = "personen van de taakstelling van {half}" if isinstance(item, HousingExchange) else "plaatsen ({kind})"
    figures = {"other": text(other, source)}
    if isinstance(item, HousingExchange):
        figures |= {"n": number(item.persons, "persons", source), "half": text(item.half_year, source)}
    else:
        figures |= {"n": number(item.places, "places", source), "kind": word(_kind(item), source)}
    back, terug = ("", "")
    if item.in_return:
        figures["back"], back, terug = name(item.in_return, source), " In return: {back}.", " In ruil: {back}."
    return facts.say(
        f"moved.exchange.{place}",
        "Hw-29.2" if isinstance(item, HousingExchange) else "S19",
        f"By the ledger of exchanges it {verb[0]} {{n}} {what} {verb[1]} {{other}}.{back}",
        f"Volgens de lijst van uitwisselingen {verb[2]} zij {{n}} {wat} {verb[3]} {{other}}.{terug}",
        more=figures,
    )


def _kind(item: ReceptionExchange) -> str:
    return "amv" if item.amv else "regular"


def _agreed(facts: Facts) -> Statement:
    return facts.say(
        "moved.agreed",
        "Besluit-2.1.3 S19",
        "The share with what was exchanged: {share} {exchanged} = {agreed} places, {regular} regular and {amv} amv.",
        "Het aandeel met wat is uitgewisseld: {share} {exchanged} = {agreed} plaatsen, {regular} regulier en {amv} "
        "amv.",
        share=facts.cell("indicative_places"),
        exchanged=signed(facts.own["exchanged_places"], "places", "tasks.csv: exchanged_places"),
        agreed=number(facts.own["agreed_places"], "places", _WITH),
        regular=number(facts.own["agreed_regular"], "places", _WITH),
        amv=number(facts.own["agreed_amv"], "places", _WITH),
    )


def _rest(facts: Facts, row: RestNumber) -> Statement:
    source = "run.json: rest_task, numbers"
    lost = " One less than that: a larger share came first on an equal claim." if row.tie_lost else ""
    minder = " Eén minder: een groter aandeel ging voor bij een gelijke aanspraak." if row.tie_lost else ""
    return facts.say(
        f"moved.rest.{row.kind}",
        "Wet-5-rest",
        "The rule for the rest fixes the {kind} number: {offered} offered; {missing} of {agreed} missing; the rate "
        "{rate} x {agreed} = {unrounded}, rounded half up and at most what is missing, gives {rest}; "
        "{offered} + {rest} = {number} places." + lost,
        "De regel voor het restant bepaalt het aantal ({kind}): {offered} aangeboden; {missing} van {agreed} "
        "ontbreken; het tarief {rate} x {agreed} = {unrounded}, bij een half naar boven afgerond en ten hoogste wat "
        "ontbreekt, geeft {rest}; {offered} + {rest} = {number} plaatsen." + minder,
        kind=word(row.kind, source),
        offered=number(row.offered_places, "places", source),
        missing=number(row.missing_places, "places", source),
        agreed=number(row.agreed_places, "places", source),
        rate=text(row.rate, source),
        unrounded=number(row.unrounded_places, "places", source, 6),
        rest=number(row.rest_places, "places", source),
        number=number(row.number_places, "places", source),
    )


def _plan(facts: Facts) -> list[Statement]:
    steps = [statement for kind in KINDS for statement in attributed(facts, kind)]
    return [*steps, *_capacity(facts), *standing_statements(facts)]


def _capacity(facts: Facts) -> list[Statement]:
    """What of the share no site of the site table could hold, whatever the plan."""
    if facts.candidates is None:
        return []
    most, agreed = int(facts.candidates["places_max"].sum()), int(facts.own["agreed_places"])
    if most >= agreed:
        return []
    return [
        facts.say(
            "moved.capacity",
            "S01 Wet-7.1a",
            "The site table has {n} {n:site|sites} here with at most {most} places together: {lack} of the share of "
            "{agreed} could have no site here in any plan.",
            "De locatietabel heeft hier {n} {n:locatie|locaties} met samen ten hoogste {most} plaatsen: {lack} van het "
            "aandeel van {agreed} konden hier in geen enkel plan een locatie hebben.",
            n=number(len(facts.candidates), "sites", "the site table, counted"),
            most=number(most, "places", "the site table: places_max, summed"),
            lack=number(agreed - most, "places", "share - most places"),
            agreed=number(agreed, "places", _WITH),
        )
    ]


def _sum(facts: Facts) -> Statement:
    own = facts.own
    return facts.say(
        "moved.sum",
        "Wet-5.1",
        "Together: {share} {exchanged} {moved} = {task} places, {regular} regular and {amv} amv.",
        "Samen: {share} {exchanged} {moved} = {task} plaatsen, {regular} regulier en {amv} amv.",
        share=facts.cell("indicative_places"),
        exchanged=signed(own["exchanged_places"], "places", "tasks.csv: exchanged_places"),
        moved=signed(own["task_places"] - own["agreed_places"], "places", f"tasks.csv: task_places - {_WITH}"),
        task=facts.cell("task_places"),
        regular=facts.cell("task_regular"),
        amv=facts.cell("task_amv"),
    )
