"""Computes a run's ball position in the space of a surface, and the border point that stands for a ball outside."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.drawing.geometry import Box, clip_segment
from gdanim.panel_parts.ball_path import SIDE_CHANGE, BallState, gone_state
from gdanim.panel_parts.offscreen import OffscreenMarker

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.geometry import PagePoint, Segment
    from gdanim.drawing.projection3d import Projection

PATH_SAMPLES = np.linspace(0.0, 1.0, 49)[:, None]  # fractions of a path over the region


class SurfaceBallPath:
    """The path of a run in a view. Its points are (n, 3): the two variables and the value."""

    def __init__(self, trajectory: Trajectory, projection: Projection) -> None:
        self.trajectory, self.projection, self.function = trajectory, projection, trajectory.run.function
        self.last = len(trajectory.points) - 1
        (left, right), (low, high) = projection.x_range, projection.y_range
        self.region = Box(left, low, right, high)

    def is_finite(self, step: int) -> bool:
        """Returns whether the run's numbers at a step are finite."""
        return bool(np.isfinite(self.trajectory.points[step]).all()) and math.isfinite(self.trajectory.values[step])

    def is_inside(self, step: int) -> bool:
        """Returns whether the block contains x_k: inside the region, and not above the top."""
        return self.is_finite(step) and bool(self.projection.inside(self.point(step))[0])

    def point(self, step: int) -> np.ndarray:
        """Returns the ball at rest, (1, 3)."""
        return np.array([[*self.trajectory.points[step], self.trajectory.values[step]]])

    def at(self, moment: Moment) -> BallState:
        """Returns the ball at a moment on the run's own clock, on the part of its path in the region."""
        step, travel = moment.position(self.last)
        ended = step == self.last
        if not self.is_finite(step):
            return gone_state(self, self.projection.box, step)
        travel = travel if travel and self.is_finite(step + 1) else 0.0
        state: Literal["inside", "outside"] = "inside" if self._is_seen(step, travel) else "outside"
        if not travel:
            return BallState(step, *self.border_point(step), 0.0, state, ended)
        if self._is_over(step) or self._is_over(step + 1):
            page = self._page(self.nearest(self.moving_point(step, travel)))
        else:
            page = self.border_point(step + (travel >= SIDE_CHANGE))
        return BallState(step, *page, travel, state, ended)

    def moving_point(self, step: int, travel: float) -> np.ndarray:
        """Returns the moving ball between x_k and x_{k+1}, (1, 3)."""
        begin, end = self._chord(step)
        flat = (begin + travel * (end - begin))[None, :]
        return np.column_stack((flat, self.function.values(flat)))

    def moving_pieces(self, step: int, travel: float) -> list[np.ndarray]:
        """Returns the path of the ball since x_k."""
        if not self._is_seen(step, travel):
            return []
        begin, end = self._chord(step)
        return self._pieces(begin, begin + travel * (end - begin))

    def _is_seen(self, step: int, travel: float) -> bool:
        """Returns whether the block contains the ball."""
        if not travel:
            return self.is_inside(step)
        is_over = self._is_over(step) or self._is_over(step + 1)
        return is_over and bool(self.projection.inside(self.moving_point(step, travel))[0])

    def _is_over(self, step: int) -> bool:
        """Returns whether x_k is in the region, at any height."""
        x, y = self.trajectory.points[step].tolist()
        return self.region.has((x, y))

    def _chord(self, step: int) -> tuple[np.ndarray, np.ndarray]:
        """Returns the points of the region between which the ball visibly moves."""
        segment = self._over_region(step) if self._is_over(step + 1) else None
        if segment:
            return np.array(segment[0]), np.array(segment[1])
        return self._border(step)[0, :2], self._border(step + 1)[0, :2]

    def latest(self, step: int) -> int | None:
        """Returns the last step up to ``step`` with finite numbers."""
        return next((before for before in range(step, -1, -1) if self.is_finite(before)), None)

    def page_point(self, step: int) -> PagePoint:
        """Returns the page position of x_k, in the block or not."""
        return self._page(self.point(step))

    def border_point(self, step: int) -> PagePoint:
        """Returns the page position of x_k, or the point of the block's side that stands for it."""
        return self._page(self.point(step) if self.is_inside(step) else self._border(step))

    def outwards(self, ball_state: BallState) -> PagePoint:
        """Returns the direction on the page, right and down, in which a ball is outside the block; or none."""
        latest = self.latest(ball_state.step)
        if latest is None or ball_state.state == "inside" or (ball_state.state == "gone" and self.is_inside(latest)):
            return 0.0, 0.0
        step = latest + (ball_state.travel_progress >= SIDE_CHANGE)
        corners, flat = self._corners, self.trajectory.points[step][None, :]
        away = np.sign(flat - np.clip(flat, *corners))
        if not away.any():
            return 0.0, -1.0
        border = self._border(step)
        beyond = border + np.column_stack((away * (corners[1] - corners[0]), [0.0]))
        (x0, y0), (x1, y1) = self._page(border), self._page(beyond)
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        return (x1 - x0) / length, (y1 - y0) / length

    def visible_segment(self, step: int) -> Segment | None:
        """Returns the straight page segment from x_k to x_{k+1}, if the block contains both."""
        inside = step < self.last and self.is_inside(step) and self.is_inside(step + 1)
        return (self.page_point(step), self.page_point(step + 1)) if inside else None

    def pieces(self, step: int) -> list[np.ndarray]:
        """Returns the parts of the path from x_k to x_{k+1} over the surface that are in the block: (n, 3) each."""
        segment = self._over_region(step)
        return self._pieces(np.array(segment[0]), np.array(segment[1])) if segment else []

    def _pieces(self, begin: np.ndarray, end: np.ndarray) -> list[np.ndarray]:
        flat = begin + PATH_SAMPLES * (end - begin)
        return _below(np.column_stack((flat, self.function.values(flat))), self.projection.z_range[1])

    @property
    def _corners(self) -> tuple[np.ndarray, np.ndarray]:
        """The minima and the maxima of the two variables in the region."""
        return np.array(self.region[:2]), np.array(self.region[2:])

    def nearest(self, point: np.ndarray) -> np.ndarray:
        """Returns the block's point of the surface, (1, 3), that is nearest to a point over the plane."""
        return self._on_surface(np.clip(point[:, :2], *self._corners))

    def _border(self, step: int) -> np.ndarray:
        """Returns the point of the surface at x_k, or where the path leaves the region, or the nearest."""
        leaves = step and not self._is_over(step) and self.is_finite(step - 1) and self._is_over(step - 1)
        segment = self._over_region(step - 1) if leaves else None
        return self._on_surface(np.array([segment[1]])) if segment else self.nearest(self.point(step))

    def _over_region(self, step: int) -> Segment | None:
        """Returns the part inside the region of the path from x_k to x_{k+1}, as points of the plane."""
        if not (self.is_finite(step) and self.is_finite(step + 1)):
            return None
        (x0, y0), (x1, y1) = self.trajectory.points[step].tolist(), self.trajectory.points[step + 1].tolist()
        return clip_segment(self.region, (x0, y0), (x1, y1))

    def _on_surface(self, flat: np.ndarray) -> np.ndarray:
        """Returns the point of the surface, (1, 3), clamped to the block's top."""
        low, top = self.projection.z_range
        height = self.function.values(flat)
        return np.column_stack((flat, np.clip(np.where(np.isnan(height), top, height), low, top)))

    def _page(self, point: np.ndarray) -> PagePoint:
        x, y = self.projection.to_page(point)[0]
        return float(x), float(y)


class SurfaceOffscreenMarker(OffscreenMarker):
    """A pointer on the side of the block that points outwards in the view."""

    ball_path: SurfaceBallPath
    direction: PagePoint = (0.0, -1.0)

    def show(self, ball_state: BallState) -> None:
        self.direction = self.ball_path.outwards(ball_state)
        super().show(ball_state)

    def _outwards(self, _x: float, _y: float) -> tuple[float, float]:
        return self.direction


def _below(points: np.ndarray, top: float) -> list[np.ndarray]:
    """Returns the parts of a polyline (n, 3) with heights of at most ``top``, up to the crossings."""
    if (points[:, 2] <= top).all():
        return [points]
    pieces: list[list[np.ndarray]] = []
    is_open = False
    for start, end in pairwise(points):
        segment = _segment_below(start, end, top)
        if segment is None:
            is_open = False
            continue
        if not is_open:
            pieces.append([segment[0]])
        pieces[-1].append(segment[1])
        is_open = end[2] <= top
    return [np.array(piece) for piece in pieces]


def _segment_below(start: np.ndarray, end: np.ndarray, top: float) -> tuple[np.ndarray, np.ndarray] | None:
    if not (np.isfinite(start[2]) and np.isfinite(end[2])) or min(start[2], end[2]) > top:
        return None
    if max(start[2], end[2]) <= top:
        return start, end
    crossing = start + (top - start[2]) / (end[2] - start[2]) * (end - start)
    return (start, crossing) if start[2] <= top else (crossing, end)
