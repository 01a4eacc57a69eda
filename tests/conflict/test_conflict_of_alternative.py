"""A question about a province that has no answer says why, with all outside it held as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conflict.provinces import FLEVOLAND, MODEL

from spreiding.alternative.alternative import AlternativeRequest, Answer, asked_of, make_alternative
from spreiding.inputs import Request
from spreiding.plan import make_plan
from spreiding.result import Watch
from spreiding.run_files.read import read_run
from spreiding.solve.outcome import Status


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A run of Flevoland, and a cache of its own."""
    folder = tmp_path_factory.mktemp("clash")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPREIDING_CACHE", str(folder / "cache"))
        make_plan(Request(MODEL, folder / "run", (FLEVOLAND,)), Watch())
        yield folder / "run"


def _asked(base: Path, **options: tuple[str, ...]) -> Answer:
    request = AlternativeRequest(base, None, options, (), None, None)
    return make_alternative(read_run(base), asked_of(request), request, Watch())


def _names(answer: Answer) -> set[str]:
    assert answer.conflict is not None
    return {member.term.name for member in answer.conflict.members}


def test_two_pins_over_the_task(base: Path) -> None:
    answer = _asked(base, pin=("GM0034=1200", "GM0995=1700"))
    assert answer.solved.status is Status.INFEASIBLE
    pins = {"wishes[pin.GM0034.total]", "wishes[pin.GM0995.total]"}
    assert _names(answer) == pins | {"provincial_regular[PV24]", "provincial_amv[PV24]"}


def test_a_pin_under_a_floor_while_a_standing_site_is_taken_out(base: Path) -> None:
    # The model is made again without the site, and for the conflict with it.
    answer = _asked(base, pin=("GM0034=700",), floor=("GM0034=800",), exclude=("S0201",))
    assert _names(answer) == {"wishes[pin.GM0034.total]", "wishes[floor.GM0034.total]"}


def test_what_can_be_has_no_conflict(base: Path) -> None:
    answer = _asked(base, pin=("GM0034=1300",))
    assert answer.solved.status is Status.OPTIMAL
    assert answer.conflict is None
