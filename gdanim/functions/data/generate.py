"""Generates points from a known model with noise, reproducibly for each seed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Discriminator, Field, Tag, model_validator

from gdanim.functions.data.sample import MAX_POINTS, Sample
from gdanim.messages import message
from gdanim.plugin_options import PluginOptions

PLANE_NAMES = ("x1", "x2", "y")
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


class LineGenerator(Generator):
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


class Shapes(PluginOptions):
    """Two classes of points in two features: round clouds, half moons, circles, or clouds in opposite corners."""

    shape: Annotated[
        Literal["blobs", "moons", "circles", "corners"], Field(description="arrangement of the two classes")
    ]
    n: Annotated[int, Field(ge=4, le=MAX_POINTS, description="number of points")] = 100
    noise: Annotated[float, Field(ge=0, le=1e3, description="standard deviation of each feature")] = 0.2
    seed: Annotated[int, Field(ge=0, le=2**32 - 1, description="seed of the random generator")] = 0

    def sample(self) -> Sample:
        random = np.random.default_rng(self.seed)
        labels = np.arange(self.n) % 2.0
        along = random.uniform(size=self.n)
        middles = {"blobs": _blobs, "moons": _moons, "circles": _circles, "corners": _corners}[self.shape](
            along, labels
        )
        return Sample(middles + self.noise * random.standard_normal((self.n, 2)), labels, PLANE_NAMES)


def _blobs(_along: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return np.where(labels, 1.0, -1.0)[:, None] * np.array([[0.6, 0.4]])


def _moons(along: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Returns points on two half circles that reach into each other, the upper one of zeros."""
    angles = np.pi * along
    side = np.where(labels, -1.0, 1.0)
    return np.column_stack((side * np.cos(angles) + labels, side * np.sin(angles) + 0.5 * labels))


def _circles(along: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Returns points on a circle of zeros, and of ones within it."""
    angles, radii = 2 * np.pi * along, np.where(labels, 0.4, 1.2)
    return np.column_stack((radii * np.cos(angles), radii * np.sin(angles)))


def _corners(along: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Returns the corners of a square: those of ones have features of different signs, as of exclusive or."""
    first = np.where(along < 0.5, -1.0, 1.0)
    return np.column_stack((first, np.where(labels, -first, first)))


class PlaneGenerator(PluginOptions):
    """Points on a plane over two features, with noise."""

    slopes: Annotated[tuple[Finite, Finite], Field(description="slopes of the plane along the two features")]
    intercept: Finite = 1.0
    n: Annotated[int, Field(ge=3, le=MAX_POINTS, description="number of points")] = 60
    between: Annotated[tuple[Finite, Finite], Field(description="range of each feature")] = (-2.0, 2.0)
    noise: Annotated[float, Field(ge=0, le=1e9, description="standard deviation of y")] = 0.4
    seed: Annotated[int, Field(ge=0, le=2**32 - 1, description="seed of the random generator")] = 0

    @model_validator(mode="after")
    def _rising(self) -> PlaneGenerator:
        low, high = self.between
        if low >= high:
            raise ValueError(message("functions.interval_not_rising", low=low, high=high))
        return self

    def sample(self) -> Sample:
        random = np.random.default_rng(self.seed)
        x = random.uniform(*self.between, (self.n, 2))
        first, second = self.slopes
        y = first * x[:, 0] + second * x[:, 1] + self.intercept + self.noise * random.standard_normal(self.n)
        return Sample(x, y, PLANE_NAMES)


def either(one: type, key: str, two: type) -> Any:
    """Returns the type of a mapping that is ``two`` where it has ``key``, else ``one``."""

    def tag(value: Any) -> str:
        return "two" if isinstance(value, two) or (isinstance(value, dict) and key in value) else "one"

    return Annotated[Annotated[one, Tag("one")] | Annotated[two, Tag("two")], Discriminator(tag)]
