"""The example in docs/explain.md is what the program says today."""

import json
from pathlib import Path

from spreiding.explain.explain import explain
from spreiding.explain.out import content

PAGE = Path(__file__).parents[2] / "docs" / "explain.md"


def parts(text: str, begin: str, end: str) -> str:
    """From one heading up to another."""
    return text[text.index(begin) : text.index(end)].strip()


def examples(run: Path) -> list[str]:
    """The three blocks of the page, made anew."""
    almere = explain(run, "Almere")
    statements = json.loads(content(almere, "json"))["sections"][1]["statements"]
    one = next(said for said in statements if said["key"] == "moved.delivery.amv")
    return [
        parts(content(almere, "text"), "Almere (GM0034)", "3. What binds"),
        parts(content(almere, "markdown"), "## 2. ", "## 3. "),
        json.dumps(one, indent=2, ensure_ascii=False),
    ]


def without_version(text: str) -> str:
    """Leave out the line that names the model file's checksum: it changes with every word of it."""
    return "\n".join(line for line in text.splitlines() if "checksum" not in line and "spreiding 0" not in line)


def test_the_example_is_what_the_program_says(flevoland: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for block in map(without_version, examples(flevoland)):
        assert f"\n{block}\n```" in page, f"put this in {PAGE.name}:\n{block}"
