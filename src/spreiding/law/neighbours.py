"""Provinces that border on each other (``models/provinces.yaml``)."""

from functools import cache

import yaml

from spreiding import paths

FILE = paths.MODELS / "provinces.yaml"


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {str(code): tuple(row) for code, row in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()}


def neighbours(province: str) -> tuple[str, ...]:
    """Codes of the provinces beside one; none of a province that the table does not have."""
    return _table().get(province, ())
