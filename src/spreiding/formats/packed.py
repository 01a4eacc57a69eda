"""Zip files, an .xlsx among them: looked over before anything is unpacked."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath, PureWindowsPath

from spreiding.formats.limits import MIB, MOST_MEMBERS, MOST_RATIO, MOST_UNPACKED, SMALL_MEMBER

Trouble = tuple[str, str]  # the rule that is broken, and what to do
_CAUGHT = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


def zip_trouble(raw: bytes) -> Trouble | None:
    """Say why the bytes of a zip file can't be trusted, or ``None``: a member that leaves its folder, too much in it.

    The sizes that a zip file states are checked by unpacking each member, in pieces and up to the limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _members(archive)
    except (*_CAUGHT, zlib.error) as error:
        return f"is no whole zip file ({error})", "Save or send the file again."


def _members(archive: zipfile.ZipFile) -> Trouble | None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        return f"packs {len(members)} files, more than {MOST_MEMBERS}", "Pack only the table."
    total = 0
    for member in members:
        if _leaves(member.filename):
            return f"packs a file that would leave its folder ({member.filename!a})", "Pack the table again yourself."
        if member.flag_bits & 1:
            return "is protected with a password", "Save it without a password."
        size = _unpacked(archive, member, MOST_UNPACKED - total)
        total += size
        if total > MOST_UNPACKED:
            return f"unpacks to more than {MOST_UNPACKED // MIB} MiB", "Pack only the table."
        if size > SMALL_MEMBER and size > MOST_RATIO * max(member.compress_size, 1):
            return f"packs {member.filename} more than {MOST_RATIO} times smaller", "Save the table again yourself."
    return None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    """Count a member's bytes, up to the first past ``most``; a wrong checksum raises ``BadZipFile``."""
    size = 0
    with archive.open(member) as stream:
        while size <= most and (piece := stream.read(MIB)):
            size += len(piece)
    return size


def _leaves(name: str) -> bool:
    windows, posix = PureWindowsPath(name), PurePosixPath(name)
    return posix.is_absolute() or bool(windows.anchor) or ".." in (*posix.parts, *windows.parts)
