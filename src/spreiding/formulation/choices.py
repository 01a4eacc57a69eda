"""What of the index sets belongs together: the sums that rules write and that are worked out again from a plan."""

from collections import defaultdict

from spreiding.formulation.sets import Choice, Scaled, Sets, group
from spreiding.prepare.case import Case

KIND = {
    **dict.fromkeys(("azc", "accelerated"), "ordinary"),
    **dict.fromkeys(("registration", "htl", "ibo", "return"), "special"),
    "amv": "amv",
}


def standing_choices(case: Case, sets: Sets) -> dict[tuple[str, str, int], list[Choice]]:
    """Choices by which a site is open, per region, type and period."""
    region = case.sites["region_code"].to_dict()
    found: dict[tuple[str, str, int], list[Choice]] = defaultdict(list)
    for choice, last in zip(sets.choices, case.choices["last_period"], strict=True):
        s, l, opens = choice
        for t in range(opens, int(last) + 1):
            found[region[s], l, t].append(choice)
    return dict(found)


def standing_at(sets: Sets, case: Case) -> dict[tuple[str, str, int], list[Choice]]:
    """Choices by which a site is open, per site, type and period."""
    found: dict[tuple[str, str, int], list[Choice]] = defaultdict(list)
    for choice, last in zip(sets.choices, case.choices["last_period"], strict=True):
        for t in range(choice[2], int(last) + 1):
            found[choice[0], choice[1], t].append(choice)
    return dict(found)


def standing_at_the_end(case: Case, sets: Sets) -> dict[str, list[Choice]]:
    """Choices by which a site is open in the last period, per municipality."""
    municipality = case.sites["municipality_code"].to_dict()
    found: dict[str, list[Choice]] = defaultdict(list)
    for choice, last in zip(sets.choices, case.choices["last_period"], strict=True):
        if last >= sets.periods[-1]:
            found[municipality[choice[0]]].append(choice)
    return dict(found)


def near_choices(case: Case, standing: dict[tuple[str, str, int], list[Choice]]) -> dict[tuple[str, int], list[Choice]]:
    """Choices by which an azc near a registration site is open, per cell and period."""
    cell = case.cells.sites.to_dict()
    found: dict[tuple[str, int], list[Choice]] = defaultdict(list)
    for (_, l, t), choices in standing.items():
        for choice in choices:
            if l == "azc" and choice[0] in cell:
                found[cell[choice[0]], t].append(choice)
    return dict(found)


def opened_choices(case: Case, sets: Sets) -> dict[tuple[str, int], list[Choice]]:
    """Choices by which a registration site is open in a period."""
    found: dict[tuple[str, int], list[Choice]] = defaultdict(list)
    for choice, last in zip(sets.choices, case.choices["last_period"], strict=True):
        s, l, opens = choice
        if l == "registration":
            for t in range(opens, int(last) + 1):
                found[s, t].append(choice)
    return found


def durable_choices(case: Case, sets: Sets) -> dict[tuple[str, str], list[Choice]]:
    """Choices by which a durable site is open on the due date, per (municipality, kind of place)."""
    found: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    municipality, durable = case.sites["municipality_code"].to_dict(), case.sites["durable"].to_dict()
    for choice, last in zip(sets.choices, case.choices["last_period"], strict=True):
        s, l, t = choice
        if durable[s] and t <= case.due_period <= last:
            found[municipality[s], KIND[l]].append(choice)
    return found


def beyond_limits(case: Case, sets: Sets) -> dict[str, list[tuple[Choice, int]]]:
    """Choices that pass a limit of reach, per site, with the periods the site is then open."""
    beyond: dict[str, list[tuple[Choice, int]]] = defaultdict(list)
    needs = case.choices["needs_transport"]
    for choice, needed, periods in zip(sets.choices, needs, case.choices["open_periods"], strict=True):
        if needed:
            beyond[choice[0]].append((choice, int(periods)))
    return dict(beyond)


def scaled_in_region(case: Case, sets: Sets) -> dict[tuple[str, str, int], list[Scaled]]:
    """What can be scaled down, per region, type and period."""
    region = case.sites["region_code"].to_dict()
    return group(((region[key[1]], key[2], key[3]), key) for key in sets.scaled)


def scaled_in_cell(case: Case, sets: Sets) -> dict[tuple[str, int], list[Scaled]]:
    """What can be scaled down in azcs near registration sites, per cell and period."""
    cell = case.cells.sites.to_dict()
    return group(((cell[s], t), (w, s, l, t)) for w, s, l, t in sets.scaled if l == "azc" and s in cell)


def scaled_beyond(beyond: dict[str, list[tuple[Choice, int]]], sets: Sets) -> dict[str, list[Scaled]]:
    """What of the places that need transport can be scaled down, per site: there is nobody to transport then."""
    types = {(s, choice[1]) for s, used in beyond.items() for choice, _ in used}
    return group((key[1], key) for key in sets.scaled if (key[1], key[2]) in types)
