"""A country of three municipalities: every input table, small and right."""

from collections.abc import Callable
from pathlib import Path

SMALL = {
    "municipalities": (
        "municipality_code,municipality,province_code,province,veiligheidsregio_code,veiligheidsregio,"
        "arbeidsmarktregio_code,arbeidsmarktregio,corop_code,corop,lon,lat,origin\n"
        "GM0001,Aa,PV20,Noord,VR01,Noord,AM01,Noord,CR01,Oost,6.5,53.2,official\n"
        "GM0002,Bee,PV20,Noord,VR01,Noord,AM01,Noord,CR02,West,6.6,53.1,official\n"
        "GM0003,Cee,PV21,Zuid,VR02,Zuid,AM01,Noord,CR03,Zuid,5.8,53.0,official\n"
    ),
    "population": (
        "municipality_code,reference_date,population,origin,source\n"
        "GM0001,2024-01-01,1000,official,CBS\n"
        "GM0002,2024-01-01,2000,official,CBS\n"
        "GM0003,2024-01-01,3000,official,CBS\n"
    ),
    "ses_woa": (
        "municipality_code,score_year,ses_woa,origin,source\n"
        "GM0001,2022,0.10,estimate,\n"
        "GM0002,2022,-0.073,estimate,\n"
        "GM0003,2022,0,estimate,\n"
    ),
    "sites": (
        "site_id,name,municipality_code,lon,lat,places_min,places_max,location_types,available_from,"
        "lead_time_weeks,closes,existing,emergency,restriction,transport_possible,opening_cost_eur,"
        "cost_per_place_day_eur,operator,owner,origin,source\n"
        "S0001,Oude school,GM0001,6.51,53.21,20,300,azc;accelerated,2024-01-01,0,,true,false,,true,0,75.5,"
        "coa,third_party,synthetic,\n"
        "S0002,Huis,GM0002,6.61,53.11,16,20,amv,2025-01-01,26,2031-01-01,false,false,,false,100000,120,"
        "municipality,coa,synthetic,\n"
    ),
    "travel_minutes": (
        "site_id,minutes_education,minutes_care,minutes_station,origin\nS0001,10.5,20.0,30.0,estimate\n"
    ),
    "housing": (
        "municipality_code,waiting_permit_holders,doorstroom_places,origin,source\n"
        "GM0001,10,0,assumption,\n"
        "GM0002,20,5,assumption,\n"
        "GM0003,30,0,assumption,\n"
    ),
    "housing_task_national": ("half_year,persons,origin,source\n2025-I,100,reported,\n2025-II,90,assumption,\n"),
    "stations": "station_code,station,lon,lat,origin\nAA,Aa,6.5,53.2,official\nBB,Bee,6.6,53.1,official\n",
    "rail_links": "station_a,station_b,tariff_km,origin\nAA,BB,12,official\n",
    "ukraine": "municipality_code,places,origin,source\nGM0001,40,reported,\n",
}
Folder = Callable[..., Path]
