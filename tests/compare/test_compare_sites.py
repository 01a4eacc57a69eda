"""Sites in one plan only, or with another type, size or first day."""

import pandas as pd
from compare.compared_runs import a_pair, a_run
from hypothesis import given, settings
from hypothesis import strategies as st

from spreiding.compare.columns import SITES
from spreiding.compare.sites import compare_sites
from spreiding.compare.words import in_site, site_summary
from spreiding.write.finish import finish
from spreiding.write.site_columns import SITE_TYPES

SAME = {"location_type": ["azc", "azc"], "places": [100, 300], "opens": ["2025-01-01", "2025-01-01"]}


def compared(base: dict[str, list[object]], other: dict[str, list[object]]) -> pd.DataFrame:
    frame = compare_sites(a_pair(a_run(sites={**SAME, **base}), a_run("b", sites={**SAME, **other})))
    finish(frame, SITES)
    return frame.set_index("site_id")


def test_the_same_sites_are_the_same() -> None:
    rows = compared({}, {})
    assert rows["change"].to_list() == ["same", "same"]
    assert rows["places_difference"].to_list() == [0, 0]


def test_a_site_of_one_plan_only_counts_with_all_its_places() -> None:
    # S2 (300) is closed, S3 (250) opens elsewhere.
    rows = compared({}, {"site_id": ["S1", "S3"], "places": [100, 250]})
    assert rows["change"].to_dict() == {"S1": "same", "S2": "only_base", "S3": "only_run"}
    assert rows["places_difference"].to_dict() == {"S1": 0, "S2": -300, "S3": 250}
    assert in_site(rows.loc["S2"], "") == "-"
    assert in_site(rows.loc["S3"], "") == "azc 250 2025-01-01"
    assert not rows[["type_differs", "size_differs", "opening_differs"]].any(axis=None)


def test_a_site_of_both_tells_what_differs() -> None:
    rows = compared({}, {"location_type": ["amv", "azc"], "places": [100, 280], "opens": ["2025-01-01", "2025-07-01"]})
    assert rows["change"].to_list() == ["changed", "changed"]
    assert rows["type_differs"].to_list() == [True, False]
    assert rows["size_differs"].to_list() == [False, True]
    assert rows["opening_differs"].to_list() == [False, True]
    assert rows["places_difference"].to_list() == [0, -20]


def test_the_summary_counts_each_kind() -> None:
    rows = compared({}, {"site_id": ["S1", "S3"], "places": [120, 250]}).reset_index()
    assert site_summary(rows, "B") == (
        "Sites: 1 in A only (300 places), 1 in B only (250 places), 0 of another type, 1 of another size, "
        "0 of another first day, 0 the same."
    )


def test_a_plan_without_sites_has_only_those_of_the_other() -> None:
    base = a_run(sites=SAME)
    pair = a_pair(base, a_run("b", sites={**SAME, "municipality_code": ["GM9", "GM9"]}))
    assert compare_sites(pair)["change"].to_list() == ["only_base", "only_base"]


sites = st.fixed_dictionaries({
    "site_id": st.lists(st.sampled_from(["S1", "S2", "S3"]), min_size=2, max_size=2, unique=True),
    "location_type": st.lists(st.sampled_from(SITE_TYPES), min_size=2, max_size=2),
    "places": st.lists(st.integers(1, 900), min_size=2, max_size=2),
    "opens": st.lists(st.sampled_from(["2025-01-01", "2025-07-01"]), min_size=2, max_size=2),
})  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(sites, sites)
def test_differences_turn_with_the_runs_and_add_up(old: dict[str, list[object]], new: dict[str, list[object]]) -> None:
    there, back = compared(old, new), compared(new, old)
    assert there["places_difference"].to_dict() == (-back["places_difference"]).to_dict()
    turned = {"only_base": "only_run", "only_run": "only_base"}
    assert there["change"].to_dict() == back["change"].replace(turned).to_dict()
    assert there["places_difference"].sum() == sum(new["places"]) - sum(old["places"])
