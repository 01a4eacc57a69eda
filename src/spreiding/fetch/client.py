"""A resource from the cache or from its server: tried again with growing waits, checked, and only then kept.

``tenacity`` does the waiting; urllib3's own Retry knows nothing of bodies that break off and of parts to go on with.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import requests
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from spreiding import __version__
from spreiding.errors import InputError
from spreiding.fetch.attempt import Answer, attempt
from spreiding.fetch.resource import Copy, Net, Resource, Watch
from spreiding.fetch.store import Store
from spreiding.fetch.wrong import BY_HAND, AgainError, refused, unreachable
from spreiding.write.errors import as_output_error

_LONGEST = 60.0  # seconds between tries of our own choosing
Check = Callable[[Resource, Path, str], None]


def _session() -> requests.Session:
    session = requests.Session()
    # Public services want to know who asks; OVapi refuses clients without a name.
    session.headers["User-Agent"] = f"spreiding/{__version__} (Dutch reception planning)"
    return session


@dataclass(frozen=True)
class Client:
    """Fetches resources into a store; keeps track of what it gave, for the record of sources."""

    store: Store
    net: Net
    watch: Watch
    session: requests.Session = field(default_factory=_session)
    given: dict[str, Copy] = field(default_factory=dict)

    def get(self, resource: Resource, check: Check) -> Copy:
        """Give a copy; one that is new passed ``check`` before it was kept.

        Raises ``InputError``, and ``UnreachableError`` when the server can't be had.
        """
        with self.store.held(resource):
            copy = self._kept(resource) if self.net.offline else self._fetched(resource, check)
        self.given[resource.url] = copy
        return copy

    def day(self) -> str:
        """Give the latest day on which something given was retrieved or confirmed."""
        return max(copy.day for copy in self.given.values())

    def afresh(self) -> "Client":
        """Give a client on the same store and connections that keeps track anew."""
        return replace(self, given={})

    def _kept(self, resource: Resource) -> Copy:
        copy = self.store.find(resource)
        if copy is None:
            advice = f"Fetch it once without --offline, or give the --cache that has it. {BY_HAND}"
            raise refused(resource, f"is not in the cache {self.store.folder}", advice)
        return copy

    def _fetched(self, resource: Resource, check: Check) -> Copy:
        have, part = self._usable(resource), self.store.part(resource)
        tries = self._tries(resource)
        try:
            answer = tries(self._attempt, resource, have)
        except AgainError as error:
            raise unreachable(resource, error.reason, self.net.retries + 1, have) from error
        if answer.unchanged and have is not None:
            return self.store.confirm(resource, have)
        try:
            check(resource, part.body, answer.content_type)
        except InputError:
            part.drop()
            raise
        with as_output_error(self.store.folder, "--cache"):
            return self.store.keep(resource, answer)

    def _attempt(self, resource: Resource, have: Copy | None) -> Answer:
        try:
            with as_output_error(self.store.folder, "--cache"):
                return attempt(self.session, resource, self.store.part(resource), have, self.net, self.watch)
        finally:
            self.watch.end(resource.name)

    def _usable(self, resource: Resource) -> Copy | None:
        """The copy that the server may confirm; one that was tampered with is fetched anew."""
        try:
            return self.store.find(resource)
        except InputError as error:
            self.watch.note(f"{error.findings[0].file} {error.findings[0].rule}: it is fetched anew.")
            return None

    def _tries(self, resource: Resource) -> Retrying:
        own = wait_random_exponential(multiplier=self.net.wait, max=_LONGEST)

        def wait(state: RetryCallState) -> float:
            asked = _failure(state).after
            return own(state) if asked is None else asked

        def tell(state: RetryCallState) -> None:
            self.watch.again(resource.name, _failure(state).reason, state.upcoming_sleep)

        stop = stop_after_attempt(self.net.retries + 1)
        return Retrying(
            stop=stop, wait=wait, retry=retry_if_exception_type(AgainError), before_sleep=tell, reraise=True
        )


def _failure(state: RetryCallState) -> AgainError:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, AgainError) else AgainError("unknown")
