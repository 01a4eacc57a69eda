"""The example in docs/handmade.md is run: what the page shows is what the command says."""

import re
import shutil
from pathlib import Path

from commands.run_cli import ROOT, run_cli

PAGE = (ROOT / "docs" / "handmade.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_example_says_what_the_page_shows(flevoland: Path, tmp_path: Path) -> None:
    plan, sites = blocks("csv")
    (shown,) = blocks("text")
    (tmp_path / "plan.csv").write_text(plan, encoding="utf-8")
    (tmp_path / "locaties.csv").write_text(sites, encoding="utf-8")
    shutil.copytree(flevoland, tmp_path / "out" / "flevoland")
    ran = run_cli("audit", "out/flevoland", "plan.csv", "--sites", "locaties.csv", cwd=tmp_path)
    assert ran.code == 6, ran.text
    said = [line.rstrip() for line in ran.text.splitlines()]
    assert [line for line in shown.splitlines() if line not in said] == []


def test_every_norm_that_is_judged_is_on_the_page() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE))
    code = (ROOT / "src" / "spreiding" / "handmade" / "norms.py").read_text(encoding="utf-8")
    judged = set(re.findall(r'Judged\(\s*"(\w+)"', code))
    assert len(judged) == 5 and judged <= named
