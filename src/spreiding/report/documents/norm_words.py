"""The register of norms in Dutch: what a norm asks, and in what way a model approximates it or leaves it out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from spreiding import paths
from spreiding.law.norms import Norm, Norms

FILE = paths.MODELS / "documents" / "normen.yaml"


class DutchNorm(BaseModel):
    """``norm``: the sentence of the register; ``waarin``: its ``why``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    norm: str
    waarin: str


@dataclass(frozen=True)
class Words:
    """What is said of a norm, and in which language."""

    norm: str
    why: str
    language: str


def norm_words(norm: Norm) -> Words:
    """A norm of a run in Dutch; in English where the run's register says something else than ours, which has Dutch."""
    ours, dutch = _register().get(norm.id), dutch_norms().get(norm.id)
    if dutch is None or ours is None or (ours.norm, ours.why) != (norm.norm, norm.why):
        return Words(norm.norm, norm.why.strip(), "en")
    return Words(dutch.norm, dutch.waarin, "nl")


@cache
def dutch_norms(path: Path = FILE) -> dict[str, DutchNorm]:
    """The Dutch sentences by id."""
    return TypeAdapter(dict[str, DutchNorm]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def _register() -> dict[str, Norm]:
    return {norm.id: norm for norm in Norms.load().norms}
