"""A surface in relief: small faces from far to near, lit from the left, with a net of lines and its floor's axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.marks import axis
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.shapes import Line
from gdanim.panels.marks.terrain import sample, shades
from gdanim.panels.marks.text import Label, Style
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.functions import Function
    from gdanim.panels import Stage
    from gdanim.panels.marks.pen import Pen
    from gdanim.panels.marks.view import View
    from gdanim.themes import Theme

NET = 6  # faces between two lines of the net
LIGHT = np.array([-0.5, -0.35, 0.79])  # where the light comes from, in the block's directions turned with the eye
TONES, LIGHTS = 24, 33  # colours by height, and how bright each may be
FLAT = 0.74  # the light on level ground, which has its height's own colour
SHADOW, GLEAM = 0.75, 1.0  # how much less and more light is mixed in


class Relief(Mark):
    """The surface of ``function``, by ``faces`` in each direction. ``view`` may change between frames."""

    def __init__(self, view: View, function: Function, theme: Theme, faces: int) -> None:
        super().__init__()
        self.view, self.theme, self.faces = view, theme, faces
        xs, ys = np.linspace(*view.x_range, faces + 1), np.linspace(*view.y_range, faces + 1)
        across, up = np.meshgrid(xs, ys)
        points = np.column_stack((across.ravel(), up.ravel(), sample(function, xs, ys).ravel()))
        self.block = view.block(np.nan_to_num(points, nan=view.z_range[1], posinf=view.z_range[1]))
        self.tones = _tones(theme)

    def ink(self, pen: Pen) -> None:
        from matplotlib.path import Path

        count = self.faces + 1
        page = self.view.flat(self.block).reshape(count, count, 2)
        grid = self.block.reshape(count, count, 3)
        depth = self.view.depth(self.block).reshape(count, count)
        order = np.argsort((depth[:-1, :-1] + depth[1:, 1:]).ravel(), kind="stable")
        colours = self._colours(grid)
        net = mix(self.theme.paper, self.theme.ink, 0.5)
        for face in order:
            row, column = divmod(int(face), self.faces)
            corners = page[[row, row, row + 1, row + 1, row], [column, column + 1, column + 1, column, column]]
            outline = Path(corners, closed=True)
            pen.fill(outline, colours[face])
            pen.stroke(outline, colours[face], 0.8)
            for side, on in ((corners[:2], row % NET == 0), (corners[3:], column % NET == 0)):
                if on:
                    pen.stroke(Path(side), net, 0.7, alpha=0.35)

    def _colours(self, grid: np.ndarray) -> list[str]:
        """Each face's tone: its height, lighter where it faces the light."""
        along, up = grid[:-1, 1:] - grid[:-1, :-1], grid[1:, :-1] - grid[:-1, :-1]
        normals = np.cross(along, up)
        normals /= np.linalg.norm(normals, axis=2, keepdims=True)
        heights = (grid[:-1, :-1, 2] + grid[1:, 1:, 2]) / 2 / max(1e-9, float(grid[..., 2].max()))
        right, _, toward = self.view.axes
        ahead = np.array([toward[0], toward[1], 0.0]) / max(1e-9, float(np.hypot(*toward[:2])))
        lamp = LIGHT[0] * right + LIGHT[1] * -ahead + LIGHT[2] * np.array([0, 0, 1.0])
        light = np.clip(normals @ lamp, 0, 1) - FLAT
        light = np.clip(np.where(light < 0, SHADOW, GLEAM) * light, -0.5, 0.5) + 0.5
        tones = np.clip(heights * (TONES - 1), 0, TONES - 1).round().astype(int)
        lights = (light * (LIGHTS - 1)).round().astype(int)
        return [self.tones[tone][bright] for tone, bright in zip(tones.ravel(), lights.ravel(), strict=True)]


def _tones(theme: Theme) -> list[list[str]]:
    """For each height its colours from deepest shadow to brightest light."""
    dark, bright = sorted((theme.paper, theme.ink), key=lambda colour: sum(rgb(colour)))
    shadow, gleam = mix(theme.heights[0], dark, 0.4), mix(theme.heights[-1], bright, 0.5)
    parts = np.linspace(-1.0, 1.0, LIGHTS)
    return [
        [mix(tone, shadow if part < 0 else gleam, abs(float(part))) for part in parts] for tone in shades(theme, TONES)
    ]


def floor(stage: Stage, view: View) -> list[Artist]:
    """The block's floor, with ticks along the two edges that are nearest."""
    theme, unit = stage.theme, stage.unit
    corners = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (-1, -1, 0)], float)
    made: list[Artist] = [Line(view.flat(corners), theme.axis, 1.2 * unit)]
    if "ticks" in stage.show:
        made += _ticks(stage, view, along=0) + _ticks(stage, view, along=1)
    return made


def _ticks(stage: Stage, view: View, *, along: int) -> list[Artist]:
    """Along the nearer of two edges: short ticks with their numbers, and the variable's name in the middle."""
    limits = (view.x_range, view.y_range)[along]
    edge = np.sign(view.axes[2][1 - along]) or 1.0
    style = Style(max(11.0, 14 * stage.unit), stage.theme.muted)

    def beyond(place: float, away: float) -> tuple[float, float]:
        flat = (place, edge * (1 + away)) if along == 0 else (edge * (1 + away), place)
        across, down = view.flat(np.array([(*flat, 0.0)]))[0]
        return float(across), float(down)

    values = axis.ticks(limits, 4)
    made: list[Artist] = []
    for value, text in zip(values, axis.labels(values, write=stage.words.written), strict=True):
        place = 2 * (value - limits[0]) / (limits[1] - limits[0]) - 1
        made.append(Line([beyond(place, 0), beyond(place, 0.03)], stage.theme.axis, 1.2 * stage.unit))
        across, down = beyond(place, 0.11)
        made.append(Label(stage.text, style, across, down + 0.4 * style.size, "center").say(text))
    across, down = beyond(0.0, 0.26)
    name = f"${stage.trajectories[0].run.function.variables[along]}$"
    return [*made, Label(stage.text, style, across, down + 0.4 * style.size, "center").say(name)]
