"""YAML without its surprises: no key twice, numbers only as people write them, days that don't exist told as such.

Plain YAML takes the last of two equal keys in silence, reads 0100 as 64 and 1:30 as 90, and 1e-3 as a word.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_EXPONENT = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)[eE][-+]?[0-9]+")
_DECIMAL = re.compile(rf"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)|{_EXPONENT.pattern}|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


class _Once(yaml.SafeLoader):
    """A safe loader that refuses a mapping with the same key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Construct a mapping; raise ``YAMLError`` on a key that stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.YAMLError(f"{key.value} stands twice, in line {key.start_mark.line + 1}")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)

    # What is no plain number or day stays the text that it is: the model file refuses it with its place and value.

    def whole(self, node: yaml.ScalarNode) -> int | str:
        """Construct a whole number written in plain digits."""
        text = str(node.value)
        return self.construct_yaml_int(node) if _WHOLE.fullmatch(text) else text

    def decimal(self, node: yaml.ScalarNode) -> float | str:
        """Construct a number with a decimal point or an exponent."""
        text = str(node.value)
        return self.construct_yaml_float(node) if _DECIMAL.fullmatch(text) else text

    def day(self, node: yaml.ScalarNode) -> Any:
        """Construct a day of the calendar."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return str(node.value)


_Once.add_constructor("tag:yaml.org,2002:int", _Once.whole)
_Once.add_constructor("tag:yaml.org,2002:float", _Once.decimal)
_Once.add_constructor("tag:yaml.org,2002:timestamp", _Once.day)
_Once.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(rf"^(?:{_EXPONENT.pattern})$"), list("-+0123456789."))


def load_once(text: str) -> Any:
    """Read one YAML document with safe types only; raise ``YAMLError`` for all that is none."""
    try:
        return yaml.load(text, Loader=_Once)
    except RecursionError as error:
        raise yaml.YAMLError("its parts are nested too deeply") from error
    except ValueError as error:  # such as a number of thousands of digits
        raise yaml.YAMLError(str(error)) from error
