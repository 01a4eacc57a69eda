"""The calculation behind one municipality's indicative share, line by line: a number must be followable."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from spreiding.law.indicative_share import ARTICLE, ARTICLE_AMV

_Row = Mapping[Hashable, Any]


def explain_row(share: pd.DataFrame, municipality_code: str, need_places: int, need_amv: int) -> tuple[str, ...]:
    """Give the calculation of one municipality as lines of text; an estimate stays marked as one.

    ``share`` is the frame of ``indicative_share`` over the whole country; needs are in places. Raises
    ``KeyError`` for an unknown code.
    """
    rows = share[share["municipality_code"] == municipality_code]
    if rows.empty:
        raise KeyError(municipality_code)
    row = rows.iloc[0].to_dict()
    total, amv, regular = row["indicative_places"], row["indicative_amv"], row["indicative_regular"]
    return (
        f"{row['municipality']} ({municipality_code}), {row['province']}",
        *_factor_lines(row, int(share["population"].sum())),
        _number_line("indicative places", row, row["unrounded_places"], total, need_places, ARTICLE),
        _number_line("of which amv", row, row["unrounded_amv"], amv, need_amv, ARTICLE_AMV),
        f"  of which regular   {total} - {amv} = {regular}",
    )


def _factor_lines(row: _Row, whole_country: int) -> tuple[str, ...]:
    day = f"{row['population_date']:%Y-%m-%d}"
    inhabitants = f"{row['population']} of {whole_country} on {day}{_mark(row['population_origin'])}"
    score = f"{row['ses_woa']} of {row['ses_woa_year']}{_mark(row['ses_woa_origin'])}"
    product = f"{row['factor']} * {row['population']} / {whole_country} = {row['weighting_factor']:.9f}"
    return (
        f"  inhabitants        i_g = {inhabitants}",
        f"  SES-WOA score      SES_g = {score}",
        f"  weighting factor   Wf_g = (SES_g + 1) * i_g / I_NL = {product}  [{ARTICLE}]",
        f"  total factor       sum of Wf over all municipalities = {row['total_factor']:.9f}",
    )


def _number_line(what: str, row: _Row, unrounded: float, rounded: int, need: int, article: str) -> str:
    quotient = f"{need} * {row['weighting_factor']:.9f} / {row['total_factor']:.9f} = {unrounded:.6f}"
    return f"  {what:<18} {quotient}, rounded half up to {rounded}  [{article}]"


def _mark(origin: str) -> str:
    return f" ({origin})" if origin == "official" else f" ({origin}, not an official figure)"
