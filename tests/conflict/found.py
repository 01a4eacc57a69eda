"""A case with its matrix and the conflict that is found in it."""

from dataclasses import dataclass

from builders import Row

from spreiding.conflict.ask import compiled, conflict_of_case, put_back, taken_out
from spreiding.conflict.find import Conflict
from spreiding.conflict.repairs import Way
from spreiding.prepare.case import Case
from spreiding.solve.matrix import Matrix


@dataclass(frozen=True)
class Found:
    """``matrix`` has the columns of sites that are taken out."""

    case: Case
    matrix: Matrix
    conflict: Conflict

    @property
    def names(self) -> set[str]:
        """Names of all members."""
        return {member.term.name for member in self.conflict.members}


def found_in(case: Case) -> Found:
    """Find the conflict of a case that must have one."""
    matrix = compiled(case)
    conflict = conflict_of_case(case, matrix)
    assert conflict is not None, "there is a plan"
    sites = taken_out(case)
    return Found(case, compiled(put_back(case, sites)) if sites else matrix, conflict)


def given_way(wishes: Row, way: Way, less: float = 0.0) -> Row:
    """Wishes with one of them changed by a way, or by ``less`` than it says."""
    bound, _, rest = way.term.name.removeprefix("wishes[").removesuffix("]").partition(".")
    by = round(way.amount - less) * (1 if way.more else -1)
    if bound == "exclude":
        return {**wishes, "exclude": [site for site in wishes["exclude"] if site != rest or less]}
    if bound == "together":
        tables = wishes["together"]
        return {**wishes, "together": [t | {"places": t["places"] + by * (t["name"] == rest)} for t in tables]}
    if bound == "force":
        name, _, of = rest.partition(".")
        items = [item if isinstance(item, dict) else {"site": item} for item in wishes["force"]]
        if not of:
            return {**wishes, "force": [item for item in items if item["site"] != name or less]}
        return {**wishes, "force": [i | {"places": i["places"] + by} if i["site"] == name else i for i in items]}
    code, _, kind = rest.partition(".")
    number = wishes[bound][code]
    asked = number if isinstance(number, dict) else {"total": number}
    return {**wishes, bound: {**wishes[bound], code: {**asked, kind: asked[kind] + by}}}
