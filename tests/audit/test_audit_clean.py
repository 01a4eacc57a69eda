"""The hand-made plan is right: the auditor finds nothing, and counts the same goals as the plain loops."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from audit_builder import make_boundaries, make_plan
from audit_fixtures import findings
from audit_goals import make_goals
from audit_inputs import make_case

import spreiding.audit
from spreiding.audit import recompute_goals
from spreiding.audit.share import shares
from spreiding.write.run import write_run

ROOM = Path(spreiding.audit.__file__).parent
ROOMS = ("formulation", "solve", "solution", "prepare", "spread")
FORBIDDEN = (
    "pyomo",
    "highspy",
    *(f"spreiding.{room}" for room in ROOMS),
)


def test_nothing_is_found_in_a_right_plan() -> None:
    assert findings() == ()


def test_goals_counted_from_files_are_those_counted_by_hand(tmp_path: Path) -> None:
    plan = make_plan()
    run = write_run(plan, make_boundaries(), tmp_path / "run")
    assert recompute_goals(run, make_case()) == pytest.approx(make_goals(plan))


def test_shares_of_the_case_work_out_by_hand() -> None:
    # Weights 110000, 40000, 80000, 50000 and 31500 of 311500; 3116 places.
    assert shares(make_case())["indicative_places"].to_list() == [1100, 400, 800, 500, 315]


def test_half_a_place_is_rounded_up() -> None:
    # Two municipalities of equal weight and one place: a half each, and both get one (Besluit 2.1 lid 3).
    case = make_case()
    equal = case.municipalities.iloc[:2].assign(population=10, ses_woa="0.1")
    half = spreiding.audit.AuditLaw(1, 0, 5, 100, 16, 14, 52, 0.9, 0.75)
    table = shares(spreiding.audit.AuditCase(**{**vars(case), "municipalities": equal, "law": half}))
    assert table["indicative_places"].to_list() == [1, 1]


def test_importing_the_auditor_does_not_import_the_optimiser() -> None:
    program = f"import sys, spreiding.audit; print([m for m in sys.modules if m.startswith({FORBIDDEN!r})])"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("file", sorted(ROOM.glob("*.py")), ids=lambda file: file.name)
def test_no_file_of_the_auditor_imports_a_forbidden_room(file: Path) -> None:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    assert not [name for name in names if name.startswith(FORBIDDEN)]
