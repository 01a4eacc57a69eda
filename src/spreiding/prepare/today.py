"""Today's allocation: what stands at the start of the horizon, and what of it can't stand at its end (S22)."""

import pandas as pd


def allocation_today(sites: pd.DataFrame, choices: pd.DataFrame, codes: pd.Index, last: int) -> pd.DataFrame:
    r"""Places that stand at the start, and how many of them are gone at the end whatever the plan decides.

    ``sites``: site_id, municipality_code, existing, places_max; ``choices``: site_id, last_period; ``last``: the last
    period. Columns, indexed by ``codes``: ``today_places``, the most places of the sites of the table that stand
    (``existing``), emergency sites and those that a plan sets aside included: the table does not say how many of its
    places a site uses today. ``leaving_places``, those of them in sites that close before the end of the horizon, or
    that a plan can't use.

    $$\mathrm{today}_g = \sum_{s \in g,\ existing} n^{max}_s, \qquad
      \mathrm{leaving}_g = \sum_{s \in g,\ existing,\ e_s < T} n^{max}_s$$

    $e_s$: last period of the site (0 for one that can't be used); $T$: the last period. Units: places.
    """
    staying = choices.loc[choices["last_period"] >= last, "site_id"]
    standing = sites[sites["existing"].astype(bool)]
    sums = standing.assign(
        today_places=standing["places_max"],
        leaving_places=standing["places_max"].where(~standing["site_id"].isin(staying), 0),
    )
    columns = ["today_places", "leaving_places"]
    return sums.groupby("municipality_code")[columns].sum().reindex(codes, fill_value=0).astype(int)
