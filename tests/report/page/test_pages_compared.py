"""The page of two runs: a map of each, the difference, and what differs in tables."""

from pathlib import Path

from report.page.browser import Open


def test_three_maps_share_their_classes_and_the_difference_has_its_own(read: Open, compared_file: Path) -> None:
    reader = read("measure=task", compared_file)
    assert reader.texts(".map-figure figcaption") == ["A: base", "B: other", "Verschil: B min A"]
    base, other, difference = (reader.colours(which) for which in range(3))
    # 60 and 160, 300 and 300, 640 and 540 places.
    assert base[1] == other[1]
    assert base[0] != other[0]
    assert difference[1] == "#f7f7f7"
    assert len(set(difference)) == 3


def test_what_one_map_points_at_all_show(read: Open, compared_file: Path) -> None:
    reader = read("measure=task", compared_file)
    reader.page.locator(".map").nth(2).focus()
    reader.page.keyboard.press("ArrowRight")
    told = reader.text("#announcer")
    assert told == "'s-Gravenhage. Taak (plekken): A: base: 640; B: other: 540; Verschil: B min A: −100"
    rings = [ring.get_attribute("d") for ring in reader.page.locator(".map .ring.pointed").all()]
    assert len(rings) == 3 and len(set(rings)) == 1 and rings[0]
    reader.page.keyboard.press("Enter")
    heads = reader.texts("#details-body table >> nth=0 >> thead th")
    assert heads == ["Onderdeel", "A: base", "B: other"]


def test_figures_charts_and_tables_have_both_runs(read: Open, compared_file: Path) -> None:
    reader = read("language=en", compared_file)
    assert reader.text("[data-tile=task]") == "Task (places) A 1,000 B 1,000 (0)"
    first = reader.page.locator(".chart summary").first
    first.click()
    assert reader.text(".chart >> nth=0 >> thead").count("B:") == 8
    names = reader.texts("#table option")
    assert len(names) == 5 + 2 * 7
    reader.page.select_option("#table", "B differences municipalities")
    reader.page.click("button[data-column=task_places_difference]")
    assert "'s-Gravenhage" in reader.text("#table-holder tbody tr >> nth=2")
    assert "−100" in reader.text("#table-holder tbody tr >> nth=2")
    assert "+100" in reader.text("#table-holder tbody tr >> nth=0")
    name, _ = reader.downloaded()
    assert name == "other-differences-municipalities.csv"


def test_only_sites_that_differ_stand_on_the_map_of_differences(read: Open, compared_file: Path) -> None:
    reader = read("", compared_file)
    counts = [map_.locator(".sites path, .sites circle").count() for map_ in reader.page.locator(".map").all()]
    # The runs open the same sites; only a name differs, which is no difference of the plans.
    assert counts == [2, 2, 0]


def test_the_page_of_two_runs_is_as_accessible(read: Open, compared_file: Path) -> None:
    reader = read("municipality=GM0001", compared_file)
    assert reader.offences() == []


def test_what_the_runs_rest_on_is_told(read: Open, compared_file: Path) -> None:
    reader = read("", compared_file)
    assert "Ze rusten op dezelfde gegevens" in reader.text("#about")
    assert reader.page.locator(".warning.other-data").count() == 0
