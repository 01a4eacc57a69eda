"""What may stand after an option: numbers that are numbers, and paths that are not empty."""

import math
import os
import re
from typing import Any

import click


class Number(click.FloatRange):
    """A decimal number in a range; ``nan`` lies in none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Give the number, or fail in words."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value} is not a number: write digits, such as 0.01 or 60.", param, ctx)
        return number


class FilePath(click.Path):
    """A path as ``pathlib.Path``; an empty one would mean the folder in which the command runs."""

    def convert(self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the path, or fail in words."""
        text = os.fspath(value)
        if not text.strip():
            self.fail("the path is empty: give a file or a folder.", param, ctx)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            self.fail("the name holds bytes that are no text: give the file or folder another name.", param, ctx)
        return super().convert(value, param, ctx)


class Window(click.ParamType[tuple[int, int]]):
    """A part of the day such as 07:00-09:30, as seconds since midnight; the first moment is before the last."""

    name = "window"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Give both moments, or fail in words."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)", str(value).strip(), re.ASCII)
        hours = [int(part) for part in found.groups()] if found else [0, 0, 0, 0]
        start, end = 3600 * hours[0] + 60 * hours[1], 3600 * hours[2] + 60 * hours[3]
        if start >= end:
            self.fail(f"{value!r} is not a part of a day: write its two moments, such as 07:00-09:30.", param, ctx)
        return start, end


class Percentage(click.ParamType[float]):
    """A percentage such as 2% or 0.5%, as a part of one; without its sign it may mean two things."""

    name = "percentage"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Give the part, or fail in words."""
        if isinstance(value, float):
            return value
        found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?) ?%", str(value).strip(), re.ASCII)
        if found is None or float(found[1]) > 100:
            self.fail(f"{value!r} is not a percentage from 0% to 100%: write it with its sign, such as 2%.", param, ctx)
        return float(found[1]) / 100
