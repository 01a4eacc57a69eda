"""What is seen while an alternative is worked out, and how long each step took."""

from spreiding.result import Watch
from spreiding.screen import Screen

STEPS = {
    "read base": "reading the base",
    "base": "looking for what is kept of it",
    "build base": "building its model (once)",
    "prepare": "working out what is asked",
    "solve": "solving",
    "spread": "making the plan whole",
    "tables": "making the tables",
    "write": "writing tables and maps",
    "audit": "auditing what was written",
}


class QuietScreen(Screen):
    """Shows the step that is worked at, and leaves no line for it: an alternative takes seconds."""

    def begin(self, name: str) -> None:
        """Show the step that begins."""
        self.show(STEPS[name])

    def end(self, name: str) -> None:
        """Leave nothing: ``seconds_line`` tells all steps."""

    def goal(self, name: str, event: str) -> None:
        """Show the goal that is worked at."""
        if event == "start":
            self.show(f"solving: {name}")


def seconds_line(watch: Watch) -> str:
    """The seconds of every step that took a tenth of one, in a line."""
    told = [f"{STEPS.get(name, name)} {value:.1f}" for name, value in watch.seconds.items() if value >= 0.05]
    return f"Seconds: {', '.join(told)}." if told else "It took no time to speak of."
