"""Columns that several tables share."""

from spreiding.tables.declare import Column, at_least, at_most, between, matches, one_of

ORIGINS = ("official", "reported", "estimate", "historic", "synthetic", "assumption")
LON, LAT = (3.2, 7.3), (50.7, 53.7)  # degrees between which the Netherlands lie
CODE = matches(r"GM\d{4}", "is not a CBS municipality code", "Write GM and four digits, such as GM0363.")


def municipality_code(meaning: str = "CBS code of the municipality") -> Column:
    """Give the column that names a municipality by its CBS code."""
    return Column("municipality_code", "text", "CBS code", meaning, "CBS", rules=(CODE,))


def name(column: str, meaning: str, source: str) -> Column:
    """Give a column with a plain name."""
    return Column(column, "text", "text", meaning, source)


def lon_lat(what: str, source: str) -> tuple[Column, Column]:
    """Give the two columns of a point in the Netherlands, in degrees (WGS 84)."""
    return (
        Column(
            "lon",
            "decimal",
            "degrees east",
            f"longitude of {what} (WGS 84)",
            source,
            rules=(between(*LON),),
        ),
        Column(
            "lat",
            "decimal",
            "degrees north",
            f"latitude of {what} (WGS 84)",
            source,
            rules=(between(*LAT),),
        ),
    )


def origin() -> Column:
    """Give the column that says how sure a row is."""
    return Column(
        "origin",
        "text",
        "word",
        "how the row came about: " + ", ".join(ORIGINS),
        "the maker of the table",
        rules=(one_of(*ORIGINS),),
    )


def source() -> Column:
    """Give the column that says where a row comes from."""
    return Column("source", "text", "text", "where the row comes from, in words or as an address", "-", default="")


def persons(column: str, meaning: str, source: str, default: str | None = None) -> Column:
    """Give a column of whole persons."""
    return Column(column, "whole", "persons", meaning, source, default=default, rules=(at_least(0), at_most(1_000_000)))


def places(column: str, meaning: str, source: str, low: int = 0) -> Column:
    """Give a column of whole places."""
    return Column(column, "whole", "places", meaning, source, rules=(between(low, 20000),))
