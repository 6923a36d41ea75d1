"""Draws a surface as a mesh: faces sorted from far to near, lit from the left, with a net of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, Piece
from gdanim.drawing.contours import band_colours, sample_grid
from gdanim.drawing.projection3d import BLOCK_HEIGHT
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function
    from gdanim.themes import Theme

NET_MESHES, NET_WIDTH, NET_ALPHA = 12, 0.7, 0.35  # meshes along each side; line width in pixels; opacity
FACE_EDGE = 0.8  # pixels: width of a line in a face's colour around it, which closes the gaps to its neighbours
LIGHT_DIRECTION = np.array([-0.5, -0.35, 0.79])  # right, towards the viewer, and up
COLOUR_COUNT, BRIGHTNESS_COUNT = 24, 33  # colours by value, and brightnesses of each
LEVEL_LIGHT = 0.74  # light on a horizontal face, which has the colour of its value
SHADE_STRENGTH, GLEAM_STRENGTH = 0.75, 1.0  # strengths of darkening and of brightening
FACE_CORNERS = np.array([(0, 0, 1, 1), (0, 1, 1, 0)])  # rows and columns relative to the face's own
NET_SIDES = ((0, 1), (3, 0))  # sides of a face that may be on the net, as pairs of corners


class SurfaceMesh(Mark):
    """The surface of a function.

    Parameters
    ----------
    view
        The projection; may be changed between frames.
    function
        A function of two variables.
    theme
        The theme, for its colours.
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
        self.palette, self.net_colour = _palette(theme), mix(theme.paper, theme.ink, 0.5)

    def draw(self, canvas: Canvas) -> None:
        count = self.faces + 1
        grid = self.block.reshape(count, count, 3)
        depth = self.view.depth(np.nan_to_num(self.block)).reshape(count, count)
        order = np.argsort((depth[:-1, :-1] + depth[1:, 1:]).ravel(), kind="stable")
        colours, spacing = self._colours(grid), self.faces // NET_MESHES
        rows, columns = np.divmod(order, self.faces)
        corners = rows[:, None] + FACE_CORNERS[0], columns[:, None] + FACE_CORNERS[1]
        block, page = grid[corners], self.view.block_to_page(self.block).reshape(count, count, 2)[corners]
        is_seen = np.isfinite(block).all(axis=(1, 2)) & (block[..., 2].min(axis=1) <= BLOCK_HEIGHT)
        is_cut = block[..., 2].max(axis=1) > BLOCK_HEIGHT
        net = np.column_stack((rows % spacing == 0, columns % spacing == 0))
        pieces: list[Piece] = []
        for face in np.flatnonzero(is_seen):
            outline, colour = self._cut_page(block[face]) if is_cut[face] else page[face], colours[order[face]]
            pieces.append(Piece(outline, colour, FACE_EDGE, fill=colour))
            sides = np.array(NET_SIDES)[net[face]]
            pieces += [piece for side in sides for piece in self._net_line(block[face][side], page[face][side])]
        canvas.draw_pieces(pieces)

    def _net_line(self, block: np.ndarray, page: np.ndarray) -> list[Piece]:
        """Returns the net line along a side of a face, (2, 3) in the block and (2, 2) on the page, cut at the
        block's top.
        """
        if block[:, 2].min() > BLOCK_HEIGHT:
            return []
        side = self._cut_page(block) if block[:, 2].max() > BLOCK_HEIGHT else page
        return [Piece(np.concatenate((side, side[:1])), self.net_colour, NET_WIDTH, alpha=NET_ALPHA)]

    def _cut_page(self, block: np.ndarray) -> np.ndarray:
        return self.view.block_to_page(_cut_at_top(block))

    def _colours(self, grid: np.ndarray) -> list[str]:
        """Returns each face's colour: the colour of its value, shaded by its angle to the light."""
        along, up = grid[:-1, 1:] - grid[:-1, :-1], grid[1:, :-1] - grid[:-1, :-1]
        normals = np.nan_to_num(np.cross(along, up))
        normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
        heights = np.clip(np.nan_to_num((grid[:-1, :-1, 2] + grid[1:, 1:, 2]) / 2 / BLOCK_HEIGHT), 0, 1)
        right, _, toward = self.view.directions
        ahead = np.array([toward[0], toward[1], 0.0]) / max(1e-9, float(np.hypot(*toward[:2])))
        lamp = LIGHT_DIRECTION[0] * right + LIGHT_DIRECTION[1] * -ahead + LIGHT_DIRECTION[2] * np.array([0, 0, 1.0])
        light = np.clip(normals @ lamp, 0, 1) - LEVEL_LIGHT
        light = np.clip(np.where(light < 0, SHADE_STRENGTH, GLEAM_STRENGTH) * light, -0.5, 0.5) + 0.5
        rows = (heights * (COLOUR_COUNT - 1)).round().astype(int)
        columns = (light * (BRIGHTNESS_COUNT - 1)).round().astype(int)
        return [self.palette[row][column] for row, column in zip(rows.ravel(), columns.ravel(), strict=True)]


def _cut_at_top(corners: np.ndarray) -> np.ndarray:
    """Returns a closed outline (n, 3) without the parts above the block's top.

    Sutherland and Hodgman, Commun. ACM 17(1), 1974, with one plane.
    """
    outline: list[np.ndarray] = []
    for begin, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if begin[2] <= BLOCK_HEIGHT:
            outline.append(begin)
        if (begin[2] <= BLOCK_HEIGHT) != (end[2] <= BLOCK_HEIGHT):
            outline.append(begin + (BLOCK_HEIGHT - begin[2]) / (end[2] - begin[2]) * (end - begin))
    return np.array(outline)


def _palette(theme: Theme) -> list[list[str]]:
    """Returns for each value its colours from deepest shadow to brightest light."""
    dark, bright = sorted((theme.paper, theme.ink), key=lambda colour: sum(rgb(colour)))
    shade, gleam = mix(theme.heights[0], dark, 0.4), mix(theme.heights[-1], bright, 0.5)
    parts = np.linspace(-1.0, 1.0, BRIGHTNESS_COUNT)
    return [
        [mix(colour, shade if part < 0 else gleam, abs(float(part))) for part in parts]
        for colour in band_colours(theme, COLOUR_COUNT)
    ]
