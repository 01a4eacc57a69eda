"""Agreements of regional tables that can't be held in a run, in the words of the model file (S17)."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pandas as pd

from spreiding.errors import Finding


def agreement_findings(
    numbers: Mapping[str, int], where: str, regions: pd.DataFrame, selection: Iterable[str]
) -> list[Finding]:
    """What can't be: a region that the tables do not have, or one that lies partly outside the provinces of the run.

    ``regions``: region_code, province_code per municipality of the country; ``where`` names the model file. A region
    outside the run is no finding: it is held when its province is planned.
    """
    provinces = {str(code): set(rows) for code, rows in regions.groupby("region_code")["province_code"]}
    chosen = set(selection)
    return [row for code in numbers for row in _one(code, where, provinces, chosen)]


def _one(code: str, where: str, provinces: Mapping[str, set[str]], selection: set[str]) -> list[Finding]:
    place = f"families.regional_tables.numbers.{code}"
    if code not in provinces:
        near = get_close_matches(code, list(provinces), n=1)
        meant = f"Did you mean {near[0]}?" if near else f"Codes look like {min(provinces)}."
        return [Finding(where, None, place, code, "is not a region of the tables", meant)]
    inside, outside = provinces[code] & selection, provinces[code] - selection
    if not inside or not outside:
        return []
    rule = f"lies partly outside the provinces of the run ({', '.join(sorted(outside))})"
    return [Finding(where, None, place, code, rule, "Plan its provinces together, or leave its agreement out.")]
