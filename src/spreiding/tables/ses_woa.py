"""ses_woa.csv: the socio-economic score of municipalities."""

from spreiding.tables.common import municipality_code, origin, source
from spreiding.tables.declare import Column, Rule, Table, between

_SCORE = Rule(
    lambda cells: (cells > -1) & (cells < 2),
    "is not between -1 and 2",
    "Write the CBS score as published, such as 0.162 or -0.073.",
)

SES_WOA = Table(
    name="ses_woa",
    meaning="CBS SES-WOA score per municipality; its exact decimals count in the indicative share.",
    columns=(
        municipality_code(),
        Column("score_year", "whole", "year", "year of the score", "CBS", rules=(between(2014, 2100),)),
        Column(
            "ses_woa",
            "decimal",
            "score",
            "SES-WOA score SES_g",
            "CBS, SES-WOA",
            rules=(_SCORE,),
            keep_text=True,
        ),
        origin(),
        source(),
    ),
    key=("municipality_code", "score_year"),
)
