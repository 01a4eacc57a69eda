"""Fourth: what one place more or fewer would do to each goal, where arithmetic tells it exactly.

The provincial sum is fixed, so a place comes from another municipality of the province, or goes to one. With sites,
persons and housing as they stand, every goal that looks at numbers is counted again for each of them.
"""

from spreiding.explain.facts import KINDS, Facts
from spreiding.explain.statement import Figure, Section, Statement, number, signed, word
from spreiding.run_files.numbers import OF_NUMBERS, UNITS, Tasks, standing_of

# A difference as small as this is the noise of adding decimals up.
_NOISE = 1e-9


def one_place_section(facts: Facts) -> Section:
    """One regular or amv place more or fewer: the least and the most by which each goal then changes."""
    found = [statement for kind in KINDS for step in (1, -1) for statement in _changes(facts, kind, step)]
    statements = (*_fixed(facts), _kept(facts, bool(found)), *found, *_others(facts))
    return Section("one_place", "One place more or fewer", "Een plaats meer of minder", statements)


def changes(facts: Facts, kind: str, step: int) -> dict[str, tuple[float, float]]:
    """Least and most change of every goal about numbers in the model, over the municipalities to trade with."""
    at = standing_of(facts.tasks)
    tasks = {name: facts.tasks[f"task_{name}"].to_numpy(float) for name in KINDS}
    here = facts.tasks.index.to_list().index(facts.code)
    partners = [
        place
        for place, (code, province) in enumerate(facts.tasks["province_code"].items())
        if province == facts.own["province_code"] and code != facts.code and tasks[kind][place] >= step
    ]
    if not partners or tasks[kind][here] + step < 0:
        return {}
    asked: set[str] = {goal.goal for goal in facts.model.goals}
    found: dict[str, tuple[float, float]] = {}
    for goal, value in OF_NUMBERS.items():
        if goal in asked:
            now = value(tasks, at)
            moved = [value(_traded(tasks, kind, here, partner, step), at) - now for partner in partners]
            found[goal] = (_exact(min(moved)), _exact(max(moved)))
    return found


def _exact(change: float) -> float:
    return 0.0 if abs(change) < _NOISE else change


def _traded(tasks: Tasks, kind: str, here: int, partner: int, step: int) -> Tasks:
    moved = tasks[kind].copy()
    moved[here] += step
    moved[partner] -= step
    return {**tasks, kind: moved}


def _changes(facts: Facts, kind: str, step: int) -> list[Statement]:
    found = changes(facts, kind, step)
    if not found:
        return []
    more, meer = ("more", "meer") if step > 0 else ("fewer", "minder")
    figures: dict[str, Figure] = {"one": number(1, "places", "the question"), "kind": word(kind, "tasks.csv")}
    english, dutch = [], []
    for goal, (least, most) in found.items():
        figures[goal] = word(goal, "run.json: model, goals")
        for end, value in (("least", least), ("most", most)):
            source = f"tasks.csv: {goal} counted again, {end}"
            figures[f"{goal}_{end}"] = signed(value, _unit(facts, goal), source, UNITS[goal])
        english.append(f"{{{goal}}} {{{goal}_least}}" + (f" to {{{goal}_most}}" if most > least else ""))
        dutch.append(f"{{{goal}}} {{{goal}_least}}" + (f" tot {{{goal}_most}}" if most > least else ""))
    return [
        facts.say(
            f"one_place.{more}.{kind}",
            "Wet-7.1a Wet-5.2-even S18",
            f"{{one}} {{kind}} place {more} changes {'; '.join(english)}.",
            f"{{one}} plaats ({{kind}}) {meer} verandert {'; '.join(dutch)}.",
            more=figures,
        )
    ]


def _unit(facts: Facts, goal: str) -> str:
    return next(row.unit for row in facts.run.record.goals if row.goal == goal)


def _kept(facts: Facts, traded: bool) -> Statement:
    others = len(facts.province) - 1
    if not traded:
        return facts.say(
            "one_place.alone",
            "Besluit-2.1.2",
            "No goal that looks at numbers can be counted again for another number: nobody in the province can give or "
            "take a place, or no such goal is asked.",
            "Geen doel over aantallen is voor een ander aantal opnieuw te tellen: niemand in de provincie kan een "
            "plaats geven of nemen, of er is geen zo'n doel.",
        )
    return facts.say(
        "one_place.kept",
        "Besluit-2.1.2",
        "The task of the province is fixed: a place comes from one of the {others} other municipalities of the "
        "province, or goes to one. What follows holds with sites, persons and housing as they stand, whether or "
        "not a band or an agreement allows it; where it says from least to most, it depends on with whom.",
        "De opgave van de provincie staat vast: een plaats komt van een van de {others} andere gemeenten van de "
        "provincie, of gaat daarheen. Wat volgt geldt met locaties, personen en huisvesting zoals ze zijn, of een "
        "bandbreedte of afspraak het toelaat of niet; waar het van minst tot meest loopt, hangt het ervan af met wie.",
        others=number(others, "municipalities", "tasks.csv of the province, counted"),
    )


def _fixed(facts: Facts) -> list[Statement]:
    if facts.rest.rule == "free":
        return []
    return [
        facts.say(
            "one_place.fixed",
            "Wet-5-rest",
            "The rule for the rest fixes this number: another one takes another offer in the model file.",
            "De regel voor het restant legt dit aantal vast: een ander vraagt een ander aanbod in het modelbestand.",
        )
    ]


def _others(facts: Facts) -> list[Statement]:
    names = [goal.goal for goal in facts.model.goals if goal.goal not in OF_NUMBERS]
    if not names:
        return []
    return [
        facts.say(
            "one_place.others",
            "Wet-5.2-even",
            "The other goals count sites, persons, housing or what soft norms are passed by ({series}); what planning "
            "those anew around another number would do takes another solve (--price).",
            "De andere doelen tellen locaties, personen, huisvesting of overschreden zachte normen ({series}); wat het "
            "opnieuw plannen daarvan rond een ander aantal doet, vraagt opnieuw oplossen (--price).",
            series=tuple(("", word(name, "run.json: model, goals")) for name in names),
        )
    ]
