"""The lines on a surface: level lines draped over it, its border, and the rims where it is cut at top and floor."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.contours import level_line_colour, level_polygons, sample_grid
from gdanim.drawing.hillshade import height_colour
from gdanim.panels.surface.paths import stretches
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.drawing.projection3d import Projection
    from gdanim.drawing.surface_image import SurfaceImage
    from gdanim.drawing.turning_surface import TurningSurface
    from gdanim.functions import Function
    from gdanim.panels import PanelContext

LEVEL_COUNT, LEVEL_WIDTH, LEVEL_ALPHA = 13, 1.0, 0.8  # how many, their width in units, and opacity
BORDER_WIDTH, RIM_WIDTH = 1.5, 1.8  # units
BORDER_INK = 0.65  # of ink in the border, the rest is the colour of a middle height
LEVEL_SAMPLES, SIDE_SAMPLES = 221, 161  # samples along each side for level lines, and of each side
TURNING_LEVEL_COUNT, TURNING_LEVEL_SAMPLES = 6, 121  # every other one: files of turning surfaces would be large
RIM_INSET = 1e-5  # of the height: a rim is so much inside of the block
MIN_CUT_HEIGHT = 1e-3  # of the height: a surface that goes on so little is not cut


class SheetLine(NamedTuple):
    """A line on a surface: points (n, 3) of x, y, f, its colour, its width in pixels, and its opacity."""

    points: np.ndarray
    colour: str
    width: float
    alpha: float


def sheet_lines(
    context: PanelContext, projection: Projection, scale: HeightScale, *, is_turning: bool = False
) -> list[SheetLine]:
    """Returns the level lines, the border and the rims, which are the same from everywhere.

    ``is_turning``: level lines are fewer, and found on a coarser grid.
    """
    function, theme, unit = context.function, context.theme, context.unit
    levels = scale.levels(TURNING_LEVEL_COUNT if is_turning else LEVEL_COUNT)
    low, top = projection.z_range
    inset = RIM_INSET * (top - low)
    levels = levels[(levels > low + inset) & (levels < top - inset)]
    samples = TURNING_LEVEL_SAMPLES if is_turning else LEVEL_SAMPLES
    xs, ys = (np.linspace(*limits, samples) for limits in (projection.x_range, projection.y_range))
    rims = _rims(projection, sample_grid(function, xs, ys))
    all_levels = np.array(sorted([*levels, *rims]))
    _, all_lines = level_polygons(function, xs, ys, all_levels)
    lines = {
        level: [np.column_stack((line, np.full(len(line), level))) for line in found]
        for level, found in zip(all_levels.tolist(), all_lines, strict=True)
    }
    border = mix(height_colour(theme, 0.45), theme.ink, BORDER_INK)
    return [
        *(
            SheetLine(points, level_line_colour(theme, float(part)), LEVEL_WIDTH * unit, LEVEL_ALPHA)
            for part, level in zip(scale.parts(levels), levels.tolist(), strict=True)
            for points in lines[level]
        ),
        *(SheetLine(side, border, BORDER_WIDTH * unit, 1.0) for side in _sides(function, projection)),
        *(SheetLine(points, border, RIM_WIDTH * unit, 1.0) for rim in rims for points in lines[rim]),
    ]


class SheetLines(Mark):
    """The lines on a surface, as far as it does not hide them itself."""

    def __init__(self, lines: Sequence[SheetLine], projection: Projection, image: SurfaceImage) -> None:
        super().__init__()
        self.projection, self.image = projection, image
        self.lines = [line._replace(points=points) for line in lines for points in self._seen(line.points)]

    def draw(self, canvas: Canvas) -> None:
        for points, colour, width, alpha in self.lines:
            canvas.stroke(points, colour, width, alpha=alpha)

    def _seen(self, points: np.ndarray) -> list[np.ndarray]:
        """Returns the stretches of a line on the surface (n, 3) that are in sight, as page points."""
        finite = np.isfinite(points).all(axis=1) & self.projection.inside(points)
        seen = np.zeros(len(points), dtype=bool)
        seen[finite] = self.image.sees(points[finite])
        return stretches(self.projection.to_page(points), seen)


class TurningSheetLines(Mark):
    """The lines on a surface before a camera that turns. Lines of one look are one, broken where it is out of sight."""

    def __init__(self, lines: Sequence[SheetLine], surface: TurningSurface) -> None:
        super().__init__()
        self.surface = surface
        looks: dict[tuple[str, float, float], list[np.ndarray]] = {}
        for points, colour, width, alpha in lines:
            is_there = np.isfinite(points).all(axis=1) & surface.projection.inside(points)
            block = surface.projection.to_block(points)
            block[~is_there] = np.nan
            looks.setdefault((colour, width, alpha), []).append(np.vstack((block, np.full((1, 3), np.nan))))
        self.looks = list(looks)
        self.counts = np.cumsum([sum(map(len, pieces)) for pieces in looks.values()])[:-1]
        self.points = np.vstack([piece for pieces in looks.values() for piece in pieces])

    def draw(self, canvas: Canvas) -> None:
        pages = self.surface.projection.block_to_page(self.points)
        is_seen = self.surface.sees(self.points)
        pages[1:][~(is_seen[1:] | is_seen[:-1])] = np.nan  # a stretch in sight ends with the point after it
        for look, page in zip(self.looks, np.split(pages, self.counts), strict=True):
            colour, width, alpha = look
            canvas.stroke(page, colour, width, alpha=alpha)


def _rims(projection: Projection, heights: np.ndarray) -> list[float]:
    """Returns the levels at which the surface is cut, as it goes on beyond the block."""
    low, top = projection.z_range
    margin, finite = MIN_CUT_HEIGHT * (top - low), heights[np.isfinite(heights)]
    is_open = finite.min(initial=low) < low - margin, finite.max(initial=top) > top + margin
    inset = RIM_INSET * (top - low)
    return [level for level, is_cut in zip((low + inset, top - inset), is_open, strict=True) if is_cut]


def _sides(function: Function, projection: Projection) -> Iterator[np.ndarray]:
    """Yields the surface over the four sides of the region, (n, 3) each."""
    (left, right), (low, high) = projection.x_range, projection.y_range
    corners = np.array([(left, low), (right, low), (right, high), (left, high), (left, low)])
    for start, end in pairwise(corners):
        flat = start + np.linspace(0, 1, SIDE_SAMPLES)[:, None] * (end - start)
        yield np.column_stack((flat, function.values(flat)))
