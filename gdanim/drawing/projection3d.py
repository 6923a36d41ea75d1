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

BLOCK_HEIGHT, FLOOR_DROP = 0.72, 0.36  # the surface's height, where the longer side is 2; the floor under it, of it
NARROW_WIDTH, NARROW_HEIGHT = 0.8, 0.8
"""A side shorter than this share of the longer one lowers the surface, at last to this share of its height."""
MAX_RATIO = 1.6  # of the sides of the block: a longer region is drawn shorter, or its near wall would hide the rest
BLOCK_MARGINS = (40.0, 10.0, 16.0, 30.0)  # units left, top, right and bottom of the block, for what stands about it
HEIGHT_TOLERANCE = 0.005  # of the height: a point so little above the top or under the lowest one is in the block
RAY_SAMPLES = np.linspace(0.0, 1.0, 161)[2:]  # samples towards the eye
MIN_COVER = 0.006  # of the height: a surface hides a point where it is so much higher than the ray to the eye
LOG_STEEPNESS = 400.0  # how steeply a logarithmic height begins


@dataclass(frozen=True, eq=False)
class Projection:
    """The parallel projection of a block that holds a surface.

    In the block's own coordinates the longer side of the region reaches from -1 to 1 and units are equal, except
    where one side is much longer than the other. The lowest point is at 0, the top at ``block_height``,
    and the floor under both at ``-FLOOR_DROP * block_height``.

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
        Points (n, 3) of x, y, f that the panel must hold, besides the floor.
    unit
        The page's scale, which multiplies the margins around the block.
    is_log
        Whether the vertical axis is logarithmic: ln(1 + s · (f − low) / (high − low)) with s = ``LOG_STEEPNESS``.
    has_fixed_scale
        Whether the scale is the same from every azimuth.
    relative_height
        The block's height relative to the usual one: less of it is hidden behind a lower one's near walls.
    """

    box: Box
    x_range: Range
    y_range: Range
    z_range: Range
    azimuth: float
    elevation: float
    visible_points: np.ndarray
    unit: float = 1.0
    is_log: bool = False
    has_fixed_scale: bool = False
    relative_height: float = 1.0

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
    def half_sides(self) -> tuple[float, float]:
        """Half of the region's sides along x and y, in the block's own units; the longer one is 1."""
        wide, deep = (float(high - low) for low, high in (self.x_range, self.y_range))
        longer = max(wide, deep)
        return max(wide / longer, 1 / MAX_RATIO), max(deep / longer, 1 / MAX_RATIO)

    @cached_property
    def block_height(self) -> float:
        """The surface's height in the block's own units; less above a narrow region, whose near wall would hide it."""
        narrow = max(0.0, 1 - min(self.half_sides) / NARROW_WIDTH) / (1 - 1 / (MAX_RATIO * NARROW_WIDTH))
        return self.relative_height * BLOCK_HEIGHT * (1 - narrow * (1 - NARROW_HEIGHT))

    @property
    def floor(self) -> float:
        """The floor's height in the block's own units."""
        return -FLOOR_DROP * self.block_height

    @cached_property
    def fit(self) -> tuple[float, float, float]:
        """The scale in pixels, and the page position of the block's centre."""
        low, high = self._extent()
        left, top, right, bottom = (self.unit * margin for margin in BLOCK_MARGINS)
        box = self.box.inset(left, top, right, bottom)
        scale = min(box.width / (high[0] - low[0]), box.height / (high[1] - low[1]))
        middle = (low + high) / 2
        across = (box.left + box.right) / 2 - scale * middle[0]
        down = (box.top + box.bottom) / 2 + scale * middle[1]
        return float(scale), float(across), float(down)

    @property
    def aspect(self) -> float:
        """The height / width that a box of this width needs to hold the block and its margins."""
        low, high = self._extent()
        left, top, right, bottom = (self.unit * margin for margin in BLOCK_MARGINS)
        scale = (self.box.width - left - right) / (high[0] - low[0])
        return float((scale * (high[1] - low[1]) + top + bottom) / self.box.width)

    def _extent(self) -> tuple[np.ndarray, np.ndarray]:
        """Returns the least and greatest of what lies right and up in the block's own units."""
        half_x, half_y = self.half_sides
        if self.has_fixed_scale:
            lift, reach = math.radians(self.elevation), math.hypot(half_x, half_y)
            deep = reach * math.sin(lift)
            below, above = self.floor * math.cos(lift) - deep, self.block_height * math.cos(lift) + deep
            return np.array([-reach, below]), np.array([reach, above])
        block = self.to_block(self.visible_points)
        block[:, 2] = np.minimum(block[:, 2], self.block_height)
        floor = [(u, v, self.floor) for u in (-half_x, half_x) for v in (-half_y, half_y)]
        seen = np.vstack((floor, self.wall_corners(), block[np.isfinite(block[:, 2])])) @ self.directions[:2].T
        return seen.min(axis=0), seen.max(axis=0)

    def wall_corners(self) -> np.ndarray:
        """Returns (3, 3): the upper corners of the two back walls in the block's own units, the farthest second."""
        half_x, half_y = self.half_sides
        toward = self.directions[2]
        far_x, far_y = -half_x * (np.sign(toward[0]) or 1.0), -half_y * (np.sign(toward[1]) or 1.0)
        return np.array(
            [(-far_x, far_y, self.block_height), (far_x, far_y, self.block_height), (far_x, -far_y, self.block_height)]
        )

    def to_block(self, points: np.ndarray) -> np.ndarray:
        """Turns points (n, 3) of x, y, f into the block's own coordinates; heights go on above its top."""
        up = self.block_heights(points[:, 2])
        half_x, half_y = self.half_sides
        x, y = half_x * _centred(points[:, 0], self.x_range), half_y * _centred(points[:, 1], self.y_range)
        return np.column_stack((x, y, up))

    def from_block(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Returns the two variables at block coordinates of any shape."""
        (half_x, half_y), (left, right), (low, high) = self.half_sides, self.x_range, self.y_range
        return left + (x / half_x + 1) / 2 * (right - left), low + (y / half_y + 1) / 2 * (high - low)

    def block_heights(self, heights: np.ndarray) -> np.ndarray:
        """Returns heights of any shape in the block's own units."""
        low, high = self.z_range
        part = np.maximum(heights - low, 0) / (high - low)
        return self.block_height * (np.log1p(LOG_STEEPNESS * part) / math.log1p(LOG_STEEPNESS) if self.is_log else part)

    def block_slopes(self, heights: np.ndarray, gradients: np.ndarray) -> np.ndarray:
        """Returns slopes (n, 2) of the surface in the block's own units, of heights (n,) and gradients (n, 2) of f."""
        low, high = self.z_range
        steepness = np.full(len(heights), self.block_height / (high - low))
        if self.is_log:
            part = np.maximum(heights - low, 0) / (high - low)
            steepness = steepness * LOG_STEEPNESS / (1 + LOG_STEEPNESS * part) / math.log1p(LOG_STEEPNESS)
        (half_x, half_y), (left, right), (bottom, top) = self.half_sides, self.x_range, self.y_range
        units = np.array([(right - left) / (2 * half_x), (top - bottom) / (2 * half_y)])
        return gradients * units * steepness[:, None]

    def floor_to_page(self, flat: np.ndarray) -> np.ndarray:
        """Returns the two variables' points (n, 2) on the floor as page pixels (n, 2)."""
        block = self.to_block(np.column_stack((flat, np.full(len(flat), self.z_range[0]))))
        block[:, 2] = self.floor
        return self.block_to_page(block)

    def inside(self, points: np.ndarray) -> np.ndarray:
        """Returns for points (n, 3) of x, y, f whether they lie in the block, (n,), within a visible tolerance."""
        (left, right), (low, high) = self.x_range, self.y_range
        x, y, z = points.T
        bottom, top = self._height_limits
        return (x >= left) & (x <= right) & (y >= low) & (y <= high) & (z >= bottom) & (z <= top)

    @property
    def _height_limits(self) -> tuple[float, float]:
        """The least and the greatest value in the block, within a visible tolerance."""
        tolerance = HEIGHT_TOLERANCE * (self.z_range[1] - self.z_range[0])
        return self.z_range[0] - tolerance, self.z_range[1] + tolerance

    def surface_heights(self, values: np.ndarray) -> np.ndarray:
        """Returns heights of any shape in the block's own units; NaN under its lowest one, where a surface is cut."""
        return np.where(values < self._height_limits[0], np.nan, self.block_heights(values))

    def to_page(self, points: np.ndarray) -> np.ndarray:
        """Converts points (n, 3) of x, y, f to page pixels (n, 2); not finite where numbers overflow."""
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
        above = self._heights_above_rays(function, self.to_block(points))
        return np.asarray((above > MIN_COVER * self.block_height).any(axis=1))

    def floor_hidden(self, function: Function, flat: np.ndarray) -> np.ndarray:
        """Returns for points (n, 2) of x, y on the floor whether the function's surface hides them, (n,).

        The rays from there to the viewer begin under the surface; where they come out over it, it hides the point.
        """
        block = self.to_block(np.column_stack((flat, np.full(len(flat), self.z_range[0]))))
        block[:, 2] = self.floor
        return np.asarray((self._heights_above_rays(function, block) < 0).any(axis=1))

    def _heights_above_rays(self, function: Function, block: np.ndarray) -> np.ndarray:
        """Returns (n, m): how far the surface is above rays from points (n, 3) of the block to the viewer.

        NaN where a ray is not over the region, and where the surface is cut or not defined.
        """
        toward = self.directions[2] * (2.9 / max(1e-9, math.hypot(*self.directions[2][:2])))
        rays = block[:, None, :] + RAY_SAMPLES[None, :, None] * toward
        over = (np.abs(rays[..., :2]) <= self.half_sides).all(axis=2)
        x, y = self.from_block(rays[..., 0], rays[..., 1])
        heights = self.surface_heights(function.values(np.column_stack((x[over], y[over]))))
        above = np.full(over.shape, np.nan)
        above[over] = np.where(heights <= self.block_height, heights - rays[..., 2][over], np.nan)
        return above

    def matrix(self) -> list[list[float]]:
        """Returns a matrix (2, 4) that gives the page's x and y of a point (x, y, h, 1).

        h is the value f itself, or in a logarithmic view ln(1 + factor · (f − offset)); see ``log_height``.
        """
        origin = self.block_to_page(np.zeros((1, 3)))[0]
        columns = [self.block_to_page(np.eye(3)[[axis]])[0] - origin for axis in range(3)]
        half_x, half_y = self.half_sides
        across = 2 * half_x / (self.x_range[1] - self.x_range[0])
        up = 2 * half_y / (self.y_range[1] - self.y_range[0])
        tall = self.block_height / (math.log1p(LOG_STEEPNESS) if self.is_log else self.z_range[1] - self.z_range[0])
        shift = origin - columns[0] * (across * self.x_range[0] + half_x) - columns[1] * (up * self.y_range[0] + half_y)
        shift = shift - (0 if self.is_log else columns[2] * tall * self.z_range[0])
        return np.column_stack((columns[0] * across, columns[1] * up, columns[2] * tall, shift)).tolist()

    def log_height(self) -> dict[str, float] | None:
        """Returns the ``offset`` and ``factor`` of a logarithmic view, or None for a linear one."""
        low, high = self.z_range
        return {"offset": low, "factor": LOG_STEEPNESS / (high - low)} if self.is_log else None


def _centred(values: np.ndarray, limits: Range) -> np.ndarray:
    return 2 * (values - limits[0]) / (limits[1] - limits[0]) - 1
