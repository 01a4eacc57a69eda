"""How much of what a plan moved a number by one norm accounts for, and how much is a choice of the goals.

What is said here is arithmetic with the sites of the plan as they stand. Nothing else is attributed: a plan is the
outcome of all goals together, and its files do not tell which of them weighed how much.
"""

from dataclasses import dataclass

from spreiding.explain.facts import Facts
from spreiding.explain.statement import Figure, Statement, number, signed, text, word

_EVENNESS = ("unevenness_total", "unevenness_worst")


@dataclass(frozen=True)
class Back:
    """What it would do to the shortfall of the province to give a number back to its share, in places.

    ``places``: how many would be given back, away from here or to here. ``here`` and ``elsewhere``: where they come
    from, places of numbers that lack a durable place; where they go to, durable places beyond the numbers. ``costs``:
    the least by which the shortfall of the province then rises; at most ``places``, 0 when it need not rise.
    """

    places: int
    above: bool
    here: int
    elsewhere: int
    costs: int


def back_to_share(facts: Facts, kind: str) -> Back:
    r"""Work out what giving the difference with the share back would cost, regular or amv.

    A place that leaves a municipality takes one off its shortfall, as long as it has any; one that comes adds one, as
    soon as no durable place is free. With the sites as they stand, and whoever takes or gives in the province:

    $$\max(n - \mathrm{free}_{to}, 0) - \min(n, \mathrm{short}_{from})$$
    """
    rows = facts.province
    task, durable = rows[f"task_{kind}"], rows[f"durable_{kind}"]
    free, short = (durable - task).clip(lower=0), (task - durable).clip(lower=0)
    moved = int(task[facts.code] - rows.at[facts.code, f"agreed_{kind}"])
    own_free, own_short = int(free[facts.code]), int(short[facts.code])
    other_free, other_short = int(free.sum()) - own_free, int(short.sum()) - own_short
    places = abs(moved)
    takes, gives = (other_free, own_short) if moved > 0 else (own_free, other_short)
    rises = max(places - takes, 0) - min(places, gives)
    here, elsewhere = (own_short, other_free) if moved > 0 else (own_free, other_short)
    return Back(places, moved > 0, here, elsewhere, max(rises, 0))


def attributed(facts: Facts, kind: str) -> list[Statement]:
    """The difference of a number with its share, what the due date accounts for, and what is left."""
    back = back_to_share(facts, kind)
    statements = [_difference(facts, kind)]
    if not back.places:
        return statements
    ground = shortfall_ground(facts)
    if ground:
        statements.append(_delivery(facts, kind, back, ground))
    left = back.places - (back.costs if ground else 0)
    return [*statements, _choice(facts, kind, left)] if left else statements


def shortfall_ground(facts: Facts) -> tuple[str, str] | None:
    """Why places go where durable places stand, in English and Dutch; ``None`` when nothing in the model asks it."""
    family, names = facts.model.families.delivery, [goal.goal for goal in facts.model.goals]
    if family.hard:
        return "the norm delivery is hard", "de norm voor levering is hard"
    evenness = [names.index(goal) for goal in _EVENNESS if goal in names]
    first = "shortfall" in names and all(names.index("shortfall") < place for place in evenness)
    if family.soft and first and facts.model.goal_method == "lexicographic":
        return "the goal shortfall comes before evenness", "het tekort gaat als doel voor de gelijke spreiding"
    return None


def _difference(facts: Facts, kind: str) -> Statement:
    own = facts.own
    return facts.say(
        f"moved.plan.{kind}",
        "Wet-5.1 Wet-5.2-even",
        "The plan gives {task} {kind} places: {moved} against {agreed}.",
        "Het plan geeft {task} plaatsen ({kind}): {moved} ten opzichte van {agreed}.",
        task=facts.cell(f"task_{kind}"),
        kind=word(kind, "tasks.csv"),
        moved=signed(own[f"task_{kind}"] - own[f"agreed_{kind}"], "places", f"tasks.csv: task_{kind} - the share"),
        agreed=number(own[f"agreed_{kind}"], "places", "tasks.csv: indicative and exchanged places"),
    )


def _delivery(facts: Facts, kind: str, back: Back, ground: tuple[str, str]) -> Statement:
    english, dutch = _ABOVE if back.above else _BELOW
    source = f"tasks.csv of the province: task_{kind}, durable_{kind}"
    figures: dict[str, Figure] = {
        "places": number(back.places, "places", f"tasks.csv: task_{kind} - the share"),
        "kind": word(kind, "tasks.csv"),
        "day": text(str(facts.model.dates.due), "run.json: model, dates.due"),
        "here": number(back.here, "places", source),
        "elsewhere": number(back.elsewhere, "places", source),
        "costs": number(back.costs, "places", f"{source}: rise of the shortfall"),
    }
    because, omdat = ground
    if back.costs:
        english += f" So {{costs}} of the {{places}} are accounted for by delivery on the due date: {because}."
        dutch += f" Zo komen {{costs}} van de {{places}} op rekening van levering op de uiterste datum: {omdat}."
    else:
        english += " So delivery on the due date accounts for none of them."
        dutch += " Levering op de uiterste datum verklaart er dus geen."
    return facts.say(
        f"moved.delivery.{kind}",
        "Wet-7.1a Wet-2.3",
        english,
        dutch,
        more=figures,
    )


_ABOVE = (
    "Of its own {kind} number {here} lack a durable place on {day}, and elsewhere in the province {elsewhere} durable "
    "places stand beyond the numbers; giving the {places} above the share back would leave at least {costs} more "
    "without one, with the sites as they stand.",
    "Van het eigen aantal ({kind}) missen er op {day} {here} een duurzame plaats, en elders in de provincie staan "
    "{elsewhere} duurzame plaatsen boven de aantallen; de {places} boven het aandeel teruggeven laat er ten minste "
    "{costs} meer zonder, met de locaties zoals ze er staan.",
)
_BELOW = (
    "On {day} {here} durable {kind} places stand here beyond its number, and elsewhere in the province {elsewhere} of "
    "the numbers lack one; taking the {places} below the share back would leave at least {costs} more without one, "
    "with the sites as they stand.",
    "Op {day} staan hier {here} duurzame plaatsen ({kind}) boven het aantal, en elders in de provincie missen er "
    "{elsewhere} een; de {places} onder het aandeel terugnemen laat er ten minste {costs} meer zonder, met de locaties "
    "zoals ze er staan.",
)


def _choice(facts: Facts, kind: str, left: int) -> Statement:
    weighted = facts.model.goal_method == "weighted"
    return facts.say(
        f"moved.choice.{kind}",
        "Wet-5.2-even",
        "{left} of them can't be attributed to one norm from the files of the run: they are a choice of the goals "
        + ("in their weighted sum: {series}." if weighted else "in their order: {series}."),
        "{left} daarvan zijn uit de bestanden niet aan één norm toe te schrijven: zij zijn een keuze van de doelen "
        + ("in hun gewogen som: {series}." if weighted else "in hun volgorde: {series}."),
        left=number(left, "places", f"tasks.csv: task_{kind} - the share, less what is accounted for"),
        series=tuple(("", word(goal.goal, "run.json: model, goals")) for goal in facts.model.goals),
    )
