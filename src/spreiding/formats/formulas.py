"""Texts that a spreadsheet would take for a formula: an apostrophe before them, and away again when they are read.

The one rule for every file that we write for people (CSV and Excel) and every file that is read back.
"""

import re

import pandas as pd

# Texts that have such apostrophes already get one more, so that taking one away always gives the text back.
_NEUTRALISE = re.compile(r"^(?='*[=+\-@\t\r])")
_RESTORE = re.compile(r"^'(?='*[=+\-@\t\r])")


def neutralise(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Put an apostrophe before texts that a spreadsheet would take for a formula: they begin with = + - @, tab or CR.

    For columns of text only: a negative number is no formula.
    """
    return texts.str.replace(_NEUTRALISE, "'", regex=True)


def restore(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Take the apostrophe away that ``neutralise`` put there."""
    return texts.str.replace(_RESTORE, "", regex=True)


def restore_text(text: str) -> str:
    """Take the apostrophe away from one text."""
    return _RESTORE.sub("", text) if text.startswith("'") else text
