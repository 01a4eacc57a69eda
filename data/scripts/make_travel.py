"""Write data/travel_minutes.csv: estimated minutes by public transport for every site of data/sites.csv.

The estimate is that of ``spreiding.travel.estimate``, with inhabitants of 1 January 2025. Install the package
(or put src on the Python path) and run

    python data/scripts/make_travel.py
"""

from pathlib import Path

import pandas as pd

from spreiding.travel.estimate import estimate_minutes

DATA = Path(__file__).resolve().parent.parent
REFERENCE_DATE = "2025-01-01"


def travel_minutes(sites: pd.DataFrame) -> pd.DataFrame:
    """Estimate the travel times of sites with the tables of data/."""
    population = pd.read_csv(DATA / "population.csv")
    population = population[population["reference_date"] == REFERENCE_DATE]
    centres = pd.read_csv(DATA / "municipalities.csv").merge(
        population[["municipality_code", "population"]], on="municipality_code", validate="one_to_one"
    )
    stations = pd.read_csv(DATA / "stations.csv", keep_default_na=False)
    links = pd.read_csv(DATA / "rail_links.csv", keep_default_na=False)
    return estimate_minutes(sites, stations, links, centres)


def write(folder: Path = DATA) -> None:
    """Write the table into a folder."""
    table = travel_minutes(pd.read_csv(DATA / "sites.csv"))
    table.to_csv(folder / "travel_minutes.csv", index=False, lineterminator="\n", float_format="%.1f")


if __name__ == "__main__":
    write()
