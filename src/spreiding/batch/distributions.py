"""Distributions that a batch file draws from, each as the value below which a part of its probability lies."""

from abc import abstractmethod
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator

from spreiding.model_kinds import Strict

_DECIMALS = 6  # more would only make model files hard to read


class Distribution(Strict):
    """What all have; ``whole``: round to a whole number, for settings that take no other."""

    whole: bool = False

    @abstractmethod
    def at(self, part: np.ndarray) -> np.ndarray:
        """Give the values under which these parts (0 to 1) of the probability lie."""

    def values(self, part: np.ndarray) -> list[Any]:
        """Give the values as they are put in a model file."""
        numbers = self.at(part)
        return [round(float(n)) for n in numbers] if self.whole else [round(float(n), _DECIMALS) for n in numbers]


class Uniform(Distribution):
    """Every value from ``low`` to ``high`` alike."""

    distribution: Literal["uniform"]
    low: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> "Uniform":
        if not self.low < self.high:
            raise ValueError("low must be less than high")
        return self

    def at(self, part: np.ndarray) -> np.ndarray:
        """Give low + part * (high - low)."""
        return self.low + part * (self.high - self.low)


class Triangular(Distribution):
    """Likeliest at ``mode``, less so in a straight line to ``low`` and ``high``."""

    distribution: Literal["triangular"]
    low: float
    mode: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> "Triangular":
        if not (self.low <= self.mode <= self.high and self.low < self.high):
            raise ValueError("low, mode and high must be in that order, and low less than high")
        return self

    def at(self, part: np.ndarray) -> np.ndarray:
        """Give the inverse of the two parabolas that meet at the mode."""
        from scipy.stats import triang

        wide = self.high - self.low
        return np.asarray(triang.ppf(part, (self.mode - self.low) / wide, self.low, wide))


class _Bounded(Distribution):
    """A distribution with long tails: what lies outside ``low`` and ``high``, when given, is not drawn."""

    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _room(self) -> "_Bounded":
        least, most = self._parts()
        if not most - least > 1e-9:
            raise ValueError("low and high leave nothing to draw")
        return self

    @abstractmethod
    def _below(self, value: float) -> float:
        """Part of the probability below a value."""

    def _parts(self) -> tuple[float, float]:
        least = 0.0 if self.low is None else self._below(self.low)
        return least, 1.0 if self.high is None else self._below(self.high)

    def _inside(self, part: np.ndarray) -> np.ndarray:
        least, most = self._parts()
        return least + part * (most - least)


class Normal(_Bounded):
    """The bell of ``mean`` and standard deviation ``sd``."""

    distribution: Literal["normal"]
    mean: float
    sd: Annotated[float, Field(gt=0)]

    def _below(self, value: float) -> float:
        from scipy.stats import norm

        return float(norm.cdf(value, self.mean, self.sd))

    def at(self, part: np.ndarray) -> np.ndarray:
        """Give the inverse of the normal distribution between the bounds."""
        from scipy.stats import norm

        return np.asarray(norm.ppf(self._inside(part), self.mean, self.sd))


class Lognormal(_Bounded):
    """Its logarithm is normal with standard deviation ``sigma``; half of the draws lie under ``median``."""

    distribution: Literal["lognormal"]
    median: Annotated[float, Field(gt=0)]
    sigma: Annotated[float, Field(gt=0)]

    def _below(self, value: float) -> float:
        from scipy.stats import lognorm

        return float(lognorm.cdf(value, self.sigma, scale=self.median))

    def at(self, part: np.ndarray) -> np.ndarray:
        """Give the inverse of the lognormal distribution between the bounds."""
        from scipy.stats import lognorm

        return np.asarray(lognorm.ppf(self._inside(part), self.sigma, scale=self.median))


class Choice(Strict):
    """One of ``values``, in proportion to ``weights`` (none: all alike); values need not be numbers."""

    distribution: Literal["choice"]
    values_: Annotated[list[Any], Field(alias="values", min_length=1)]
    weights: list[Annotated[float, Field(ge=0)]] | None = None

    @model_validator(mode="after")
    def _a_weight_each(self) -> "Choice":
        if self.weights is not None and (len(self.weights) != len(self.values_) or not sum(self.weights) > 0):
            raise ValueError("weights must be as many as values, and not all 0")
        return self

    def values(self, part: np.ndarray) -> list[Any]:
        """Give the value in whose stretch of the weights each part lies, in the order of the file."""
        weights = np.ones(len(self.values_)) if self.weights is None else np.array(self.weights)
        ends = np.cumsum(weights) / weights.sum()
        return [self.values_[min(int(np.searchsorted(ends, p, side="right")), len(ends) - 1)] for p in part]


AnyDistribution = Annotated[Uniform | Triangular | Normal | Lognormal | Choice, Field(discriminator="distribution")]
