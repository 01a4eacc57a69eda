"""Windows of the housing norm: what part of a coupling is still within its 14 weeks (S07)."""

from dataclasses import dataclass

from spreiding.prepare.periods import WEEKS_PER_PERIOD


@dataclass(frozen=True)
class CouplingWindow:
    """What is not yet due at the end of a period.

    ``weights[n]``: part of the couplings of ``n`` periods ago that is at most the norm old, flow being even within a
    period (14 weeks: 1 for this period, 1/13 for the one before). ``initial[t]``: the same for the stock that was
    coupled before the start, keyed by period.
    """

    weights: tuple[float, ...]
    initial: dict[int, float]


def coupling_window(norm_weeks: float, initial_weeks: float, periods: int) -> CouplingWindow:
    """Interpolate the norm inside periods instead of rounding it to one.

    ``initial_weeks``: the stock at the start was coupled evenly over this many weeks before it.
    """
    whole, rest = divmod(norm_weeks, WEEKS_PER_PERIOD)
    weights = (1.0,) * int(whole) + ((rest / WEEKS_PER_PERIOD,) if rest else ())
    initial = {
        period: min(max(norm_weeks - WEEKS_PER_PERIOD * period, 0.0) / initial_weeks, 1.0)
        for period in range(1, periods + 1)
    }
    return CouplingWindow(weights, initial)
