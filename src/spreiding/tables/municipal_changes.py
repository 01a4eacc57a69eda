"""municipal_changes.csv: which municipal code went where, and when (herindelingen)."""

from spreiding.tables.common import CODE, name, origin, source
from spreiding.tables.declare import Column, RowRule, Table, above, at_most

_CBS = "CBS, Gemeentelijke indeling op 1 januari"
_NOT_ITSELF = RowRule(
    lambda frame: (frame["old_code"] != frame["new_code"]).fillna(True).astype(bool),
    "new_code",
    ("old_code", "new_code"),
    "is the old code itself",
    "Remove the row: a code that stays is no change.",
)


def _code(column: str, meaning: str) -> Column:
    return Column(column, "text", "CBS code", meaning, _CBS, rules=(CODE,))


MUNICIPAL_CHANGES = Table(
    name="municipal_changes",
    meaning="Municipal codes that ended, and the codes that took over: mergers, splits and changes of name. It is read "
    "by imports and by the check of unknown codes, not by a plan. Boundary corrections that end no code are not in it.",
    columns=(
        _code("old_code", "code that ends"),
        name("old_name", "name of the municipality that ends", _CBS),
        _code("new_code", "code that takes over; may end later itself"),
        name("new_name", "name of the municipality that takes over", _CBS),
        Column("date", "date", "date", "first day without the old code", _CBS),
        Column(
            "begins",
            "boolean",
            "true/false",
            "the new code begins on this day; false: it was there before and goes on, larger",
            _CBS,
        ),
        Column(
            "part",
            "decimal",
            "fraction",
            "part of the old inhabitants that went to the new code; the parts of an old code add up to 1; blank: "
            "unknown, so that nothing is mapped by it",
            "CBS StatLine 70739ned, or computed",
            default="",
            rules=(above(0), at_most(1)),
            keep_text=True,
        ),
        origin(),
        source(),
    ),
    key=("old_code", "new_code"),
    row_rules=(_NOT_ITSELF,),
)
