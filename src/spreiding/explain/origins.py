"""Sixth: what behind the number is estimated or invented, and which norms that touch it are approximated."""

from collections.abc import Iterable

import pandas as pd

from spreiding.explain.facts import Facts
from spreiding.explain.statement import Section, Statement, name, number, text, word


def origins_section(facts: Facts, before: Iterable[Section]) -> Section:
    """Origins of the figures, then every norm cited in the sections ``before`` that the model only approximates."""
    cited = dict.fromkeys(norm for section in before for said in section.statements for norm in said.norms)
    statements = (_figures(facts), *_sites(facts), *_tables(facts), *(_norm(facts, norm) for norm in sorted(cited)))
    kept = tuple(statement for statement in statements if statement is not None)
    return Section("origins", "What is estimated or approximated", "Wat geschat of benaderd is", kept)


def _figures(facts: Facts) -> Statement:
    return facts.say(
        "origins.figures",
        "Wet-2.1 Besluit-2.1.3",
        "Origins: national need {need}, inhabitants {population}, SES-WOA score {score}, inflow and stays {inflow}.",
        "Herkomst: landelijke behoefte {need}, inwoners {population}, SES-WOA-score {score}, instroom en verblijfsduur "
        "{inflow}.",
        need=word(facts.share.need_origin, "run.json: share, need_origin"),
        population=word("/".join(facts.share.population_origins), "run.json: share, population_origins"),
        score=word(facts.own["ses_woa_origin"], "tasks.csv: ses_woa_origin"),
        inflow=word(facts.model.inflow.origin, "run.json: model, inflow.origin"),
    )


def _sites(facts: Facts) -> list[Statement]:
    if facts.sites.empty:
        return []
    return [
        _counted(facts, "origins.sites", "S01", "Its open sites", "Haar open locaties", facts.sites["origin"]),
        _counted(
            facts, "origins.minutes", "S10", "Their travel times", "Hun reistijden", facts.sites["minutes_origin"]
        ),
    ]


def _counted(facts: Facts, key: str, norm: str, english: str, dutch: str, origins: pd.Series) -> Statement:
    column = "minutes_origin" if key.endswith("minutes") else "origin"
    counts = origins.value_counts().sort_index()
    return facts.say(
        key,
        norm,
        f"{english} by origin: {{series}}.",
        f"{dutch} naar herkomst: {{series}}.",
        series=tuple(
            (str(origin), number(int(count), "sites", f"sites.csv: {column}, counted"))
            for origin, count in counts.items()
        ),
    )


def _tables(facts: Facts) -> list[Statement]:
    """The tables behind housing and burdens, with the origins of their rows."""
    return [
        facts.say(
            f"origins.table.{table.table}",
            "Hw-29.1",
            "Rows of the table {table} by origin: {series}.",
            "Rijen van de tabel {table} naar herkomst: {series}.",
            table=text(table.table, "run.json: inputs"),
            series=tuple(
                (origin, number(count, "rows", "run.json: inputs, origins")) for origin, count in table.origins.items()
            ),
        )
        for table in facts.run.record.inputs
        if table.table in ("housing", "housing_task_national") and table.origins
    ]


def _norm(facts: Facts, norm_id: str) -> Statement | None:
    norm = facts.norm(norm_id)
    if norm.status != "approximated":
        return None
    return facts.say(
        f"origins.norm.{norm_id}",
        norm_id,
        "{norm} is approximated: {why}",
        "{norm} is in het model benaderd; waarin, staat in het normenregister van de run.",
        norm=text(norm_id, "run.json: norms, register"),
        why=name(norm.why.strip(), "run.json: norms, register, why"),
    )
