"""The makers of the documents: what they share is read once, then a document per province, or one for all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from spreiding.explain.facts import Facts
from spreiding.report.documents.decision import Verdeelbesluit, decision
from spreiding.report.documents.provinces import facts_by_municipality
from spreiding.report.documents.templates import load_templates
from spreiding.report.documents.write import write_document
from spreiding.report.kinds import Asked
from spreiding.write.run import province_folder

Content = Callable[[Asked, str, Mapping[str, Facts]], object]


def make_decisions(asked: Asked, folder: Path) -> None:
    """Draft decisions of the minister, one per province."""
    _per_province(asked, folder, "verdeelbesluit", Verdeelbesluit, decision)


def _per_province(asked: Asked, folder: Path, name: str, model: type, content: Content) -> None:
    templates = load_templates(name, model, asked.templates)
    asked.tell("working out the numbers of every municipality")
    facts = facts_by_municipality(asked)
    for province in asked.provinces:
        title = asked.run.record.provinces[province]
        asked.tell(f"writing {name} {title}")
        write_document(content(asked, province, facts), f"{name}-{province_folder(province, title)}", folder, templates)
