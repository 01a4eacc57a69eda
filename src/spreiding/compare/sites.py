"""Sites side by side: open in one only, or in both with another use, size or first day."""

import numpy as np
import pandas as pd

from spreiding.compare.columns import SITES
from spreiding.compare.pair import Pair

_PLACE = ["name", "municipality_code", "province_code", "region_code", "lon", "lat"]
_COMPARED = ["location_type", "places", "opens"]


def compare_sites(pair: Pair) -> pd.DataFrame:
    """Rows of ``sites.csv`` for one pair: every site that is open in either."""
    old, new = (named.run.sites.set_index("site_id") for named in (pair.base, pair.other))
    where = new[_PLACE].combine_first(old[_PLACE])
    frame = where.join(old[_COMPARED].add_suffix("_base")).join(new[_COMPARED])
    in_base, in_run = frame.index.isin(old.index), frame.index.isin(new.index)
    both = in_base & in_run
    differs = {
        "type_differs": both & frame["location_type_base"].ne(frame["location_type"]),
        "size_differs": both & frame["places_base"].ne(frame["places"]),
        "opening_differs": both & frame["opens_base"].ne(frame["opens"]),
    }
    any_differs = np.logical_or.reduce(list(differs.values()))
    change = np.select([~in_run, ~in_base, any_differs], ["only_base", "only_run", "changed"], "same")
    more = frame["places"].fillna(0) - frame["places_base"].fillna(0)
    frame = frame.assign(**differs, change=change, places_difference=more, run=pair.letter)
    return frame.rename_axis("site_id").reset_index()[SITES.names]
