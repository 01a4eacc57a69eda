"""A plan that can't be made says why, and the example in docs/conflicts.md is what it says."""

from pathlib import Path

import yaml
from commands.run_cli import run_cli
from conflict.provinces import FLEVOLAND, MODEL, flevoland

from spreiding.conflict.ask import compiled, conflict_of_case
from spreiding.conflict.tell import conflict_lines

PAGE = Path(__file__).parents[2] / "docs" / "conflicts.md"


def _blocks() -> tuple[str, list[str]]:
    """The wishes of the page, and what the screen says of them."""
    _, asked, _, told, *_ = PAGE.read_text(encoding="utf-8").split("```")
    return asked.removeprefix("yaml\n"), told.strip().splitlines()


def test_the_example_on_the_page_is_what_the_program_says() -> None:
    asked, told = _blocks()
    case = flevoland(yaml.safe_load(asked)["wishes"], {})
    conflict = conflict_of_case(case, compiled(case))
    assert conflict is not None
    lines = conflict_lines(conflict)
    assert told == list(lines), f"put this in {PAGE.name}:\n" + "\n".join(lines)


def test_a_plan_that_can_not_be_ends_with_4_says_why_and_writes_nothing(tmp_path: Path) -> None:
    asked, told = _blocks()
    model = MODEL.read_text(encoding="utf-8").replace("wishes: {}", asked.strip(), 1)
    (tmp_path / "model.yaml").write_text(model, encoding="utf-8")
    ran = run_cli("plan", "model.yaml", "--province", FLEVOLAND, "--out", "run", cwd=tmp_path)
    assert ran.code == 4, ran.text
    assert ran.is_clean()
    assert "looking for what clashes" in ran.text
    for line in told:
        assert line in ran.text
    assert not (tmp_path / "run").exists()
