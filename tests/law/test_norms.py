"""The register of norms is complete and honest."""

from pathlib import Path

import pytest

import spreiding
from spreiding import paths
from spreiding.errors import InputError
from spreiding.law.norms import STATUSES, Norms
from spreiding.model_file import load_model

GOOD = "- {id: S01, norm: A norm., where: here, status: modelled, family: sites, planner: Mind this.}\n"


@pytest.fixture(scope="module")
def register() -> Norms:
    """The register that comes with the package."""
    return Norms.load()


def test_every_mechanism_of_the_policy_document_is_there(register: Norms) -> None:
    found = {norm.id for norm in register.norms}
    assert {f"S{number:02d}" for number in range(1, 28)} <= found


@pytest.mark.parametrize("source", ["Wet", "Besluit", "Hw"])
def test_every_act_is_there(register: Norms, source: str) -> None:
    assert any(norm.id.startswith(source) for norm in register.norms)


def test_the_statuses_divide_the_register(register: Norms) -> None:
    assert sum(register.counts().values()) == len(register.norms)
    assert [norm for status in STATUSES for norm in register.of(status) if norm.status != status] == []


def test_what_is_not_fully_modelled_says_why(register: Norms) -> None:
    for norm in register.norms:
        assert norm.status == "modelled" or len(norm.why) > 6, norm.id


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (GOOD.replace("modelled", "perhaps"), "Input should be"),
        (GOOD.replace("modelled", "approximated"), "needs a why"),
        (GOOD.replace("family: sites, ", ""), "family is where"),
        (GOOD.replace("modelled", "not_modelled, why: Planned"), "family is where"),
        (GOOD.replace("planner: Mind this.", "colour: red"), "Extra inputs"),
        (GOOD + GOOD, "stands twice"),
        ("S01: modelled\n", "valid list"),
        ("- [", "can't be read"),
    ],
)
def test_a_broken_register_is_a_finding(tmp_path: Path, text: str, rule: str) -> None:
    path = tmp_path / "norms.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        Norms.load(path)
    assert any(rule in finding.rule for finding in raised.value.findings), raised.value.findings


def test_an_absent_register_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        Norms.load(tmp_path / "norms.yaml")


def test_every_family_named_in_the_register_is_a_module_of_the_code() -> None:
    source = Path(spreiding.__file__).parent
    rooms = (source / "formulation" / "constraints", source / "formulation", source)
    for norm in Norms.load().norms:
        for family in filter(None, (name.strip() for name in norm.family.split(","))):
            assert any((room / f"{family}.py").is_file() for room in rooms), (norm.id, family)


def test_the_models_that_ship_accept_exactly_the_gaps() -> None:
    gaps = {norm.id for norm in Norms.load().of("not_modelled")}
    for name in ("raming-2024.yaml", "raming-2026.yaml"):
        assert set(load_model(paths.MODELS / name).content.accepted_gaps) == gaps
