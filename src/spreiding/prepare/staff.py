"""Staff that the sites of a region need, and have at the start (S26)."""

import pandas as pd

from spreiding.model_families import Staff

PLACES = 100


def staff_today(sites: pd.DataFrame, regions: list[str], family: Staff) -> pd.Series:
    """Full-time staff of the sites that stand, per region_code: that of all their places, as the type that needs most.

    ``sites``: with region_code, existing, location_types (``;`` between) and places_max.
    """
    needs: dict[str, float] = {str(name): number for name, number in family.per_100_places.items()}
    per_100 = sites["location_types"].map(lambda types: max(needs.get(name, 0.0) for name in types.split(";")))
    # Without sites the frame of numbers is one of text.
    staff = (sites["places_max"] * per_100.astype(float) / PLACES).where(sites["existing"], 0.0)
    return staff.groupby(sites["region_code"]).sum().reindex(regions, fill_value=0.0)
