"""From statements to sentences, in English and in Dutch."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spreiding.explain.statement import Figure, Statement
from spreiding.explain.vocabulary import DUTCH

Language = Literal["english", "dutch"]


class _Shown(str):
    """A figure as text, for ``str.format``: with ``{n:place|places}`` the word that fits the number."""

    value: object

    def __new__(cls, shown: str, value: object) -> "_Shown":
        made = super().__new__(cls, shown)
        made.value = value
        return made

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return str(self)
        one, more = spec.split("|")
        return one if self.value in (1, -1) else more


@dataclass(frozen=True)
class Style:
    """How a form writes: its language, and what it does to names that come from the data."""

    language: Language
    clean: Callable[[str], str]

    def sentence(self, statement: Statement) -> str:
        """The sentence without its article."""
        template = statement.english if self.language == "english" else statement.dutch
        series = ", ".join(f"{self._label(label)} {self.shown(figure)}".strip() for label, figure in statement.series)
        figures = {key: _Shown(self.shown(figure), figure.value) for key, figure in statement.figures.items()}
        return template.format(**figures, series=series)

    def shown(self, figure: Figure) -> str:
        """One figure as text."""
        if isinstance(figure.value, str):
            return self._text(figure, figure.value)
        sign = "+" if figure.form == "signed" else ""
        # Adding zero after rounding turns -0.0 into 0.0.
        written = f"{round(figure.value, figure.decimals) + 0.0:{sign},.{figure.decimals}f}"
        return written if self.language == "english" else written.translate(str.maketrans(",.", ".,"))

    def _label(self, label: str) -> str:
        """A label of a series: a word of the program's own, or a code or quarter."""
        return DUTCH[label] if self.language == "dutch" and label in DUTCH else self.clean(label)

    def _text(self, figure: Figure, value: str) -> str:
        if figure.form == "name":
            return self.clean(value)
        if figure.form == "word":
            # Several origins stand together as official/estimate.
            return "/".join(DUTCH[part] for part in value.split("/")) if self.language == "dutch" else value
        return value


def dutch_article(article: str) -> str:
    """An article or section as a Dutch text names it."""
    for english, dutch in _ARTICLE_WORDS:
        article = article.replace(english, dutch)
    return article


_ARTICLE_WORDS = (
    ("practice of the round of 2024", "praktijk van de ronde van 2024"),
    ("practice", "praktijk"),
    ("model file", "modelbestand"),
    (" and ", " en "),
)


def printable(text: str) -> str:
    """A text from the data on one line, without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
