"""The interface of data problems: losses of models on points, which can be sampled and drawn."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from gdanim.functions.function import Function

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    import numpy as np

    from gdanim.functions.data.sample import Sample


NAMES = (
    "linear_regression",
    "polynomial_regression",
    "logistic_regression",
    "linear_classification",
    "network",
)
"""gdanim's own data problems, which ``problems.PROBLEMS`` describes."""
COLUMNS = ("x", "y")
"""The options that choose a file's columns, in the order of a sample's names."""


@dataclass(frozen=True, eq=False, kw_only=True)
class DataProblem(Function, ABC):
    """The loss of a model on points, as a function of the model's parameters.

    ``minima`` are all there are of a convex loss; of another one, which has none of them, nothing is searched.

    Another package's data problem is a subclass with ``value``, ``gradient``, ``hessian`` and ``predict``. It may have
    ``values`` and ``gradients`` of its own, which are quicker at many points when they are written for arrays.

    Parameters
    ----------
    sample
        The points that the model is fitted to.
    is_classifier
        Whether the model predicts the probability of a 1, and the points are 0 or 1.
    """

    sample: Sample
    is_classifier: bool = False
    is_data_problem: ClassVar[bool] = True

    @property
    def point_count(self) -> int:
        return len(self.sample)

    @property
    def column_names(self) -> tuple[str, ...]:
        return self.sample.names

    @property
    def is_straight(self) -> bool:
        """Whether the model is a straight line over the points' x."""
        return False

    @property
    def has_margins(self) -> bool:
        """Whether a classifier's prediction is 0 and 1 at lines beyond which a point costs nothing, as of a hinge."""
        return False

    def on_batch(self, rows: np.ndarray) -> Self:
        return replace(self, sample=self.sample.at(rows))

    @abstractmethod
    def predict(self, point: Sequence[float], x: np.ndarray) -> np.ndarray:
        """Returns the model's prediction.

        Parameters
        ----------
        point
            The model's parameters.
        x
            ``(n,)``, or ``(n, 2)`` of two features, as the sample gives it.

        Returns
        -------
        numpy.ndarray
            ``(n,)``: what the model says of y; of a classifier, the probability of a 1.
        """

    def threshold(self, point: Sequence[float]) -> float:  # noqa: ARG002
        """Returns the x at which a classifier's probability of a 1 is ½; NaN where there is none."""
        return math.nan
