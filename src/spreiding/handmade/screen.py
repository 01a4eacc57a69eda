"""A judgement on the screen, at 80 columns: what is found, the goals beside the base run, and the numbers."""

from rich.console import Console
from rich.table import Table

from spreiding.handmade.judgement import Judged, Judgement, Scored, TownJudged
from spreiding.screen_goals import plain_table
from spreiding.screen_lines import show_lines, show_table

OPEN = "open"
SUMS = ("provincial_sum", "regional_table")
_WORST = 3  # decimals of a ratio


def show_judgement(console: Console, judged: Judgement) -> None:
    """Print a judgement."""
    console.print(f"{judged.file} for {judged.province}, against {judged.run} ({judged.model})", highlight=False)
    show_lines(console, [*(f"Left out of the file: {line}" for line in judged.left_out), *_lines(judged)])
    for hard, title in ((True, "Norms that may not be passed"), (False, "Norms that may be passed, and are")):
        rows = [norm for norm in judged.norms if norm.hard == hard and _is_shown(norm)]
        if rows:
            show_table(console, norm_table(rows, title))
            show_lines(console, [f"{norm.name}: {norm.resolve} [{norm.article}]" for norm in rows if norm.resolve])
    show_table(console, goal_table(judged.goals))
    show_table(console, town_table(judged.municipalities))
    console.print(verdict(judged), style="bold", highlight=False)


def verdict(judged: Judgement) -> str:
    """The outcome in a sentence."""
    hard = sum(norm.hard and norm.status == "broken" for norm in judged.norms)
    soft = sum(not norm.hard and norm.status == "broken" for norm in judged.norms)
    waits = sum(norm.status == OPEN for norm in judged.norms)
    holds = sum(norm.status == "holds" for norm in judged.norms)
    first = (
        "Every norm that may not be passed holds"
        if not hard
        else f"{hard} {'norm is' if hard == 1 else 'norms are'} passed that may not be"
    )
    if not hard and any(norm.hard and norm.status == OPEN for norm in judged.norms):
        first = "Nothing is found so far that may not be passed"
    return f"{first}; soft norms passed: {soft}, not to be told yet: {waits}, holding: {holds}."


def norm_table(rows: list[Judged], title: str) -> Table:
    """Norms that are passed, or can't be told yet."""
    table = plain_table(title, "norm", "where", "kind", "found", "asked", "by")
    for place in (0, 1, 2):
        table.columns[place].justify = "left"
    table.columns[1].no_wrap = table.show_edge = False
    for norm in rows:
        by = OPEN if norm.status == OPEN else f"{norm.amount:,.0f}"
        table.add_row(norm.norm, norm.name, norm.kind, f"{norm.found:,}", asked(norm), by)
    return table


def asked(norm: Judged) -> str:
    """The bounds of a norm in a word."""
    if norm.least == norm.most:
        return "" if norm.least is None else f"{norm.least:,.0f}"
    least = "" if norm.least is None else f"{norm.least:,.0f}"
    return f">= {least}" if norm.most is None else f"{least}-{norm.most:,.0f}"


def goal_table(goals: tuple[Scored, ...]) -> Table:
    """Goals that look at numbers: less is better."""
    table = plain_table("Goals that look at numbers: less is better", "goal", "base", "plan", "+/-", "unit")
    table.columns[-1].justify, table.show_edge = "left", False
    for goal in goals:
        digits = _WORST if goal.unit == "ratio" else 0
        plan = OPEN if goal.plan is None else f"{goal.plan:,.{digits}f}"
        apart = "" if goal.plan is None else f"{round(goal.plan - goal.base, digits) + 0.0:+,.{digits}f}"
        table.add_row(goal.goal, f"{goal.base:,.{digits}f}", plan, apart, goal.unit)
    return table


def town_table(towns: tuple[TownJudged, ...]) -> Table:
    """Numbers per municipality: share, base run, plan, and how far that lies from the share."""
    names = ("share", "base", "plan", "regular", "amv", "off", "ratio", "durable")
    table = plain_table("Numbers in places", "municipality", *names)
    table.columns[0].justify, table.columns[0].no_wrap, table.show_edge = "left", False, False
    for town in towns:
        ratio = OPEN if town.ratio is None else f"{town.ratio:.2f}"
        off = OPEN if town.deviation is None else f"{town.deviation:+,}"
        numbers = (OPEN if number is None else f"{number:,}" for number in (town.places, town.regular, town.amv))
        durable = f"{town.durable_regular + town.durable_amv:,}"
        table.add_row(town.municipality, f"{town.share:,}", f"{town.base:,}", *numbers, off, ratio, durable)
    table.caption = "share: with exchanges; off: plan less share; durable: places that count on the due date."
    return table


def _is_shown(norm: Judged) -> bool:
    """What is passed; of what can't be told yet only sums: a single open number has a line of its own in the table."""
    return norm.status == "broken" or (norm.status == OPEN and norm.norm in SUMS)


def _lines(judged: Judgement) -> list[str]:
    named = f"Sites named in the plan: {judged.sites}; all others are as in the base run."
    sites = named if judged.sites else "Sites are as in the base run."
    return [*([f"Numbers still open: {judged.open_numbers}."] if judged.open_numbers else []), sites]
