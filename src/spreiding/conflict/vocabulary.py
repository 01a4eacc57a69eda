"""What every row that can give way is called: a wish as the planner wrote it, or a norm with its article."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from spreiding.conflict.facts import Facts, facts_of
from spreiding.conflict.rules import ARGUABLE, Rule
from spreiding.conflict.says import SAYS, Said, said_of_wishes
from spreiding.law.norms import Norms
from spreiding.prepare.case import Case
from spreiding.prepare.wishes import EXCLUDE

WISHES = "wishes"


@dataclass(frozen=True)
class Term:
    """One thing that can give way: ``name`` is that of its row, ``says`` what it asks, ``label`` what it is called.

    ``where``: articles and sections; ``setting``: where the planner can change it. Both are blank for a wish that
    stands in no law. ``places_of_site``: whether it gives way in places at a site, and then only an open one.
    """

    name: str
    rule: Rule
    says: str
    label: str
    where: str
    setting: str
    unit: str


@dataclass(frozen=True)
class Vocabulary:
    """Words for the rows of one case; ``excluded``: sites that a wish takes out though the matrix has their columns."""

    facts: Facts
    wishes: Mapping[str, Said]
    articles: Mapping[str, str]
    soft: frozenset[str]
    excluded: tuple[str, ...] = ()

    def term(self, component: str, index: tuple[str, ...]) -> Term | None:
        """Words for a row by its component and index; ``None`` for one that can't give way."""
        rule = ARGUABLE.get(component)
        if rule is None or rule.family in self.soft:
            return None
        name = f"{component}[{','.join(index)}]"
        if component == WISHES:
            said = self.wishes[index[0]]
            return Term(name, replace(rule, unit=said.unit), said.says, said.label, "", said.setting, said.unit)
        said = SAYS[component](self.facts, index)
        where = "; ".join(self.articles[norm] for norm in rule.norms)
        return Term(name, rule, said.says, said.label, where, said.setting, rule.unit)


def vocabulary_of(case: Case, excluded: Collection[str] = ()) -> Vocabulary:
    """Words for the rows of a case."""
    families = case.instance.model.families
    soft = {*families.softened(), *(["delivery"] if families.delivery.soft else [])}
    articles = {norm.id: norm.where for norm in Norms.load().norms}
    wishes = said_of_wishes(case, facts_of(case))
    gone = tuple(site for site in excluded if f"{EXCLUDE}.{site}" in wishes)
    return Vocabulary(facts_of(case), wishes, articles, frozenset(soft), gone)
