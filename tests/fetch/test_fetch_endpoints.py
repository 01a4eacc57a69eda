"""The file of servers and tables, and addresses that turn to a mirror."""

from pathlib import Path

import pytest

from spreiding.errors import InputError
from spreiding.fetch.endpoints import EMBEDDED, load_endpoints
from spreiding.fetch.hosts import sent_on


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("cbs", "names no server"),
        ("cbz=https://a.nl", "names no server"),
        ("cbs=a.nl", "is no address of a server"),
        ("cbs=ftp://a.nl", "is no address of a server"),
        ("cbs=https://me:secret@a.nl", "is no address of a server"),
        ("cbs=https://a.nl?x", "is no address of a server"),
        ("cbs=https://a.nl:port", "is no address of a server"),
    ],
)
def test_a_base_url_that_is_none_is_refused(asked: str, rule: str) -> None:
    with pytest.raises(InputError, match=rule):
        load_endpoints(None, (asked,))


def test_a_file_of_endpoints_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = EMBEDDED.read_text(encoding="utf-8")
    for old, new, told in (
        ("https://api.pdok.nl", "http://api.pdok.nl", "is not https"),
        ("  pdok:", "  pdog:", "servers.pdog"),
        ("  corop_code:", "  corops:", "areas.corops"),
        ("  corop_code: {title: Code, groups: [COROP-gebied]}\n", "", "is missing"),
        ("pages: 500", "pages: many", "limits.pages"),
        ("limits:", "limitz:", "limitz"),
        ("servers:  ", "servers: [", "can't be read"),
    ):
        path.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(InputError) as caught:
            load_endpoints(path)
        assert told in str(caught.value)
        assert "raming-2024" not in str(caught.value)
    with pytest.raises(InputError, match="can't be read"):
        load_endpoints(tmp_path / "absent.yaml")


def test_links_lead_to_the_same_server_or_over_https_to_a_known_host() -> None:
    cbs = load_endpoints(None).servers["cbs"]
    here = "https://opendata.cbs.nl/ODataFeed/odata/x/TypedDataSet"
    # Old services link to http where they mean https.
    assert sent_on(cbs, here, "http://opendata.cbs.nl/next") == "https://opendata.cbs.nl/next"
    assert sent_on(cbs, here, "Other?$skip=5#part") == "https://opendata.cbs.nl/ODataFeed/odata/x/Other?$skip=5"
    for target in (
        "https://opendata.cbs.nl.evil.example/",
        "https://opendata.cbs.nl@evil.example/",
        "https://opendata.cbs.nl:8443/",
        "https://datasets.cbs.nl/",
        "//evil.example/",
        "javascript:alert(1)",
    ):
        assert sent_on(cbs, here, target) is None, target


def test_a_mirror_is_followed_to_itself_and_to_the_real_server_only() -> None:
    cbs = load_endpoints(None, ("cbs=http://127.0.0.1:8000/cbs",)).servers["cbs"]
    here = "http://127.0.0.1:8000/cbs/x"
    assert sent_on(cbs, here, "/cbs/y") == "http://127.0.0.1:8000/cbs/y"
    assert sent_on(cbs, here, "https://opendata.cbs.nl/y") == "https://opendata.cbs.nl/y"
    assert sent_on(cbs, here, "http://opendata.cbs.nl/y") is None
    assert sent_on(cbs, here, "http://127.0.0.1:8001/y") is None
