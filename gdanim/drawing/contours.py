"""Draws a function of two variables as a map: filled bands and level lines."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.height_scale import height_scale
from gdanim.drawing.hillshade import height_colour, height_colours, light_on
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box
    from gdanim.functions import Function
    from gdanim.themes import Theme

LINE_INK, DARK_LINE_INK = 0.40, 0.24  # how much ink is mixed into a band's colour to make a level line's
LINE_WIDTH, LINE_ALPHA = 0.9, 0.85  # pixels, and opacity
SAMPLE_SPACING = 2  # pixels between the samples of the level lines
DOMAIN_FINENESS = 5  # times as many samples along each side where the domain ends
SHADING_STRENGTH, MAP_HEIGHT = 0.28, 0.3  # how strong light and shade are, and how high the map is, of its width
UPPER_LEFT = np.array([-0.5, -0.5, math.sqrt(0.5)])  # towards the light: right, down and up from the page


def sample_grid(function: Function, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Evaluates the function on the grid of ``xs`` (w,) and ``ys`` (h,), as (h, w)."""
    x, y = np.meshgrid(xs, ys)
    return function.values(np.column_stack((x.ravel(), y.ravel()))).reshape(x.shape)


def sample_pixels(axes: Axes, function: Function) -> np.ndarray:
    """Evaluates the function at the middles of the pixels in the box of axes, as (h, w) from the top."""
    box = axes.box
    width, height = round(box.right) - round(box.left), round(box.bottom) - round(box.top)
    return sample_grid(function, _pixel_values(axes.x_range, width), _pixel_values(axes.y_range, height)[::-1])


def level_polygons(
    function: Function, xs: np.ndarray, ys: np.ndarray, levels: np.ndarray
) -> tuple[list[list[np.ndarray]], list[list[np.ndarray]]]:
    """Returns the bands between levels, as polygons, and the level lines, as points (n, 2) of the two variables.

    Parameters
    ----------
    function
        A function of two variables.
    xs, ys
        The grid on which it is sampled.
    levels
        Rising heights. There is one band more: below the first, between two, and above the last.

    Returns
    -------
    bands, lines
        The polygons of each band, holes among them, and the lines of each level.
    """
    from contourpy import FillType, LineType, contour_generator

    values = np.ma.masked_invalid(sample_grid(function, xs, ys))
    if values.mask.all():
        return [[] for _ in range(len(levels) + 1)], [[] for _ in levels]
    if values.mask.any():  # the domain ends on the map: a coarse grid would give it stairs
        xs, ys = (np.linspace(each[0], each[-1], DOMAIN_FINENESS * len(each)) for each in (xs, ys))
        values = np.ma.masked_invalid(sample_grid(function, xs, ys))
    generator: Any = contour_generator(xs, ys, values, fill_type=FillType.OuterOffset, line_type=LineType.Separate)
    lowest, highest = min(float(values.min()), float(levels[0])) - 1, max(float(values.max()), float(levels[-1])) + 1
    edges = [lowest, *levels.tolist(), highest]
    bands = []
    for low, high in pairwise(edges):
        points, offsets = generator.filled(low, high) if high > low else ([], [])
        bands.append(
            [
                outline[begin : end - 1]
                for outline, offset in zip(points, offsets, strict=True)
                for begin, end in zip(offset[:-1].tolist(), offset[1:].tolist(), strict=True)
            ]
        )
    return bands, [list(generator.lines(level)) for level in levels.tolist()]


def level_lines(box: Box, values: np.ndarray, level: float) -> list[np.ndarray]:
    """Returns the lines of one level as page points (n, 2); ``values`` (h, w) fill the box, the highest row first."""
    from contourpy import LineType, contour_generator

    across, down = (np.linspace(*ends, count) for ends, count in
                    (((box.left, box.right), values.shape[1]), ((box.top, box.bottom), values.shape[0])))  # fmt: skip
    masked, kind = np.ma.masked_invalid(values), LineType.SeparateCode
    generator: Any = contour_generator(across, down, masked, name="mpl2014", corner_mask=True, line_type=kind)
    return [line for line in generator.lines(level)[0] if len(line) > 1]


def level_line_colour(theme: Theme, part: float) -> str:
    """Returns the colour of a level line at a part from 0 to 1 of the heights: that of the map with some ink."""
    return mix(height_colour(theme, part), theme.ink, DARK_LINE_INK if theme.is_dark else LINE_INK)


class ContourMap(Mark):
    """A map in the box of axes: bands of height under level lines.

    Parameters
    ----------
    axes
        The panel's axes.
    function
        A function of two variables.
    theme
        Has the map's colours.
    count
        The number of level lines.
    starts, scale, lowest, climbs
        Passed to ``height_scale``.
    filled
        Whether the bands between the lines are coloured.
    """

    def __init__(
        self,
        axes: Axes,
        function: Function,
        theme: Theme,
        *,
        count: int,
        scale: str,
        filled: bool,
        starts: Sequence[float] = (),
        lowest: float | None = None,
        climbs: bool = False,
    ) -> None:
        super().__init__(clip=axes.box)
        self.axes, self.theme, self.filled = axes, theme, filled
        box = axes.box
        self.left, self.top = round(box.left), round(box.top)
        self.width, self.height = round(box.right) - self.left, round(box.bottom) - self.top
        self.values = sample_pixels(axes, function)
        self.scale = height_scale(self.values, starts=starts, scale=scale, lowest=lowest, climbs=climbs)
        self.levels = self.scale.levels(count)
        self.lines = self._lines()

    def bands(self) -> np.ndarray:
        """Returns the map's bands as an image, ``(height, width, 4)`` uint8, lit from the upper left."""
        finite = np.isfinite(self.values)
        parts = self.scale.parts(np.nan_to_num(self.values, nan=self.scale.low))
        count = len(self.levels) + 1
        bands = (
            np.searchsorted(self.levels, np.where(finite, self.values, self.scale.low), side="right") + 0.5
        ) / count
        slopes_y, slopes_x = (slope * MAP_HEIGHT * self.width for slope in np.gradient(parts))
        colours = height_colours(self.theme, bands, SHADING_STRENGTH * light_on(slopes_x, slopes_y, UPPER_LEFT))
        image = np.dstack((colours, np.full(finite.shape, 255, np.uint8)))
        image[~finite] = (*rgb(self.theme.sheet), 255)
        return image

    def _lines(self) -> list[list[np.ndarray]]:
        """Returns each level's lines as page points (n, 2).

        contourpy's algorithm ``mpl2014`` with corner masks gives the lines of matplotlib's ``Axes.contour``. Called
        directly it takes 14 ms, where the first ``Figure`` and ``Axes`` of a process take more than 180.
        """
        from contourpy import LineType, contour_generator

        columns = slice(None, None, SAMPLE_SPACING)
        across = self.left + np.arange(self.width)[columns] + 0.5
        down = self.top + np.arange(self.height)[columns] + 0.5
        values = np.where(np.isfinite(self.values), self.values, np.nan)[columns, columns]
        if min(values.shape) < 2 or len(self.levels) < 2:
            return []
        masked = np.ma.masked_invalid(values)
        kind = LineType.SeparateCode  # the only one that mpl2014 has
        generator: Any = contour_generator(across, down, masked, name="mpl2014", corner_mask=True, line_type=kind)
        return [[line for line in generator.lines(level)[0] if len(line) > 1] for level in self.levels]

    def draw(self, canvas: Canvas) -> None:
        if self.filled:
            canvas.image(self.bands(), self.left, self.top)
        for part, lines in zip(self.scale.parts(self.levels).tolist(), self.lines, strict=False):
            for line in lines:
                canvas.stroke(line, level_line_colour(self.theme, part), LINE_WIDTH, alpha=LINE_ALPHA)


def _pixel_values(limits: tuple[float, float], count: int) -> np.ndarray:
    """Returns the axis values at the centres of ``count`` pixels."""
    low, high = limits
    return low + (np.arange(count) + 0.5) * (high - low) / count
