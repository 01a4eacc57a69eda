"""One try at one address: ask, follow redirects within bounds, go on where the last try stopped, count the bytes.

``requests`` is used for what a government network needs and the standard library lacks: proxies and certificates from
the environment, pooled connections. Not ``pooch``: it can't go on with a part. Redirects and lengths are looked at
here, because whom we follow and when a body is whole is for this program to say.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import monotonic, time

import requests
import urllib3

from spreiding.fetch.hosts import sent_on
from spreiding.fetch.part import Part
from spreiding.fetch.resource import Copy, Net, Resource, Watch
from spreiding.fetch.wrong import AgainError, refused

LONGEST_WAIT = 300.0  # seconds; a server that asks for more is left alone
_HOPS = 5
_CHUNK = 65_536
_SLOWEST = 1_024  # bytes that must come within a timeout
_PASSING = (408, 425, 429, 500, 502, 503, 504)
_MOVED = (301, 302, 303, 307, 308)
_PREFIX = re.compile(r"^(<[^>]*>|\w+\([^)]*\)): ")  # urllib3 names its connection before the reason
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True)
class Answer:
    """The headers that matter; ``unchanged``: the copy that we have is still the server's."""

    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    content_crs: str = ""
    unchanged: bool = False


def attempt(
    session: requests.Session, resource: Resource, part: Part, have: Copy | None, net: Net, watch: Watch
) -> Answer:
    """Bring the body into ``part``, whole.

    Raises ``AgainError`` when it may go better later, ``InputError`` when it will not.
    """
    offset = part.size if part.validator else 0
    with _in_words(), _asked(session, resource, _headers(resource, part, have, offset), net) as response:
        if response.status_code == 304 and have is not None:
            return Answer(unchanged=True)
        _judge(resource, response)
        expected = _begin(response, part, offset)
        if (expected or 0) > resource.most:
            raise _too_large(resource, part)
        watch.begin(resource.name, part.size, expected)
        _copy(resource, response, part, net, watch)
    if expected is not None and part.size != expected:
        raise AgainError(f"the connection ended after {part.size:,} of {expected:,} bytes")
    return _answer(response)


def _headers(resource: Resource, part: Part, have: Copy | None, offset: int) -> dict[str, str]:
    # Ranges and lengths are of the bytes that travel: compressed on the way they would be others each time.
    headers = {"Accept": resource.accept, "Accept-Encoding": "identity"}
    if offset:
        return {**headers, "Range": f"bytes={offset}-", "If-Range": part.validator}
    if have is not None and have.etag:
        headers["If-None-Match"] = have.etag
    elif have is not None and have.last_modified:
        headers["If-Modified-Since"] = have.last_modified
    return headers


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what the network does into reasons to try again."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise AgainError(
            f"the certificate was not accepted ({_short(error)}); REQUESTS_CA_BUNDLE names your own"
        ) from error
    except requests.exceptions.ProxyError as error:
        raise AgainError(f"the proxy refused or could not be reached ({_short(error)})") from error
    except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise AgainError("no answer within the time-out (--timeout)") from error
    except urllib3.exceptions.ProtocolError as error:
        raise AgainError(f"the connection broke off ({_short(error)})") from error
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
        raise AgainError(f"no connection ({_short(error)})") from error


def _short(error: Exception) -> str:
    """The innermost reason, as the system words it: the outer ones repeat the address."""
    inner: BaseException = error
    while wrapped := [arg for arg in (*inner.args, _cause(inner)) if isinstance(arg, BaseException)]:
        inner = wrapped[-1]
    text = (inner.strerror if isinstance(inner, OSError) else None) or str(inner) or type(inner).__name__
    return _PREFIX.sub("", text.split("\n")[0])[:200]


def _cause(error: BaseException) -> BaseException | None:
    return error.reason if isinstance(error, urllib3.exceptions.MaxRetryError) else None


@contextmanager
def _asked(
    session: requests.Session, resource: Resource, headers: dict[str, str], net: Net
) -> Iterator[requests.Response]:
    url = resource.url
    for _ in range(_HOPS + 1):
        with session.get(url, headers=headers, timeout=net.timeout, stream=True, allow_redirects=False) as response:
            if response.status_code not in _MOVED:
                yield response
                return
            target = response.headers.get("Location", "")
            there = sent_on(resource.server, url, target)
            if there is None:
                advice = "Only https and the hosts in endpoints.yaml are followed; see whether the service moved."
                raise refused(resource, "sends on to a place that is not known", advice, target)
            url = there
    raise refused(resource, f"sends on more than {_HOPS} times", "Try later; the service may be at fault.")


def _judge(resource: Resource, response: requests.Response) -> None:
    status = response.status_code
    if status in (200, 206, 416):
        return
    if status in _PASSING:
        raise _later(resource, response)
    advice = {
        404: "See whether the service or the table moved, and correct endpoints.yaml (--endpoints).",
        403: "The server or a firewall forbids it; docs/fetch.md says how to fetch on another machine.",
    }.get(status, "See in a browser what the address says; the service may have changed.")
    raise refused(resource, f"was answered with {status} {response.reason or ''}".rstrip(), advice)


def _later(resource: Resource, response: requests.Response) -> Exception:
    after = _retry_after(response.headers.get("Retry-After", ""))
    if after is not None and after > LONGEST_WAIT:
        rule = f"was answered with {response.status_code} and asks to wait {after:,.0f} s"
        return refused(resource, rule, "Try again after that.")
    return AgainError(f"the server answered {response.status_code} {response.reason or ''}".rstrip(), after)


def _retry_after(text: str) -> float | None:
    """Seconds, written as a number or as a date (RFC 9110, 10.2.3)."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time())
    except (TypeError, ValueError):
        return None


def _begin(response: requests.Response, part: Part, offset: int) -> int | None:
    """Make ``part`` ready for the bytes that come; give the size of the whole, where the server says it."""
    if response.status_code == 200:
        part.start(_validator(response))
        length = response.headers.get("Content-Length", "")
        return int(length) if length.isdecimal() else None
    found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    answer = _answer(response)
    named = [value for value in (answer.etag, answer.last_modified) if value]
    same = not named or part.validator in named
    if response.status_code == 416 or found is None or int(found[1]) != offset or not same:
        part.drop()
        raise AgainError("the file changed since its first part came; it is fetched from the start", after=0.0)
    return None if found[2] == "*" else int(found[2])


def _validator(response: requests.Response) -> str:
    """What may stand in If-Range: a strong ETag, else the time of the last change (RFC 9110, 13.1.5)."""
    etag = response.headers.get("ETag", "")
    return etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")


def _copy(resource: Resource, response: requests.Response, part: Part, net: Net, watch: Watch) -> None:
    since, count = monotonic(), 0
    with part.body.open("ab") as body:
        # read1 gives what there is: a server that drips is noticed, and what came is kept for the next try.
        while data := response.raw.read1(_CHUNK):
            body.write(data)
            count += len(data)
            if body.tell() > resource.most:
                raise _too_large(resource, part)
            watch.advance(len(data))
            if monotonic() - since > net.timeout:
                if count < _SLOWEST:
                    raise AgainError("the answer came too slowly (--timeout)")
                since, count = monotonic(), 0


def _too_large(resource: Resource, part: Part) -> Exception:
    part.drop()
    rule = f"is larger than {resource.most:,} bytes"
    return refused(resource, rule, "See what the address gives; the limits stand in endpoints.yaml (--endpoints).")


def _answer(response: requests.Response) -> Answer:
    headers = response.headers
    return Answer(
        etag=headers.get("ETag", ""),
        last_modified=headers.get("Last-Modified", ""),
        content_type=headers.get("Content-Type", ""),
        content_crs=headers.get("Content-Crs", ""),
    )
