"""What goes wrong on the way, as findings."""

from spreiding.errors import Finding, InputError
from spreiding.fetch.resource import Copy, Resource

BY_HAND = "docs/fetch.md says how to fetch on another machine."


class AgainError(Exception):
    """A try that failed in a way that may pass; ``after``: seconds that the server asked to wait."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        """Keep the reason in words."""
        super().__init__(reason)
        self.reason, self.after = reason, after


class UnreachableError(InputError):
    """A server that could not be reached or kept failing: what else is asked of it would fail too."""


def refused(resource: Resource, rule: str, advice: str, value: str | None = None) -> InputError:
    """An answer that can't be used, and that another try would not change."""
    return InputError([Finding(f"{resource.name} ({resource.url})", None, None, value, rule, advice)])


def unreachable(resource: Resource, reason: str, tries: int, have: Copy | None) -> UnreachableError:
    """A server that could not be reached; ``have``: the copy in the cache that could serve."""
    times = "1 try" if tries == 1 else f"{tries} tries"
    kept = f"The copy of {have.day} in the cache can be used: add --offline." if have else f"Nothing is kept. {BY_HAND}"
    advice = f"Check the network and the proxy (HTTPS_PROXY), or try later. {kept}"
    where = f"{resource.name} ({resource.url})"
    return UnreachableError(
        [Finding(where, None, None, None, f"could not be fetched: {reason}, after {times}", advice)]
    )
