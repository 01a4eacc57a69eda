"""The indicative share, recomputed exactly (Besluit art. 2.1 lid 3)."""

from fractions import Fraction
from math import floor

import pandas as pd

from spreiding.audit.case import AuditCase


def shares(case: AuditCase) -> pd.DataFrame:
    """Share of every municipality of the country, indexed by municipality_code.

    Columns weighting_factor, unrounded_places (floats) and indicative_places, indicative_amv (whole places).
    """
    table = case.municipalities
    people = [int(value) for value in table["population"]]
    weights = [
        (Fraction(str(score)) + 1) * inhabitants for score, inhabitants in zip(table["ses_woa"], people, strict=True)
    ]
    country, total = sum(people), sum(weights, Fraction(0))
    exact = [case.law.need_places * weight / total for weight in weights]
    minors = [case.law.need_amv * weight / total for weight in weights]
    return pd.DataFrame(
        {
            "weighting_factor": [float(weight / country) for weight in weights],
            "unrounded_places": [float(value) for value in exact],
            "indicative_places": [floor(value + Fraction(1, 2)) for value in exact],
            "indicative_amv": [floor(value + Fraction(1, 2)) for value in minors],
        },
        index=pd.Index(table["municipality_code"], name="municipality_code"),
    )
