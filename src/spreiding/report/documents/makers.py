"""The makers of the documents: what they share is read once, then a document per province, or one for all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from spreiding.explain.facts import Facts
from spreiding.report.documents.decision import Verdeelbesluit, decision
from spreiding.report.documents.provinces import facts_by_municipality
from spreiding.report.documents.provincial_plan import ProvinciaalPlan, provincial_plan
from spreiding.report.documents.state_of_affairs import StandVanZaken, state_of_affairs
from spreiding.report.documents.templates import load_templates
from spreiding.report.documents.verslag import Verslag, verslag
from spreiding.report.documents.write import write_document
from spreiding.report.kinds import Asked
from spreiding.write.run import province_folder

Content = Callable[[Asked, str, Mapping[str, Facts]], object]


def make_decisions(asked: Asked, folder: Path) -> None:
    """Draft decisions of the minister, one per province."""
    _per_province(asked, folder, "verdeelbesluit", Verdeelbesluit, decision)


def make_reports(asked: Asked, folder: Path) -> None:
    """Reports of the King's Commissioners, one per province."""
    _per_province(asked, folder, "verslag", Verslag, verslag)


def make_plans(asked: Asked, folder: Path) -> None:
    """Provincial plans, one per province."""
    _per_province(asked, folder, "provinciaal-plan", ProvinciaalPlan, provincial_plan)


def make_state(asked: Asked, folder: Path) -> None:
    """The state of affairs, one for all provinces asked for."""
    templates = load_templates("stand-van-zaken", StandVanZaken, asked.templates)
    facts = _facts(asked)
    write_document(state_of_affairs(asked, facts), "stand-van-zaken", folder, templates)


def _facts(asked: Asked) -> dict[str, Facts]:
    asked.tell("working out the numbers of every municipality")
    return facts_by_municipality(asked)


def _per_province(asked: Asked, folder: Path, name: str, model: type, content: Content) -> None:
    templates = load_templates(name, model, asked.templates)
    facts = _facts(asked)
    for province in asked.provinces:
        title = asked.run.record.provinces[province]
        asked.tell(f"writing {name} {title}")
        write_document(content(asked, province, facts), f"{name}-{province_folder(province, title)}", folder, templates)
