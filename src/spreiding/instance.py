"""One validated problem: what is asked (model), what the law says at its date, what is there (tables)."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from spreiding.law.exchanges import with_exchanges
from spreiding.law.indicative_share import indicative_share, provincial_tasks
from spreiding.law.parameters import LawAt, LawBook
from spreiding.law.special_stay import check_htl_stay
from spreiding.model_file import LoadedModel, ModelFile, Need
from spreiding.selection import check_places, select_provinces
from spreiding.tables.bundle import Tables

# What the model reads of the law, and run.json lists; a test compares it with the code.
LAW_USED = (
    "capacity_estimate_places",
    "capacity_estimate_amv",
    "occupancy_norm_percent",
    "durable_years",
    "durable_min_regular",
    "durable_min_special",
    "housing_population_years_before",
    "coupling_to_housing_weeks",
    "doorstroom_max_weeks",
    "bonus_threshold_percent",
    "cycle_years",
    "estimate_before",
    "consultation_until",
    "decision_before",
    "provision_term_months",
    "htl_max_months",
    "rejected_reception_days",
    "stable_stock_places",
    "flexible_places",
    "direct_reserve_places",
)


@dataclass(frozen=True)
class Instance:
    """Everything a run rests on; ``selection`` holds the province codes it plans for, in order."""

    loaded: LoadedModel
    law: LawAt
    tables: Tables
    share: pd.DataFrame
    selection: tuple[str, ...]

    @property
    def model(self) -> ModelFile:
        """The content of the model file."""
        return self.loaded.content

    @property
    def tasks(self) -> pd.DataFrame:
        """Provincial tasks of the whole country (Besluit 2.1 lid 2)."""
        return provincial_tasks(self.share)

    @property
    def municipalities(self) -> pd.DataFrame:
        """Selected municipalities: the share frame with region_code, lon and lat, sorted by code.

        ``agreed_regular``, ``agreed_amv`` and ``agreed_places`` are the indicative shares with the ledger's exchanges.
        """
        columns = ["municipality_code", "lon", "lat", f"{self.model.region}_code"]
        places = self.tables.municipalities[columns].rename(columns={columns[-1]: "region_code"})
        frame = self.share.merge(places, on="municipality_code")
        frame = frame[frame["province_code"].isin(self.selection)]
        frame = frame.sort_values("municipality_code", ignore_index=True)
        return with_exchanges(frame, self.model.exchanges)

    @property
    def need(self) -> Need:
        """National need: the model file's own, else the law's at the date of the estimate."""
        return national_need(self.model, self.law)


def national_need(model: ModelFile, law: LawAt) -> Need:
    """The need in places a model asks for, total and amv, with its origin."""
    if model.need is not None:
        return model.need
    return Need(
        places=law.whole("capacity_estimate_places"),
        amv=law.whole("capacity_estimate_amv"),
        origin="assumption" if law["capacity_estimate_amv"].certainty == "assumption" else "official",
    )


def make_instance(loaded: LoadedModel, tables: Tables, law_folder: Path, provinces: tuple[str, ...]) -> Instance:
    """Join model, law and tables; raise ``InputError`` on an unknown province or what the law does not allow."""
    model = loaded.content
    law = LawBook.load(law_folder).at(model.dates.estimate)
    if "htl" in model.families.special.stays:
        check_htl_stay(loaded.path.name, model.families.special.stays["htl"].stay_weeks, law)
    need = national_need(model, law)
    share = indicative_share(
        tables.population,
        tables.ses_woa,
        tables.municipalities,
        need.places,
        need.amv,
        population_date=model.dates.population,
        ses_woa_year=model.dates.ses_woa_year,
    )
    selection = select_provinces(share, provinces)
    check_places(loaded.path.name, share, selection, need.places)
    return Instance(loaded, law, tables, share, selection)
