"""A row's name taken apart into its component and its index."""

import ast
import re

_PART = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^,]+""")
# A wish's own name may hold commas, and is one index whatever stands in it.
_WHOLE = frozenset({"wishes"})


def component_and_index(row: str) -> tuple[str, tuple[str, ...]]:
    """Take ``places_most[S1,azc,1]`` apart; parts that Pyomo quoted come without their quotes."""
    component, bracket, rest = row.partition("[")
    if not bracket:
        return component, ()
    inner = rest.removesuffix("]")
    parts = [inner] if component in _WHOLE else _PART.findall(inner)
    return component, tuple(_plain(part) for part in parts)


def _plain(part: str) -> str:
    return str(ast.literal_eval(part)) if part[0] in "'\"" and part[-1] == part[0] and len(part) > 1 else part
