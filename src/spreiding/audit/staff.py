"""Family `staff`: places in use have staff, and no region's grows faster than it can (S26)."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import Evidence, open_in
from spreiding.audit.finding import ROUNDING, AuditFinding, Numbers, Rule, Value, broken, differs, exceeds
from spreiding.audit.scaling import WAYS, down

_KEY = ["region_code", "period"]
_NUMBERS = ("needed_staff", "staff", "borrowed_staff", "lent_staff")


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge the rows of ``staff.csv``."""
    written, rules = evidence.staff, evidence.case.rules
    wanted = [(r, p.label) for r in _regions(evidence) for p in evidence.case.periods] if rules.staff else []
    found = list(written[_KEY].itertuples(index=False, name=None))
    rule = _rule("one row per region and period when staff is counted")
    rows = [rule.finding(", ".join(key), "no row", "a row") for key in sorted(set(wanted) - set(found))]
    rows += [rule.finding(", ".join(key), "a row", "no row") for key in sorted(set(found) - set(wanted))]
    if rows or not wanted:
        return rows
    return [*_home(evidence), *_needed(evidence), *_staffed(evidence), *_exchanged(evidence), *_growth(evidence)]


def passed(evidence: Evidence) -> Value:
    """Staff taken on beyond what a region can, over regions and periods."""
    if not evidence.case.rules.staff:
        return 0.0, 0.0
    beyond = _beyond(evidence)
    return float(np.maximum(beyond, 0.0).sum()), 3 * ROUNDING * beyond.size


def _rule(rule: str) -> Rule:
    return Rule("staff", "staff.csv", rule, "Uitvoeringsagenda 3.2")


def _regions(evidence: Evidence) -> list[str]:
    return sorted(evidence.towns["region_code"].unique())


def _grid(evidence: Evidence, name: str) -> Numbers:
    labels = [period.label for period in evidence.case.periods]
    wide = evidence.staff.pivot_table(index="region_code", columns="period", values=name, aggfunc="sum")
    return np.asarray(wide.reindex(index=_regions(evidence), columns=labels), dtype=float)


def _keys(evidence: Evidence) -> pd.DataFrame:
    labels = [period.label for period in evidence.case.periods]
    return pd.DataFrame([(region, label) for region in _regions(evidence) for label in labels], columns=_KEY)


def _home(evidence: Evidence) -> list[AuditFinding]:
    people = evidence.towns.groupby(["region_code", "province_code"])["population"].sum().reset_index()
    home = people.sort_values("population").drop_duplicates("region_code", keep="last").set_index("region_code")
    rows = evidence.staff
    wanted = rows["region_code"].map(home["province_code"])
    rule = _rule("the region stands in the province where most of its inhabitants live")
    return broken(rule, rows[_KEY], rows["province_code"] != wanted, rows["province_code"], wanted)


def _needed(evidence: Evidence) -> list[AuditFinding]:
    sites, periods = evidence.sites, len(evidence.case.periods)
    per_100 = dict(evidence.case.rules.staff_per_100)
    in_use = open_in(sites, periods) * sites["places"].to_numpy()[:, None] - down(evidence)
    staff = in_use * sites["location_type"].map(per_100).fillna(0.0).to_numpy(float)[:, None] / 100
    cells = open_in(sites, periods) * sites["location_type"].map(per_100).fillna(0.0).to_numpy(float)[:, None] / 100
    region = sites["site_id"].map(evidence.known["region_code"]).fillna(sites["region_code"]).to_numpy()
    wanted = pd.DataFrame(staff).groupby(region).sum().reindex(_regions(evidence), fill_value=0.0).to_numpy()
    slack = pd.DataFrame(cells).groupby(region).sum().reindex(_regions(evidence), fill_value=0.0).to_numpy()
    return differs(
        _rule("needed_staff is what the places in use need"),
        _keys(evidence),
        _grid(evidence, "needed_staff").ravel(),
        wanted.ravel(),
        ROUNDING * (1 + len(WAYS) * slack.ravel()),
    )


def _staffed(evidence: Evidence) -> list[AuditFinding]:
    needed, staff, borrowed, lent = (_grid(evidence, name) for name in _NUMBERS)
    part = evidence.case.rules.staff_lent_part
    return [
        *exceeds(
            _rule("a region has the staff that it needs"),
            _keys(evidence),
            needed.ravel(),
            (staff + borrowed - lent).ravel(),
            4 * ROUNDING,
        ),
        *exceeds(
            _rule("a region lends no more than its part"),
            _keys(evidence),
            lent.ravel(),
            part * staff.ravel(),
            2 * ROUNDING,
        ),
    ]


def _exchanged(evidence: Evidence) -> list[AuditFinding]:
    borrowed, lent = _grid(evidence, "borrowed_staff").sum(axis=0), _grid(evidence, "lent_staff").sum(axis=0)
    labels = pd.DataFrame({"period": [period.label for period in evidence.case.periods]})
    slack = 2 * ROUNDING * len(_regions(evidence))
    return differs(_rule("what is borrowed is what is lent"), labels, borrowed, lent, slack)


def _beyond(evidence: Evidence) -> Numbers:
    rules, staff = evidence.case.rules, _grid(evidence, "staff")
    before = np.hstack([_today(evidence)[:, None], staff[:, :-1]])
    return np.asarray(staff - (1 + rules.staff_growth) * before - rules.staff_new)


def _today(evidence: Evidence) -> Numbers:
    """Staff of the sites of the input that stand, as the type that needs most."""
    known, per_100 = evidence.known, dict(evidence.case.rules.staff_per_100)
    most = [max(per_100.get(kind, 0.0) for kind in types.split(";")) for types in known["location_types"]]
    staff = pd.Series(most, index=known.index) / 100 * known["places_max"] * known["existing"].astype(bool)
    return np.asarray(
        staff.groupby(known["region_code"]).sum().reindex(_regions(evidence), fill_value=0.0), dtype=float
    )


def _growth(evidence: Evidence) -> list[AuditFinding]:
    if "staff" in evidence.case.rules.soft:
        return []
    beyond = _beyond(evidence)
    rule = _rule("a region takes on no more staff in a quarter than it can")
    return exceeds(rule, _keys(evidence), beyond.ravel(), np.zeros(beyond.size), 3 * ROUNDING)
