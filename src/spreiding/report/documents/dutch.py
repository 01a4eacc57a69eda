"""Numbers, days and periods as a Dutch text writes them."""

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SIGNS = str.maketrans(",.", ".,")
UNKNOWN = "onbekend"


def whole(value: float) -> str:
    """A whole number, half to even as Python rounds: ``1.248``."""
    return f"{round(value):,}".translate(_SIGNS)


def decimal(value: float, decimals: int) -> str:
    """A number with so many decimals: ``1.248,25``; adding zero turns -0.0 into 0.0."""
    return f"{round(value, decimals) + 0.0:,.{decimals}f}".translate(_SIGNS)


def exact(value: float) -> str:
    """A number with as many decimals as it is written with: ``-0,145``."""
    return decimal(value, len(f"{value:.15f}".rstrip("0").partition(".")[2]))


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign: ``+26``, ``-3``; none is ``0``."""
    rounded = round(value, decimals) + 0.0
    return "0" if not rounded else f"{rounded:+,.{decimals}f}".translate(_SIGNS)


def part(value: float, whole_: float) -> str:
    """A difference as a percentage of a whole, with its sign: ``+7,9%``; ``–`` where the whole is none."""
    return f"{signed(100 * value / whole_, 1)}%" if whole_ else "–"


def day(value: date) -> str:
    """A day in words: ``1 juli 2025``."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def quarter(label: str) -> str:
    """A quarter in words: ``2025-Q3`` is ``derde kwartaal 2025``."""
    year, number = label.split("-Q")
    return f"{('eerste', 'tweede', 'derde', 'vierde')[int(number) - 1]} kwartaal {year}"


def half_year(label: str) -> str:
    """A half-year in words: ``2025-II`` is ``tweede halfjaar 2025``."""
    year, number = label.split("-")
    return f"{'eerste' if number == 'I' else 'tweede'} halfjaar {year}"


def listed(items: Sequence[str]) -> str:
    """Items as a sentence lists them: ``a, b en c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}" if items else ""


def counted(number: int, one: str, more: str) -> str:
    """A number with the word that fits it: ``1 rij``, ``342 rijen``."""
    return f"{whole(number)} {one if number == 1 else more}"
