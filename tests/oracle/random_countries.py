"""Tiny countries by chance, small enough to try every choice in them."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from builders import TRACKS, Row, arrivals, country, site, town

from spreiding.prepare.case import Case

LAW = {"durable_min_regular": 5, "durable_min_special": 3}  # small minima, so that small countries meet them
TYPES = ("azc", "accelerated", "registration", "amv", "azc;accelerated", "registration;azc")


@dataclass(frozen=True)
class Drawn:
    """What a country is made of, as ``builders.country`` takes it."""

    towns: list[Row]
    sites: list[Row]
    model: dict[str, Any]
    dwellings: dict[str, int]
    provinces: tuple[str, ...] = ()
    law: dict[str, int] = field(default_factory=lambda: dict(LAW))

    def case(self) -> Case:
        """The prepared case."""
        return country(
            self.towns, self.sites, self.model, dwellings=self.dwellings, law=self.law, provinces=self.provinces
        )


def random_country(seed: int) -> Case:
    """A small country by chance."""
    return draw(seed).case()


def draw(seed: int) -> Drawn:
    """One or two provinces, two or three towns, three or four sites, one or two quarters."""
    rng = np.random.default_rng(seed)
    towns = _with_backlog(_towns(rng), np.random.default_rng([seed, 1]))
    sites = _sites(rng, towns)
    _with_ukraine(towns, seed)
    provinces = ("PV01",) if rng.random() < 0.2 and len({row["province"] for row in towns}) == 2 else ()
    homes = {half: int(rng.integers(0, 14)) for half in ("2025-I", "2025-II")}
    return Drawn(towns, sites, _model(rng, towns), homes, provinces)


def _with_ukraine(towns: list[Row], seed: int) -> None:
    """Places for people from Ukraine, unknown in some municipalities; drawn apart, so that old seeds stay the same."""
    rng = np.random.default_rng([seed, 1])
    for row in towns:
        row["ukraine"] = rng.choice([None, 0, 2, 5])


def draw_special(seed: int) -> Drawn:
    """A small country with special reception: one of its sites can be of a special type, or only of one."""
    drawn, rng = draw(seed), np.random.default_rng([seed, 8])
    types, chosen = ("htl", "ibo", "return"), int(rng.integers(len(drawn.sites)))
    kind, only = str(rng.choice(types)), bool(rng.random() < 0.5)
    sites = [
        {**row, "location_types": kind if only or row["location_types"] == "amv" else f"{row['location_types']};{kind}"}
        if number == chosen
        else row
        for number, row in enumerate(drawn.sites)
    ]
    stays = {name: _stay(rng) for name in types[:2] if rng.random() < 0.7}
    after: Row = {
        "tracks": [name for name in TRACKS if rng.random() < 0.7] or ["regular"],
        "return_share": float(rng.choice([0.1, 0.5])),
        "return_stay_weeks": float(rng.choice([13.0, 30.0])),
        "origin": "assumption",
    }
    special = {"enabled": True, **stays, "after_rejection": after}
    families = {**drawn.model["families"], "special": special}
    return replace(drawn, sites=sites, model={**drawn.model, "families": families})


def _stay(rng: np.random.Generator) -> Row:
    weeks = float(rng.choice([2.0, 6.5]))
    return {"share": float(rng.choice([0.05, 0.2])), "stay_weeks": weeks, "origin": "assumption"}


def _towns(rng: np.random.Generator) -> list[Row]:
    areas = [("PV01", "VR01"), ("PV01", "VR01"), ("PV01", "VR02"), ("PV02", "VR03")]
    picked = rng.choice(len(areas), int(rng.integers(2, 4)), replace=False)
    rows = []
    for number, (province, region) in enumerate([areas[0], *(areas[n] for n in sorted(picked)[1:])]):
        at = (float(rng.integers(-30, 30)), float(rng.integers(-30, 30)))
        rows.append(
            town(
                f"GM000{number + 1}",
                int(rng.integers(2, 9)),
                province=province,
                region=region,
                at=at,
                waiting=int(rng.choice([0, 0, 3, 9])),
                doorstroom=int(rng.choice([0, 0, 4])),
            )
        )
    return rows


def _with_backlog(towns: list[Row], rng: np.random.Generator) -> list[Row]:
    """Half of them behind with housing or ahead; drawn apart, so that the rest of a country stays what it was."""
    return [{**row, "backlog": int(rng.choice([0, 0, 0, -20, -3, 2]))} for row in towns]


def _sites(rng: np.random.Generator, towns: list[Row]) -> list[Row]:
    count = int(rng.integers(3, 5))
    rows = []
    for number in range(count):
        least = int(rng.integers(1, 5))
        home = towns[int(rng.integers(0, len(towns)))]
        differs: Row = {
            "at": (home["at"][0] + float(rng.integers(-20, 20)), home["at"][1] + float(rng.integers(-20, 20))),
            "existing": bool(rng.random() < 0.5),
            "available_from": str(rng.choice(["2024-01-01", "2025-04-01", "2026-01-01"], p=[0.6, 0.3, 0.1])),
            "closes": rng.choice([None, "2025-04-01", "2030-12-31"], p=[0.7, 0.15, 0.15]),
            "emergency": bool(rng.random() < 0.1),
            "restriction": str(rng.choice(["", "gezinnen"], p=[0.93, 0.07])),
            "transport_possible": bool(rng.random() < 0.6),
            "minutes": tuple(float(m) for m in rng.choice([10.0, 70.0], 3, p=[0.8, 0.2])),
            "opening_cost_eur": int(rng.integers(0, 5)) * 100_000,
            "cost_per_place_day_eur": float(rng.integers(1, 10) * 100),
        }
        kind = "registration" if number == 0 and rng.random() < 0.5 else str(rng.choice(TYPES))
        rows.append(site(f"S{number}", home["code"], kind, (least, least + int(rng.integers(0, 9))), **differs))
    return rows


def _model(rng: np.random.Generator, towns: list[Row]) -> dict[str, Any]:
    periods = int(rng.integers(1, 3))
    shares = rng.dirichlet([1.0, 1.0, 1.0, 2.0]).round(3)
    shares[3] = round(1 - shares[:3].sum(), 3)
    stays = rng.choice([6.5, 13.0, 26.0, 40.0], 4)
    tracks = {
        name: (float(shares[n]), float(stays[n]), float(rng.choice([0.0, 0.3, 0.8])))
        for n, name in enumerate(("dublin", "safe_country", "low_recognition", "regular"))
    }
    need = sum(row["share"] for row in towns)
    weekly = [float(rng.integers(2, 14)) / 10 for _ in range(periods)]
    due = str(rng.choice(["2025-01-01", "2025-04-01"][:periods]))
    minors = int(rng.integers(0, max(1, need // 4)))
    band = {
        "min_ratio": float(rng.choice([0.0, 0.0, 0.4])),
        "max_ratio": rng.choice([None, 1.5, 1.1], p=[0.7, 0.2, 0.1]),
    }
    return {
        "horizon": {"periods": periods},
        "dates": {"due": due},
        "need": {"places": need, "amv": minors},
        "inflow": arrivals(weekly, float(rng.choice([2.0, 6.5])), **tracks),
        "families": {
            "municipal_task": band,
            "existing_sites": {"enabled": bool(rng.random() < 0.7)},
            "durable_places": {"enabled": bool(rng.random() < 0.8)},
            "registration": {"enabled": bool(rng.random() < 0.8), "max_distance_km": float(rng.choice([10.0, 30.0]))},
            "mix": {"enabled": bool(rng.random() < 0.6), "band": float(rng.choice([0.0, 0.1, 0.3]))},
            "reach": {
                "enabled": bool(rng.random() < 0.8),
                "limits": {"azc": {"education": 60, "care": 60}, "amv": {"care": 45}, "accelerated": {"station": 60}},
                "transport_cost_per_place_day_eur": 200.0,
            },
            "housing": {"realisation": float(rng.choice([0.5, 1.0]))},
        },
    }
