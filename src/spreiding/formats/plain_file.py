"""The bytes of a file that a user names: of a plain file only, and never more of them than were asked for.

A pipe would make the program wait for ever, and a device has no end.
"""

import errno
import os
import stat
from pathlib import Path

from spreiding.formats.limits import MIB

MOST_SETTINGS = 4 * MIB  # a file of settings is a page or two
_ODD = "it is a pipe or a device, not a file"
_LARGE = "it is larger than {} MiB"


def check_plain(path: Path) -> None:
    """Raise ``OSError``, with the reason in words, when a path is no plain file or is not there."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, _ODD, str(path))


def plain_bytes(path: Path, most: int) -> bytes:
    """Read a plain file of at most ``most`` bytes; raise ``OSError``, with the reason in words, for any other."""
    check_plain(path)
    with path.open("rb") as file:
        raw = file.read(most + 1)  # a file may grow after its size was asked
    if len(raw) > most:
        raise OSError(errno.EFBIG, _LARGE.format(most // MIB), str(path))
    return raw


def settings_text(path: Path) -> str:
    """Read a file of settings as UTF-8; raise ``OSError`` or ``UnicodeDecodeError``."""
    return plain_bytes(path, MOST_SETTINGS).decode("utf-8")
