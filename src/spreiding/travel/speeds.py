"""Assumptions behind the estimate of travel times: speeds and waits, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Speeds:
    """Speeds, waits and detours. All are assumptions of ours, not measurements."""

    detour: float = 1.3
    """Street length over straight line; 1.2-1.4 is usual in Dutch built-up areas (ratio)."""

    walk_kmh: float = 4.8
    """An ordinary walking pace of 80 m a minute (km/h)."""

    bus_kmh: float = 25.0
    """Door to door speed of a regional bus with its stops; also stands in for a ferry (km/h)."""

    bus_wait_minutes: float = 10.0
    """Walk to the stop and wait: less than half a half-hourly interval, people know the timetable (min)."""

    train_kmh: float = 80.0
    """Trains ran at 77-120 km/h per tariff kilometre in January 2023; the slow end, as most stop (km/h)."""

    train_wait_minutes: float = 8.0
    """About half of a quarter-hourly interval: waiting for the first train (minutes)."""

    stop_minutes: float = 2.0
    """Per link between stations: halt, acceleration and a part of a possible change of trains (minutes)."""

    centre_inhabitants: int = 40_000
    """From here on a municipality is taken to have all schools: vocational, language (inhabitants)."""


DEFAULT_SPEEDS = Speeds()
