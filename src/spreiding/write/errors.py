"""What can go wrong while writing."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spreiding.errors import Finding

_ADVICE = {
    errno.ENOSPC: "Make room on the disk or choose another --out.",
    errno.EDQUOT: "Make room on the disk or choose another --out.",
    errno.EACCES: "Choose an --out where you may write.",
    errno.EPERM: "Choose an --out where you may write.",
    errno.EROFS: "Choose an --out where you may write.",
    errno.EEXIST: "Choose an --out of which every parent is a folder.",
    errno.ENOTDIR: "Choose an --out of which every parent is a folder.",
    errno.EISDIR: "Choose an --out that names a file.",
    errno.ENAMETOOLONG: "Choose a shorter --out.",
}


class OutputError(Exception):
    """The result cannot be written; ``findings`` says why. What stood there before still stands."""

    def __init__(self, finding: Finding) -> None:
        """Keep the one finding that stopped the writing."""
        self.findings = (finding,)
        super().__init__(str(finding))


class ContractError(ValueError):
    """A table does not fit the contract of output columns: a mistake in the program, not in the input."""


@contextmanager
def as_output_error(path: Path, option: str = "--out") -> Iterator[None]:
    """Turn errors of the disk and the GeoPackage driver into an ``OutputError`` about ``path``, given by ``option``."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        advice = _ADVICE.get(error.errno or 0, "Choose another --out, or free this one.").replace("--out", option)
        raise OutputError(Finding(str(path), None, None, None, f"can't be written ({reason})", advice)) from error
    except _geopackage_errors() as error:
        rule = f"a GeoPackage can't be written ({error})"
        advice = f"Make room on the disk, or choose another {option}."
        raise OutputError(Finding(str(path), None, None, None, rule, advice)) from error


def _geopackage_errors() -> tuple[type[Exception], ...]:
    """What the driver raises; imported late, because only then was it used."""
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

    return (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError)
