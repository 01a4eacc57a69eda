"""From the options of ``spreiding log RUN add`` to an entry in the record."""

from dataclasses import dataclass
from pathlib import Path

from spreiding.consultation.add import Added, add_entry, said_of, user_name
from spreiding.consultation.areas import find_area
from spreiding.errors import Finding, InputError
from spreiding.run_files.read import WrittenRun, read_run


@dataclass(frozen=True)
class Asked:
    """What the options say; ``about`` and ``to`` as they were typed."""

    who: str
    kind: str
    about: str
    why: str
    places: int | None = None
    to: str | None = None
    amv: bool = False
    with_user: bool = False


def record(run_folder: Path, asked: Asked) -> Added:
    """Check what is asked against the run and write it down.

    Raise ``InputError`` with all that is wrong, ``OutputError`` when it can't be written.
    """
    run = read_run(run_folder)
    findings: list[Finding] = []
    about, about_name = _area(run, asked.about, "--about", findings)
    to, to_name = (None, None) if asked.to is None else _area(run, asked.to, "--to", findings)
    texts = {"who": asked.who, "why": asked.why, "kind": asked.kind, "places": asked.places, "amv": asked.amv}
    user = user_name() if asked.with_user else None
    try:
        said = said_of(**texts, about=about, about_name=about_name, to=to, to_name=to_name, user=user)
    except InputError as error:
        raise InputError([*findings, *error.findings]) from error
    if findings:
        raise InputError(findings)
    return add_entry(run_folder, said)


def _area(run: WrittenRun, typed: str, where: str, findings: list[Finding]) -> tuple[str, str]:
    try:
        return find_area(run, typed, where)
    except InputError as error:
        findings.extend(error.findings)
        # A code that no two options share, so that the other checks can go on: the findings stop it anyway.
        return f"GM{len(findings):04d}", typed or where
