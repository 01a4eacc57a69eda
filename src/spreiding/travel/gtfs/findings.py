"""What is wrong with a feed, rule by rule: a few rows of each are shown, the others counted."""

from collections.abc import Hashable

import pandas as pd

from spreiding.errors import Finding

SHOWN = 10


def wrong_rows(
    file: str, frame: pd.DataFrame, wrong: "pd.Series[bool]", column: str, rule: str, advice: str
) -> list[Finding]:
    """Give findings for the rows of ``frame`` (indexed by row in the file) where ``wrong`` is true."""
    bad = frame.loc[wrong.to_numpy(dtype=bool), column] if column in frame else pd.Series("", index=frame.index[wrong])
    findings = [_one(file, row, column, value, rule, advice) for row, value in bad.iloc[:SHOWN].items()]
    if len(bad) > SHOWN:
        more = f"{rule}: {len(bad) - SHOWN:,} more rows, the last is {bad.index[-1]}"
        findings.append(Finding(file, None, column, None, more, advice))
    return findings


def _one(file: str, row: Hashable, column: str, value: object, rule: str, advice: str) -> Finding:
    return Finding(file, int(str(row)), column, str(value), rule, advice)


def whole_file(file: str, rule: str, advice: str) -> Finding:
    """Give a finding about a file as such."""
    return Finding(file, None, None, None, rule, advice)
