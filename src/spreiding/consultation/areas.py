"""Whom an entry is about: a municipality of the run, or one of its provinces."""

from spreiding.explain.find import find_municipality
from spreiding.run_files.read import WrittenRun


def find_area(run: WrittenRun, typed: str, where: str) -> tuple[str, str]:
    """Give the code and name of a municipality of the run by code or name, or of a province by its code.

    Utrecht and Groningen are municipalities: a name never means a province. ``where`` it was typed. Raise
    ``InputError`` on what is neither.
    """
    province = typed.strip().upper()
    if province in run.record.provinces:
        return province, run.record.provinces[province]
    code = find_municipality(run, typed, where)
    return code, str(run.tasks.set_index("municipality_code").loc[code, "municipality"])
