"""The scenarios of the inflow on the screen: how many persons would be in reception in each."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from spreiding.prepare.case import Case


def band_table(case: Case) -> Table:
    """Persons in reception at the start, on the due date and at the end, and all permits, per scenario."""
    labels = case.periods.set_index("period")["label"]
    shown = sorted({1, case.due_period, len(labels)})
    table = Table(
        title="Scenarios of the inflow", title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False
    )
    table.add_column("persons in reception", no_wrap=True)
    for name in (*(labels[period] for period in shown), "permits"):
        table.add_column(name, justify="right", no_wrap=True)
    for path in case.band:
        name = path.scenario or "as it stands"
        cells = [*(path.persons[period] for period in shown), path.permits.sum()]
        table.add_row(f"{name} (planned)" if path.planned else name, *(f"{cell:,.0f}" for cell in cells))
    table.caption = "permit holders in reception not counted; permits: all of the horizon"
    return table
