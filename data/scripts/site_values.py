"""Invented properties of a site: sizes, dates, costs, who runs and owns it. All synthetic."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

RESTRICTIONS = ("families only", "no single men", "women and children only", "persons with a permit first")
LEAD_MID_2025 = (13, 26)  # weeks: from the decision of 2024-12-20 these end before 2025-07-01
LEAD_LATER = (30, 78)
LEAD_SHORT = (13, 40)
COST_PER_PLACE_DAY = {  # EUR, low and high
    "azc": (55.0, 95.0),
    "amv": (160.0, 230.0),
    "registration": (95.0, 120.0),
    "emergency": (140.0, 200.0),
    "htl": (280.0, 380.0),
    "ibo": (180.0, 260.0),
    "return": (65.0, 105.0),
}
SMALL_SURCHARGE = 8.0  # EUR per place and day: fixed staff over fewer places
OPENING_COST_PER_PLACE = (8_000, 15_000)


@dataclass(frozen=True)
class Term:
    """When a site can open and until when it may stay."""

    available_from: date
    lead_time_weeks: int
    closes: date | None


def regular_size(random: Random, small_share: float) -> int:
    """Places of a regular site: small and municipal (40-90), or lognormal, median 170, within 60-1,200."""
    if random.random() < small_share:
        return random.randint(40, 90)
    return min(1200, max(60, round(random.lognormvariate(5.14, 0.65))))


def emergency_size(random: Random) -> int:
    """Places of an emergency site: lognormal with median 110 within 50-600."""
    return min(600, max(50, round(random.lognormvariate(4.70, 0.5))))


def accelerated_size(random: Random) -> int:
    """Places of a site fit for accelerated procedures: 300-800."""
    return random.randint(30, 64) * 10 if random.random() < 0.8 else random.randint(65, 80) * 10


def amv_size(random: Random) -> int:
    """Places for unaccompanied minors: mostly homes of 16-40, some of 41-80, a few below 16."""
    draw = random.random()
    if draw < 0.06:
        return random.randint(10, 15)
    return random.randint(16, 40) if draw < 0.86 else random.randint(41, 80)


def htl_size(random: Random) -> int:
    """Places of an htl: up to about the 50 of the one there is, and too few for two of the fewest."""
    return random.randint(24, 47)


def ibo_size(random: Random) -> int:
    """Places for intensive guidance: from the legal minimum of special places to a wing of an azc."""
    return random.randint(16, 32)


def return_size(random: Random) -> int:
    """Places for persons who were refused, families among them."""
    return random.randint(40, 120)


def least_places(random: Random, most: int) -> int:
    """The smallest size at which the site would open: 50-70 % of the largest."""
    return max(1, round(most * random.uniform(0.5, 0.7)))


def term(random: Random, stage: str) -> Term:
    """Dates by stage; ``closes`` is the first day on which the site is closed."""
    if stage in ("existing", "existing_temporary", "emergency"):
        opened = date(random.randint(2022, 2024), random.randint(1, 11), 1)
        return Term(opened, 0, _closes(random, stage))
    start = date(2025, 1, 1) + timedelta(days=random.randint(0, 165))
    if stage == "mid_2025":
        return Term(start, random.randint(*LEAD_MID_2025), _closes(random, stage))
    if random.random() < 0.5:
        return Term(start, random.randint(*LEAD_LATER), _closes(random, stage))
    late = date(2025, 7, 15) + timedelta(days=random.randint(0, 351))
    return Term(late, random.randint(*LEAD_SHORT), _closes(random, stage))


def _closes(random: Random, stage: str) -> date | None:
    if stage == "emergency":
        months = random.choice((0, 3, 6, 9, 9, 12, 12, 15, 15, 18))
        return date(2025 + (6 + months) // 12, (6 + months) % 12 + 1, 1)
    if stage in ("existing_temporary", "temporary"):
        return date(random.randint(2027, 2029), random.randint(1, 12), 1)
    return date(random.randint(2031, 2040), random.choice((1, 7)), 1) if random.random() < 0.15 else None


def cost_per_place_day(random: Random, kind: str, places: int) -> str:
    """Running cost in EUR per place and day, two decimals as text."""
    low, high = COST_PER_PLACE_DAY[kind]
    surcharge = SMALL_SURCHARGE if kind == "azc" and places <= 90 else 0.0
    return f"{random.uniform(low, high) + surcharge:.2f}"


def opening_cost(random: Random, places: int) -> int:
    """One-off cost of opening in EUR, in thousands."""
    return round(places * random.randint(*OPENING_COST_PER_PLACE) / 1000) * 1000


def who_runs(random: Random, small: bool) -> tuple[str, str]:
    """Operator and owner: small sites are more often a municipality's own."""
    municipal = random.random() < (0.6 if small else 0.1)
    operator = "municipality" if municipal else "coa"
    return operator, random.choice(
        ("municipality", "third_party") if municipal else ("coa", "third_party", "third_party")
    )


def restriction(random: Random) -> str:
    """A target-group restriction in 5 % of the regular offers (3 % of all), else blank."""
    return random.choice(RESTRICTIONS) if random.random() < 0.05 else ""
