"""Family `burdens`: asylum, Ukraine and housing side by side per municipality (S18)."""

import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import ROUNDING, AuditFinding, Rule, broken, differs
from spreiding.audit.flows import exchanged

_BALANCE = "Uitvoeringsagenda 4.1 and 4.2"
_EXACT = 1e-9


def check(evidence: Evidence) -> list[AuditFinding]:
    """Recompute the two other burdens from the input, and what the three weigh together."""
    tasks = evidence.tasks
    key = tasks[["municipality_code"]]
    ukraine = tasks["municipality_code"].map(_ukraine(evidence))
    housing = tasks["municipality_code"].map(_housing(evidence)).fillna(0.0)
    together = tasks["municipality_code"].map(other(evidence)) + tasks["task_places"]
    if evidence.case.rules.burden_weights is None:
        together = together * float("nan")
    return [
        *_same(_rule("ukraine_places is that of the input, empty where it has none"), key, tasks, ukraine, _EXACT),
        *differs(
            _rule("housing_task_persons is the mean task of the half-years of the horizon", "Hw art. 29"),
            key,
            tasks["housing_task_persons"],
            housing,
            ROUNDING + _EXACT,
        ),
        *_same(_rule("burden_places weighs the three together"), key, tasks, together, ROUNDING + _EXACT),
        *_same(
            _rule("burden_per_1000 is burden_places per 1,000 inhabitants"),
            key,
            tasks,
            1000 * together / tasks["population"],
            ROUNDING + _EXACT,
        ),
    ]


def other(evidence: Evidence) -> pd.Series:
    """What Ukraine places and the housing task weigh in places, per municipality of the run."""
    weights = evidence.case.rules.burden_weights or (0.0, 0.0)
    ukraine = _ukraine(evidence).reindex(evidence.towns.index).fillna(0.0)
    return weights[0] * ukraine + weights[1] * _housing(evidence)


def _rule(rule: str, article: str = _BALANCE) -> Rule:
    return Rule("burdens", "tasks.csv", rule, article)


def _same(
    rule: Rule, key: pd.DataFrame, tasks: pd.DataFrame, wanted: pd.Series, tolerance: float
) -> list[AuditFinding]:
    """Findings where the column that the rule begins with is another number, or empty where it should not be."""
    found = tasks[rule.rule.split()[0]]
    apart = ~((found - wanted).abs() <= tolerance + 1e-6 * wanted.abs())
    return broken(rule, key, apart & ~(found.isna() & wanted.isna()), found, wanted)


def _ukraine(evidence: Evidence) -> pd.Series:
    return evidence.case.ukraine.set_index("municipality_code")["places"].astype(float)


def _housing(evidence: Evidence) -> pd.Series:
    """Mean over the half-years of a part of the national number by inhabitants, rounded up, with joint changes."""
    case = evidence.case
    national = case.housing_need.set_index("half_year")["persons"]
    halves = list(dict.fromkeys(period.half_year for period in case.periods))
    total = pd.Series(0.0, index=evidence.towns.index)
    for half in halves:
        people = case.housing_population[case.housing_population["half_year"] == half]
        counts = people.set_index("municipality_code")["population"]
        country = int(counts.sum())
        for code in total.index:
            task = -(-int(national[half]) * int(counts[code]) // country)
            total[code] += task + exchanged(case, code, half)
    return total / len(halves)
