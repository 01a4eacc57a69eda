"""What is wrong with the input, said once, all of it, in the words of the person who made the file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

_LONGEST = 200  # characters of a value that are shown


@dataclass(frozen=True)
class Finding:
    """One thing wrong in one place.

    ``file`` is the name the user knows it by; ``row`` the line in the file as a spreadsheet numbers it
    (the header is row 1) or ``None`` when the finding is about the whole file; ``advice`` says what to do.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    rule: str
    advice: str

    def visible(self) -> "Finding":
        """Give the finding with signs that can't be seen by number, and a very long value cut off."""
        column, value = (None if text is None else visible(text) for text in (self.column, self.value))
        file, rule, advice = visible(self.file), visible(self.rule), visible(self.advice)
        if value is not None and len(value) > _LONGEST:
            value = f"{value[:_LONGEST]}... ({len(value)} characters)"
        return replace(self, file=file, column=column, value=value, rule=rule, advice=advice)

    def __str__(self) -> str:
        """Render as one line: ``file, row 3, column places_min, value "-4": rule. advice``."""
        return self.visible()._line()

    def _line(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.value is not None:
            place.append(f'value "{self.value}"')
        return f"{', '.join(place)}: {self.rule}. {self.advice}"


def visible(text: str) -> str:
    """Give a text as a person can see it: a sign without a shape as ``<U+200B>``; line breaks stay."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else f"<U+{ord(sign):04X}>" for sign in text)


class InputError(ValueError):
    """The input cannot be used; carries every finding, never just the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings in the order in which they were found."""
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
