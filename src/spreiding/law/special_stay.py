"""How long somebody may be kept in a handhaving- en toezichtlocatie (htl)."""

from spreiding.errors import Finding, InputError
from spreiding.law.parameters import LawAt

WEEKS_PER_YEAR, MONTHS_PER_YEAR = 52, 12


def htl_weeks(law: LawAt) -> float:
    """Longest stay in an htl, in weeks: three months are a quarter of 13."""
    return law.number("htl_max_months") * WEEKS_PER_YEAR / MONTHS_PER_YEAR


def check_htl_stay(file: str, stay_weeks: float, law: LawAt) -> None:
    """Raise ``InputError`` when the mean stay of a model file is longer than the longest that is allowed."""
    most, article = htl_weeks(law), law["htl_max_months"].article
    if stay_weeks <= most:
        return
    rule = f"is longer than an htl stay may last: {law.number('htl_max_months'):g} months ({article})"
    advice = f"Write {most:g} weeks or fewer."
    raise InputError([Finding(file, None, "families.special.htl.stay_weeks", f"{stay_weeks:g}", rule, advice)])
