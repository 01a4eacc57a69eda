"""The cache and the folder that is written: what is kept, what is refused, and what is left when a fetch dies."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from commands.run_cli import ROOT
from fetch_country import Country, feed
from fetch_run import Fetcher, Told
from fetch_server import cut, drip, serving, status, until

from spreiding.fetch import target
from spreiding.fetch.store import Store
from spreiding.write.run_json import sha256_of

ZIP = "gtfs-nl.zip"


def test_offline_gives_the_same_files_without_asking_anything(fetcher: Fetcher) -> None:
    fetcher()
    first, asked = fetcher.files(), len(fetcher.server.asked)
    fetcher(offline=True, out=fetcher.folder / "again")
    again = {path.name: path.read_bytes() for path in (fetcher.folder / "again").iterdir()}
    assert len(fetcher.server.asked) == asked
    tables = ("population.csv", "ses_woa.csv", "municipalities.csv", ZIP, "SOURCES.md")
    assert all(again[name] == first[name] for name in tables)


def test_offline_without_a_copy_says_what_to_do(fetcher: Fetcher) -> None:
    told = fetcher.refused(offline=True)
    assert f"is not in the cache {fetcher.cache}" in told
    assert "Fetch it once without --offline" in told
    assert fetcher.server.asked == []


def test_a_copy_that_the_server_still_has_is_not_sent_again(fetcher: Fetcher) -> None:
    fetcher("timetable")
    fetcher("timetable")
    assert [headers.get("If-None-Match") for _, headers in fetcher.server.asked] == [None, '"one"']
    assert fetcher.told.bytes == len(fetcher.server.country.timetable)


def test_a_newer_file_takes_the_place_of_the_copy(fetcher: Fetcher) -> None:
    fetcher("timetable")
    fetcher.server.country.timetable, fetcher.server.etag = feed({"extra.txt": "x"}), '"two"'
    fetcher("timetable")
    assert (fetcher.out / ZIP).read_bytes() == fetcher.server.country.timetable
    assert len(list(fetcher.cache.glob("gtfs-nl-*.data"))) == 1


def test_a_copy_that_was_tampered_with_is_refused_offline_and_fetched_anew_online(fetcher: Fetcher) -> None:
    fetcher("timetable")
    (copy,) = fetcher.cache.glob("gtfs-nl-*.data")
    content = copy.read_bytes()
    copy.write_bytes(content.replace(b"Here", b"Nowh"))
    told = fetcher.refused("timetable", offline=True)
    assert "is not the file whose sha256 was noted" in told
    assert str(next(fetcher.cache.glob("gtfs-nl-*.json"))) in told
    fetcher("timetable")
    assert copy.read_bytes() == content
    assert any("it is fetched anew" in line for line in fetcher.told.lines)


@pytest.mark.parametrize("note", ["", "{", "[]", '{"path": "../../etc/passwd"}', "null"])
def test_a_note_that_was_spoilt_is_a_finding(fetcher: Fetcher, note: str) -> None:
    fetcher("timetable")
    next(fetcher.cache.glob("gtfs-nl-*.json")).write_text(note, encoding="utf-8")
    assert "has a note that can't be read" in fetcher.refused("timetable", offline=True)


def test_a_note_of_another_address_is_a_finding(fetcher: Fetcher) -> None:
    fetcher("timetable")
    path = next(fetcher.cache.glob("gtfs-nl-*.json"))
    path.write_text(json.dumps({**json.loads(path.read_text()), "url": "https://elsewhere.example"}), encoding="utf-8")
    assert "has a note of another address" in fetcher.refused("timetable", offline=True)


def test_a_note_leads_to_no_file_outside_the_cache(fetcher: Fetcher) -> None:
    fetcher("timetable")
    outside = fetcher.folder / "outside"
    outside.write_bytes(b"secret")
    path = next(fetcher.cache.glob("gtfs-nl-*.json"))
    note = {**json.loads(path.read_text()), "path": "../outside", "sha256": sha256_of(outside)}
    path.write_text(json.dumps(note), encoding="utf-8")
    assert "is not the file whose sha256" in fetcher.refused("timetable", offline=True)


def test_two_years_do_not_get_into_one_folder(fetcher: Fetcher) -> None:
    fetcher("population", "timetable")
    told = fetcher.refused("ses-woa", year=2024)
    for name in ("population.csv", "municipalities.csv", ZIP, "sources.json"):
        assert f'{fetcher.out / name}, value "2023": is of 2023, and 2024 is asked' in told
    assert "Give another --out for 2024" in told


def test_the_years_of_a_second_folder_are_its_own(fetcher: Fetcher) -> None:
    fetcher("population", year=2024, out=fetcher.folder / "data-2024")
    rows = (fetcher.folder / "data-2024" / "population.csv").read_text(encoding="utf-8")
    assert "2024-01-01" in rows and "2023-01-01" not in rows


def test_a_table_that_was_changed_by_hand_is_not_replaced(fetcher: Fetcher) -> None:
    fetcher("population")
    path = fetcher.out / "population.csv"
    path.write_text(path.read_text(encoding="utf-8") + "mine\n", encoding="utf-8")
    told = fetcher.refused("population")
    assert f"{path}: was not fetched, or was changed since, and would be replaced" in told
    fetcher("timetable")  # does not touch it
    assert path.read_text(encoding="utf-8").endswith("mine\n")


def test_a_folder_of_something_else_is_left_alone(fetcher: Fetcher) -> None:
    fetcher.out.mkdir()
    (fetcher.out / "letter.txt").write_text("mine", encoding="utf-8")
    assert "exists and holds no fetched data" in fetcher.refused("population")
    (fetcher.out / "sources.json").write_text('{"year": 2023}', encoding="utf-8")
    assert "is no record of fetched data" in fetcher.refused("population")
    assert "is no folder" in fetcher.refused("population", out=fetcher.out / "letter.txt")
    assert fetcher.server.asked == []


def test_older_files_stay_as_they_are_until_all_of_the_new_stand(fetcher: Fetcher) -> None:
    """Old and new share bytes on the disk: a failure after some were written must not reach the old ones."""
    fetcher()
    first = fetcher.files()
    fetcher.server.country.population[("GM0363", 2023)] = 999_999
    fetcher.server.country.scores[("GM0014", 2022)] = "7.5"  # no score: found only when the tables are read again
    told = fetcher.refused()
    assert "is not between -1 and 2" in told
    assert fetcher.files() == first
    assert not [path for path in fetcher.folder.iterdir() if "stage" in path.name]


def test_two_fetches_at_once_on_one_cache_lose_nothing(whole_country: Country, tmp_path: Path) -> None:
    with serving(whole_country.copy()) as server, ThreadPoolExecutor(4) as pool:
        fetchers = [Fetcher(server, tmp_path, Told()) for _ in range(4)]
        what = (("population",), ("timetable",), ("ses-woa",), ("timetable",))
        for done in [pool.submit(one, *names) for one, names in zip(fetchers, what, strict=True)]:
            done.result()
        fetcher = fetchers[0]
        # One folder: all that was asked is in it, whoever was first.
        assert {file["file"] for file in fetcher.record()["files"]} == {
            "municipalities.csv",
            "population.csv",
            "ses_woa.csv",
            ZIP,
        }
        fetcher("population", "ses-woa", "timetable", offline=True)
        assert not list(fetcher.cache.glob("*.part*"))


def test_a_folder_is_written_by_one_fetch_at_a_time(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both would begin with the same older files, and the later one would put the other's away."""
    inside, most = [0], [0]
    write = target.write_record

    def slow(*arguments: object) -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(1.5)
        write(*arguments)
        inside[0] -= 1

    monkeypatch.setattr(target, "write_record", slow)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(fetcher, "timetable"), pool.submit(fetcher, "population")]:
            done.result()
    assert most == [1]
    assert {"population.csv", ZIP} <= set(fetcher.files())


def running(fetcher: Fetcher, *what: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "cli.py"), "data", "fetch", *what, "--out", str(fetcher.out)]
    command += ["--cache", str(fetcher.cache), *fetcher.server.options()]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_fetch_that_is_killed_leaves_the_old_result_and_is_gone_on_with(fetcher: Fetcher) -> None:
    fetcher("timetable")
    old = fetcher.files()
    newer = feed({"extra.txt": "new"})
    fetcher.server.country.timetable, fetcher.server.etag = newer, '"two"'
    fetcher.server.fail(ZIP, drip(60.0, 200_000))
    process = running(fetcher, "timetable")
    until(lambda: any(path.stat().st_size == 200_000 for path in fetcher.cache.glob("*.part")))
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    assert fetcher.files() == old
    fetcher("timetable")
    assert fetcher.server.asked[-1][1]["Range"] == "bytes=200000-"
    assert (fetcher.out / ZIP).read_bytes() == newer


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal for a child alone")
def test_ctrl_c_leaves_the_old_result_and_a_part(fetcher: Fetcher) -> None:
    fetcher.server.fail(ZIP, drip(60.0, 200_000))
    process = running(fetcher, "timetable")
    until(lambda: any(path.stat().st_size == 200_000 for path in fetcher.cache.glob("*.part")))
    process.send_signal(signal.SIGINT)
    text, _ = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in text
    assert not fetcher.out.exists()
    fetcher("timetable")
    assert fetcher.server.asked[-1][1]["Range"] == "bytes=200000-"


def test_a_cache_that_can_not_be_written_is_said(fetcher: Fetcher) -> None:
    from spreiding.write.errors import OutputError

    fetcher.cache.write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="--cache"):
        fetcher("timetable")


def test_a_store_finds_nothing_where_nothing_is(tmp_path: Path, fetcher: Fetcher) -> None:
    from spreiding.fetch.endpoints import load_endpoints
    from spreiding.fetch.resource import Resource

    server = load_endpoints(None).servers["cbs"]
    assert Store(tmp_path / "absent").find(Resource(server, "https://opendata.cbs.nl/x", "x", "*/*", 1)) is None
    # Whatever a table calls its parts, the name of the copy stays inside the cache.
    odd = Resource(server, "https://opendata.cbs.nl/y", "../..//a b\\c", "*/*", 1)
    assert Store(tmp_path).part(odd).body.parent == tmp_path


def test_the_first_failure_of_a_later_page_keeps_the_earlier_ones(fetcher: Fetcher) -> None:
    fetcher.server.fail("skip=400", cut(10), status(500), status(500))
    fetcher.refused("population")
    fetcher("population")
    assert len(fetcher.table("population.csv")) == 3 * 342
