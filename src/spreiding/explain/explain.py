"""From a run's folder to the explanation of one municipality's number."""

from pathlib import Path

from spreiding.errors import InputError
from spreiding.explain.behind import behind_section
from spreiding.explain.check import row_findings
from spreiding.explain.facts import Facts, read_facts
from spreiding.explain.find import find_municipality, site_table
from spreiding.explain.limits import limits_section
from spreiding.explain.moved import moved_section
from spreiding.explain.one_place import one_place_section
from spreiding.explain.origins import origins_section
from spreiding.explain.share import share_section
from spreiding.explain.statement import Explanation, Statement, name, number, text, word
from spreiding.result import Watch
from spreiding.run_files.read import read_run


def explain(folder: Path, municipality: str, data: Path | None = None, price: Watch | None = None) -> Explanation:
    """Explain the number of a municipality, by code or name, in the run that stands in ``folder``.

    ``data``: the tables that the run was made with, when they are not the embedded ones. ``price``: also solve the
    province again with one place more and one fewer, and what watches that. Raise ``InputError`` when the
    run can't be read or its numbers do not follow from each other, or on a municipality that it does not plan for.
    """
    run = read_run(folder)
    facts = read_facts(run, find_municipality(run, municipality), site_table(run, data))
    findings = row_findings(facts)
    if findings:
        raise InputError(findings)
    makers = (share_section, moved_section, limits_section, one_place_section, behind_section)
    sections = tuple(make(facts) for make in makers)
    if price is not None:
        # Nobody else needs the model to explain a number.
        from spreiding.explain.price import price_section

        sections = (*sections[:-1], price_section(facts, data, price), sections[-1])
    return Explanation(
        facts.code,
        str(facts.own["municipality"]),
        run.record.provinces[str(facts.own["province_code"])],
        int(facts.own["task_places"]),
        tuple(_warnings(facts)),
        (*sections, origins_section(facts, sections)),
    )


_FINDING = ("family", "file", "rule", "found", "expected")


def _warnings(facts: Facts) -> list[Statement]:
    """What the run is, and before anything else what its auditor found and how it ended."""
    record = facts.run.record
    source = "run.json: audit, findings"
    found = [
        facts.say(
            f"head.audit.{place}",
            "",
            "The auditor found: {family}, {file}: {rule}; found {found}, expected {expected}.",
            "De auditor vond: {family}, {file}: {rule}; gevonden {found}, verwacht {expected}.",
            article=str(finding.get("article", "")),
            more={key: name(str(finding.get(key, "")), source) for key in _FINDING},
        )
        for place, finding in enumerate(record.audit.findings)
    ]
    if found:
        english = "THE AUDIT OF THIS RUN HAS {n} {n:FINDING|FINDINGS}: don't rest a decision on these numbers."
        dutch = "DE AUDIT VAN DEZE RUN HEEFT {n} {n:BEVINDING|BEVINDINGEN}: grond geen besluit op deze aantallen."
        article = "run.json: audit"
        found = [
            facts.say("head.audit", "", english, dutch, article=article, n=number(len(found), "findings", source)),
            *found,
        ]
    return [*found, _which_run(facts)]


def _which_run(facts: Facts) -> Statement:
    record = facts.run.record
    cut = "" if record.status == "optimal" else " It was cut off before every goal was within its gap."
    kort = "" if record.status == "optimal" else " Hij is afgebroken voordat elk doel binnen zijn marge was."
    scenario = record.scenario or "-"
    return facts.say(
        "head.run",
        "",
        "Run of the model {model} (checksum {sha256}), scenario {scenario}, {status}, spreiding {version}." + cut,
        "Run van het model {model} (checksum {sha256}), scenario {scenario}, {status}, spreiding {version}." + kort,
        article="run.json",
        model=name(record.model.name, "run.json: model, name"),
        sha256=text(record.model.sha256[:12], "run.json: model, sha256"),
        scenario=name(scenario, "run.json: scenario"),
        status=word(record.status, "run.json: status"),
        version=text(record.spreiding, "run.json: spreiding"),
    )
