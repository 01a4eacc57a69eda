"""Flevoland as the embedded tables have it, with other wishes and norms."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import gettempdir

from builders import Row

from spreiding import paths
from spreiding.inputs import Request, read_inputs
from spreiding.instance import Instance
from spreiding.model_file import ModelFile
from spreiding.prepare.case import Case, prepare

MODEL = paths.MODELS / "raming-2024.yaml"
FLEVOLAND = "PV24"


def flevoland(wishes: Row, families: Row) -> Case:
    """The case with these wishes, and with what is given of some families."""
    instance = _instance()
    tree = instance.loaded.content.model_dump(mode="json", by_alias=True)
    tree["wishes"] = wishes
    for name, settings in families.items():
        tree["families"][name] = {**tree["families"][name], **settings}
    return prepare(replace(instance, loaded=replace(instance.loaded, content=ModelFile.model_validate(tree))))


@cache
def _instance() -> Instance:
    # Nothing is written: the folder is only looked at.
    return read_inputs(Request(MODEL, Path(gettempdir()) / "no-such-run", (FLEVOLAND,))).instance
