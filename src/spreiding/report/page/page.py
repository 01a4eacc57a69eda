"""``report.html``: a run, or runs side by side, as one file to look at. Read this first."""

from pathlib import Path

from spreiding.report.kinds import Asked
from spreiding.report.page.data import page_data, shown_runs
from spreiding.report.page.html import page_html

FILE = "report.html"


def make_page(asked: Asked, folder: Path) -> None:
    """Write the page of ``asked.run``, compared with ``asked.others`` if there are any, in ``folder``.

    Raise ``InputError`` when the runs have nothing in common, or were made by a version without what a page needs.
    """
    shown = shown_runs(asked.run, asked.others, asked.provinces)
    asked.tell("drawing the page")
    content = page_html(page_data(shown, released=asked.released))
    (folder / FILE).write_text(content, encoding="utf-8", newline="\n")
