"""The register of norms: what the law and the policy document ask, and whether the model does it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from spreiding import paths
from spreiding.errors import Finding, InputError

Status = Literal["modelled", "approximated", "not_modelled"]
STATUSES: tuple[Status, ...] = ("modelled", "approximated", "not_modelled")
_EXAMPLE = "Compare it with the entry S01 of models/norms.yaml."


class Norm(BaseModel):
    """One norm; ``why`` is asked when it is not fully modelled, ``family`` when it is in the model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
    norm: Annotated[str, Field(min_length=1)]
    where: Annotated[str, Field(min_length=1)]
    status: Status
    family: str = ""
    why: str = ""
    planner: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _complete(self) -> "Norm":
        if self.status != "modelled" and not self.why:
            raise ValueError("a norm that is not fully modelled needs a why")
        if (self.status == "not_modelled") != (not self.family):
            raise ValueError("family is where the norm is modelled: give it, or leave it out when not_modelled")
        return self


@dataclass(frozen=True)
class Norms:
    """The register, in the order of the file."""

    norms: tuple[Norm, ...]

    @classmethod
    def load(cls, path: Path = paths.MODELS / "norms.yaml") -> "Norms":
        """Read and check the register; raise ``InputError`` with every finding."""
        try:
            return cls(_parsed(path.name, path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            rule = f"can't be read ({' '.join(str(error).split())})"
            raise InputError([Finding(path.name, None, None, None, rule, _EXAMPLE)]) from error

    def of(self, status: Status) -> tuple[Norm, ...]:
        """Give the norms of one status."""
        return tuple(norm for norm in self.norms if norm.status == status)

    def counts(self) -> Mapping[Status, int]:
        """Count the norms per status."""
        return {status: len(self.of(status)) for status in STATUSES}


@lru_cache(maxsize=4)  # a run asks three times, and a batch for every scenario; the text decides, not the file
def _parsed(file: str, text: str) -> tuple[Norm, ...]:
    tree = yaml.safe_load(text)
    try:
        norms = TypeAdapter(list[Norm]).validate_python(tree)
    except ValidationError as error:
        raise InputError(_findings(file, tree, error)) from error
    twice = [name for name, count in Counter(norm.id for norm in norms).items() if count > 1]
    if twice:
        raise InputError(Finding(file, None, "id", name, "stands twice", "Keep one of the two.") for name in twice)
    return tuple(norms)


def _findings(file: str, tree: object, error: ValidationError) -> list[Finding]:
    findings = []
    for problem in error.errors():
        number = problem["loc"][0] if problem["loc"] else None
        entry = tree[number] if isinstance(tree, list) and isinstance(number, int) else None
        name = entry.get("id", "?") if isinstance(entry, dict) else "?"
        where = ".".join([f"entry {name}", *(str(part) for part in problem["loc"][1:])])
        value = problem["input"] if isinstance(problem["input"], str) else None
        rule = problem["msg"].removeprefix("Value error, ").rstrip(".")
        findings.append(Finding(file, None, where, value, rule, _EXAMPLE))
    return findings
