"""``spreiding share``: the indicative share per municipality with its calculation."""

import errno
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.formats.formulas import neutralise
from spreiding.law.explain_share import explain_row
from spreiding.law.indicative_share import indicative_share, provincial_tasks
from spreiding.law.parameters import LawBook, LawError
from spreiding.screen_lines import own_tables, show_table
from spreiding.selection import near_name
from spreiding.tables.bundle import Tables, read_tables
from spreiding.write.errors import as_output_error


@dataclass(frozen=True)
class ShareRequest:
    """What a user asked: need and amv in places (``None``: the law's for the year), the year of the round.

    ``municipalities``: codes of those whose calculation is to be shown.
    """

    year: int
    need: int | None = None
    amv: int | None = None
    data: Path | None = None
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """The share frame with the need behind it; ``need_certainty`` and ``amv_certainty`` say how sure those are.

    ``own``: file names of the tables that the user gave.
    """

    frame: pd.DataFrame
    need: int
    amv: int
    need_certainty: str
    amv_certainty: str
    own: tuple[str, ...] = ()


def share_of(request: ShareRequest) -> Share:
    """Work out the share of a round; raise ``InputError`` when a figure is missing or a municipality unknown."""
    tables = read_tables(request.data)
    (need, need_certainty), (amv, amv_certainty) = _figures(request, _unknown(request.municipalities, tables))
    day, score_year = _latest(tables, date(request.year, 1, 1))
    frame = indicative_share(
        tables.population,
        tables.ses_woa,
        tables.municipalities,
        need,
        amv,
        population_date=day,
        ses_woa_year=score_year,
    )
    return Share(frame, need, amv, need_certainty, amv_certainty, tables.own)


def _unknown(municipalities: tuple[str, ...], tables: Tables) -> list[Finding]:
    codes, names = tables.municipalities["municipality_code"], tables.municipalities["municipality"]
    labels = {code: f"{code} {name}" for code, name in zip(codes, names, strict=True)}
    return [
        Finding("--municipality", None, None, code, "is not known", f"{near_name(code, labels)}Give a CBS code.")
        for code in municipalities
        if code not in labels
    ]


def _figures(request: ShareRequest, findings: list[Finding]) -> tuple[tuple[int, str], tuple[int, str]]:
    """Need and amv, each with its certainty; raise ``InputError`` with what is wrong with them after ``findings``."""
    asked = (("capacity_estimate_places", request.need, "--need"), ("capacity_estimate_amv", request.amv, "--amv"))
    figures = []
    for name, given, option in asked:
        try:
            figures.append(_figure(name, given, request.year, option))
        except InputError as error:
            findings = [*findings, *error.findings]
    if len(figures) == len(asked) and figures[1][0] > figures[0][0]:
        advice = "Amv places are inside the need." if request.amv else "Give --amv too: amv places are inside the need."
        findings = [*findings, Finding("--amv", None, None, str(figures[1][0]), "exceeds the need", advice)]
    if findings:
        raise InputError(findings)
    return figures[0], figures[1]


def _figure(name: str, given: int | None, year: int, option: str) -> tuple[int, str]:
    if given is not None:
        return given, "given"
    try:
        parameter = LawBook.load(paths.LAW).at(date(year, 12, 31))[name]
    except LawError as error:
        raise InputError([Finding(option, None, None, None, str(error), f"Give {option} yourself.")]) from error
    return int(parameter.value), f"{parameter.certainty}, estimate of {parameter.from_date:%Y-%m-%d}"


def _latest(tables: Tables, before: date) -> tuple[date, int]:
    """Most recent figures when the estimate was made: inhabitants of 1 January of the year before, latest score."""
    dates = tables.population["reference_date"]
    known = dates[dates < pd.Timestamp(before)]
    if known.empty:
        listing = ", ".join(sorted({str(day.year + 1) for day in dates}))
        rule = f"has no inhabitants of 1 January {before.year - 1} or before"
        raise InputError(
            [Finding("population.csv", None, "reference_date", None, rule, f"Years that work: {listing}.")]
        )
    return known.max().date(), int(tables.ses_woa["score_year"].max())


def show_share(console: Console, share: Share, municipalities: tuple[str, ...]) -> None:
    """Print the share: every municipality, or the calculation of those asked for; then provinces and the sum."""
    if municipalities:
        for code in municipalities:
            lines = explain_row(share.frame, code, share.need, share.amv)
            console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    else:
        show_table(console, _municipality_table(share.frame))
    show_table(console, _province_table(share.frame))
    console.print("\n".join(_remarks(share)), markup=False, highlight=False)


def write_share(share: Share, out: Path) -> Path:
    """Write the share frame as CSV, whole or not at all."""
    frame = share.frame.copy()
    frame.insert(0, "need_amv", share.amv)
    frame.insert(0, "need_places", share.need)
    for column in ("municipality", "province"):
        frame[column] = neutralise(frame[column])
    with as_output_error(out):
        if out.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = out.with_name(f".{out.name}.{os.getpid()}")
        try:
            frame.to_csv(beside, index=False, lineterminator="\n")
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
    return out


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.show_edge = False
    return table


def _municipality_table(frame: pd.DataFrame) -> Table:
    table = _table("Indicative share per municipality")
    table.add_column("municipality")
    for name in ("inhabitants", "SES-WOA", "factor", "unrounded", "places", "amv"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in frame.itertuples(index=False):
        mark = "" if row.ses_woa_origin == "official" else "*"
        numbers = [f"{row.population:,}", f"{row.ses_woa}{mark}", f"{row.weighting_factor:.8f}"]
        numbers += [f"{row.unrounded_places:.4f}", f"{row.indicative_places:,}", f"{row.indicative_amv:,}"]
        table.add_row(f"{row.municipality_code} {row.municipality}", *numbers)
    return table


def _province_table(frame: pd.DataFrame) -> Table:
    table = _table("Provincial tasks: sums of the rounded numbers")
    table.add_column("province")
    for name in ("places", "of which regular", "of which amv"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in provincial_tasks(frame).itertuples(index=False):
        numbers = [f"{row.task_places:,}", f"{row.task_regular:,}", f"{row.task_amv:,}"]
        table.add_row(f"{row.province_code} {row.province}", *numbers)
    return table


def _remarks(share: Share) -> list[str]:
    frame = share.frame
    total, amv = int(frame["indicative_places"].sum()), int(frame["indicative_amv"].sum())
    lines = [
        f"Need {share.need:,} ({share.need_certainty}); "
        f"the rounded numbers add up to {total:,} ({total - share.need:+,}).",
        f"Amv {share.amv:,} ({share.amv_certainty}); the rounded numbers add up to {amv:,} ({amv - share.amv:+,}).",
        f"Inhabitants of {frame['population_date'].iloc[0]:%Y-%m-%d}, scores of {frame['ses_woa_year'].iloc[0]}.",
    ]
    origins = sorted({*frame["ses_woa_origin"], *frame["population_origin"]} - {"official"})
    if origins:
        lines.append(f"* not an official figure ({', '.join(origins)}): the numbers above are estimates.")
    return [*lines, own_tables(share.own)]
