"""What a table sees of an alternative: goals and numbers beside the base, who gains and who loses, sites that move."""

from collections.abc import Iterable

import pandas as pd
from rich.console import Console
from rich.table import Table

from spreiding.alternative.alternative import Answer
from spreiding.alternative.progress import seconds_line
from spreiding.compare.words import amount, signed
from spreiding.formulation.goal_units import goal_unit
from spreiding.result import Result, Watch
from spreiding.run_files.read import WrittenRun
from spreiding.screen_goals import plain_table
from spreiding.screen_lines import show_lines, show_table
from spreiding.solve.outcome import Status

# A goal that differs by less than this part of it is told as the same: the solver's own tolerances are as large.
SAME = 1e-5
MOST = 20


def show_answer(console: Console, base: WrittenRun, answer: Answer, watch: Watch) -> None:
    """Print what the answer is beside its base; why there is none, when there is none."""
    if answer.tasks is None:
        show_none(console, answer)
        return
    show_table(console, goal_table(base, answer))
    numbers = number_table(base, answer)
    if numbers.row_count:
        show_table(console, numbers)
    sites = site_table(base, answer)
    if sites.row_count:
        show_table(console, sites)
    for line in [summary(answer), seconds_line(watch)]:
        console.print(line, highlight=False, soft_wrap=True)


def show_none(console: Console, answer: Answer) -> None:
    """Say that nothing meets what is asked, or that time was up."""
    from spreiding.conflict.tell import conflict_lines

    if answer.solved.status is Status.INFEASIBLE:
        asked = ", ".join(row.name for row in answer.question.case.wishes) or "nothing but the norms"
        console.print(f"No plan meets what is asked: {asked}.", highlight=False, soft_wrap=True)
        if answer.conflict is not None:
            show_lines(console, list(conflict_lines(answer.conflict)))
    else:
        console.print("Time was up before a plan was found: give it more with --time-limit.", highlight=False)


def summary(answer: Answer) -> str:
    """In a sentence: how it ended, where, and how much is other."""
    where = ", ".join(answer.question.provinces)
    change = round(answer.change or 0.0)
    besides = "Besides what is exchanged, " if answer.question.moved else ""
    told = f"{change:,} places of numbers and sites are" if change else "nothing is"
    told = f"{besides}{told} other than in the base"
    told = told[0].upper() + told[1:]
    return f"Status: {answer.solved.status.value}; decided again: {where}. {told}; all outside it is as it was."


def goal_table(base: WrittenRun, answer: Answer) -> Table:
    """Every goal in the base and now, the country as a whole."""
    assert answer.goals is not None
    table = plain_table("Goals of the whole run", "goal", "base", "now", "difference", "unit")
    table.columns[0].justify = table.columns[4].justify = "left"
    was = {goal.goal: goal.value for goal in base.record.goals}
    for row in answer.goals.goals:
        before, now = was.get(row["goal"], float("nan")), float(row["value"])
        apart = now - before
        told = "" if abs(apart) <= SAME * max(1.0, abs(before)) else signed(round(apart, 1))
        table.add_row(row["goal"], amount(before), amount(now), told, goal_unit(row["goal"]))
    return table


def number_table(base: WrittenRun, answer: Answer) -> Table:
    """Municipalities whose number or shortfall is other, those that gain most first."""
    assert answer.tasks is not None
    table = plain_table("Numbers that are other", "municipality", "base", "now", "difference", "amv", "short")
    table.columns[0].justify, table.columns[0].no_wrap = "left", False
    names = ["task_places", "task_amv", "shortfall_places"]
    now = answer.tasks.set_index("municipality_code")
    apart = now[names] - base.tasks.set_index("municipality_code")[names]
    differing = apart[(apart != 0).any(axis=1)].sort_values("task_places", ascending=False, kind="stable")
    towns = dict(zip(now.index, zip(now["municipality"], now["task_places"].astype(int), strict=True), strict=True))
    for code, row in _ends(differing.astype(int)).to_dict("index").items():
        name, places = towns[code]
        cells = [f"{places - row['task_places']:,}", f"{places:,}", *(signed(row[column]) for column in names)]
        table.add_row(f"{name} ({code})", *cells)
    if len(differing) > 2 * MOST:
        table.caption = f"{len(differing) - 2 * MOST} others in between."
    return table


def site_table(base: WrittenRun, answer: Answer) -> Table:
    """Sites that open, close, or have another type or size."""
    assert answer.tasks is not None and answer.sites is not None
    table = plain_table("Sites that are other", "site", "municipality", "base", "now")
    for column in table.columns:
        column.justify = "left"
    names = answer.tasks.set_index("municipality_code")["municipality"]
    was, now = _sites(base.sites), _sites(answer.sites)
    home = {**dict(_home(base.sites)), **dict(_home(answer.sites))}
    differing = [site for site in sorted({*was, *now}) if was.get(site) != now.get(site)]
    for site in differing[: 2 * MOST]:
        table.add_row(site, str(names[home[site]]), was.get(site, "closed"), now.get(site, "closed"))
    if len(differing) > 2 * MOST:
        table.caption = f"{len(differing) - 2 * MOST} more: `spreiding compare` has them all."
    return table


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    return rows if len(rows) <= 2 * MOST else pd.concat([rows.iloc[:MOST], rows.iloc[-MOST:]])


def _sites(frame: pd.DataFrame) -> dict[str, str]:
    rows = zip(frame["site_id"], frame["location_type"], frame["places"], frame["opens_period"], strict=True)
    return {site: f"{kind}, {places} places from {opens}" for site, kind, places, opens in rows}


def _home(frame: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(frame["site_id"], frame["municipality_code"], strict=True)


def show_findings_of(console: Console, result: Result) -> None:
    """Print what the auditor found wrong, when it found anything."""
    if result.findings:
        told = f"The audit found {len(result.findings)} things wrong; they stand in run.json:"
        console.print(told, style="bold red", highlight=False)
        show_lines(console, [str(finding) for finding in result.findings])
