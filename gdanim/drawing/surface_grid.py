"""A surface sampled once on a fine grid: its heights, normals and colours, which are the same from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.contours import sample_grid
from gdanim.drawing.hillshade import HEIGHT_COUNT

if TYPE_CHECKING:
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function

GRID_SIDE = 901  # along each side of the region: two for each pixel of a large panel
BOUND_SQUARES = 30  # along each side: what is known of them bounds the surface


class SurfaceGrid:
    """The surface of a function on a grid over its region.

    Attributes
    ----------
    heights
        Heights in the block's own units, float32, and a border of NaN; row by row as one array.
    looks
        (n, 4) float32: of the same points the unit normals, and the rows in the table of colours.
    """

    def __init__(self, projection: Projection, function: Function, scale: HeightScale) -> None:
        self.projection = projection
        xs, ys = (np.linspace(*limits, GRID_SIDE) for limits in (projection.x_range, projection.y_range))
        values = sample_grid(function, xs, ys)
        heights = projection.surface_heights(values)
        sides = [2 * half / (GRID_SIDE - 1) for half in projection.half_sides]
        with np.errstate(all="ignore"):
            slopes = [_slopes(heights.T, sides[0]).T, _slopes(heights, sides[1])]
            rows = np.clip(np.nan_to_num(scale.parts(values)) * (HEIGHT_COUNT - 1) + 0.5, 0, HEIGHT_COUNT - 1)
        length = np.sqrt(1 + slopes[0] ** 2 + slopes[1] ** 2)
        is_there = np.isfinite(heights)
        looks = np.stack((-slopes[0] / length, -slopes[1] / length, 1 / length, rows), axis=-1)
        _continue(looks, is_there)
        self.heights = np.pad(heights, 1, constant_values=np.nan).astype(np.float32).ravel()
        self.looks = np.pad(looks, ((1, 1), (1, 1), (0, 0)), mode="edge").astype(np.float32).reshape(-1, 4)
        self.outline = self._outline(heights)
        self._units = [np.float32((GRID_SIDE - 1) / (2 * half)) for half in projection.half_sides]

    def _outline(self, heights: np.ndarray) -> np.ndarray:
        """Returns points (n, 3) of the block about the surface: corners of its lowest and highest point by squares."""
        half_x, half_y = self.projection.half_sides
        top = self.projection.block_height
        size = -(-GRID_SIDE // BOUND_SQUARES)
        padding = BOUND_SQUARES * size - GRID_SIDE
        shown = np.pad(heights, (0, padding), constant_values=np.nan).reshape(BOUND_SQUARES, size, BOUND_SQUARES, size)
        is_shown = shown <= top
        least = np.where(is_shown, shown, np.inf).min(axis=(1, 3))
        most = np.where(shown >= least[:, None, :, None], np.minimum(shown, top), -np.inf).max(axis=(1, 3))
        row, column = np.nonzero(np.isfinite(least))
        points = [
            (2 * half_x * size * (column + right) / (GRID_SIDE - 1) - half_x,
             2 * half_y * size * (row + up) / (GRID_SIDE - 1) - half_y, each[row, column])
            for right in (0, 1) for up in (0, 1) for each in (least, most)
        ]  # fmt: skip
        found = np.concatenate([np.column_stack(point) for point in points])
        return found.clip((-half_x, -half_y, 0), (half_x, half_y, top)) if len(found) else np.zeros((1, 3))

    def nearest(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Returns the indices of the points of the grid that are nearest to block coordinates, float32 of any shape."""
        middle, last = (
            np.float32((GRID_SIDE - 1) / 2 + 1.5),
            np.float32(GRID_SIDE + 1),
        )  # beyond the border, and rounding
        column = np.clip(x * self._units[0] + middle, 0, last).astype(np.int32)
        row = np.clip(y * self._units[1] + middle, 0, last).astype(np.int32)
        return row * np.int32(GRID_SIDE + 2) + column


def _continue(looks: np.ndarray, is_there: np.ndarray) -> None:
    """Gives the points just beyond the end of a domain the looks of those before it."""
    if is_there.all():
        return
    for distance in (1, 2, 4):  # at last of as many as between two samples along a line of sight
        for axis in (0, 1):
            for sign in (1, -1):
                near, here = (np.roll(each, sign * distance, axis) for each in (looks, is_there))
                is_new = here & ~is_there
                looks[is_new] = near[is_new]
                is_there = is_there | is_new


def _slopes(heights: np.ndarray, distance: float) -> np.ndarray:
    """Returns the slopes from row to row, at the end of a domain those of its last step."""
    steps = np.diff(heights, axis=0) / distance
    before, after = np.pad(steps, ((1, 0), (0, 0)), mode="edge"), np.pad(steps, ((0, 1), (0, 0)), mode="edge")
    middle = (before + after) / 2
    return np.nan_to_num(np.where(np.isfinite(middle), middle, np.where(np.isfinite(before), before, after)))
