"""How the part of a provincial task that nobody offered is divided, in a model file."""

from typing import Literal

from pydantic import Field, model_validator

from spreiding.model_exchanges import Code
from spreiding.model_kinds import Places, Strict


class Offer(Strict):
    """Places that a municipality offered at the provincial table, regular and for unaccompanied minors."""

    regular: Places = 0
    amv: Places = 0


class RestTask(Strict):
    """``free``: the goals decide every number. ``pro_rata``: offers stand, the rest is divided (``law/rest_task.py``).

    ``offers``: by municipality; who is not named offered nothing.
    """

    rule: Literal["free", "pro_rata"] = "free"
    offers: dict[Code, Offer] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _offers_are_used(self) -> "RestTask":
        if self.rule == "free" and self.offers:
            raise ValueError("offers are read with rule pro_rata only: choose it, or leave the offers out")
        return self
