"""A surface as a mesh: small faces from far to near, lit from the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, OutlinePiece
from gdanim.drawing.contours import sample_grid
from gdanim.drawing.hillshade import height_colours, light_on
from gdanim.drawing.surface_image import light_direction

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function
    from gdanim.themes import Theme

FACE_EDGE = 0.8  # pixels: the width of a line in a face's colour about it, which closes the gaps to its neighbours
HEIGHT_COUNT, LIGHT_COUNT = 24, 9  # different heights and lights that faces may have: few colours make a small file
FACE_CORNERS = np.array([(0, 0, 1, 1), (0, 1, 1, 0)])  # of a face: rows and columns from its own


class SurfaceMesh(Mark):
    """The surface of a function.

    Parameters
    ----------
    projection
        The projection; may be changed between frames.
    function
        A function of two variables.
    theme, scale
        Its colours, and the heights that they stand for.
    faces
        The number of faces in each direction.
    """

    def __init__(
        self, projection: Projection, function: Function, theme: Theme, scale: HeightScale, faces: int
    ) -> None:
        super().__init__()
        self.projection, self.theme, self.faces = projection, theme, faces
        xs, ys = np.linspace(*projection.x_range, faces + 1), np.linspace(*projection.y_range, faces + 1)
        x, y = np.meshgrid(xs, ys)
        points = np.column_stack((x.ravel(), y.ravel(), sample_grid(function, xs, ys).ravel()))
        self.block = projection.to_block(points)
        self.is_cut_away = points[:, 2] < projection.z_range[0]
        corners = points[:, 2].reshape(faces + 1, faces + 1)
        middles = (corners[:-1, :-1] + corners[1:, :-1] + corners[:-1, 1:] + corners[1:, 1:]) / 4
        self.parts = np.round(scale.parts(np.nan_to_num(middles)) * (HEIGHT_COUNT - 1)) / (HEIGHT_COUNT - 1)

    def draw(self, canvas: Canvas) -> None:
        count = self.faces + 1
        grid = self.block.reshape(count, count, 3)
        depth = self.projection.depth(np.nan_to_num(self.block)).reshape(count, count)
        order = np.argsort((depth[:-1, :-1] + depth[1:, 1:]).ravel(), kind="stable")
        colours = self._colours(grid)
        rows, columns = np.divmod(order, self.faces)
        corners = rows[:, None] + FACE_CORNERS[0], columns[:, None] + FACE_CORNERS[1]
        block, page = grid[corners], self.projection.block_to_page(self.block).reshape(count, count, 2)[corners]
        is_seen = np.isfinite(block).all(axis=(1, 2)) & (block[..., 2].min(axis=1) <= self.projection.block_height)
        is_cut = block[..., 2].max(axis=1) > self.projection.block_height
        is_seen &= ~self.is_cut_away.reshape(count, count)[corners].all(axis=1)
        pieces: list[OutlinePiece] = []
        for face in np.flatnonzero(is_seen):
            outline, colour = self._cut_page(block[face]) if is_cut[face] else page[face], colours[order[face]]
            pieces.append(OutlinePiece(outline, colour, FACE_EDGE, fill=colour))
        canvas.draw_pieces(pieces)

    def _cut_page(self, block: np.ndarray) -> np.ndarray:
        return self.projection.block_to_page(_cut_at_top(block, self.projection.block_height))

    def _colours(self, grid: np.ndarray) -> list[str]:
        """Returns each face's colour: that of its height, in the light that it has."""
        along, up = grid[:-1, 1:] - grid[:-1, :-1], grid[1:, :-1] - grid[:-1, :-1]
        slopes_x = np.nan_to_num(along[..., 2] / along[..., 0])
        slopes_y = np.nan_to_num(up[..., 2] / up[..., 1])
        lights = light_on(slopes_x, slopes_y, light_direction(self.projection))
        steps = (LIGHT_COUNT - 1) // 2
        colours = height_colours(self.theme, self.parts, np.round(lights * steps) / steps)
        return [f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in colours.reshape(-1, 3).tolist()]


def _cut_at_top(corners: np.ndarray, top: float) -> np.ndarray:
    """Returns a closed outline (n, 3) without the parts above the ``top``.

    Sutherland and Hodgman, Commun. ACM 17(1), 1974, with one plane.
    """
    outline: list[np.ndarray] = []
    for begin, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if begin[2] <= top:
            outline.append(begin)
        if (begin[2] <= top) != (end[2] <= top):
            outline.append(begin + (top - begin[2]) / (end[2] - begin[2]) * (end - begin))
    return np.array(outline)
