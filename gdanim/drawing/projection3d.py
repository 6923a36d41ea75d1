"""Projects three-dimensional points onto the page (parallel projection) and tests which ones a surface hides."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.geometry import Box
    from gdanim.functions import Function

BLOCK_HEIGHT = 0.9  # relative to sides of length 2
PANEL_SHARE = 0.98  # fraction of the panel's box
FLOOR_HALF_SIDE = 1.12  # including the numbers along its sides
TOP_TOLERANCE = 0.005  # fraction of the height: points this little above the top count as inside the block
RAY_SAMPLES = np.linspace(0.0, 1.0, 161)[2:]  # positions towards the viewer
MIN_COVER = 0.012  # fraction of the height: minimum height of a hiding surface above the ray to the viewer
LOG_STEEPNESS = 400.0  # initial steepness of a logarithmic axis


@dataclass(frozen=True, eq=False)
class Projection:
    """The parallel projection of a block that holds a surface.

    In the block's own coordinates its floor is from -1 to 1 in both directions, and its height is ``BLOCK_HEIGHT``.

    Attributes
    ----------
    box
        The panel's box on the page, in pixels.
    x_range, y_range
        The ranges of the floor's axes.
    z_range
        The values at the block's floor and top.
    azimuth, elevation
        The viewing direction, in degrees.
    visible_points
        The points (n, 3) of x, y, f that the panel must hold, besides the floor.
    log
        Whether the vertical axis is logarithmic: ln(1 + s · (f − low) / (high − low)) with s = ``LOG_STEEPNESS``.
    fixed_scale
        Whether the scale is the same from every azimuth.
    """

    box: Box
    x_range: Range
    y_range: Range
    z_range: Range
    azimuth: float
    elevation: float
    visible_points: np.ndarray
    log: bool = False
    fixed_scale: bool = False

    @cached_property
    def directions(self) -> np.ndarray:
        """The directions in the block that point right, up and towards the viewer on the page, as (3, 3)."""
        turn, lift = math.radians(self.azimuth), math.radians(self.elevation)
        cos, sin = math.cos(turn), math.sin(turn)
        right = (-sin, cos, 0.0)
        up = (-math.sin(lift) * cos, -math.sin(lift) * sin, math.cos(lift))
        toward = (math.cos(lift) * cos, math.cos(lift) * sin, math.sin(lift))
        return np.array([right, up, toward])

    @cached_property
    def fit(self) -> tuple[float, float, float]:
        """The scale in pixels, and the page position of the block's centre."""
        low, high = self._extent()
        scale = PANEL_SHARE * min(self.box.width / (high[0] - low[0]), self.box.height / (high[1] - low[1]))
        middle = (low + high) / 2
        across = (self.box.left + self.box.right) / 2 - scale * middle[0]
        down = (self.box.top + self.box.bottom) / 2 + scale * middle[1]
        return float(scale), float(across), float(down)

    def _extent(self) -> tuple[np.ndarray, np.ndarray]:
        """Returns the extent to the right and upwards, in the block's own units."""
        if self.fixed_scale:
            lift, reach = math.radians(self.elevation), math.sqrt(2)
            deep, tall = reach * math.sin(lift), BLOCK_HEIGHT * math.cos(lift)
            return np.array([-reach, -deep]), np.array([reach, deep + tall])
        block = self.to_block(self.visible_points)
        block[:, 2] = np.minimum(block[:, 2], BLOCK_HEIGHT)
        floor = [(u, v, 0) for u in (-FLOOR_HALF_SIDE, FLOOR_HALF_SIDE) for v in (-FLOOR_HALF_SIDE, FLOOR_HALF_SIDE)]
        seen = np.vstack((floor, block[np.isfinite(block[:, 2])])) @ self.directions[:2].T
        return seen.min(axis=0), seen.max(axis=0)

    def to_block(self, points: np.ndarray) -> np.ndarray:
        """Converts (n, 3) of x, y, f to the block's own coordinates; values above its top are extrapolated."""
        low, high = self.z_range
        part = np.maximum(points[:, 2] - low, 0) / (high - low)
        up = BLOCK_HEIGHT * (np.log1p(LOG_STEEPNESS * part) / math.log1p(LOG_STEEPNESS) if self.log else part)
        return np.column_stack((_centred(points[:, 0], self.x_range), _centred(points[:, 1], self.y_range), up))

    def inside(self, points: np.ndarray) -> np.ndarray:
        """Returns for points (n, 3) of x, y, f whether they lie in the block, (n,), within a visible tolerance."""
        (left, right), (low, high) = self.x_range, self.y_range
        top = self.z_range[1] + TOP_TOLERANCE * np.ptp(self.z_range)
        x, y, z = points.T
        return (x >= left) & (x <= right) & (y >= low) & (y <= high) & (z <= top)

    def to_page(self, points: np.ndarray) -> np.ndarray:
        """Converts (n, 3) of x, y, f to page pixels (n, 2); not finite where numbers overflow."""
        with np.errstate(all="ignore"):
            return self.block_to_page(self.to_block(points))

    def block_to_page(self, block: np.ndarray) -> np.ndarray:
        """Converts block coordinates (n, 3) to page pixels (n, 2)."""
        scale, across, down = self.fit
        seen = block @ self.directions[:2].T
        return np.column_stack((across + scale * seen[:, 0], down - scale * seen[:, 1]))

    def depth(self, block: np.ndarray) -> np.ndarray:
        """Returns the depth towards the viewer of points in block coordinates (n, 3); larger is nearer."""
        return block @ self.directions[2]

    def hidden(self, function: Function, points: np.ndarray) -> np.ndarray:
        """Returns for points (n, 3) of x, y, f whether the function's surface hides them, (n,)."""
        block = self.to_block(points)
        toward = self.directions[2] * (2.9 / max(1e-9, math.hypot(*self.directions[2][:2])))
        rays = block[:, None, :] + RAY_SAMPLES[None, :, None] * toward
        over = (np.abs(rays[..., :2]) <= 1).all(axis=2)
        x = self.x_range[0] + (rays[..., 0] + 1) / 2 * (self.x_range[1] - self.x_range[0])
        y = self.y_range[0] + (rays[..., 1] + 1) / 2 * (self.y_range[1] - self.y_range[0])
        flat = np.column_stack((x.ravel(), y.ravel()))
        heights = self.to_block(np.column_stack((flat, function.values(flat))))[:, 2].reshape(x.shape)
        return (over & (heights <= BLOCK_HEIGHT) & (heights > rays[..., 2] + MIN_COVER * BLOCK_HEIGHT)).any(axis=1)

    def matrix(self) -> list[list[float]]:
        """Returns a matrix (2, 4) that gives the page's x and y of a point (x, y, h, 1).

        h is the value f itself, or in a logarithmic view ln(1 + factor · (f − offset)); see ``log_height``.
        """
        origin = self.block_to_page(np.zeros((1, 3)))[0]
        columns = [self.block_to_page(np.eye(3)[[axis]])[0] - origin for axis in range(3)]
        across, up = 2 / (self.x_range[1] - self.x_range[0]), 2 / (self.y_range[1] - self.y_range[0])
        tall = BLOCK_HEIGHT / (math.log1p(LOG_STEEPNESS) if self.log else self.z_range[1] - self.z_range[0])
        shift = origin - columns[0] * (across * self.x_range[0] + 1) - columns[1] * (up * self.y_range[0] + 1)
        shift = shift - (0 if self.log else columns[2] * tall * self.z_range[0])
        return np.column_stack((columns[0] * across, columns[1] * up, columns[2] * tall, shift)).tolist()

    def log_height(self) -> dict[str, float] | None:
        """Returns the ``offset`` and ``factor`` of a logarithmic view, or None for a linear one."""
        low, high = self.z_range
        return {"offset": low, "factor": LOG_STEEPNESS / (high - low)} if self.log else None


def _centred(values: np.ndarray, limits: Range) -> np.ndarray:
    return 2 * (values - limits[0]) / (limits[1] - limits[0]) - 1
