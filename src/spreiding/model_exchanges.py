"""The ledger of exchanges in a model file: who takes over what from whom (S19; Hw art. 29 lid 2)."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from spreiding.limits import MOST_NEED
from spreiding.model_kinds import Strict

Code = Annotated[str, Field(pattern=r"^GM\d{4}$")]
Number = Annotated[int, Field(ge=1, le=MOST_NEED)]
BASIS = {
    "housing": "Hw art. 29 lid 2: municipalities change their tasks jointly, the sum unchanged",
    "reception": "practice of the provincial tables; the law asks only that numbers add up to the provincial task",
}
BETWEEN_PROVINCES = (
    "between provinces: the law has no form for it. The sums of both differ from their tasks (Besluit art. 2.1 lid 2), "
    "so both tables and the minister must agree"
)


class _Between(Strict):
    """``from``: whose share or task falls; ``to``: whose rises by as much. ``in_return``: what for, in words."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)

    from_code: Annotated[Code, Field(alias="from")]
    to_code: Annotated[Code, Field(alias="to")]
    in_return: str = ""

    @model_validator(mode="after")
    def _two_municipalities(self) -> "_Between":
        if self.from_code == self.to_code:
            raise ValueError("an exchange needs two municipalities: from and to are the same")
        return self


class ReceptionExchange(_Between):
    """Reception places that ``to`` takes over from ``from``, in its province or one beside it; ``amv``: for minors."""

    what: Literal["reception"]
    places: Number
    amv: bool = False


class HousingExchange(_Between):
    """Permit holders of the housing task of a half-year that ``to`` takes over from ``from``."""

    what: Literal["housing"]
    half_year: Annotated[str, Field(pattern=r"^\d{4}-(I|II)$")]
    persons: Number


Exchange = Annotated[ReceptionExchange | HousingExchange, Field(discriminator="what")]
