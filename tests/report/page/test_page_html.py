"""The file: nothing in the data can become code, and nothing in it points elsewhere."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report.page.page_runs import HOSTILE

from spreiding.report.page.html import SCRIPTS, STYLES, as_json, page_html, policy
from spreiding.report.page.vendor import update as vendor

ROOM = Path(__file__).parents[3] / "src" / "spreiding" / "report" / "page"
VENDORS = (ROOM / "vendor", Path(__file__).parent / "vendor")


class Elements(HTMLParser):
    """Collects the elements of a page and the text of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data


def elements(data: dict[str, object]) -> Elements:
    parser = Elements()
    parser.feed(page_html(data))
    return parser


def test_text_of_the_data_cannot_end_its_script() -> None:
    data = {"name": HOSTILE, "comment": "<!--<script>", "lines": "a\u2028b\u2029c", "letters": "Súdwest-Fryslân"}
    text = as_json(data)
    assert "<" not in text and "\u2028" not in text and "\u2029" not in text
    assert json.loads(text) == data
    assert "Súdwest-Fryslân" in text


def test_a_mark_of_the_template_in_the_data_is_only_text() -> None:
    data = {"name": "<!-- page: scripts -->"}
    found = elements(data)
    assert [json.loads(script) for script in found.scripts if script.startswith("{")] == [data]
    assert len(found.scripts) == 1 + 2 + len(SCRIPTS)


def test_a_number_that_is_none_is_a_defect() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json({"value": float("nan")})


def test_no_element_loads_anything() -> None:
    found = elements({"name": HOSTILE})
    assert {tag for tag, _ in found.elements if tag in ("link", "img", "iframe", "object", "base", "form")} == set()
    assert [attributes for _, attributes in found.elements if "src" in attributes] == []
    addresses = [attributes["href"] for _, attributes in found.elements if "href" in attributes]
    assert all(str(address).startswith("#") for address in addresses)


def test_the_policy_names_every_script_and_no_address() -> None:
    found = elements({"name": "x"})
    rules = next(attributes["content"] for tag, attributes in found.elements if "http-equiv" in attributes)
    assert rules is not None and "default-src 'none'" in rules
    for script in found.scripts[1:]:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules
    assert "http" not in rules and "unsafe-eval" not in rules and "script-src 'sha256-" in rules


def test_another_script_has_another_policy() -> None:
    assert policy(["a"]) != policy(["b"])
    assert policy(["a", "b"]).count("sha256-") == 2


def test_every_file_of_the_room_is_in_the_page_once() -> None:
    assert sorted(SCRIPTS) == sorted(path.stem for path in (ROOM / "script").glob("*.js"))
    assert sorted(STYLES) == sorted(path.stem for path in (ROOM / "style").glob("*.css"))


@pytest.mark.parametrize("path", sorted((ROOM / "script").glob("*.js")), ids=lambda path: path.stem)
def test_own_scripts_are_short_strict_and_never_write_html(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert code.startswith('"use strict";\n')
    assert code.count("\n") < 300
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.html\(", code) == []
    )
    assert re.findall(r"https?:|fetch\(|XMLHttpRequest|import\(", code) == []


@pytest.mark.parametrize("folder", VENDORS, ids=["page", "tests"])
def test_libraries_are_those_that_were_fetched_and_their_licences_are_there(folder: Path) -> None:
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert sums == dict(vendor.checksums(folder))
    licences = {path.stem for path in (folder / "LICENSES").iterdir()}
    for library in vendor.libraries(folder):
        code = (folder / library.file).read_text(encoding="utf-8")
        assert library.version in code[:600], library.package
        assert "</script" not in code.lower() and "<!--" not in code
        assert library.package.removeprefix("@").replace("/", "-") in licences
        assert {inner.rpartition("@")[0] for inner in library.within} <= licences


def test_libraries_are_fetched_again_by_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [{"package": "@maker/lib", "version": "1.2.3", "path": "dist/lib.js", "licence": "MIT", "home": "x"}]
    (tmp_path / "libraries.yaml").write_text(json.dumps(listed), encoding="utf-8")
    asked: list[list[str]] = []

    def pack(command: list[str], *, cwd: str, **_: object) -> None:
        asked.append(command)
        made = Path(cwd) / "package"
        (made / "dist").mkdir(parents=True)
        (made / "dist" / "lib.js").write_text("lib", encoding="utf-8")
        (made / "LICENSE.md").write_text("free", encoding="utf-8")
        with vendor.tarfile.open(Path(cwd) / "lib.tgz", "w:gz") as tar:
            tar.add(made, "package")

    monkeypatch.setattr(vendor.subprocess, "run", pack)
    vendor.update(tmp_path)
    assert asked == [["npm", "pack", "--silent", "@maker/lib@1.2.3"]]
    assert (tmp_path / "lib.js").read_text() == "lib"
    assert (tmp_path / "LICENSES" / "maker-lib.txt").read_text() == "free"
    assert (tmp_path / "SHA256SUMS").read_text() == f"{hashlib.sha256(b'lib').hexdigest()}  lib.js\n"
