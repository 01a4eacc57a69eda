"""YAML in which a key that stands twice is an error: plain YAML takes the last one in silence."""

from collections.abc import Hashable
from typing import Any

import yaml


class _Once(yaml.SafeLoader):
    """A safe loader that refuses a mapping with the same key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Construct a mapping; raise ``YAMLError`` on a key that stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                raise yaml.YAMLError(f"{key.value} stands twice, in line {key.start_mark.line + 1}")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def load_once(text: str) -> Any:
    """Read one YAML document with safe types only."""
    return yaml.load(text, Loader=_Once)
