"""All that can be wrong with a batch, found before anything runs: every path, every value, every variant."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from spreiding import paths
from spreiding.batch.batch_file import LoadedBatch, load_batch
from spreiding.batch.fingerprint import fingerprint, ground_print
from spreiding.batch.scenarios import Scenario, check_count, scenarios_of
from spreiding.errors import Finding, InputError
from spreiding.inputs import Ground, Request, inputs_on, read_ground
from spreiding.law.parameters import LawError
from spreiding.model_file import LoadedModel, ModelFile, load_model
from spreiding.model_overrides import varied
from spreiding.selection import select_provinces

MODEL = "model.yaml"
# What of a model has nothing to do with tables and law: variants that differ in nothing else need them checked once.
_FREE_OF_TABLES = {"inflow", "solver", "goals", "goal_method", "name", "title", "families"}
_BOUND_TO_TABLES = {"special", "regional_tables"}  # of its families
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Checked:
    """A batch that can run: its scenarios in order, what they stand on, and the fingerprint of each.

    ``models`` and ``grounds`` by the path that the batch file has (``None``: embedded); ``provinces``: code to name.
    """

    batch: LoadedBatch
    scenarios: tuple[Scenario, ...]
    prints: tuple[str, ...]
    models: Mapping[str | None, LoadedModel]
    grounds: Mapping[str | None, Ground]
    provinces: Mapping[str, str]

    def variant(self, scenario: Scenario) -> ModelFile:
        """The model of a scenario."""
        return variant(self.batch, self.models[scenario.model].content, scenario)


def variant(batch: LoadedBatch, model: ModelFile, scenario: Scenario) -> ModelFile:
    """Put the overrides of batch and scenario on a model; raise ``InputError`` with all findings."""
    return varied(model, {**batch.content.overrides, **scenario.overrides}, batch.path)


def as_model_file(content: ModelFile) -> tuple[str, LoadedModel]:
    """A variant as the text of a model file that `spreiding plan` can run, and as it would be loaded from there."""
    tree = content.model_dump(mode="json", by_alias=True)
    text = str(yaml.dump(tree, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=120))
    return text, LoadedModel(Path(MODEL), hashlib.sha256(text.encode()).hexdigest(), content)


def check_batch(path: Path, tell: Tell = lambda done, total: None) -> Checked:
    """Read a batch with all it rests on; raise one ``InputError`` with every finding, each said once.

    ``tell`` hears how many scenarios of how many have been checked.
    """
    batch = load_batch(path)
    models, grounds = _bases(batch)
    provinces = _provinces(batch, grounds[batch.content.data])
    check_count(batch, len(provinces))
    scenarios = scenarios_of(batch, tuple(provinces))
    prints = _check_all(batch, scenarios, models, grounds, tell)
    return Checked(batch, scenarios, prints, models, grounds, provinces)


def _bases(batch: LoadedBatch) -> tuple[dict[str | None, LoadedModel], dict[str | None, Ground]]:
    asked = batch.content
    findings: list[Finding] = []
    models: dict[str | None, LoadedModel] = {}
    grounds: dict[str | None, Ground] = {}
    boundaries = None if asked.boundaries is None else batch.beside(asked.boundaries)
    for name in dict.fromkeys([asked.model, *(item.model for item in asked.scenarios if item.model is not None)]):
        try:
            models[name] = load_model(paths.MODELS / "raming-2024.yaml" if name is None else batch.beside(name))
        except InputError as error:
            findings += error.findings
    for name in dict.fromkeys([asked.data, *(item.data for item in asked.scenarios if item.data is not None)]):
        try:
            grounds[name] = read_ground(None if name is None else batch.beside(name), boundaries)
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return models, grounds


def _provinces(batch: LoadedBatch, ground: Ground) -> dict[str, str]:
    """Name per code of the provinces that are planned for, in order."""
    places = ground.tables.municipalities
    try:
        codes = select_provinces(places, tuple(batch.content.provinces))
    except InputError as error:
        raise InputError(replace(one, file=batch.path.name, column="provinces") for one in error.findings) from error
    names = places.drop_duplicates("province_code").set_index("province_code")["province"]
    return {code: str(names[code]) for code in codes}


def _check_all(
    batch: LoadedBatch,
    scenarios: tuple[Scenario, ...],
    models: Mapping[str | None, LoadedModel],
    grounds: Mapping[str | None, Ground],
    tell: Tell,
) -> tuple[str, ...]:
    common = {name: ground_print(ground) for name, ground in grounds.items()}
    prints: list[str] = []
    seen: set[str] = set()
    wrong: list[tuple[Scenario, Finding]] = []
    for number, scenario in enumerate(scenarios, start=1):
        try:
            model = variant(batch, models[scenario.model].content, scenario)
            key = _of_tables(model, scenario)
            if key not in seen:
                _, loaded = as_model_file(model)
                inputs_on(grounds[scenario.data], loaded, request_of(scenario, Path()))
                seen.add(key)
            prints.append(fingerprint(model, scenario.provinces, batch.content.keep, common[scenario.data]))
        except InputError as error:
            wrong += [(scenario, finding) for finding in error.findings]
        except LawError as error:
            advice = "Ask for another day, or put the law's figure in models/law."
            wrong.append((scenario, Finding(MODEL, None, "dates.estimate", None, str(error), advice)))
        tell(number, len(scenarios))
    if wrong:
        raise InputError(_told_once(batch, wrong))
    return tuple(prints)


def request_of(scenario: Scenario, out: Path) -> Request:
    """What `spreiding plan` would be asked for this scenario."""
    return Request(Path(MODEL), out, scenario.provinces)


def _of_tables(model: ModelFile, scenario: Scenario) -> str:
    asked = model.model_dump(mode="json", by_alias=True, exclude=_FREE_OF_TABLES)
    families = model.families.model_dump(mode="json", include=_BOUND_TO_TABLES)
    return json.dumps([asked, families, scenario.data, scenario.provinces], sort_keys=True)


def _told_once(batch: LoadedBatch, wrong: Iterable[tuple[Scenario, Finding]]) -> list[Finding]:
    """A finding that many scenarios have, once, with the first of them."""
    names: dict[Finding, list[str]] = {}
    for scenario, finding in wrong:
        about = batch.path.name if finding.file == MODEL else finding.file
        names.setdefault(replace(finding, file=about), []).append(scenario.name)
    return [
        replace(finding, rule=f"{finding.rule} (scenario {_few(scenarios)})") for finding, scenarios in names.items()
    ]


def _few(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _dumper() -> type[yaml.SafeDumper]:
    # The same text, made by libyaml where PyYAML was built with it: five times as fast.
    return getattr(yaml, "CSafeDumper", yaml.SafeDumper)
