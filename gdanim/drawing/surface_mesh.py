"""A surface as a mesh: small faces from far to near, lit from the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, Polygons
from gdanim.drawing.contours import sample_grid
from gdanim.drawing.hillshade import height_colours, light_on
from gdanim.drawing.surface_image import light_direction

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function
    from gdanim.themes import Theme

HEIGHT_COUNT, LIGHT_COUNT = 16, 5  # different heights and lights that faces may have: few colours make a small file
FACE_CORNERS = np.array([(0, 0, 1, 1), (0, 1, 1, 0)])  # of a face: rows and columns from its own
CUT_CORNERS = 6  # at most, of a face that is cut at the top


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
        self.projection, self.theme = projection, theme
        xs, ys = np.linspace(*projection.x_range, faces + 1), np.linspace(*projection.y_range, faces + 1)
        heights = sample_grid(function, xs, ys)
        points = np.column_stack([each.ravel() for each in (*np.meshgrid(xs, ys), heights)])
        grid = projection.to_block(points).reshape(faces + 1, faces + 1, 3)
        rows, columns = np.divmod(np.arange(faces * faces), faces)
        corners = rows[:, None] + FACE_CORNERS[0], columns[:, None] + FACE_CORNERS[1]
        is_seen = np.isfinite(grid[corners]).all(axis=(1, 2)) & ~(heights < projection.z_range[0])[corners].all(axis=1)
        is_seen &= grid[corners][..., 2].min(axis=1) <= projection.block_height
        self._faces = np.array([_padded(_cut_at_top(face, projection.block_height)) for face in grid[corners][is_seen]])
        self._faces = self._faces.reshape(-1, CUT_CORNERS, 3)
        self._middles = grid[corners][is_seen][:, ::2].sum(axis=1)  # their order is that of the uncut faces
        self._heights = _rounded(scale.parts(heights[corners][is_seen].mean(axis=1)), HEIGHT_COUNT - 1)
        self._slopes = _slopes(grid)[:, is_seen]
        self._polygons = Polygons(np.zeros((len(self._faces), CUT_CORNERS, 2)))

    def draw(self, canvas: Canvas) -> None:
        order = np.argsort(self.projection.depth(self._middles), kind="stable")
        self._polygons.corners[...] = self.projection.block_to_page(self._faces.reshape(-1, 3)).reshape(
            self._polygons.corners.shape
        )
        canvas.fill_polygons(self._polygons, order, self._colours()[order])

    def _colours(self) -> np.ndarray:
        """Returns each face's colour (n, 4), that of its height, in the light that it has."""
        slopes_x, slopes_y = self._slopes
        lights = light_on(slopes_x, slopes_y, light_direction(self.projection))
        colours = height_colours(self.theme, self._heights, _rounded(lights, (LIGHT_COUNT - 1) // 2))
        return np.column_stack((colours / 255, np.ones(len(colours))))


def _rounded(values: np.ndarray, steps: int) -> np.ndarray:
    rounded: np.ndarray = np.round(values * steps) / steps
    return rounded


def _slopes(grid: np.ndarray) -> np.ndarray:
    """Returns the slopes (2, n) of the faces of a grid (rows, columns, 3) along x and y."""
    along, up = grid[:-1, 1:] - grid[:-1, :-1], grid[1:, :-1] - grid[:-1, :-1]
    return np.nan_to_num(np.array([(along[..., 2] / along[..., 0]).ravel(), (up[..., 2] / up[..., 1]).ravel()]))


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


def _padded(outline: np.ndarray) -> np.ndarray:
    """Returns an outline (n, 3) with ``CUT_CORNERS`` corners, the last of which are the same."""
    return outline[np.minimum(np.arange(CUT_CORNERS), len(outline) - 1)]
