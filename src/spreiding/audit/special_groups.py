"""How many persons need special reception, worked out again: from the stages of stays, per period for the country."""

from collections.abc import Collection, Mapping

import numpy as np

from spreiding.audit.case import AuditCase, AuditSpecial, AuditStay
from spreiding.audit.finding import Numbers
from spreiding.audit.stay import WEEKS, followed

DAYS = 7 * WEEKS
# Who is there is of the regular track.
TAKEN = ("htl", "ibo")
ALL = (*TAKEN, "rejected", "return")


def special_groups(
    case: AuditCase, national: Mapping[str, tuple[Numbers, Numbers]], asked: Collection[str] = ALL
) -> dict[str, Numbers]:
    """Persons per group of ``asked`` that is planned for; ``national``: persons and decisions per track it needs."""
    special, groups = case.rules.special, dict[str, Numbers]()
    if special is None:
        return groups
    weeks = {track.track: track.stay_weeks for track in case.tracks}
    for group, stay in (("htl", special.htl), ("ibo", special.ibo)):
        if stay is not None and group in asked:
            groups[group] = national["regular"][0] / weeks["regular"] * stay.stay_weeks * stay.share
    if special.after_rejection is not None and not {"rejected", "return"}.isdisjoint(asked):
        refused = _refused(case, special, {track: decisions for track, (_, decisions) in national.items()})
        groups["rejected"] = special.rejected_days * refused / DAYS
        groups["return"] = _return(case, special, special.after_rejection, refused)
    return groups


def _refused(case: AuditCase, special: AuditSpecial, decisions: Mapping[str, Numbers]) -> Numbers:
    total = np.zeros(len(case.periods))
    for track in case.tracks:
        if track.track in special.rejected_tracks:
            total += decisions[track.track] - track.recognition * decisions[track.track]
    return total


def _return(case: AuditCase, special: AuditSpecial, stay: AuditStay, refused: Numbers) -> Numbers:
    weekly = [float(number) * stay.share / WEEKS for number in refused]
    if case.steady_state:
        return np.array(weekly) * stay.stay_weeks
    tracks = [track for track in case.tracks if track.track in special.rejected_tracks]
    before = case.weekly_arrivals_before * sum(track.share * (1.0 - track.recognition) for track in tracks)
    return followed(weekly, before * stay.share, stay.stay_weeks, 1)[0]
