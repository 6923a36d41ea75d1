"""A cut through the loss of a model with many parameters: two of them vary, the others stand still."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from gdanim.functions.function import Function

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions.data.mean_loss import MeanLoss
    from gdanim.functions.function import Point


@dataclass(frozen=True, eq=False, kw_only=True)
class LossSlice(Function):
    """``fit`` through the point ``centre``, along the parameters in ``columns``."""

    tree: None = field(default=None, init=False, repr=False)  # type: ignore[assignment]
    fit: MeanLoss
    centre: Point
    columns: tuple[int, int]
    is_data_problem: ClassVar[bool] = True

    def value(self, point: Sequence[float]) -> float:
        return float(self.values([point])[0])

    def gradient(self, point: Sequence[float]) -> Point:
        slopes = self.fit.gradient(self._whole([point])[0].tolist())
        return tuple(slopes[column] for column in self.columns)

    def values(self, points: Any) -> np.ndarray:
        return self.fit.values(self._whole(points))

    def _whole(self, points: Any) -> np.ndarray:
        table = np.asarray(points, dtype=float).reshape(-1, 2)
        whole = np.tile(np.array(self.centre), (len(table), 1))
        whole[:, list(self.columns)] = table
        return whole


def slice_through(fit: MeanLoss, names: Sequence[str]) -> LossSlice:
    """Through the minimum, or the fit's own start where there is none. Raises ValueError for an unknown name."""
    columns = tuple(fit.variables.index(name) for name in names)
    centre = fit.minima[0] if fit.minima else fit.start
    lowest = tuple(tuple(point[column] for column in columns) for point in fit.minima or ())
    return LossSlice(text=fit.text, variables=tuple(names), fit=fit, centre=centre, columns=columns, minima=lowest)  # type: ignore[arg-type]
