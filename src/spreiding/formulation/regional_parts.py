"""Burdens of the regions beside each one's part by inhabitants: what the goal ``burden_balance`` measures."""

from spreiding.prepare.case import Case


def municipalities_of(case: Case) -> dict[str, list[str]]:
    """Municipalities of each region."""
    towns = case.municipalities
    return {str(r): list(codes) for r, codes in towns.groupby("region_code").groups.items()}


def beside_the_part(case: Case) -> dict[str, float]:
    """What each region carries beside its own task, less its part of all burdens."""
    towns, other = case.municipalities, case.burdens["other_places"]
    # The tasks of the run add up to the indicative numbers, province by province.
    everything = float(towns["indicative_places"].sum() + other.sum())
    part = towns.groupby("region_code")["population"].sum() / towns["population"].sum()
    here = other.groupby(towns["region_code"]).sum()
    return {str(r): float(here[r] - part[r] * everything) for r in part.index}
