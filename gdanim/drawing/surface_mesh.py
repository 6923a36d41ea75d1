"""A surface in mesh: small faces from far to near, lit from the left, with a net of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.contours import sample, shades
from gdanim.drawing.projection3d import TALL
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function
    from gdanim.themes import Theme

NET = 12  # meshes along each side of the net
LIGHT = np.array([-0.5, -0.35, 0.79])  # where the light comes from, in the block's directions turned with the eye
TONES, LIGHTS = 24, 33  # colours by height, and how bright each may be
FLAT = 0.74  # the light on level ground, which has its height's own colour
SHADOW, GLEAM = 0.75, 1.0  # how much less and more light is mixed in


class SurfaceMesh(Mark):
    """The surface of ``function``, by ``faces`` in each direction. ``view`` may change between frames."""

    def __init__(self, view: Projection, function: Function, theme: Theme, faces: int) -> None:
        super().__init__()
        self.view, self.theme, self.faces = view, theme, faces
        xs, ys = np.linspace(*view.x_range, faces + 1), np.linspace(*view.y_range, faces + 1)
        across, up = np.meshgrid(xs, ys)
        points = np.column_stack((across.ravel(), up.ravel(), sample(function, xs, ys).ravel()))
        self.block = view.to_block(points)
        self.tones = _tones(theme)

    def draw(self, canvas: Canvas) -> None:
        count = self.faces + 1
        grid = self.block.reshape(count, count, 3)
        depth = self.view.depth(np.nan_to_num(self.block)).reshape(count, count)
        order = np.argsort((depth[:-1, :-1] + depth[1:, 1:]).ravel(), kind="stable")
        colours = self._colours(grid)
        between = self.faces // NET
        for face in order:
            row, column = divmod(int(face), self.faces)
            corners = grid[[row, row, row + 1, row + 1], [column, column + 1, column + 1, column]]
            if np.isfinite(corners).all() and corners[:, 2].min() <= TALL:
                self._face(canvas, corners, colours[face], row % between == 0, column % between == 0)

    def _face(self, canvas: Canvas, corners: np.ndarray, colour: str, *net: bool) -> None:
        """What of a face is under the block's top, and the net's lines on its first and last sides where there are."""
        canvas.fill(self.view.block_to_page(_below(corners))[:-1], colour, edge=0.8)
        for side, wanted in zip((corners[:2], corners[[3, 0]]), net, strict=True):
            if wanted and side[:, 2].min() <= TALL:
                line = mix(self.theme.paper, self.theme.ink, 0.5)
                canvas.stroke(self.view.block_to_page(_below(side)), line, 0.7, alpha=0.35)

    def _colours(self, grid: np.ndarray) -> list[str]:
        """Each face's tone: its height, lighter where it faces the light."""
        along, up = grid[:-1, 1:] - grid[:-1, :-1], grid[1:, :-1] - grid[:-1, :-1]
        normals = np.nan_to_num(np.cross(along, up))
        normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
        heights = np.clip(np.nan_to_num((grid[:-1, :-1, 2] + grid[1:, 1:, 2]) / 2 / TALL), 0, 1)
        right, _, toward = self.view.directions
        ahead = np.array([toward[0], toward[1], 0.0]) / max(1e-9, float(np.hypot(*toward[:2])))
        lamp = LIGHT[0] * right + LIGHT[1] * -ahead + LIGHT[2] * np.array([0, 0, 1.0])
        light = np.clip(normals @ lamp, 0, 1) - FLAT
        light = np.clip(np.where(light < 0, SHADOW, GLEAM) * light, -0.5, 0.5) + 0.5
        tones = (heights * (TONES - 1)).round().astype(int)
        lights = (light * (LIGHTS - 1)).round().astype(int)
        return [self.tones[tone][bright] for tone, bright in zip(tones.ravel(), lights.ravel(), strict=True)]


def _below(corners: np.ndarray) -> np.ndarray:
    """A closed outline (n, 3), cut where it rises over the block's top; its last point is its first.

    Sutherland and Hodgman, Commun. ACM 17(1), 1974, with one plane.
    """
    kept: list[np.ndarray] = []
    for here, there in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if here[2] <= TALL:
            kept.append(here)
        if (here[2] <= TALL) != (there[2] <= TALL):
            kept.append(here + (TALL - here[2]) / (there[2] - here[2]) * (there - here))
    return np.array([*kept, kept[0]])


def _tones(theme: Theme) -> list[list[str]]:
    """For each height its colours from deepest shadow to brightest light."""
    dark, bright = sorted((theme.paper, theme.ink), key=lambda colour: sum(rgb(colour)))
    shadow, gleam = mix(theme.heights[0], dark, 0.4), mix(theme.heights[-1], bright, 0.5)
    parts = np.linspace(-1.0, 1.0, LIGHTS)
    return [
        [mix(tone, shadow if part < 0 else gleam, abs(float(part))) for part in parts] for tone in shades(theme, TONES)
    ]
