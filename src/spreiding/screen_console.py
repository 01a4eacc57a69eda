"""The console on which commands print: what comes from a user's files can't steer the screen."""

from typing import Any

from rich.console import Console

from spreiding.errors import visible


class PlainConsole(Console):
    """A console that shows signs that can't be seen, and those that would move a cursor or colour a screen, by number.

    What stands between brackets or colons in a user's names is no markup.
    """

    def __init__(self) -> None:
        """Take the screen as it is."""
        super().__init__(markup=False, emoji=False)

    def print(self, *objects: Any, **settings: Any) -> None:
        """Print texts as they can be seen, and anything else as it is."""
        super().print(*(visible(one) if isinstance(one, str) else one for one in objects), **settings)
