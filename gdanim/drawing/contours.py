"""Draws a function of two variables as a map: choice of levels, filled bands, and level lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Canvas
    from gdanim.functions import Function
    from gdanim.themes import Theme

TOP_PERCENTILE = 97.0  # of the values that the levels cover; higher values form one band
SKEWED_MEDIAN = 0.16  # levels are logarithmic if the median is below this fraction between minimum and top
LOG_DECADES = 4.0  # covered by logarithmic levels
LINE_SHADE = 0.38  # fraction of the curve's colour in a level line's colour
SAMPLE_SPACING = 2  # pixels between the samples of the level lines


@dataclass(frozen=True)
class Levels:
    """The values of level lines.

    Attributes
    ----------
    heights
        The values in rising order.
    low
        The map's minimum.
    log
        Whether the heights' distances from ``low`` grow by a factor.
    """

    heights: np.ndarray
    low: float
    log: bool


def choose_levels(heights: np.ndarray, count: int, scale: str = "auto") -> Levels:
    """Chooses the levels of a map.

    Parameters
    ----------
    heights
        The map's values, an array of any shape; NaN where the function is undefined.
    count
        The number of levels.
    scale
        ``linear``, ``log``, or ``auto`` for the one that separates more of the map.

    Returns
    -------
    Levels
        The levels; a single one where the map is flat.
    """
    finite = heights[np.isfinite(heights)]
    if not len(finite) or finite.min() == finite.max():
        low = float(finite[0]) if len(finite) else 0.0
        return Levels(np.array([low]), low, log=False)
    low, middle, top = (float(value) for value in np.percentile(finite, [0, 50, TOP_PERCENTILE]))
    top = top if top > low else float(finite.max())
    if scale == "log" or (scale == "auto" and (middle - low) < SKEWED_MEDIAN * (top - low)):
        steps = np.geomspace((top - low) * 10**-LOG_DECADES, top - low, count)
        return Levels(low + steps, low, log=True)
    return Levels(np.linspace(low, top, count + 1)[1:], low, log=False)


def sample_grid(function: Function, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Evaluates the function on the grid of ``xs`` (w,) and ``ys`` (h,), as (h, w)."""
    x, y = np.meshgrid(xs, ys)
    return function.values(np.column_stack((x.ravel(), y.ravel()))).reshape(x.shape)


def sample_pixels(axes: Axes, function: Function) -> np.ndarray:
    """Evaluates the function at the middles of the pixels in the box of axes, as (h, w) from the top."""
    box = axes.box
    width, height = round(box.right) - round(box.left), round(box.bottom) - round(box.top)
    return sample_grid(function, _pixel_values(axes.x_range, width), _pixel_values(axes.y_range, height)[::-1])


def band_colours(theme: Theme, count: int) -> list[str]:
    """Returns the colours of ``count`` bands from the lowest up, evenly spaced along the theme's colour map."""
    positions = np.linspace(0.0, len(theme.heights) - 1, count)
    below = np.minimum(positions.astype(int), len(theme.heights) - 2)
    return [
        mix(theme.heights[low], theme.heights[low + 1], float(position - low))
        for low, position in zip(below, positions, strict=True)
    ]


class ContourMap(Mark):
    """A map in the box of axes: bands of height under level lines.

    Parameters
    ----------
    axes
        The panel's axes.
    function
        A function of two variables.
    theme
        The theme, for the map's colours.
    count, scale
        See ``choose_levels``.
    filled
        Whether the bands between the lines are coloured.
    """

    def __init__(self, axes: Axes, function: Function, theme: Theme, *, count: int, scale: str, filled: bool) -> None:
        super().__init__(clip=axes.box)
        self.axes, self.theme, self.filled = axes, theme, filled
        box = axes.box
        self.left, self.top = round(box.left), round(box.top)
        self.width, self.height = round(box.right) - self.left, round(box.bottom) - self.top
        self.values = sample_pixels(axes, function)
        self.levels = choose_levels(self.values, count, scale)
        self.lines = self._lines()

    def bands(self) -> np.ndarray:
        """Returns the map's bands as an image, ``(height, width, 4)`` uint8."""
        colours = [(*rgb(colour), 255) for colour in band_colours(self.theme, len(self.levels.heights) + 1)]
        table = np.array([*colours, (*rgb(self.theme.sheet), 255)], np.uint8)
        band = np.searchsorted(self.levels.heights, np.nan_to_num(self.values, nan=np.inf, posinf=np.inf))
        band[~np.isfinite(self.values)] = len(table) - 1
        return table[band]

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
        if min(values.shape) < 2 or len(self.levels.heights) < 2:
            return []
        masked = np.ma.masked_invalid(values)
        kind = LineType.SeparateCode  # the only one that mpl2014 has
        generator: Any = contour_generator(across, down, masked, name="mpl2014", corner_mask=True, line_type=kind)
        return [[line for line in generator.lines(level)[0] if len(line) > 1] for level in self.levels.heights]

    def draw(self, canvas: Canvas) -> None:
        if self.filled:
            canvas.image(self.bands(), self.left, self.top)
        bands = band_colours(self.theme, len(self.lines) + 1)
        for band, lines in zip(bands, self.lines, strict=False):
            for line in lines:
                canvas.stroke(line, mix(band, self.theme.curve, LINE_SHADE), 1.0)


def _pixel_values(limits: tuple[float, float], count: int) -> np.ndarray:
    """Returns the axis values at the centres of ``count`` pixels."""
    low, high = limits
    return low + (np.arange(count) + 0.5) * (high - low) / count
