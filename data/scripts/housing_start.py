"""Permit holders waiting on 2025-01-01 and places in doorstroomlocaties, per municipality: an assumption.

18,500 permit holders were in reception in April 2024 (18,420 on 5 January 2026), reported without a split.
They are split over the security regions in proportion to the places of azcs in use there, since a person is
coupled to a municipality in the region of the site, and within a region in proportion to inhabitants. About
1,200 places in 22 doorstroomlocaties were reported in August 2025: they are given to the 22 largest
municipalities, in proportion to inhabitants. Both splits are rounded by the largest remainder, so that the
totals are exact.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from places_on_map import read_table
from site_rule import Site

WAITING = 18_500
DOORSTROOM_PLACES = 1_200
DOORSTROOM_MUNICIPALITIES = 22
REFERENCE_DATE = "2025-01-01"
COLUMNS = ["municipality_code", "waiting_permit_holders", "doorstroom_places", "origin", "source"]
SOURCE = (
    "national totals reported (18,500 in April 2024; 1,200 in August 2025); "
    "the split is invented by data/scripts/make_sites.py"
)


def housing_rows(sites: Sequence[Site]) -> list[list[str]]:
    """Make the rows of data/housing.csv, in order of municipality."""
    population = {
        r["municipality_code"]: int(r["population"])
        for r in read_table("population")
        if r["reference_date"] == REFERENCE_DATE
    }
    region = {r["municipality_code"]: r["veiligheidsregio_code"] for r in read_table("municipalities")}
    waiting = _waiting(sites, population, region)
    largest = sorted(population, key=lambda code: -population[code])[:DOORSTROOM_MUNICIPALITIES]
    doorstroom = largest_remainder(DOORSTROOM_PLACES, {code: Fraction(population[code]) for code in largest})
    return [[code, str(waiting[code]), str(doorstroom.get(code, 0)), "assumption", SOURCE] for code in sorted(region)]


def _waiting(sites: Sequence[Site], population: Mapping[str, int], region: Mapping[str, str]) -> dict[str, int]:
    places: Counter[str] = Counter()
    for site in sites:
        if site.existing and "azc" in site.location_types.split(";"):
            places[region[site.municipality_code]] += site.places_max
    inhabitants: Counter[str] = Counter()
    for code, persons in population.items():
        inhabitants[region[code]] += persons
    weight = {
        code: places[region[code]] * Fraction(persons, inhabitants[region[code]])
        for code, persons in population.items()
    }
    return largest_remainder(WAITING, weight)


def largest_remainder(total: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Divide a whole total in proportion to weights; ties go to the first key in order."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (shares[key] - exact[key], key))
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares
