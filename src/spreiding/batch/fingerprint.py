"""What a scenario's answer rests on, as one number: a finished scenario is not run again while it stays the same."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from spreiding import __version__, paths
from spreiding.inputs import Ground
from spreiding.manifest import LIBRARIES
from spreiding.model_file import ModelFile
from spreiding.write.run_json import sha256_of


def fingerprint(model: ModelFile, provinces: tuple[str, ...], keep: str, grounds: str) -> str:
    """sha256 of a variant, its provinces, what is kept of it, and ``grounds``: all that scenarios have in common."""
    content = model.model_dump(mode="json", by_alias=True)
    return _sha256(json.dumps([content, provinces, keep, grounds], sort_keys=True))


def ground_print(ground: Ground) -> str:
    """sha256 of the tables, the outlines, the law, the program and the libraries it computes with."""
    tables = [[file.name, file.sheet, file.sha256] for file in ground.tables.files]
    outlines = _sha256(str(ground.outlines.to_csv(index=False)))
    return _sha256(json.dumps([tables, outlines, law_print(), code_print()]))


def law_print() -> str:
    """sha256 of the law tables and the register of norms."""
    files = [*sorted(paths.LAW.glob("*.yaml")), paths.MODELS / "norms.yaml"]
    return _sha256(json.dumps([[file.name, sha256_of(file)] for file in files]))


@cache
def code_print() -> str:
    """sha256 of the program's own files and the versions of its libraries; the same wherever the same is installed."""
    package = Path(__file__).resolve().parents[1]
    files = sorted(path.relative_to(package).as_posix() for path in package.rglob("*.py"))
    code = [[name, sha256_of(package / name)] for name in files]
    libraries = [[name, version(name)] for name in LIBRARIES]
    return _sha256(json.dumps([__version__, code, libraries]))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
