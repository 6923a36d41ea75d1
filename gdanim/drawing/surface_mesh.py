"""A surface as a mesh: small faces from far to near, lit from the left, with a net of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.contours import band_colours, sample_grid
from gdanim.drawing.projection3d import TALL
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function
    from gdanim.themes import Theme

NET = 12  # meshes of the net along each side
LIGHT = np.array([-0.5, -0.35, 0.79])  # where the light comes from: right, towards the eye, and up
HEIGHTS, BRIGHTNESSES = 24, 33  # how many colours there are by height, and in how many brightnesses each
LEVEL_LIGHT = 0.74  # the light on level ground, which has the colour of its height
SHADE, GLEAM = 0.75, 1.0  # how strongly less light darkens, and more light brightens


class SurfaceMesh(Mark):
    """The surface of a function.

    Parameters
    ----------
    view
        How it is seen; may be set between frames.
    function
        A function of two variables.
    theme
        Has its colours.
    faces
        The number of faces in each direction.
    """

    def __init__(self, view: Projection, function: Function, theme: Theme, faces: int) -> None:
        super().__init__()
        self.view, self.theme, self.faces = view, theme, faces
        xs, ys = np.linspace(*view.x_range, faces + 1), np.linspace(*view.y_range, faces + 1)
        x, y = np.meshgrid(xs, ys)
        points = np.column_stack((x.ravel(), y.ravel(), sample_grid(function, xs, ys).ravel()))
        self.block = view.to_block(points)
        self.palette = _palette(theme)

    def draw(self, canvas: Canvas) -> None:
        count = self.faces + 1
        grid = self.block.reshape(count, count, 3)
        depth = self.view.depth(np.nan_to_num(self.block)).reshape(count, count)
        order = np.argsort((depth[:-1, :-1] + depth[1:, 1:]).ravel(), kind="stable")
        colours = self._colours(grid)
        spacing = self.faces // NET
        for face in order:
            row, column = divmod(int(face), self.faces)
            corners = grid[[row, row, row + 1, row + 1], [column, column + 1, column + 1, column]]
            if np.isfinite(corners).all() and corners[:, 2].min() <= TALL:
                self._draw_face(canvas, corners, colours[face], row % spacing == 0, column % spacing == 0)

    def _draw_face(self, canvas: Canvas, corners: np.ndarray, colour: str, *net: bool) -> None:
        """Draw what of a face is under the block's top, and a line of the net on its first or last side."""
        canvas.fill(self.view.block_to_page(_cut_at_top(corners))[:-1], colour, edge=0.8)
        for side, is_net in zip((corners[:2], corners[[3, 0]]), net, strict=True):
            if is_net and side[:, 2].min() <= TALL:
                line = mix(self.theme.paper, self.theme.ink, 0.5)
                canvas.stroke(self.view.block_to_page(_cut_at_top(side)), line, 0.7, alpha=0.35)

    def _colours(self, grid: np.ndarray) -> list[str]:
        """Each face's colour: that of its height, brighter where it faces the light."""
        along, up = grid[:-1, 1:] - grid[:-1, :-1], grid[1:, :-1] - grid[:-1, :-1]
        normals = np.nan_to_num(np.cross(along, up))
        normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
        heights = np.clip(np.nan_to_num((grid[:-1, :-1, 2] + grid[1:, 1:, 2]) / 2 / TALL), 0, 1)
        right, _, toward = self.view.directions
        ahead = np.array([toward[0], toward[1], 0.0]) / max(1e-9, float(np.hypot(*toward[:2])))
        lamp = LIGHT[0] * right + LIGHT[1] * -ahead + LIGHT[2] * np.array([0, 0, 1.0])
        light = np.clip(normals @ lamp, 0, 1) - LEVEL_LIGHT
        light = np.clip(np.where(light < 0, SHADE, GLEAM) * light, -0.5, 0.5) + 0.5
        rows = (heights * (HEIGHTS - 1)).round().astype(int)
        columns = (light * (BRIGHTNESSES - 1)).round().astype(int)
        return [self.palette[row][column] for row, column in zip(rows.ravel(), columns.ravel(), strict=True)]


def _cut_at_top(corners: np.ndarray) -> np.ndarray:
    """A closed outline (n, 3), cut where it rises over the block's top; its last point is its first.

    Sutherland and Hodgman, Commun. ACM 17(1), 1974, with one plane.
    """
    outline: list[np.ndarray] = []
    for begin, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if begin[2] <= TALL:
            outline.append(begin)
        if (begin[2] <= TALL) != (end[2] <= TALL):
            outline.append(begin + (TALL - begin[2]) / (end[2] - begin[2]) * (end - begin))
    return np.array([*outline, outline[0]])


def _palette(theme: Theme) -> list[list[str]]:
    """For each height its colours from deepest shade to brightest light."""
    dark, bright = sorted((theme.paper, theme.ink), key=lambda colour: sum(rgb(colour)))
    shade, gleam = mix(theme.heights[0], dark, 0.4), mix(theme.heights[-1], bright, 0.5)
    parts = np.linspace(-1.0, 1.0, BRIGHTNESSES)
    return [
        [mix(colour, shade if part < 0 else gleam, abs(float(part))) for part in parts]
        for colour in band_colours(theme, HEIGHTS)
    ]
