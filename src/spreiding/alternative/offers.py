"""An offer made at the table, as a row of the site table; what it leaves out is filled in, and said."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from spreiding.errors import Finding, InputError
from spreiding.tables.bundle import Tables
from spreiding.tables.sites import SITES

Cell = str | int | float | bool
ORIGIN = "assumption"
_MEDIANS = ("opening_cost_eur", "cost_per_place_day_eur", "lead_time_weeks")


def filled_in(tables: Tables, offers: Sequence[Mapping[str, Cell]], where: Path) -> tuple[dict[str, str], ...]:
    """A row of the site table per offer, as text; raise ``InputError`` with all that is wrong with them.

    An offer needs site_id, municipality_code, location_types and places (or places_min and places_max). Costs and lead
    time that it leaves out are the medians of the sites that do not stand yet, its place is that of its municipality;
    then its ``source`` says so, and its origin is an assumption.
    """
    findings = _unusable(tables, offers, where)
    if findings:
        raise InputError(findings)
    return tuple(_row(tables, offer) for offer in offers)


def _unusable(tables: Tables, offers: Sequence[Mapping[str, Cell]], where: Path) -> list[Finding]:
    towns, sites = set(tables.municipalities["municipality_code"]), set(tables.sites["site_id"])
    known = {column.name for column in SITES.columns} | {"places"}
    found = []
    for number, offer in enumerate(offers):
        place = f"offer.{number}"
        strange = sorted(set(offer) - known)
        if strange:
            advice = f"An offer has columns of sites.csv: {', '.join(sorted(known))}."
            found.append(Finding(where.name, None, place, ", ".join(strange), "is no column of an offer", advice))
        if str(offer.get("municipality_code")) not in towns:
            code = str(offer.get("municipality_code"))
            rule = "is not a municipality of the tables"
            found.append(Finding(where.name, None, f"{place}.municipality_code", code, rule, "Use its CBS code."))
        if str(offer.get("site_id")) in sites:
            rule = "is a site of the tables already"
            found.append(Finding(where.name, None, f"{place}.site_id", str(offer["site_id"]), rule, "Give a new id."))
    return found


def _row(tables: Tables, offer: Mapping[str, Cell]) -> dict[str, str]:
    given = {name: _text(value) for name, value in offer.items() if name != "places"}
    assumed = _assumed(tables, str(offer["municipality_code"]))
    filled = sorted(set(assumed) - set(given))
    size = _text(offer["places"]) if "places" in offer else ""
    plain = {"name": given.get("site_id", ""), "places_min": size, "places_max": size, "existing": "false"}
    said = f"offer at the table; filled in: {', '.join(filled)}" if filled else "offer at the table"
    return {**plain, "origin": ORIGIN, "source": said, **assumed, **given}


def _assumed(tables: Tables, code: str) -> dict[str, str]:
    new = tables.sites[~tables.sites["existing"]]
    usual = (new if len(new) else tables.sites)[list(_MEDIANS)].median()
    town = tables.municipalities.set_index("municipality_code").loc[code]
    return {
        "lon": f"{town['lon']:.5f}",
        "lat": f"{town['lat']:.5f}",
        "available_from": f"{tables.sites['available_from'].min():%Y-%m-%d}",
        "opening_cost_eur": f"{usual['opening_cost_eur']:.0f}",
        "cost_per_place_day_eur": f"{usual['cost_per_place_day_eur']:.2f}",
        "lead_time_weeks": f"{usual['lead_time_weeks']:.0f}",
    }


def _text(value: Cell) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
