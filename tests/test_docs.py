"""The documents say what the code does: generated ones do not drift, commands are described, links lead somewhere."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

import spreiding.compare.manual
import spreiding.formulation.manual
import spreiding.near_optimal.manual
import spreiding.report.documents.manual
import spreiding.tables.manual
import spreiding.write.manual
from spreiding.cli import main

ROOT = Path(__file__).parents[1]
PROSE = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").glob("*.md")])
TEXTS = (".md", ".py", ".yaml", ".toml", ".txt", ".csv", "Makefile", "LICENSE", ".gitignore", "run")
ROOMS = ("src", "models", "data", "docs", "tests", "benchmarks", ".ci")
# Written in two parts, so that this file does not hold what it looks for.
FORBIDDEN = (
    "/work" + "/",
    "../" + "shared",
    "pypi" + ".org",
    "files.python" + "hosted",
    "npm" + "js.org",
    "deb." + "debian.org",
)


def commands(name: str = "spreiding", command: click.Command = main) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words by which it is called, those of groups within groups too."""
    yield name, command
    if isinstance(command, click.Group):
        given = "".join(f" {one.human_readable_name}" for one in command.params if isinstance(one, click.Argument))
        for word, inner in command.commands.items():
            yield from commands(f"{name}{given} {word}", inner)


def options() -> Iterator[tuple[str, str]]:
    for name, command in commands():
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else []:
                yield name, option


@pytest.mark.parametrize(
    ("page", "manual"),
    [
        ("formulation.md", spreiding.formulation.manual.manual),
        ("data.md", spreiding.tables.manual.manual),
        ("output.md", spreiding.write.manual.manual),
        ("compare.md", spreiding.compare.manual.manual),
        ("alternatives-near.md", spreiding.near_optimal.manual.manual),
        ("templates.md", spreiding.report.documents.manual.manual),
    ],
)
def test_generated_pages_do_not_drift(page: str, manual: Callable[[], str]) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == manual(), f"docs/{page} is not what the code says: run `make docs`"


def test_a_manual_is_written_where_it_is_asked(tmp_path: Path) -> None:
    spreiding.formulation.manual.write_manual(tmp_path / "formulation.md")
    assert "## Goals" in (tmp_path / "formulation.md").read_text(encoding="utf-8")


def test_formulas_and_code_of_a_docstring_become_fences_and_marked_code() -> None:
    text = "In ``x``, $a_b$ and :math:`c`.\n\n$$\\sum_g\n  d_g$$\n\nEnd."
    expected = "In `x`, $`a_b`$ and $`c`$.\n\n```math\n\\sum_g\nd_g\n```\n\nEnd."
    assert spreiding.formulation.manual.markdown(text) == expected


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_is_described(name: str) -> None:
    assert any(f"{name} " in page.read_text(encoding="utf-8") for page in PROSE), name


@pytest.mark.parametrize(("name", "option"), list(options()))
def test_every_option_is_described(name: str, option: str) -> None:
    if option.startswith("--") and option != "--help":
        pattern = re.compile(rf"{re.escape(option)}(?![\w-])")
        assert any(pattern.search(page.read_text(encoding="utf-8")) for page in PROSE), f"{name} {option}"


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    inside = [target.split("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_no_file_names_a_host_of_packages_or_a_place_of_one_machine() -> None:
    found = [(path.relative_to(ROOT).as_posix(), word) for path in texts() for word in words_in(path)]
    assert found == []


def texts() -> Iterator[Path]:
    """Every text file of the project; build folders are not the project's."""
    own = [path for path in ROOT.iterdir() if path.is_file()]
    inside = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    return (path for path in (*own, *inside) if path.name.endswith(TEXTS) and "__pycache__" not in path.parts)


def words_in(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [word for word in FORBIDDEN if word in text]
