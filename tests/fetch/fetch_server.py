"""A server on this machine that speaks as CBS, PDOK and OVapi do, and goes wrong when a test says so."""

import json
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fetch_country import Country
from fetch_odata import answer3, answer4
from pyproj import Transformer

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
_TO_DEGREES = Transformer.from_crs("EPSG:28992", "OGC:CRS84", always_xy=True)


@dataclass
class Reply:
    """An answer on its way: a fault may change any of it. ``cut``: bytes after which the line goes dead."""

    status: int
    body: bytes
    headers: dict[str, str]
    cut: int | None = None
    drip: float = 0.0


Fault = Callable[[Reply], None]


@dataclass
class Server:
    """The server's state: faults by part of an address (each used once, unless ``endless``), and what was asked."""

    country: Country
    url: str = ""
    page: int = 400
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    endless: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    degrees: bool = False  # whether boundaries come as longitude and latitude, whatever was asked
    crs_header: str | None = ""  # "" is the true one, None is no header
    etag: str = '"one"'
    last_modified: str = ""
    ranges: bool = True
    rows: dict[str, Any] = field(default_factory=dict)  # of a table's part, from its first page on
    change_json: Callable[[str, dict[str, Any]], None] = lambda path, page: None

    def fail(self, part: str, *faults: Fault) -> None:
        self.faults.setdefault(part, []).extend(faults)

    def options(self) -> tuple[str, ...]:
        """What turns the command to this server."""
        roots = {"cbs": "v3", "cbs4": "v4", "pdok": "pdok", "timetable": "gtfs"}
        return tuple(part for name, root in roots.items() for part in ("--base-url", f"{name}={self.url}/{root}"))

    def times(self, part: str) -> int:
        return sum(part in path for path, _ in self.asked)

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        self.asked.append((path, headers))
        reply = self._reply(path, headers)
        for part, faults in self.faults.items():
            if part in path and faults:
                (faults[0] if self.endless else faults.pop(0))(reply)
                break
        return reply

    def _reply(self, path: str, headers: dict[str, str]) -> Reply:
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query))
        if found := re.fullmatch(r"/v([34])/(\w+)/(\w+)", parts.path):
            return self._table(path, found, query)
        if parts.path.endswith("/gemeente_gegeneraliseerd/items"):
            return self._features(path, query)
        if parts.path == "/gtfs/nl/gtfs-nl.zip":
            return self._zip(headers)
        return Reply(404, b"no such thing", {"Content-Type": "text/plain"})

    def _table(self, path: str, found: re.Match[str], query: dict[str, str]) -> Reply:
        old = found[1] == "3"
        skip = int(query.get("$skip", 0))
        if not skip:
            self.rows[found[0]] = (answer3 if old else answer4)(self.country, found[2], found[3], query)
        rows = self.rows[found[0]]
        if isinstance(rows, dict):
            return self._json(path, rows)
        page: dict[str, Any] = {"value": rows[skip : skip + self.page]}
        if skip + self.page < len(rows):
            link = f"{self.url}{urlsplit(path).path}?{urlencode({**query, '$skip': skip + self.page})}"
            page["odata.nextLink" if old else "@odata.nextLink"] = link
        return self._json(path, page)

    def _features(self, path: str, query: dict[str, str]) -> Reply:
        everything = [(code, year) for year in self.country.shape_years for code in self.country.shapes]
        start, limit = int(query.get("cursor", 0)), int(query["limit"])
        features = [self._feature(code, year) for code, year in everything[start : start + limit]]
        page: dict[str, Any] = {"type": "FeatureCollection", "features": features, "links": [{"rel": "self"}]}
        if start + limit < len(everything):
            link = f"{self.url}{urlsplit(path).path}?{urlencode({**query, 'cursor': start + limit})}"
            page["links"].append({"rel": "next", "href": link})
        reply = self._json(path, page)
        reply.headers["Content-Type"] = "application/geo+json"
        true = "http://www.opengis.net/def/crs/OGC/1.3/CRS84" if self.degrees else RD
        if self.crs_header is not None:
            reply.headers["Content-Crs"] = f"<{self.crs_header or true}>"
        return reply

    def _feature(self, code: str, year: int) -> dict[str, Any]:
        names = {row["municipality_code"]: row["municipality"] for row in self.country.municipalities}
        geometry = self.country.shapes[code]
        if self.degrees:
            geometry = {**geometry, "coordinates": _turned(geometry["coordinates"])}
        properties = {"statcode": code, "statnaam": names.get(code, "?"), "jaarcode": year, "rubriek": "gemeente"}
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    def _json(self, path: str, page: dict[str, Any]) -> Reply:
        self.change_json(path, page)
        return Reply(200, json.dumps(page).encode(), {"Content-Type": "application/json;odata=minimalmetadata"})

    def _zip(self, headers: dict[str, str]) -> Reply:
        body, etag = self.country.timetable, self.etag
        about = {
            "Content-Type": "application/zip",
            "ETag": etag,
            "Content-Disposition": 'attachment; filename="../../x"',
        }
        if headers.get("If-None-Match") == etag:
            return Reply(304, b"", about)
        found = re.fullmatch(r"bytes=(\d+)-", headers.get("Range", ""))
        if self.last_modified:
            about["Last-Modified"] = self.last_modified
        if not found or not self.ranges or headers.get("If-Range") not in (etag, self.last_modified):
            return Reply(200, body, about)
        first = int(found[1])
        if first >= len(body):
            return Reply(416, b"", {**about, "Content-Range": f"bytes */{len(body)}"})
        return Reply(206, body[first:], {**about, "Content-Range": f"bytes {first}-{len(body) - 1}/{len(body)}"})


def _turned(coordinates: Any) -> Any:
    if isinstance(coordinates[0], int | float):
        return list(_TO_DEGREES.transform(*coordinates[:2]))
    return [_turned(part) for part in coordinates]


def status(code: int, **headers: str) -> Fault:
    """Another status, with a short text."""

    def fault(reply: Reply) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        reply.status, reply.body, reply.headers = code, b"not now", {"Content-Type": "text/plain", **named}

    return fault


def cut(after: int) -> Fault:
    """The line goes dead after so many bytes of the body."""

    def fault(reply: Reply) -> None:
        reply.cut = after

    return fault


def drip(seconds: float, after: int = 0) -> Fault:
    """After so many bytes nothing more comes for so long."""

    def fault(reply: Reply) -> None:
        reply.cut, reply.drip = after, seconds

    return fault


def body(content: bytes, content_type: str = "application/json") -> Fault:
    """Something else, under the status 200."""

    def fault(reply: Reply) -> None:
        reply.status, reply.body, reply.headers = 200, content, {"Content-Type": content_type}

    return fault


class _Quiet(ThreadingHTTPServer):
    """A client that goes away, killed or tired of waiting, is what the tests are about."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(country: Country) -> Iterator[Server]:
    """Run a server for ``country`` until the test is over."""
    server = Server(country)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = server.reply(self.path, dict(self.headers))
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            if reply.cut is not None:
                self.wfile.flush()
                stopped.wait(reply.drip)
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Keep the tests' output clean."""

    stopped = threading.Event()
    httpd = _Quiet(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server.url = f"http://127.0.0.1:{httpd.server_address[1]}"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stopped.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join(timeout=5)


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)
