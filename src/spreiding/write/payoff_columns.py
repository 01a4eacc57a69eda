"""Columns of ``payoff.csv``: one row per goal that is left out and goal that is looked at; only with ``--payoff``."""

from spreiding.write.column import Table, decimal, text

ALL_OTHERS = "all_others"
REMARKS = ("better", "worse", "within gap", "left out", "cut off", "not reached")
_SOURCE = "Isermann and Steuer (1988)"

PAYOFF = Table(
    name="payoff",
    meaning="What every goal comes to when another is left out and the rest is solved again as before.",
    dutch="Wat elk doel de andere kost",
    key=("dropped_goal", "goal"),
    columns=(
        text(
            "dropped_goal",
            "weggelaten doel",
            f"the goal that is left out; `{ALL_OTHERS}`: only the goal of the row is asked, and `value` is its ideal",
            _SOURCE,
        ),
        text("goal", "doel", "the goal that is looked at"),
        text("unit", "eenheid", "unit of the three numbers"),
        decimal("plan_value", "waarde in het plan", "unit", "value of the goal in the plan", decimals=3),
        decimal(
            "value",
            "waarde zonder het weggelaten doel",
            "unit",
            "value of the goal then, in a whole plan, rounded like the plan; empty: not reached within the time limit",
            _SOURCE,
            decimals=3,
            blank=True,
        ),
        decimal(
            "difference",
            "verschil",
            "unit",
            "value less plan_value: negative is better than in the plan; empty: within the gap, or not reached",
            _SOURCE,
            decimals=3,
            signed=True,
            blank=True,
        ),
        text(
            "remark",
            "opmerking",
            "`better` or `worse` than in the plan; `within gap`: the solver can't tell them apart; `left out`: the "
            "goal itself, which nobody asked for; `cut off`: the time limit came before the gap; `not reached`: it "
            "came before any value",
            values=REMARKS,
        ),
    ),
)
