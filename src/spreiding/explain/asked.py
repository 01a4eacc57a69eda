"""Of the second part: what a table asked of the number itself, where the plan was made with wishes."""

from spreiding.explain.facts import Facts
from spreiding.explain.statement import Statement, number, word

_ASKED = {"pin": ("exactly", "precies"), "cap": ("at most", "hoogstens"), "floor": ("at least", "minstens")}


def asked_statements(facts: Facts) -> list[Statement]:
    """What a table asked of the number itself."""
    rows = []
    for bound, code, kind, asked in facts.model.wishes.numbers:
        if code != facts.code:
            continue
        column = "task_places" if kind == "total" else f"task_{kind}"
        task = int(facts.own[column])
        english, dutch = _ASKED[bound]
        rows.append(
            facts.say(
                f"moved.asked.{bound}.{kind}",
                "Wet-4",
                f"At the table its number ({{kind}}) was asked to be {english} {{asked}} places; it is {{task}}: slack "
                "{slack} places.",
                f"Aan de tafel is gevraagd dat haar aantal ({{kind}}) {dutch} {{asked}} plaatsen is; het is {{task}}: "
                "ruimte {slack} plaatsen.",
                binds=task == asked,
                kind=word(kind, f"run.json: model, wishes.{bound}"),
                asked=number(asked, "places", f"run.json: model, wishes.{bound}"),
                task=number(task, "places", f"tasks.csv: {column}"),
                slack=number(abs(asked - task), "places", "what was asked - its number"),
            )
        )
    return rows
