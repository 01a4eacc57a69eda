"""What a table asks of a plan: numbers that are pinned, capped or floored, sites that must or may not open.

A wish is no norm: nobody is bound by it but the plan that is made to see what follows from it. The same part stands in
a model file and in the file of an alternative (``docs/alternatives.md``).
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from spreiding.model_exchanges import Code
from spreiding.model_families import SiteType
from spreiding.model_kinds import Places, Strict

SiteId = Annotated[str, Field(min_length=1)]
Quarter = Annotated[str, Field(pattern=r"^\d{4}-Q[1-4]$")]
KINDS = ("total", "regular", "amv")
Bound = Literal["pin", "cap", "floor"]
BOUNDS: tuple[Bound, ...] = ("pin", "cap", "floor")


class Number(Strict):
    """A number of a municipality: all its places, or its regular or amv ones; at least one of the three."""

    total: Places | None = None
    regular: Places | None = None
    amv: Places | None = None

    @model_validator(mode="after")
    def _something_asked(self) -> "Number":
        if self.total is None and self.regular is None and self.amv is None:
            raise ValueError("asks for nothing: give total, regular or amv")
        return self

    @property
    def asked(self) -> dict[str, int]:
        """Places by kind, of the kinds that are asked for."""
        return {kind: places for kind in KINDS if (places := getattr(self, kind)) is not None}


class Forced(Strict):
    """A site that stands at the end; what of type, places and first quarter is given must be so too."""

    site: SiteId
    type: SiteType | None = None
    places: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    opens: Quarter | None = None


class Together(Strict):
    """A table of municipalities whose numbers add up to a sum of its own (S17)."""

    name: Annotated[str, Field(min_length=1)]
    municipalities: Annotated[list[Code], Field(min_length=1)]
    places: Places

    @model_validator(mode="after")
    def _each_once(self) -> "Together":
        twice = sorted({code for code in self.municipalities if self.municipalities.count(code) > 1})
        if twice:
            raise ValueError(f"a municipality stands twice: {', '.join(twice)}")
        return self


def _as_number(value: Any) -> Any:
    """A bare number is one of all places."""
    return {"total": value} if isinstance(value, int) and not isinstance(value, bool) else value


def _as_forced(value: Any) -> Any:
    """A bare name is a site of which nothing more is asked."""
    return {"site": value} if isinstance(value, str) else value


Numbers = dict[Code, Annotated[Number, BeforeValidator(_as_number)]]


class Wishes(Strict):
    """All wishes; ``exclude``: sites that don't open, and that close at the start when they stand today."""

    pin: Numbers = Field(default_factory=dict)
    cap: Numbers = Field(default_factory=dict)
    floor: Numbers = Field(default_factory=dict)
    force: list[Annotated[Forced, BeforeValidator(_as_forced)]] = Field(default_factory=list)
    exclude: list[SiteId] = Field(default_factory=list)
    together: list[Together] = Field(default_factory=list)

    @model_validator(mode="after")
    def _each_once(self) -> "Wishes":
        named = [*(item.site for item in self.force), *self.exclude]
        twice = sorted({site for site in named if named.count(site) > 1})
        if twice:
            raise ValueError(f"a site stands twice in force and exclude: {', '.join(twice)}")
        names = [table.name for table in self.together]
        if len(set(names)) != len(names):
            raise ValueError("two tables in together have one name: give each its own")
        return self

    @property
    def numbers(self) -> Iterator[tuple[Bound, str, str, int]]:
        """Every number asked for: bound, municipality code, kind and places."""
        for bound in BOUNDS:
            wanted: Mapping[str, Number] = getattr(self, bound)
            for code, number in wanted.items():
                for kind, places in number.asked.items():
                    yield bound, code, kind, places

    @property
    def any(self) -> bool:
        """Whether anything is asked."""
        return any(getattr(self, name) for name in type(self).model_fields)
