"""What is found about a plan made by hand, as types."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["holds", "broken", "open"]
FOUND = 6  # exit code, as of `spreiding plan`: a norm that may not be passed is


@dataclass(frozen=True)
class Judged:
    """One norm in one place: ``found`` places, between ``least`` and ``most`` (``None``: no such bound).

    ``where`` is the code of a municipality, region or province and ``name`` its name; ``kind`` which places are
    counted: regular, amv, ordinary, special or all. ``amount``: places by which the norm is passed; ``open``: it can't
    be told yet, because numbers are. ``hard``: it may not be passed. ``resolve``: what would put it right.
    """

    norm: str
    where: str
    name: str
    kind: str
    found: int
    least: float | None
    most: float | None
    amount: float
    status: Status
    hard: bool
    article: str
    resolve: str


@dataclass(frozen=True)
class Scored:
    """A goal that looks at numbers: its value in the base run and in the plan (``None``: numbers are still open)."""

    goal: str
    unit: str
    base: float
    plan: float | None


@dataclass(frozen=True)
class TownJudged:
    """The numbers of a municipality in places: its share (with exchanges), the base run's and the plan's.

    ``deviation``: plan less share; ``ratio``: its size as a part of the share; ``durable``: places that count on the
    due date at the sites of the plan. ``None`` where the number is open.
    """

    municipality_code: str
    municipality: str
    share: int
    base: int
    places: int | None
    regular: int | None
    amv: int | None
    deviation: int | None
    ratio: float | None
    durable_regular: int
    durable_amv: int


@dataclass(frozen=True)
class Judgement:
    """A plan made by hand against a base run: every norm that numbers can tell of, goals, and municipalities.

    ``model``, ``run`` and ``run_sha256`` (of run.json) say what it was held against; ``open_numbers`` counts what is
    still open; ``sites`` how many sites the plan names; ``left_out`` rows of the file that are no municipalities.
    """

    file: str
    sha256: str
    run: str
    run_sha256: str
    model: str
    province_code: str
    province: str
    open_numbers: int
    sites: int
    left_out: tuple[str, ...]
    norms: tuple[Judged, ...]
    goals: tuple[Scored, ...]
    municipalities: tuple[TownJudged, ...]

    @property
    def exit_code(self) -> int:
        """0 when no hard norm is passed."""
        return FOUND if any(norm.hard and norm.status == "broken" for norm in self.norms) else 0
