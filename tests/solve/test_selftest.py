"""The check of the installed solver before every run."""

import pytest

from spreiding.solve import selftest
from spreiding.solve.engine import Answer, Engine, Settings
from spreiding.solve.errors import SolverError
from spreiding.solve.selftest import TRUSTED_HIGHS, check_solver, installed_highs

ONE = Settings(threads=1, seed=0)


def test_the_installed_solver_is_the_trusted_one() -> None:
    assert installed_highs() == TRUSTED_HIGHS
    check_solver(ONE)


def test_another_release_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "installed_highs", lambda: "1.16.0")
    with pytest.raises(SolverError, match=r"1\.16\.0 is installed"):
        check_solver(ONE)


@pytest.mark.parametrize("with_start", [True, False])
def test_a_wrong_answer_is_refused(monkeypatch: pytest.MonkeyPatch, with_start: bool) -> None:
    real = Engine.minimise

    def wrong(engine: Engine, goal: int, start: object, gap: float, seconds: float | None) -> Answer:
        answer = real(engine, goal, start, gap, seconds)  # type: ignore[arg-type]
        spoiled = (start is not None) == with_start
        return Answer(None, answer.bound, done=True, infeasible=False) if spoiled else answer

    monkeypatch.setattr(Engine, "minimise", wrong)
    with pytest.raises(SolverError, match="known answer wrong"):
        check_solver(ONE)
