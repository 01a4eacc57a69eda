"""A comparison on the screen, at 80 columns: goals, provinces, who gains and who loses, regions and sites."""

from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from spreiding.compare.compare import Against, Comparison
from spreiding.compare.measures import MUNICIPAL, REGIONAL, has_difference
from spreiding.compare.pair import Named
from spreiding.compare.screen_goals import goals_of_all, goals_of_two
from spreiding.compare.words import in_site, scope_lines, signed, site_summary
from spreiding.screen_goals import plain_table
from spreiding.screen_lines import show_lines, show_table

MOST = 10
# Municipalities are ranked by the first of these that differs.
_RANKED = ("task_places", "durable_places", "change_places", "late_person_quarters")


def show_comparison(console: Console, comparison: Comparison, out: Path) -> None:
    """Print what is compared, the goals of all runs, what each has other than the base, and where the files are."""
    show_lines(console, [run_line(named) for named in comparison.runs])
    if len(comparison.runs) > 2:
        show_table(console, goals_of_all(comparison))
    for against in comparison.against:
        _show_against(console, against)
    console.print(f"Written to {out}", highlight=False, soft_wrap=True)


def run_line(named: Named) -> str:
    """One run in a line: its letter, folder, model, status, and what the auditor found."""
    told = named.run.record
    scenario = f", scenario {told.scenario}" if told.scenario else ""
    wrong = len(told.audit.findings)
    audit = f"; findings of its audit: {wrong}" if wrong else ""
    base = " (base)" if named.letter == "A" else ""
    return f"{named.letter}{base}: {named.run.folder}, {told.model.name}{scenario}, {told.status}{audit}"


def _show_against(console: Console, against: Against) -> None:
    letter = against.pair.letter
    console.print(f"\n{letter} against A; differences are {letter} less A", style="bold", highlight=False)
    show_lines(console, scope_lines(against.pair, len(against.municipalities)))
    show_table(console, goals_of_two(against))
    show_table(console, province_table(against))
    for table in (gain_table(against), region_table(against), site_table(against)):
        if table.row_count:
            show_table(console, table)
    for line in [*nothing_lines(against), site_summary(against.sites, letter)]:
        console.print(line, highlight=False)


def province_table(against: Against) -> Table:
    """Sums per province, and over all of them."""
    letter = against.pair.letter
    table = plain_table(
        "Provinces", "province", "A", letter, "task", "amv", "durable", "short", "late", "places", "sites"
    )
    table.columns[0].justify, table.show_edge = "left", False
    frame = against.provinces
    for _, row in frame.iterrows():
        table.add_row(row["province"], *_province_cells(row))
    if len(frame) > 1:
        table.add_section()
        table.add_row("all", *_province_cells(frame.select_dtypes("number").sum()))
    table.caption = (
        f"A, {letter}: places given. The rest are differences: short: without a site on the due date; late: "
        "person-quarters; places: of open sites."
    )
    return table


def _province_cells(row: pd.Series) -> list[str]:
    names = (
        "task_places",
        "task_amv",
        "durable_places",
        "shortfall_places",
        "late_person_quarters",
        "site_places",
        "sites",
    )
    given = [f"{int(row['task_places_base']):,}", f"{int(row['task_places']):,}"]
    return given + [signed(row[f"{name}_difference"]) for name in names]


def gain_table(against: Against) -> Table:
    """Municipalities with a difference: those that gain most places first, those that lose most last."""
    letter, frame = against.pair.letter, against.municipalities
    title = "Municipalities: who is given more, who fewer"
    table = plain_table(title, "municipality", "A", letter, "task", "amv", "durable", "short", "change", "late")
    table.columns[0].justify, table.columns[0].no_wrap = "left", False
    differing = frame[has_difference(frame, MUNICIPAL)]
    ranked = differing.sort_values([*(f"{name}_difference" for name in _RANKED), "municipality_code"], ascending=False)
    top, bottom = (ranked, ranked.iloc[:0]) if len(ranked) <= 2 * MOST else (ranked.iloc[:MOST], ranked.iloc[-MOST:])
    for _, row in top.iterrows():
        table.add_row(*_municipal_cells(row))
    if len(bottom):
        table.add_row(f"({len(ranked) - 2 * MOST} others)")
    for _, row in bottom.iterrows():
        table.add_row(*_municipal_cells(row))
    table.caption = f"{len(differing)} of {len(frame)} differ: all in municipalities.csv. change: against today."
    return table


def _municipal_cells(row: pd.Series) -> list[str]:
    names = ("task_places", "task_amv", "durable_places", "shortfall_places", "change_places", "late_person_quarters")
    given = [f"{row['task_places_base']:,}", f"{row['task_places']:,}"]
    return [str(row["municipality"]), *given, *(signed(row[f"{name}_difference"]) for name in names)]


def region_table(against: Against) -> Table:
    """Regions that differ in the quarter of the due date (of the base run)."""
    letter, due = against.pair.letter, against.pair.base.run.record.due_period
    title = f"Regions in {due}"
    table = plain_table(title, "region", "A", letter, "places", "persons", "waiting", "late", "no place")
    table.columns[0].justify, table.columns[0].no_wrap = "left", False
    now = against.regions[against.regions["period"] == due]
    for _, row in now[has_difference(now, REGIONAL)].iterrows():
        given = [f"{row['places_base']:,}", f"{row['places']:,}"]
        names = ("places", "persons", "waiting_persons", "late_persons", "permit_holders_without_place")
        table.add_row(str(row["region"]), *given, *(signed(row[f"{name}_difference"]) for name in names))
    table.caption = f"A, {letter}: places in open sites; the rest are differences. Other quarters: regions.csv."
    return table


def site_table(against: Against) -> Table:
    """Sites that differ, the largest differences of places first."""
    letter = against.pair.letter
    table = plain_table("Sites that differ most", "site", "municipality", "in A", f"in {letter}", "places")
    for column in table.columns[:-1]:
        column.justify = "left"
    names = against.municipalities.set_index("municipality_code")["municipality"]
    differing = against.sites[against.sites["change"] != "same"]
    order = differing["places_difference"].abs().sort_values(ascending=False, kind="stable").index[: 2 * MOST]
    for _, row in differing.loc[order].iterrows():
        town = names[row["municipality_code"]]
        table.add_row(row["site_id"], town, in_site(row, "_base"), in_site(row, ""), signed(row["places_difference"]))
    if len(differing) > len(order):
        table.caption = f"{len(differing) - len(order):,} more in sites.csv."
    return table


def nothing_lines(against: Against) -> list[str]:
    """Say where there is no difference at all."""
    lines = []
    if not has_difference(against.municipalities, MUNICIPAL).any():
        lines.append("No municipality differs.")
    if against.regions.empty:
        lines.append("The runs have no region and quarter in common.")
    elif not has_difference(against.regions, REGIONAL).any():
        lines.append("No region differs in any quarter.")
    return lines
