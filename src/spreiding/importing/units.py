"""Units in which other people write, and by what to multiply to get ours."""

from collections.abc import Mapping
from fractions import Fraction

_DAYS_A_YEAR = 365
_WEEKS_A_MONTH = Fraction(_DAYS_A_YEAR, 12 * 7)

# our unit -> (their unit -> factor)
UNITS: Mapping[str, Mapping[str, Fraction]] = {
    "places": {"tens": Fraction(10), "hundreds": Fraction(100), "thousands": Fraction(1000)},
    "persons": {"tens": Fraction(10), "hundreds": Fraction(100), "thousands": Fraction(1000)},
    "EUR": {"thousands of EUR": Fraction(1000), "millions of EUR": Fraction(1_000_000), "cents": Fraction(1, 100)},
    "EUR per place per day": {
        "EUR per place per week": Fraction(1, 7),
        "EUR per place per month": Fraction(12, _DAYS_A_YEAR),
        "EUR per place per year": Fraction(1, _DAYS_A_YEAR),
        "thousands of EUR per place per year": Fraction(1000, _DAYS_A_YEAR),
    },
    "weeks": {
        "days": Fraction(1, 7),
        "months": _WEEKS_A_MONTH,
        "quarters": 3 * _WEEKS_A_MONTH,
        "years": 12 * _WEEKS_A_MONTH,
    },
    "months": {"weeks": 1 / _WEEKS_A_MONTH, "quarters": Fraction(3), "years": Fraction(12)},
    "minutes": {"seconds": Fraction(1, 60), "hours": Fraction(60)},
    "km": {"m": Fraction(1, 1000)},
    "fraction": {"percent": Fraction(1, 100)},
}


def factor_of(ours: str, theirs: str) -> Fraction | None:
    """Give by what a number in their unit is multiplied to be in ours; ``None``: not known."""
    return Fraction(1) if theirs == ours else UNITS.get(ours, {}).get(theirs)


def known_units(ours: str) -> tuple[str, ...]:
    """Give the units that can be brought to ours."""
    return (ours, *UNITS.get(ours, {}))
