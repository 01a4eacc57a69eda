"""Answers in JSON, page after page: bounded, without going round in circles, and never to another server."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from spreiding.errors import InputError
from spreiding.fetch.client import Client
from spreiding.fetch.endpoints import Limits, Server
from spreiding.fetch.hosts import sent_on
from spreiding.fetch.resource import MEGABYTE, Copy, Resource
from spreiding.fetch.wrong import refused

Json = dict[str, Any]
NextOf = Callable[[Json], object]
_SHOWN = 80


def read_pages(
    client: Client, server: Server, url: str, name: str, accept: str, limits: Limits, next_of: NextOf
) -> Iterator[tuple[Copy, Json]]:
    """Give every page with the copy it stands in; ``next_of`` finds the address of the next one in a page.

    Raises ``InputError`` on an answer that is no JSON object, and on pages that have no end.
    """
    seen: set[str] = set()
    taken = 0
    while url:
        resource = Resource(server, url, name, accept, limits.page_megabytes * MEGABYTE)
        if url in seen or len(seen) >= limits.pages:
            raise _endless(resource, len(seen), url in seen)
        seen.add(url)
        copy = client.get(resource, check_json)
        taken += copy.size
        if taken > limits.table_megabytes * MEGABYTE:
            raise refused(resource, f"is more than {limits.table_megabytes} MB in all", "See what it holds.")
        page = load_json(resource, copy.path)
        yield copy, page
        url = _next(resource, next_of(page))


def check_json(resource: Resource, path: Path, content_type: str) -> None:
    """Raise ``InputError`` when a body is no JSON object; a web page is told by its first words."""
    del content_type  # services call JSON by many names: what counts is the body
    load_json(resource, path)


def load_json(resource: Resource, path: Path) -> Json:
    """Read a JSON object; decimals stay as they are written."""
    advice = "See in a browser what the address says; try later, or through another network."
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(resource, "was answered with something else than JSON (no text)", advice) from error
    if text.lstrip().startswith("<"):
        raise refused(resource, "was answered with a web page instead of JSON", advice, _start(text))
    try:
        content = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise refused(resource, f"was answered with JSON that can't be read ({error})", advice, _start(text)) from error
    if not isinstance(content, dict):
        raise refused(resource, "was answered with JSON that is no object", advice, _start(text))
    return content


def _start(text: str) -> str:
    words = " ".join(text[: 4 * _SHOWN].split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}..."


def _endless(resource: Resource, pages: int, circle: bool) -> InputError:
    why = "leads back to a page that was read already" if circle else f"goes on after {pages} pages"
    return refused(resource, f"has a next link that {why}", "The service is at fault: try later.")


def _next(resource: Resource, link: object) -> str:
    if link is None:
        return ""
    there = sent_on(resource.server, resource.url, link) if isinstance(link, str) else None
    if there is None:
        advice = "Only the server itself is followed; a mirror must write its own address in its links."
        raise refused(resource, "has a next link to another server", advice, str(link))
    return there
