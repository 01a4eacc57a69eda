"""The templates as files: which there are, those of the user, and fragments put in their place."""

import re
from pathlib import Path

from spreiding import paths
from spreiding.errors import Finding, InputError

FOLDER = paths.MODELS / "documents"
NAMES = ("verdeelbesluit", "verslag", "provinciaal-plan", "stand-van-zaken")
FRAGMENTS = ("_stijl.html", "_verantwoording.html", "_voorbehoud.html")
FILES = (*(f"{name}.{kind}" for name in NAMES for kind in ("docx", "html")), *FRAGMENTS)
_FRAGMENT = re.compile(r'\{%\s*include\s+"([^"]+)"\s*%\}')
_ADVICE = f"Give a folder with one or more of {', '.join(FILES)}."


def check_folder(own: Path) -> None:
    """Raise ``InputError`` when a folder holds none of the templates, or Word or HTML files that are no template."""
    if not own.is_dir():
        raise InputError([Finding(str(own), None, None, None, "is no folder", _ADVICE)])
    there = sorted(path.name for path in own.iterdir() if path.suffix in (".docx", ".html"))
    # Word keeps a file with such a name while it has a document open.
    strange = [name for name in there if name not in FILES and not name.startswith("~$")]
    findings = [Finding(str(own / name), None, None, None, "is no template's name", _ADVICE) for name in strange]
    if not set(there) & set(FILES):
        findings.append(Finding(str(own), None, None, None, "holds no templates", _ADVICE))
    if findings:
        raise InputError(findings)


def template_path(name: str, own: Path | None) -> Path:
    """Where a template stands: in the user's folder when it has it, else ours."""
    theirs = None if own is None else own / name
    return theirs if theirs is not None and theirs.is_file() else FOLDER / name


def html_source(name: str, own: Path | None = None) -> str:
    """The text of an HTML template with its fragments in it; a fragment holds no other.

    Raises ``OSError`` when a file can't be read, ``UnicodeDecodeError`` when one is no UTF-8.
    """
    text = template_path(name, own).read_text(encoding="utf-8")
    return _FRAGMENT.sub(lambda match: template_path(match[1], own).read_text(encoding="utf-8"), text)
