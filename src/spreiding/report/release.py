"""Whether what is made of a run may lose its CONCEPT mark."""

from spreiding.errors import Finding
from spreiding.run_files.read import WrittenRun
from spreiding.run_files.record import InputUsed

_TABLE = "Make the run again with a table of real rows (`spreiding plan --data`), or leave --release out."
_RUN = "Make the run again without these findings, or leave --release out."


def release_findings(run: WrittenRun) -> list[Finding]:
    """Why a run may not be released: invented rows in its tables, and findings of its auditor.

    Rows are those of a whole table, whatever the provinces of the run: shares and routes rest on all of them.
    """
    told = [_invented(table) for table in run.record.inputs if table.origins.get("synthetic", 0)]
    wrong = len(run.record.audit.findings)
    if wrong:
        found = "1 finding" if wrong == 1 else f"{wrong} findings"
        rule = f"has {found} of the auditor, so that what rests on the run stays CONCEPT"
        told.append(Finding(str(run.folder / "run.json"), None, "audit", None, rule, _RUN))
    return told


def _invented(table: InputUsed) -> Finding:
    rows = f"{table.origins['synthetic']} of its {table.rows} rows"
    rule = f"holds invented data: {rows}, so that what rests on the table {table.table} stays CONCEPT"
    return Finding(table.path, None, "origin", "synthetic", rule, _TABLE)
