"""What the maps of a plan say of it: model, dates, inflow, and whether it rests on invented data; in Dutch."""

from collections.abc import Iterable, Mapping

from spreiding import __version__
from spreiding.instance import Instance
from spreiding.write.geopackage_notes import About

LICENCE = (
    "Aan dit bestand zelf is geen licentie verbonden; de brongegevens hebben de voorwaarden van hun makers, "
    "zie data/SOURCES.md."
)


def about_plan(instance: Instance) -> About:
    """Say it of the run's model and tables; no moment of writing, so that the same plan gives the same file."""
    model, dates = instance.model, instance.model.dates
    rest = told_origins({file.name: file.origins for file in instance.tables.files})
    provinces = instance.share.loc[instance.share["province_code"].isin(instance.selection), "province"]
    abstract = (
        f"Plan van spreiding {__version__} met het model {model.name}: {model.title}. "
        f"Instroom: {model.inflow.scenario or 'zoals in het model'}. "
        f"Provincies: {', '.join(sorted(set(provinces)))}. {rest}"
    )
    days = {"Published": str(dates.estimate), "ValidFrom": str(dates.decision)}
    return About(f"Spreidingsplan {model.name}", abstract, LICENCE, days)


def told_origins(tables: Mapping[str, Mapping[str, int]]) -> str:
    """Name the tables with invented rows, and the origins of all."""
    invented = [name for name, origins in tables.items() if origins.get("synthetic", 0)]
    known = f"Herkomst van de gegevens: {_listed(origin for own in tables.values() for origin in own)}."
    if not invented:
        return f"Geen van de tabellen heeft verzonnen (synthetic) rijen. {known}"
    return f"Deels verzonnen (synthetic) gegevens, in {_listed(invented)}: geen besluit kan hierop rusten. {known}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(set(words)))
