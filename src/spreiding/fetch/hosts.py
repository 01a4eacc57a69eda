"""Where a request may go: to the server that was asked for, and over https to the hosts that it is known by."""

from urllib.parse import urljoin, urlsplit

from spreiding.fetch.endpoints import Server


def sent_on(server: Server, current: str, target: str) -> str | None:
    """Give the address that a redirect or next link at ``current`` leads to; ``None`` where it may not be followed.

    Old services link to http where they mean https: on the same host the scheme of the request is kept.
    """
    here, there = urlsplit(current), urlsplit(urljoin(current, target))
    if there.scheme == "http" and here.scheme == "https" and here.netloc == there.netloc:
        there = there._replace(scheme="https")
    url = there._replace(fragment="").geturl()
    return url if _same_server(url, server.url) or _known(url, server) else None


def _same_server(url: str, base: str) -> bool:
    one, other = urlsplit(url), urlsplit(base)
    return (one.scheme, one.netloc) == (other.scheme, other.netloc)


def _known(url: str, server: Server) -> bool:
    parts = urlsplit(url)
    # The name as it stands, without a port or a user name: those would lead elsewhere under a known name.
    return parts.scheme == "https" and parts.netloc in server.hosts
