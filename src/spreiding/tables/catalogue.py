"""The tables in reading order: the table of contents of the input."""

from spreiding.tables.declare import Table
from spreiding.tables.facilities import FACILITIES
from spreiding.tables.housing import HOUSING
from spreiding.tables.housing_task_national import HOUSING_TASK_NATIONAL
from spreiding.tables.municipal_changes import MUNICIPAL_CHANGES
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.population import POPULATION
from spreiding.tables.rail import RAIL_LINKS, STATIONS
from spreiding.tables.ses_woa import SES_WOA
from spreiding.tables.sites import SITES
from spreiding.tables.travel_minutes import TRAVEL_MINUTES
from spreiding.tables.ukraine import UKRAINE

TABLES: tuple[Table, ...] = (
    MUNICIPALITIES,
    POPULATION,
    SES_WOA,
    SITES,
    TRAVEL_MINUTES,
    HOUSING,
    HOUSING_TASK_NATIONAL,
    STATIONS,
    RAIL_LINKS,
    UKRAINE,
)
# tables that other commands read (imports and checks; travel), and a plan does not
OTHER_TABLES: tuple[Table, ...] = (MUNICIPAL_CHANGES, FACILITIES)
# files that may lie beside the tables and that a plan doesn't read
OTHER_FILES: tuple[str, ...] = (
    *(table.file for table in OTHER_TABLES),
    "coa_sites_2015.csv",
    "explanation.csv",
    "postcode_points.csv",
    "reported_distribution_2024.csv",
    "reported_indicative_2024.csv",
    "reported_provincial_task_2024.csv",
    "travel_minutes_detail.csv",
)
