"""What a person sees while a plan is made and when it is done."""

from time import monotonic

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from spreiding.law.cycle import cycle_remarks
from spreiding.law.norms import STATUSES, Norms
from spreiding.plan_record import told as told_of_plan
from spreiding.prepare.case import Case
from spreiding.result import Result, Watch
from spreiding.screen_band import band_table
from spreiding.screen_goals import advice, goal_table, payoff_tables, soft_line, weighted_table
from spreiding.screen_lines import own_tables, show_lines, show_table
from spreiding.solution.plan_tables import Plan
from spreiding.write.payoff_columns import ALL_OTHERS

STEPS = {
    "read": "reading model and tables",
    "prepare": "preparing periods, sites, demand and housing",
    "build": "building the model",
    "solve": "solving",
    "spread": "spreading persons over sites",
    "payoff": "working out the payoff table",
    "write": "writing tables and maps",
    "audit": "auditing what was written",
}


class Screen(Watch):
    """Shows the steps: a live line on a terminal, a plain line per step elsewhere."""

    def __init__(self, console: Console) -> None:
        """Write on ``console``."""
        super().__init__()
        self._console = console
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("starting")
        self._since = monotonic()

    def __enter__(self) -> "Screen":
        """Start the live line."""
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Take the live line away, whatever happened."""
        self._progress.stop()

    def show(self, doing: str) -> None:
        """Say in the live line what is being done."""
        self._progress.update(self._task, description=doing)

    def begin(self, name: str) -> None:
        """Show the step that begins."""
        self.show(STEPS[name])

    def end(self, name: str) -> None:
        """Leave a line with the time the step took."""
        self._console.print(f"  {STEPS[name]:<46} {self.seconds[name]:7.1f} s", highlight=False)

    def tables(self, own: tuple[str, ...]) -> None:
        """Say which tables are the user's own, before anything is made of them."""
        self._console.print(f"  {own_tables(own)}", highlight=False, soft_wrap=True)

    def goal(self, name: str, event: str) -> None:
        """Show which goal the solver works at, and how long each took."""
        if event == "start":
            self._since = monotonic()
            self._progress.update(self._task, description=f"solving: {name}")
        else:
            self._console.print(f"    goal {name:<39} {monotonic() - self._since:7.1f} s", highlight=False)

    def payoff(self, row: str, event: str) -> None:
        """Show which goal is left out and which one the solver works at, and how long each row took."""
        told = "payoff: each goal alone" if row == ALL_OTHERS else f"payoff: without {row}"
        if event == "start":
            self._since = monotonic()
        if event == "end":
            self._console.print(f"    {told:<44} {monotonic() - self._since:7.1f} s", highlight=False)
        else:
            self._progress.update(self._task, description=told if event == "start" else f"{told}, solving {event}")

    def again(self, regions: tuple[str, ...]) -> None:
        """Say why the goals are solved once more."""
        told = f"couplings of {', '.join(regions)} can't be shared out as planned: once more, per municipality there"
        self._console.print(f"  {told}", highlight=False)


def show_result(console: Console, result: Result) -> None:
    """Print the goals, the provinces and where the files are."""
    told = advice(result.status.value, result.weighted_sum)
    if result.plan is None or result.out is None:
        console.print(f"No plan: {result.status.value}. {told}", style="bold")
        return
    total = result.weighted_sum
    show_table(console, goal_table(result.goals) if total is None else weighted_table(result.goals, total))
    console.print(soft_line(result.soft_norms), highlight=False, end="")
    for table in payoff_tables(result.payoff or (), result.case.instance.model.goal_method):
        show_table(console, table)
    show_table(console, _province_table(result.plan, result.case))
    if len(result.case.band) > 1:
        show_table(console, band_table(result.case))
    console.print(_remarks(result.plan, result.case), highlight=False)
    if result.findings:
        console.print(f"The audit found {len(result.findings)} things wrong; they stand in run.json:", style="bold red")
        show_lines(console, [str(finding) for finding in result.findings])
    console.print(f"Status: {result.status.value}. {told}", style="bold", highlight=False)
    console.print(f"Written to {result.out}", highlight=False, soft_wrap=True)


def _province_table(plan: Plan, case: Case) -> Table:
    table = Table(title="Provinces", title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.add_column("province", no_wrap=True)
    for name in ("task", "amv", "durable", "short", "moved", "sites", "places", "late"):
        table.add_column(name, justify="right", no_wrap=True)
    sites = plan.sites.groupby("province_code")["places"].agg(["size", "sum"])
    last = plan.housing[plan.housing["period"] == case.periods["label"].iloc[-1]]
    late = last.groupby("province_code")["late_persons"].sum()
    for (code, province), rows in plan.tasks.groupby(["province_code", "province"]):
        moved = int(rows["deviation_places"].abs().sum()) // 2
        sums = [int(rows[part].sum()) for part in ("task_places", "task_amv", "durable_places", "shortfall_places")]
        standing = [int(sites[part].get(code, 0)) for part in ("size", "sum")]
        cells = [*sums, moved, *standing, round(float(late.get(code, 0.0)))]
        table.add_row(f"{code} {province}", *[str(cell) for cell in cells])
    table.caption = (
        "durable: places that count; short: without a site on the due date; moved: from the share; late: end"
    )
    return table


def _remarks(plan: Plan, case: Case) -> str:
    instance = case.instance
    need, share = instance.need, instance.share
    total = int(share["indicative_places"].sum())
    lines = [f"Need {need.places:,}; the rounded municipal numbers add up to {total:,} ({total - need.places:+,})."]
    origins = {*share["ses_woa_origin"], *share["population_origin"]} - {"official"}
    if origins:
        lines.append(f"The indicative shares rest on figures that are not official ({', '.join(sorted(origins))}).")
    invented = int((case.sites["origin"] == "synthetic").sum())
    if invented:
        lines.append(f"{invented:,} of {len(case.sites):,} candidate sites are synthetic: no plan for real places.")
    lines += [str(remark) for remark in cycle_remarks(instance.model.dates, instance.law)]
    lines += told_of_plan(plan.tasks, instance.model.families.burdens)
    counts = Norms.load().counts()
    told = ", ".join(f"{counts[status]} {status.replace('_', ' ')}" for status in STATUSES)
    lines.append(f"Norms: {told}; which, and why, stands in run.json and models/norms.yaml.")
    return "\n".join(lines)
