"""The map on the floor before a camera that turns: drawn once from above, then for each frame as it is seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, raster
from gdanim.panels.surface.floor import FloorMap

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext
    from gdanim.panels.surface.floor import FloorContours

FLOOR_FINENESS = 2  # pixels from above for one of the page


class TurningFloor(Mark):
    """The bands and level lines on the floor. ``projection`` may be changed between frames."""

    def __init__(self, context: PanelContext, projection: Projection, contours: FloorContours) -> None:
        super().__init__()
        self.projection = projection
        self.size = FLOOR_FINENESS * projection.fit[0]
        self.width, self.height = (math.ceil(2 * half * self.size) for half in projection.half_sides)
        floor = FloorMap(context, contours, self._from_above)
        floor.width *= FLOOR_FINENESS
        canvas, pixels = raster(self.width, self.height)
        canvas.paint([floor])
        self.colours = np.pad(_blurred(pixels), ((1, 1), (1, 1), (0, 0))).view(np.uint32).ravel()

    def _from_above(self, flat: np.ndarray) -> np.ndarray:
        """Returns where points (n, 2) of the two variables are in the picture from above, x down and y to the right."""
        ranges = self.projection.x_range, self.projection.y_range
        sides = self.width, self.height
        return np.column_stack(
            [
                side * (points - low) / (high - low)
                for points, (low, high), side in zip(flat.T, ranges, sides, strict=True)
            ]
        )

    def draw(self, canvas: Canvas) -> None:
        projection = self.projection
        size, across, down = projection.fit
        half_x, half_y = projection.half_sides
        right, up, _ = projection.directions
        corners = np.array([(x, y, projection.floor) for x in (-half_x, half_x) for y in (-half_y, half_y)])
        pages = projection.block_to_page(corners)
        left, top = (math.floor(least) for least in pages.min(axis=0).tolist())
        end, bottom = (math.ceil(most) for most in pages.max(axis=0).tolist())
        rights = (np.arange(left, end) + 0.5 - across) / size
        ups = ((down - np.arange(top, bottom) - 0.5) / size - projection.floor * up[2]) / (up[:2] @ up[:2])
        columns, rows = (
            _indices(rights * right[axis] * scale + middle, ups * up[axis] * scale, side)
            for axis, half, side in ((0, half_x, self.width), (1, half_y, self.height))
            for scale, middle in ((side / (2 * half), side / 2 + 1),)
        )
        rows *= self.width + 2
        pixels = self.colours.take(rows + columns)
        canvas.image(pixels.view(np.uint8).reshape(bottom - top, end - left, 4), left, top)


def _indices(across: np.ndarray, down: np.ndarray, side: int) -> np.ndarray:
    """Returns the sums (rows, columns) of parts by column and by row, whole, and 0 or ``side`` + 1 beyond a side."""
    sums = across.astype(np.float32) + down.astype(np.float32)[:, None]
    return np.clip(sums, 0, side + 1, out=sums).astype(np.int32)


def _blurred(pixels: np.ndarray) -> np.ndarray:
    """Returns an opaque picture with each pixel mixed with those about it, as one of the page covers several."""
    for axis in (0, 1):
        padded = np.pad(pixels.astype(np.uint16), [(int(axis == each),) * 2 for each in range(3)], mode="edge")
        parts = [padded.take(np.arange(shift, shift + pixels.shape[axis]), axis=axis) for shift in range(3)]
        pixels = ((parts[0] + 2 * parts[1] + parts[2] + 2) // 4).astype(np.uint8)
    return pixels
