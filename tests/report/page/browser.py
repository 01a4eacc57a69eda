"""A real browser without a screen, for tests that use a page as a reader does."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@dataclass(frozen=True)
class Reader:
    """An open page; ``said``: what it complained of, ``asked``: addresses that it asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return " ".join(self.page.inner_text(selector).split())

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def colours(self, which: int = 0) -> list[str | None]:
        """Colours of the municipalities on a map, in the order of their codes."""
        return [
            area.get_attribute("fill") for area in self.page.locator(".map").nth(which).locator(".areas path").all()
        ]

    def downloaded(self) -> tuple[str, bytes]:
        """Name and content of the file that the button gives."""
        with self.page.expect_download() as waiting:
            self.page.click("#download")
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def offences(self) -> list[str]:
        """What axe-core finds against WCAG 2.1 AA and calls serious or critical."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate(f"axe.run(document, {{ runOnly: {WCAG!r} }})")
        assert len(found["passes"]) > 20  # it looked
        grave = [rule for rule in found["violations"] if rule["impact"] in ("serious", "critical")]
        return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in grave]


Open = Callable[..., Reader]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium; skip the test where there is none."""
    path = os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine: install it (docs/report-page.md), or name it in CHROMIUM")
    # Chromium refuses its sandbox to root, as in a container.
    own = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=own)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path, choices: str = "", **settings: Any) -> Iterator[Reader]:
    """Open a page from disk, with ``choices`` behind the #, and wait until it has drawn itself."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, **settings)
    reader = Reader(context.new_page())
    reader.page.on("console", lambda message: reader.said.append(f"{message.type}: {message.text}"))
    reader.page.on("pageerror", lambda error: reader.said.append(str(error)))
    reader.page.on("request", lambda request: reader.asked.append(request.url))
    reader.page.goto(f"{file.as_uri()}#{choices}")
    reader.page.wait_for_selector("html[data-ready]", timeout=20_000)
    yield reader
    context.close()
