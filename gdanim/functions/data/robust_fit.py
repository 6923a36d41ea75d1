"""Minimises means of Huber's and absolute losses exactly, verified by the optimality condition."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

MAX_ITERATIONS = 300
ZERO_SLOPE = 1e-12  # fraction of the largest possible slope
ROUNDING_ERROR = 1e-14  # relative to the terms of a residual
ZERO_CURVATURE = 1e-10  # fraction of a curvature
TEST_TILT, MAX_TILT_SHIFT = 1e-9, 1e-4  # a tilt this small moves a unique minimum by less
FULL_STEP_TOLERANCE = 1e-6  # difference from 1 of a full step
KINK_WIDTHS = tuple(10.0**-power for power in range(12))


@dataclass(frozen=True)
class RobustFit:
    """The mean loss of residuals ``features @ c - targets``, plus ½cᵀ``penalty``c and ``tilt``·c.

    The loss of a residual r is ½r² up to ``delta`` and delta·(|r| − ½delta) beyond; |r| if ``delta`` is 0. The columns
    of ``features`` (n, d) are orthogonal, with a mean square of 1. ``terms`` (n,) are the sizes of the numbers that
    were subtracted to compute each target, and decide how far it is rounded.
    """

    features: np.ndarray
    targets: np.ndarray
    penalty: np.ndarray
    delta: float
    tilt: np.ndarray
    terms: np.ndarray

    def minimum(self, start: np.ndarray) -> np.ndarray | None:
        """Returns the minimum; None if there are many, or none is found."""
        with np.errstate(all="ignore"):
            try:
                result = self.any_minimum(start)
                return None if result is None or self._is_one_of_many(*result) else result[0]
            except np.linalg.LinAlgError:  # numbers beyond the floats
                return None

    def any_minimum(self, start: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """Returns a minimum and the slope of each residual's loss there, from −1 to 1 times its maximum."""
        if self.delta:
            point, slopes = self.newton_minimum(start)
            rounding = float(self._rounding(point)[np.abs(slopes) < 1].sum()) / len(self.targets)
            return (point, slopes) if self._is_level(point, slopes, rounding) else None
        point = start
        scale = float(np.abs(self.features @ start - self.targets).mean()) or 1.0
        for part in KINK_WIDTHS:
            point, slopes = self._sharpened(part * scale).newton_minimum(point)
            result = self._through_points(point, slopes)
            if result:
                return result
        return None

    def _sharpened(self, width: float) -> RobustFit:
        """Returns the absolute loss times ``width``, with its kinks smoothed to that width."""
        return replace(self, delta=width, penalty=width * self.penalty, tilt=width * self.tilt)

    def newton_minimum(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Minimises by Newton's method with exact line search.

        The loss is piecewise quadratic: a full step that ends in the piece where it began is the last.
        """
        slopes = self._slopes(point)
        for _ in range(MAX_ITERATIONS):
            curvatures, axes = np.linalg.eigh(self._hessian(np.abs(slopes) < 1))
            step = -axes @ ((axes.T @ self._gradient(point, slopes)) / curvatures.clip(ZERO_CURVATURE * ZERO_CURVATURE))
            part = self._lowest_on_way(point, step)
            point, before = point + part * step, slopes
            slopes = self._slopes(point)
            is_same_piece = bool((np.trunc(slopes) == np.trunc(before)).all())
            if (is_same_piece and abs(part - 1) < FULL_STEP_TOLERANCE) or self._is_level(point, slopes):
                break
        return point, slopes

    def _slopes(self, point: np.ndarray) -> np.ndarray:
        return np.clip((self.features @ point - self.targets) / self.delta, -1, 1)

    def _gradient(self, point: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        steepness = self.delta or 1.0
        return steepness * (slopes @ self.features) / len(self.targets) + self.penalty @ point + self.tilt

    def _hessian(self, rows: np.ndarray) -> np.ndarray:
        """Returns the second derivatives if the residuals of ``rows`` are those in the quadratic part."""
        return self.features[rows].T @ self.features[rows] / len(self.targets) + self.penalty

    def _is_level(self, point: np.ndarray, slopes: np.ndarray, rounding: float = 0.0) -> bool:
        """Returns whether the gradient is zero up to rounding."""
        size = (self.delta or 1.0) + np.abs(self.penalty) @ np.abs(point) + np.abs(self.tilt)
        return bool((np.abs(self._gradient(point, slopes)) <= ZERO_SLOPE * size + rounding).all())

    def _rounding(self, point: np.ndarray) -> np.ndarray:
        """Returns the largest rounding error of each residual, (n,)."""
        return ROUNDING_ERROR * (self.terms + np.abs(self.features) @ np.abs(point))

    def _lowest_on_way(self, point: np.ndarray, step: np.ndarray) -> float:
        """Returns the fraction of ``step`` at which its increasing, piecewise linear slope crosses zero."""
        residuals, speeds = self.features @ point - self.targets, self.features @ step

        def slope(part: float) -> float:
            slopes = np.clip(residuals + part * speeds, -self.delta, self.delta)
            return float(slopes @ speeds / len(speeds) + (self.penalty @ (point + part * step) + self.tilt) @ step)

        moving = speeds != 0
        bends = np.concatenate([(side - residuals[moving]) / speeds[moving] for side in (-self.delta, self.delta)])
        bends = np.sort(bends[bends > 0])
        low, high = 0, len(bends)  # bends[:low] lie where the loss still falls
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if slope(float(bends[middle])) < 0 else (low, middle)
        begin = float(bends[low - 1]) if low else 0.0
        end = float(bends[low]) if low < len(bends) else begin + 1.0
        at_begin, rise = slope(begin), slope(end) - slope(begin)
        return begin - (end - begin) * at_begin / rise if rise > 0 else begin

    def _through_points(self, point: np.ndarray, slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """Returns the minimum of absolute losses through the points within a kink's width, if it is one.

        The slopes at the kinks may be any numbers from −1 to 1: those that make the gradient zero.
        """
        kinks = np.abs(slopes) < 1
        through, count = self.features[kinks], len(self.targets)
        point = point + np.linalg.lstsq(through, (self.targets - self.features @ point)[kinks], rcond=None)[0]
        curvatures, axes = np.linalg.eigh(through.T @ through / count)
        free = axes[:, curvatures <= ZERO_CURVATURE]  # ways on which the points stay where they are
        fall = -free.T @ self._gradient(point, slopes)
        point = point + free @ np.linalg.lstsq(free.T @ self.penalty @ free, fall, rcond=None)[0]
        slopes = slopes.copy()
        slopes[kinks] -= count * np.linalg.lstsq(through.T, self._gradient(point, slopes), rcond=None)[0]
        residuals = self.features @ point - self.targets
        rounding = self._rounding(point)
        is_through = bool((np.abs(residuals) <= rounding)[kinks].all())
        is_beside = bool((residuals * slopes >= -rounding)[~kinks].all())
        is_subgradient = bool((np.abs(slopes) <= 1 + ZERO_SLOPE).all())
        is_minimum = is_through and is_beside and is_subgradient and self._is_level(point, slopes)
        return (point, slopes) if is_minimum else None

    def _is_one_of_many(self, point: np.ndarray, slopes: np.ndarray) -> bool:
        """Returns whether the loss is constant in a direction from ``point``: a small tilt then moves the minimum
        far.
        """
        curvatures, axes = np.linalg.eigh(self._hessian(np.abs(slopes) < 1 - MAX_TILT_SHIFT))
        level = axes[:, curvatures <= ZERO_CURVATURE]
        if not level.shape[1]:
            return False
        direction = level @ (1 / (1 + np.arange(level.shape[1])))
        unit = self.delta or float(np.abs(self.features @ point - self.targets).mean()) or 1.0
        for sign in (-1, 1):
            tilt = self.tilt + sign * TEST_TILT * (self.delta or 1.0) * direction
            tilted = replace(self, tilt=tilt).any_minimum(point)
            if tilted is None or float(np.abs(tilted[0] - point).max()) > MAX_TILT_SHIFT * unit:
                return True
        return False
