"""Cells: azcs of one region that lie near the same registration sites."""

import pytest
from builders import Row, country, site, town

from spreiding.prepare.cells import Cells

TOWNS = [town("GM0001", 100), town("GM0002", 100, region="VR02")]


def _cells(sites: list[Row], **registration: object) -> Cells:
    return country(TOWNS, sites, {"families": {"registration": registration}}).cells


def _azc(name: str, km: float, code: str = "GM0001", types: str = "azc") -> Row:
    return site(name, code, types, 100, at=(km, 0.0))


def _near(cells: Cells, name: str) -> set[str]:
    """Registration sites whose overflow may go to this azc."""
    arcs = cells.arcs
    return set(arcs.loc[arcs["cell"] == cells.sites.get(name, "none"), "site_id"])


R1, R2 = (
    site("R1", "GM0001", "registration", 100, at=(0.0, 0.0)),
    site("R2", "GM0001", "registration", 100, at=(100.0, 0.0)),
)


def test_a_cell_per_set_of_registration_sites_nearby() -> None:
    # Within 60 km: A of R1, B of both, C of R2, D of neither.
    sites = [R1, R2, _azc("A", 30), _azc("B", 50), _azc("C", 70), _azc("D", 170)]
    cells = _cells(sites)
    assert [_near(cells, name) for name in "ABCD"] == [{"R1"}, {"R1", "R2"}, {"R2"}, set()]
    assert len(cells.table) == 3
    assert "D" not in cells.sites.index


def test_azcs_with_the_same_surroundings_share_a_cell() -> None:
    cells = _cells([R1, _azc("A", 10), _azc("B", 20)])
    assert cells.sites["A"] == cells.sites["B"]


def test_a_cell_stays_within_its_region() -> None:
    cells = _cells([R1, _azc("A", 10), _azc("B", 10, "GM0002")])
    assert cells.sites["A"] != cells.sites["B"]
    assert sorted(cells.table["region_code"]) == ["VR01", "VR02"]


@pytest.mark.parametrize(("km", "near"), [(59.99, True), (60.01, False)])
def test_how_near(km: float, near: bool) -> None:
    assert ("A" in _cells([R1, _azc("A", km)], max_distance_km=60.0).sites.index) is near


def test_distance_does_not_matter_when_overflow_may_go_anywhere() -> None:
    assert _cells([R1, _azc("A", 10)], enabled=False).arcs.empty


def test_a_site_is_not_in_its_own_surroundings() -> None:
    both = [_azc("A", 0, types="registration;azc"), _azc("B", 10, types="registration;azc")]
    cells = _cells(both)
    assert _near(cells, "A") == {"B"}
    assert _near(cells, "B") == {"A"}


def test_a_site_that_can_not_be_chosen_counts_for_nothing() -> None:
    gone = {**R1, "restriction": "gezinnen"}
    assert _cells([gone, _azc("A", 10)]).arcs.empty
