"""Generates points from a known model with noise, reproducibly for each seed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from gdanim.functions.data.sample import MAX_POINTS, Sample
from gdanim.messages import message
from gdanim.plugin_options import PluginOptions

Finite = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]


class Generator(PluginOptions, ABC):
    """Generates points; x is uniform between two numbers."""

    n: Annotated[int, Field(ge=2, le=MAX_POINTS, description="number of points")] = 60
    between: Annotated[tuple[Finite, Finite], Field(description="range of x")] = (-2.0, 2.0)
    seed: Annotated[int, Field(ge=0, le=2**32 - 1, description="seed of the random generator")] = 0

    @model_validator(mode="after")
    def _rising(self) -> Generator:
        low, high = self.between
        if low >= high:
            raise ValueError(message("functions.interval_not_rising", low=low, high=high))
        return self

    def sample(self) -> Sample:
        random = np.random.default_rng(self.seed)
        x = random.uniform(*self.between, self.n)
        return Sample(x, self.targets(x, random))

    @abstractmethod
    def targets(self, x: np.ndarray, random: np.random.Generator) -> np.ndarray:
        """Returns y for each x, (n,), with noise."""


class Line(Generator):
    """Points on a line with noise."""

    slope: Finite = 2.0
    intercept: Finite = 1.0
    noise: Annotated[float, Field(ge=0, le=1e9, description="standard deviation of y")] = 0.4

    def targets(self, x: np.ndarray, random: np.random.Generator) -> np.ndarray:
        return self.slope * x + self.intercept + self.noise * random.standard_normal(self.n)


class Curve(Generator):
    """Points on a polynomial with noise."""

    coefficients: Annotated[
        tuple[Finite, ...], Field(min_length=1, max_length=9, description="coefficients from the highest power down")
    ] = (0.5, -1.0, -0.5)
    noise: Annotated[float, Field(ge=0, le=1e9, description="standard deviation of y")] = 0.4

    def targets(self, x: np.ndarray, random: np.random.Generator) -> np.ndarray:
        height = np.zeros_like(x)
        for coefficient in self.coefficients:
            height = height * x + coefficient
        return height + self.noise * random.standard_normal(self.n)


class Chance(Generator):
    """Labels that are 1 with probability σ(slope·x + intercept), else 0."""

    between: tuple[Finite, Finite] = (-3.0, 3.0)
    slope: Finite = 2.0
    intercept: Finite = -1.0

    def targets(self, x: np.ndarray, random: np.random.Generator) -> np.ndarray:
        chances = 1 / (1 + np.exp(-np.clip(self.slope * x + self.intercept, -500, 500)))
        return (random.uniform(size=self.n) < chances).astype(float)
