"""Assumptions behind timetabled travel times: walking, changing, waiting; each with its reason, settable in YAML."""

from dataclasses import fields
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError
from pydantic.dataclasses import dataclass

from spreiding.errors import Finding, InputError
from spreiding.model_yaml import load_once
from spreiding.travel.speeds import DEFAULT_SPEEDS


@dataclass(frozen=True, config={"extra": "forbid", "strict": True, "allow_inf_nan": False})
class Assumptions:
    """Walking, changing and what counts as too far. All are assumptions of ours, not measurements."""

    detour: Annotated[float, Field(ge=1, le=3)] = DEFAULT_SPEEDS.detour
    """Street length over straight line; 1.2-1.4 is usual in Dutch built-up areas (ratio)."""

    walk_kmh: Annotated[float, Field(gt=0, le=10)] = DEFAULT_SPEEDS.walk_kmh
    """An ordinary walking pace of 80 m a minute (km/h)."""

    access_walk_m: Annotated[float, Field(ge=0, le=20_000)] = 2000.0
    """Longest walk over streets from the site to a stop: 25 minutes; sites in the country are far from a stop (m)."""

    egress_walk_m: Annotated[float, Field(ge=0, le=20_000)] = 1500.0
    """Longest walk over streets from the last stop to the facility: about 19 minutes (m)."""

    transfer_walk_m: Annotated[float, Field(ge=0, le=5_000)] = 500.0
    """Longest walk over streets between two stops of one change: about the size of a station's surroundings (m)."""

    min_change_seconds: Annotated[int, Field(ge=1, le=3600)] = 120
    """Between getting off and getting on, besides walking, where the timetable names no time of its own (s)."""

    limit_minutes: Annotated[float, Field(ge=1, le=720)] = 180.0
    """Longer than this counts as not reached: three times the longest limit in the models that ship (min)."""

    phone_ahead: bool = False
    """Whether stops where one must phone the agency first are used: no, a newcomer can't be taken to have done so."""


DEFAULT_ASSUMPTIONS = Assumptions()
_KEYS = ", ".join(field.name for field in fields(Assumptions))


def read_assumptions(path: Path | None) -> Assumptions:
    """Read assumptions from a YAML mapping; what is left out keeps its default. ``None`` gives the defaults.

    Raises ``InputError`` with every finding.
    """
    if path is None:
        return DEFAULT_ASSUMPTIONS
    try:
        raw = load_once(path.read_text(encoding="utf-8"))
        if not isinstance(raw, dict | None):
            raise _refused(path, "is no list of settings", "Write lines such as walk_kmh: 4.5")
        return Assumptions(**{str(key): value for key, value in (raw or {}).items()})
    except OSError as error:
        raise _refused(path, f"can't be read ({error.strerror})", "Give a YAML file that you may read.") from error
    except UnicodeDecodeError as error:
        raise _refused(path, "is not UTF-8 text", "Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        rule = f"is not YAML ({' '.join(str(error).split())})"
        raise _refused(path, rule, "Write lines such as walk_kmh: 4.5") from error
    except ValidationError as error:
        items = error.errors()
        raise InputError([_finding(path, item["loc"], item["msg"], item["input"]) for item in items]) from error


def _refused(path: Path, rule: str, advice: str) -> InputError:
    return InputError([Finding(path.name, None, None, None, rule, advice)])


def _finding(path: Path, where: tuple[int | str, ...], message: str, value: object) -> Finding:
    shown = None if isinstance(value, dict | list) else str(value)[:40]
    advice = f"The settings are {_KEYS}; docs/travel.md has their units."
    return Finding(path.name, None, ".".join(map(str, where)) or "the file", shown, message.rstrip("."), advice)
