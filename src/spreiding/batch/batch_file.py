"""The batch file: which scenarios are run on which model, read from YAML and checked whole before anything runs."""

import hashlib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import yaml
from pydantic import Field, ValidationError, model_validator

from spreiding.batch.distributions import AnyDistribution
from spreiding.errors import Finding, InputError
from spreiding.formats.limits import MIB
from spreiding.formats.plain_file import plain_bytes
from spreiding.model_findings import model_findings
from spreiding.model_kinds import Strict
from spreiding.model_yaml import load_once

EXAMPLE = "models/example-batch.yaml"
MOST_BYTES = 50 * MIB  # a list of a hundred thousand scenarios is some 10 MB
MOST_SCENARIOS = 1_000_000
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)]
Overrides = dict[str, Any]


class Item(Strict):
    """A scenario of the list; ``model`` and ``data`` take the place of those of the file, for this scenario."""

    name: Name
    overrides: Overrides = Field(default_factory=dict)
    model: str | None = None
    data: str | None = None


class Correlation(Strict):
    """The rank correlation (Spearman) between two parameters."""

    between: Annotated[list[str], Field(min_length=2, max_length=2)]
    rank: Annotated[float, Field(gt=-1, lt=1)]


class Draws(Strict):
    """``count`` draws: a distribution per path, and the correlations between them (all others are 0)."""

    count: Annotated[int, Field(ge=1, le=MOST_SCENARIOS)]
    seed: Annotated[int, Field(ge=0, le=2_147_483_647)]
    parameters: Annotated[dict[str, AnyDistribution], Field(min_length=1)]
    correlations: list[Correlation] = Field(default_factory=list)

    @model_validator(mode="after")
    def _possible(self) -> "Draws":
        for pair in self.correlations:
            for name in pair.between:
                if name not in self.parameters:
                    near = get_close_matches(name, list(self.parameters), n=1)
                    raise ValueError(f"correlations: {name} is not drawn" + (f": {near[0]} is" if near else ""))
            if pair.between[0] == pair.between[1]:
                raise ValueError(f"correlations: {pair.between[0]} can't be correlated with itself")
        pairs = [frozenset(pair.between) for pair in self.correlations]
        if len(set(pairs)) < len(pairs):
            raise ValueError("correlations: a pair stands twice")
        if np.linalg.eigvalsh(self.correlation_matrix()).min() < 1e-9:
            raise ValueError("correlations: no numbers can have all of them together; bring some closer to 0")
        return self

    def correlation_matrix(self) -> np.ndarray:
        """The correlations of the normal scores behind the ranks, in the order of the parameters.

        Normal scores with correlation r have a rank correlation of 6/pi asin(r/2) (Pearson 1907).
        """
        names = list(self.parameters)
        matrix = np.eye(len(names))
        for pair in self.correlations:
            i, j = (names.index(name) for name in pair.between)
            matrix[i, j] = matrix[j, i] = 2 * np.sin(np.pi * pair.rank / 6)
        return matrix


class BatchFile(Strict):
    """A whole batch file; docs/batch.md says what each part means.

    ``model``, ``data`` and ``boundaries`` are paths as seen from the batch file. ``keep``: ``plans`` keeps every
    plan's folder, ``figures`` only the rows that the tables of the batch are made of.
    """

    name: Name
    title: str = ""
    model: str | None = None
    data: str | None = None
    boundaries: str | None = None
    provinces: list[str] = Field(default_factory=list)
    per_province: bool = False
    keep: Literal["plans", "figures"] = "plans"
    overrides: Overrides = Field(default_factory=dict)
    scenarios: list[Item] = Field(default_factory=list)
    grid: dict[str, Annotated[list[Any], Field(min_length=1)]] = Field(default_factory=dict)
    draws: Draws | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "BatchFile":
        if not (self.scenarios or self.grid or self.draws):
            raise ValueError("asks for no scenario: give scenarios, a grid or draws")
        names = [item.name for item in self.scenarios]
        twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
        if twice:
            raise ValueError(f"scenarios: a name stands twice: {', '.join(twice[:3])}")
        return self


@dataclass(frozen=True)
class LoadedBatch:
    """A batch file with where it came from: ``sha256`` is that of its bytes."""

    path: Path
    sha256: str
    content: BatchFile

    def beside(self, name: str) -> Path:
        """Give a path that the batch file names, as seen from its own folder."""
        return self.path.parent / name


def load_batch(path: Path) -> LoadedBatch:
    """Read and check a batch file by itself; raise ``InputError`` with all findings."""
    try:
        raw = plain_bytes(path, MOST_BYTES)
        tree = load_once(raw.decode("utf-8"))
    except OSError as error:
        raise _refuse(path, f"can't be read ({error.strerror})", "Give the path of a batch file.") from error
    except (ValueError, yaml.YAMLError) as error:
        told = " ".join(str(error).split())
        raise _refuse(path, f"is not YAML ({told})", f"Compare it with {EXAMPLE}.") from error
    if not isinstance(tree, dict):
        raise _refuse(path, "holds no batch", f"Compare it with {EXAMPLE}.")
    try:
        content = BatchFile.model_validate(tree)
    except ValidationError as error:
        raise InputError(model_findings(path, error, BatchFile, EXAMPLE)) from error
    return LoadedBatch(path, hashlib.sha256(raw).hexdigest(), content)


def _refuse(path: Path, rule: str, advice: str) -> InputError:
    return InputError([Finding(path.name, None, None, None, rule, advice)])
