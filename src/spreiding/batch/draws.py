"""Draws for the uncertainty: a Latin hypercube, its columns put in an order that has the rank correlations asked for.

A Latin hypercube cuts every parameter's probability in as many equal stretches as there are draws and takes one value
from each, so that a hundred draws already fill every parameter's range. Correlations are made by the method of Iman and
Conover (1982): the values of a column stay, only their order changes, so the stretches stay filled.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from spreiding.batch.batch_file import Draws


def draw(asked: Draws) -> list[dict[str, Any]]:
    """Give a mapping from path to value per draw; the same seed and parameters give the same draws."""
    parts = hypercube(asked)
    columns = {
        path: distribution.values(parts[:, number])
        for number, (path, distribution) in enumerate(asked.parameters.items())
    }
    return [{path: values[number] for path, values in columns.items()} for number in range(asked.count)]


def hypercube(asked: Draws) -> np.ndarray:
    """Parts of probability, one row per draw and one column per parameter."""
    from scipy.stats import norm, qmc

    names = list(asked.parameters)
    random = np.random.default_rng(asked.seed)
    parts = np.asarray(qmc.LatinHypercube(len(names), rng=random).random(asked.count))
    if not asked.correlations or asked.count < 2:
        return parts
    root = np.linalg.cholesky(asked.correlation_matrix())
    scores = norm.ppf((np.arange(asked.count) + 0.5) / asked.count)
    mixed = np.column_stack([random.permutation(scores) for _ in names])
    independent = np.corrcoef(mixed, rowvar=False)
    if np.linalg.eigvalsh(independent).min() > 1e-9:
        # The permutations are a little correlated by chance: taken out, so that few draws come close too.
        mixed = mixed @ np.linalg.inv(np.linalg.cholesky(independent)).T
    wanted = mixed @ root.T
    return np.column_stack([_in_order_of(parts[:, n], wanted[:, n]) for n in range(len(names))])


def rank_correlations(drawn: list[dict[str, Any]], asked: Draws) -> Mapping[tuple[str, str], float]:
    """The rank correlations that came out, per pair that was asked for."""
    from scipy.stats import spearmanr

    found = {}
    for pair in asked.correlations:
        first, second = pair.between
        found[first, second] = float(spearmanr([d[first] for d in drawn], [d[second] for d in drawn]).statistic)
    return found


def _in_order_of(values: np.ndarray, model: np.ndarray) -> np.ndarray:
    """Give the values in an order that has the ranks of ``model``."""
    return np.asarray(np.sort(values)[np.argsort(np.argsort(model))])
