"""The interface of data problems: losses of models on points, which can be sampled and drawn."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from gdanim.functions.data.validation import split
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
    held_out
        The points that the model is not fitted to, but validated on; None for none.
    """

    sample: Sample
    is_classifier: bool = False
    held_out: Sample | None = None
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

    @property
    def held_out_count(self) -> int:
        return 0 if self.held_out is None else len(self.held_out)

    @property
    def all_points(self) -> Sample:
        """The points that the model is fitted to, and those held out after them."""
        return self.sample if self.held_out is None else self.sample.followed_by(self.held_out)

    def with_validation(self, share: float, seed: int) -> Self:
        """Returns the loss on some of the points, with a share of them held out.

        Parameters
        ----------
        share
            The share of the points that is held out; of classes, of each.
        seed
            The seed of the choice.

        Raises
        ------
        DataError
            If too few points are held out, or left.
        """
        kept, rest = split(self.sample.y, share, seed, has_classes=self.is_classifier)
        return replace(self, sample=self.sample.at(kept), held_out=self.sample.at(rest), minima=())

    def validation_loss(self, point: Sequence[float]) -> float:
        return math.nan if self.held_out is None else self._on_held_out.value(point)

    @cached_property
    def _on_held_out(self) -> Self:
        """The loss on the points held out, without penalties."""
        return replace(self, sample=self.held_out or self.sample)

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
