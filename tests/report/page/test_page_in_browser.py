"""A page of a run is opened from disk and used; the fixture fails a test when the page complains or calls outside."""

import re
from pathlib import Path

import pytest
from report.page.browser import Open, Reader
from report.page.page_runs import page_run
from run_files.written_runs import table

from spreiding.report.report import ReportRequest, make_report


def test_the_file_alone_is_the_page(read: Open, page_file: Path) -> None:
    reader = read()
    assert [url.split("#")[0] for url in reader.asked] == [page_file.as_uri()]
    assert reader.page.title() == "Spreidingsplan: run"
    assert reader.page.locator(".map .areas path").count() == 3
    assert reader.page.locator(".chart svg[role=img]").count() > 4


def test_the_policy_of_the_page_lets_nothing_out_and_no_other_script_in(browser: object, page_file: Path) -> None:
    from report.page.browser import opened

    with opened(browser, page_file) as reader:  # type: ignore[arg-type]
        blocked = reader.page.evaluate(
            """async () => {
              const tell = (error) => error.name;
              const script = document.createElement("script");
              script.textContent = "window.strange = true";
              document.body.append(script);
              const fetched = await fetch("https://example.org/").then(() => "fetched", tell);
              const image = await new Promise((done) => {
                const picture = new Image();
                picture.onload = () => done("loaded");
                picture.onerror = () => done("refused");
                picture.src = "https://example.org/x.png";
              });
              return [window.strange, fetched, image];
            }"""
        )
        assert blocked == [None, "TypeError", "refused"]
        assert sum("Content Security Policy" in line for line in reader.said) >= 3


def test_what_must_be_kept_in_mind_stands_first(read: Open) -> None:
    reader = read()
    assert reader.text(".warning.concept").startswith("CONCEPT")
    assert "verzonnen: 2" in reader.text(".warning.invented")
    assert "schematisch" in reader.text(".warning.schematic")
    told = reader.text("#provenance")
    assert "Run run (sha256 " in told and "Model: small" in told


def test_a_released_page_of_real_data_is_no_concept(read: Open, tmp_path: Path) -> None:
    real = page_run(tmp_path / "run", inputs=[{**table("sites"), "origins": {"official": 2}}])
    out = make_report(ReportRequest(real, ("html",), release=True), tmp_path / "report")
    reader = read("", out / "html" / "report.html")
    assert reader.page.locator(".warning").count() == 1  # that borders are schematic


def test_figures_at_the_top_are_those_of_the_tables(read: Open) -> None:
    reader = read()
    tiles = {
        tile: reader.text(f"[data-tile={tile}] dd") for tile in ("indicative", "open_places", "without_place", "late")
    }
    # Without a place in the second quarter: 12 of the track Dublin, of which nobody stays anywhere.
    assert tiles == {"indicative": "1.000", "open_places": "1.800", "without_place": "12", "late": "1"}
    reader.page.select_option("#period", "2025-Q1")
    # In the first: 100 of the regular track and one permit holder.
    assert reader.text("[data-tile=without_place] dd") == "101"
    assert reader.text("[data-tile=open_places] dd") == "1.520"


def test_a_province_changes_map_figures_charts_and_table(read: Open) -> None:
    reader = read()
    assert "Alle provincies" in reader.text("#charts-told")
    reader.page.select_option("#province", "PV28")
    assert reader.text("[data-tile=indicative] dd") == "900"
    assert "Zuid-Holland" in reader.text("#charts-told")
    assert reader.text("#table-count") == "2 van 3 rijen"
    assert reader.page.locator(".map .areas .elsewhere").count() == 1
    assert "province=PV28" in reader.page.url
    # Persons without a place who are no permit holders belong to no province.
    assert reader.text("[data-tile=without_place]") == "Vergunninghouders zonder plek (gemiddeld) 0"


def test_hover_shows_the_calculation_of_the_number(read: Open) -> None:
    reader = read()
    hover(reader, 0)
    told = reader.text("#tooltip")
    assert told.startswith("Súdwest")
    assert "(0,050 + 1) × 10.000 / 60.000 = 0,125000000" in told
    assert "1.000 × 0,125000000 / 1,250000000 = 100,000 → 100" in told
    assert "60 = 60 regulier + 0 amv" in told
    assert "−40 (−40,0 %)" in told
    assert "1.500 in 2025-Q2" in told
    reader.page.keyboard.press("Escape")
    assert reader.page.locator("#tooltip").is_hidden()


def test_what_is_chosen_keeps_its_ring_while_the_pointer_is_elsewhere(read: Open) -> None:
    reader = read("municipality=GM0002")
    areas = [area.get_attribute("d") for area in reader.page.locator(".map .areas path").all()]
    hover(reader, 0)
    assert reader.page.get_attribute(".ring.chosen", "d") == areas[1]
    assert reader.page.get_attribute(".ring.pointed", "d") == areas[0]
    reader.page.mouse.move(5, 5)
    assert reader.page.get_attribute(".ring.pointed", "d") is None
    reader.page.click("#clear")
    assert reader.page.get_attribute(".ring.chosen", "d") is None


def test_hover_over_a_site_says_what_stands_there(read: Open) -> None:
    reader = read()
    reader.page.locator(".map .sites path, .map .sites circle").first.hover(force=True)
    assert reader.text("#tooltip").startswith("Azc Súdwest Type azc Plekken 1.500")


def test_colours_follow_the_measure_and_the_legend_names_them(read: Open) -> None:
    reader = read()
    less, none, more = reader.colours()
    assert none == "#f7f7f7" and len({less, none, more}) == 3
    assert reader.texts("#legend .swatches >> nth=0 >> li") == ["−40 en minder", "0", "40 en meer"]
    reader.page.select_option("#measure", "per_1000")
    # 150, 15 and 0 places for 1,000 inhabitants in the second quarter.
    assert len(set(reader.colours())) == 3
    assert reader.colours()[2] == "#f2f2f2"
    assert "2025-Q2" in reader.text("#measure-told")


def test_sites_of_the_quarter_and_of_a_type_stand_on_the_map(read: Open) -> None:
    reader = read()
    marks = reader.page.locator(".map .sites path, .map .sites circle")
    assert marks.count() == 2
    reader.page.select_option("#period", "2025-Q1")
    assert marks.count() == 2
    assert marks.nth(1).get_attribute("fill") == "#ffffff"  # the emergency hall
    reader.page.select_option("#type", "amv")
    assert marks.count() == 1
    reader.page.uncheck("#sites")
    assert marks.count() == 0


def test_marks_grow_less_than_the_map_when_it_is_enlarged(read: Open) -> None:
    reader = read()
    mark = reader.page.locator(".map .sites path").first
    before = mark.bounding_box()
    reader.page.click("#zoom-in")
    # Three halves of the map makes marks 1.5 to the power 0.3, an eighth, larger.
    after = mark.bounding_box()
    assert before is not None and after is not None
    assert after["width"] / before["width"] == pytest.approx(1.13, abs=0.06)
    reader.page.click("#zoom-reset")
    assert mark.bounding_box() == pytest.approx(before, abs=0.01)


def test_couplings_come_when_they_are_asked_for(read: Open) -> None:
    reader = read("municipality=GM0002")
    assert reader.page.locator(".couplings path").count() == 0
    reader.page.check("#couplings")
    assert reader.page.locator(".couplings path").count() == 1
    flows = reader.texts("#details-body table >> nth=2 >> tbody tr")
    assert flows == ["Súdwest Zoeterwoude 25,5"]
    reader.page.click("#clear")
    reader.page.select_option("#province", "PV28")
    assert reader.page.locator(".couplings path").count() == 0  # nobody leaves from there


def test_search_finds_without_accents_and_finds_sites(read: Open) -> None:
    reader = read("province=PV28")
    reader.page.fill("#search", "sudw")
    assert reader.texts("#found li") == ["Súdwest (GM0001)", "Azc Súdwest, Súdwest (S1)"]
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    assert reader.text("#details-title") == "Súdwest"
    # It lies in another province, so the whole country is shown again.
    assert reader.page.input_value("#province") == ""
    reader.page.fill("#search", "nowhere")
    assert reader.page.locator("#found").is_hidden()
    assert reader.text("#announcer") == "Niets gevonden"


def test_a_table_is_sorted_both_ways_and_filtered(read: Open) -> None:
    reader = read()
    first = "#table-holder tbody tr >> nth=0"
    reader.page.click("button[data-column=task_places]")
    assert "'s-Gravenhage" in reader.text(first)
    assert reader.page.get_attribute("th:has(button[data-column=task_places])", "aria-sort") == "descending"
    reader.page.click("button[data-column=task_places]")
    assert "Súdwest" in reader.text(first)
    reader.page.fill("#filter", "zoeter")
    assert reader.text("#table-count") == "1 van 3 rijen"
    # An empty number is no zero, and comes last either way.
    reader.page.fill("#filter", "")
    for _ in range(2):
        reader.page.click("button[data-column=ukraine_places]")
        assert "Súdwest" in reader.text("#table-holder tbody tr >> nth=2")


def test_a_download_opens_in_a_dutch_spreadsheet(read: Open) -> None:
    reader = read("province=PV28")
    reader.page.select_option("#table", label="Opvanglocaties")
    name, content = reader.downloaded()
    assert name == "run-sites-PV28.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    heads, *rows = content.decode("utf-8-sig").split("\r\n")
    assert heads.startswith("locatiecode;naam;gemeentecode;gemeentecode: Naam;provinciecode;provinciecode: Naam")
    assert rows[-1] == "" and len(rows) == 3
    # What looks like a formula has an apostrophe, quotes are doubled, and decimals have a comma.
    assert rows[0].startswith('S2;"\'=1+1;""x""";GM0002;Zoeterwoude;PV28;Zuid-Holland;')
    assert ";52,130000;" in rows[0]


def test_in_english_words_numbers_and_downloads_are_english(read: Open) -> None:
    reader = read()
    reader.page.click("[data-language=en]")
    assert reader.page.get_attribute("html", "lang") == "en"
    assert reader.page.title() == "Distribution plan: run"
    assert reader.text("[data-tile=indicative]") == "Indicative share (places) 1,000"
    assert reader.text("#map-title") == "Map"
    assert "DRAFT" in reader.text(".warning.concept")
    reader.page.select_option("#table", index=1)
    _, content = reader.downloaded()
    assert "S1,Azc Súdwest,GM0001,Súdwest," in content.decode("utf-8-sig")
    assert ",52.490000," in content.decode("utf-8-sig")
    reader.page.click("[data-language=nl]")
    assert reader.text("#map-title") == "Kaart"


def test_a_view_can_be_kept_as_an_address(read: Open) -> None:
    reader = read("language=en&province=PV28&measure=task&period=2025-Q1&municipality=GM0003&type=nonsense")
    assert reader.text("#details-title") == "'s-Gravenhage"
    chosen = {name: reader.page.input_value(f"#{name}") for name in ("province", "measure", "period", "type")}
    assert chosen == {"province": "PV28", "measure": "task", "period": "2025-Q1", "type": ""}


def test_everything_can_be_done_with_the_keyboard(read: Open) -> None:
    reader = read()
    keys = reader.page.keyboard
    keys.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    tab_to(reader, "map")
    keys.press("ArrowRight")  # begins at the first by name
    assert reader.text("#announcer").startswith("'s-Gravenhage. Afwijking van het indicatieve aandeel (plekken): +40")
    keys.press("ArrowRight")
    keys.press("ArrowUp")
    assert reader.text("#announcer").startswith("Súdwest.")
    keys.press("ArrowUp")  # there is nothing further north
    assert reader.text("#announcer").startswith("Súdwest.")
    assert reader.page.locator("#tooltip").is_visible()
    keys.press("Enter")
    assert reader.text("#details-title") == "Súdwest"
    keys.press("+")
    assert "scale(1.5)" in (reader.page.get_attribute(".map .layer", "transform") or "")
    keys.press("0")
    assert "scale(1)" in (reader.page.get_attribute(".map .layer", "transform") or "")
    tab_to(reader, "download")
    with reader.page.expect_download():
        keys.press("Enter")


def test_names_that_look_like_code_stay_text(read: Open, hostile_file: Path) -> None:
    reader = read("municipality=GM0001", hostile_file)
    hover(reader, 0)
    for place in ("#tooltip", "#details", "#table-holder"):
        assert "</script><script>document.title='hacked'" in reader.text(place)
    reader.page.fill("#search", "script")
    assert reader.page.locator("#found li").count() == 2
    reader.page.click("[data-language=en]")
    assert reader.page.title() == "Distribution plan: run"
    assert reader.page.locator("img").count() == 0


@pytest.mark.parametrize("choices", ["municipality=GM0002", "language=en&province=PV28&measure=task"])
def test_axe_finds_nothing_serious(read: Open, choices: str) -> None:
    reader = read(choices)
    reader.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    reader.page.fill("#search", "a")
    assert reader.offences() == []


def test_a_small_screen_needs_no_scrolling_sideways(read: Open) -> None:
    reader = read("municipality=GM0002")
    reader.page.set_viewport_size({"width": 360, "height": 800})
    reader.page.wait_for_timeout(400)  # it draws its maps again 0.2 s after the last change
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_run_without_outlines_has_everything_else(read: Open, page_file: Path, tmp_path: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    bare = re.sub(r'"outlines":.*?,"schematic"', '"outlines":{"municipalities":{},"provinces":{}},"schematic"', text)
    (tmp_path / "bare.html").write_text(bare, encoding="utf-8")
    reader = read("municipality=GM0002", tmp_path / "bare.html")
    assert reader.text("#details-title") == "Zoeterwoude"
    assert reader.text("#maps") == "De run heeft geen grenzen van gemeenten om te tekenen."
    reader.page.click("#zoom-in")
    assert reader.page.locator("#table-holder tbody tr").count() == 3


def test_charts_have_their_figures_in_a_table(read: Open) -> None:
    reader = read()
    reader.page.locator(".chart summary").first.click()
    rows = reader.texts(".chart >> nth=0 >> tbody tr")
    # Need: 918 persons who stay, 1 permit holder and 100 others without a place, at 90 % occupancy.
    assert rows[0] == "2025-Q1 0 0 1.500 20 0 0 0 1.132"
    assert rows[1] == "2025-Q2 300 0 1.500 0 0 0 0 1.403"


def hover(reader: Reader, municipality: int) -> None:
    """Move the pointer to the corner of an area, beside its sites."""
    area = reader.page.locator(".map .areas path").nth(municipality)
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + 8, box["y"] + 8)
    reader.page.mouse.move(box["x"] + 10, box["y"] + 10)


def tab_to(reader: Reader, wanted: str) -> None:
    """Press Tab until an element with this id or class has the focus."""
    for _ in range(120):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("[document.activeElement.id, ...document.activeElement.classList]").count(wanted):
            return
    raise AssertionError(f"Tab never comes to {wanted}")
