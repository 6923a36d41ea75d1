"""A slice through the loss of a model with many parameters: two of them vary, the others are fixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from gdanim.functions.function import Function

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.points import Point


@dataclass(frozen=True, eq=False, kw_only=True)
class LossSlice(Function):
    """The slice of ``loss`` through the point ``centre``, along the two parameters with the indices ``columns``."""

    loss: Function
    centre: Point
    columns: tuple[int, ...]
    is_data_problem: ClassVar[bool] = True

    def value(self, point: Sequence[float]) -> float:
        return float(self.values([point])[0])

    def gradient(self, point: Sequence[float]) -> Point:
        slopes = self.loss.gradient(self._full_points([point])[0].tolist())
        return tuple(slopes[column] for column in self.columns)

    def values(self, points: Any) -> np.ndarray:
        return self.loss.values(self._full_points(points))

    def _full_points(self, points: Any) -> np.ndarray:
        table = np.asarray(points, dtype=float).reshape(-1, 2)
        full = np.tile(np.array(self.centre), (len(table), 1))
        full[:, list(self.columns)] = table
        return full


def slice_through(loss: Function, names: Sequence[str]) -> LossSlice:
    """Returns the slice through the minimum, or through the start if there is none.

    Raises ValueError for an unknown name.
    """
    columns = tuple(loss.variables.index(name) for name in names)
    centre = loss.minima[0] if loss.minima else loss.start or (0.0,) * len(loss.variables)
    lowest = tuple(tuple(point[column] for column in columns) for point in loss.minima or ())
    return LossSlice(text=loss.text, variables=tuple(names), loss=loss, centre=centre, columns=columns, minima=lowest)
