"""docs/formulation.md is true of the model that is built, and its formulas can be read."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pyomo.environ as pyo
import pytest
from latex2mathml.converter import convert

from spreiding import paths
from spreiding.formulation.build import FAMILIES, GOALS, build
from spreiding.formulation.compile import compile_model
from spreiding.instance import make_instance
from spreiding.model_file import load_model
from spreiding.prepare.case import prepare
from spreiding.tables.bundle import read_tables

PAGE = (Path(__file__).parents[1] / "docs" / "formulation.md").read_text(encoding="utf-8")
BLOCK, INLINE = re.compile(r"```math\n(.*?)\n```", re.DOTALL), re.compile(r"\$`([^`]+)`\$")
# Parts of a formula that must have exactly so many parts of their own.
PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}


def counted(what: str) -> dict[str, int]:
    """The numbers of the table of variables or of constraints, by name."""
    table = PAGE.split(f"| made by | {what} | number |\n")[1].split("\n\n")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines()[1:]]
    return {name.strip(" `"): int(number) for _, name, number in rows}


def test_the_numbers_of_variables_and_rows_are_those_of_the_model_that_the_solver_gets() -> None:
    loaded = load_model(paths.MODELS / "raming-2024.yaml")
    model = build(prepare(make_instance(loaded, read_tables(), paths.LAW, ()))).model
    rows = Counter(name.split("[")[0] for name in compile_model(model).row_names)
    told = counted("constraints")
    assert told.pop("") == sum(told.values()) == rows.total()
    assert {name: number for name, number in told.items() if number} == rows
    variables = Counter(item.parent_component().name for item in model.component_data_objects(pyo.Var))
    told = counted("variables")
    assert told.pop("") == sum(told.values()) == variables.total()
    assert {name: number for name, number in told.items() if number} == variables


def test_every_group_stands_with_the_family_or_goal_whose_docstring_explains_it() -> None:
    table = PAGE.split("| made by | constraints | number |\n")[1].split("\n\n")[0]
    makers = {line.split("`")[1] for line in table.splitlines()[1:-1]}
    families = {family.__name__.rsplit(".", 1)[-1] for family in FAMILIES}
    # What these four ask is empty in the model that ships: no cap, no agreement, no need under the stock, no wish.
    assert families - {"transition", "regional_tables", "stock", "wishes"} <= makers
    assert makers <= families | {f"goals/{name}" for name in GOALS}


def problem(formula: str) -> str | None:
    """Why a formula can't be rendered, or nothing."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    if depth:
        return "braces do not match"
    try:
        tree = ElementTree.fromstring(convert(formula))
    except Exception as error:  # the converter has an exception of its own per mistake, without a common one
        return f"{type(error).__name__} {error}"
    if unknown := [text for text in tree.itertext() if "\\" in text]:
        return f"unknown command {unknown[0]}"
    wrong = [part.tag for part in tree.iter() if len(part) != PARTS.get(part.tag.split("}")[-1], len(part))]
    return f"a part is missing in {wrong[0]}" if wrong else None


def test_every_formula_can_be_rendered() -> None:
    formulas = [*BLOCK.findall(PAGE), *INLINE.findall(PAGE)]
    assert len(formulas) > 100
    assert {formula: told for formula in formulas if (told := problem(formula))} == {}


@pytest.mark.parametrize(
    "broken",
    [
        r"\frac{a}{b",
        r"a_b_c",
        r"a^b^c",
        r"\undefined x",
        r"\left( a",
        r"a }{ b",
        r"\begin{cases} a",
        r"\frac{a}",
        r"a & b",
        r"\mathrm",
        r"x_",
        "",
    ],
)
def test_a_broken_formula_is_seen(broken: str) -> None:
    assert problem(broken)


def test_formulas_stand_where_a_code_host_looks_for_them() -> None:
    # A block has a blank line before and after it and nothing else on the lines of its fences; no dollar is left over.
    lines = PAGE.split("\n")
    begins = [n for n, line in enumerate(lines) if "```math" in line]
    ends = [next(n for n in range(begin + 1, len(lines)) if lines[n].startswith("```")) for begin in begins]
    assert len(begins) == len(BLOCK.findall(PAGE))
    for begin, end in zip(begins, ends, strict=True):
        assert (lines[begin - 1], lines[begin], lines[end], lines[end + 1]) == ("", "```math", "```", ""), lines[
            begin:end
        ]
        assert all(lines[begin + 1 : end]), f"a blank line inside the formula of line {begin}"
    assert not any("\n" in formula for formula in INLINE.findall(PAGE))
    assert "$" not in INLINE.sub("", BLOCK.sub("", PAGE))
