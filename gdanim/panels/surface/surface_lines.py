"""The lines on a surface: level lines draped over it, its border, and the rims where it is cut at top and floor."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.contours import level_line_colour, level_polygons, sample_grid
from gdanim.drawing.hillshade import height_colour
from gdanim.panels.surface.paths import stretches
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.drawing.projection3d import Projection
    from gdanim.drawing.surface_image import SurfaceImage
    from gdanim.panels import PanelContext

LEVEL_COUNT, LEVEL_WIDTH, LEVEL_ALPHA = 13, 1.0, 0.8  # how many, their width in units, and opacity
BORDER_WIDTH, RIM_WIDTH = 1.5, 1.8  # units
BORDER_INK = 0.65  # of ink in the border, the rest is the colour of a middle height
LEVEL_SAMPLES, SIDE_SAMPLES = 221, 161  # samples along each side for level lines, and of each side
RIM_INSET = 1e-5  # of the height: a rim is so much inside of the block
MIN_CUT_HEIGHT = 1e-3  # of the height: a surface that goes on so little is not cut


class SheetLines(Mark):
    """The lines on a surface, as far as it does not hide them itself."""

    def __init__(self, context: PanelContext, projection: Projection, scale: HeightScale, image: SurfaceImage) -> None:
        super().__init__()
        self.projection, self.image = projection, image
        self.function, theme = context.function, context.theme
        levels = scale.levels(LEVEL_COUNT)
        low, top = projection.z_range
        inset = RIM_INSET * (top - low)
        levels = levels[(levels > low + inset) & (levels < top - inset)]
        xs, ys = (np.linspace(*limits, LEVEL_SAMPLES) for limits in (projection.x_range, projection.y_range))
        rims = self._rims(sample_grid(self.function, xs, ys))
        all_levels = np.array(sorted([*levels, *rims]))
        _, all_lines = level_polygons(self.function, xs, ys, all_levels)
        lines = dict(zip(all_levels.tolist(), all_lines, strict=True))
        border = mix(height_colour(theme, 0.45), theme.ink, BORDER_INK)
        self.lines = [
            (points, level_line_colour(theme, float(part)), LEVEL_WIDTH * context.unit, LEVEL_ALPHA)
            for part, level in zip(scale.parts(levels), levels.tolist(), strict=True)
            for line in lines[level]
            for points in self._seen(np.column_stack((line, np.full(len(line), level))))
        ]
        self.lines += [
            (points, border, BORDER_WIDTH * context.unit, 1.0) for side in self._sides() for points in self._seen(side)
        ]
        self.lines += [
            (points, border, RIM_WIDTH * context.unit, 1.0)
            for rim in rims
            for line in lines[rim]
            for points in self._seen(np.column_stack((line, np.full(len(line), rim))))
        ]

    def draw(self, canvas: Canvas) -> None:
        for points, colour, width, alpha in self.lines:
            canvas.stroke(points, colour, width, alpha=alpha)

    def _rims(self, heights: np.ndarray) -> list[float]:
        """Returns the levels at which the surface is cut, as it goes on beyond the block."""
        low, top = self.projection.z_range
        margin, finite = MIN_CUT_HEIGHT * (top - low), heights[np.isfinite(heights)]
        is_open = finite.min(initial=low) < low - margin, finite.max(initial=top) > top + margin
        inset = RIM_INSET * (top - low)
        return [level for level, is_cut in zip((low + inset, top - inset), is_open, strict=True) if is_cut]

    def _sides(self) -> Iterator[np.ndarray]:
        """Yields the surface over the four sides of the region, (n, 3) each."""
        (left, right), (low, high) = self.projection.x_range, self.projection.y_range
        corners = np.array([(left, low), (right, low), (right, high), (left, high), (left, low)])
        for start, end in pairwise(corners):
            flat = start + np.linspace(0, 1, SIDE_SAMPLES)[:, None] * (end - start)
            yield np.column_stack((flat, self.function.values(flat)))

    def _seen(self, points: np.ndarray) -> list[np.ndarray]:
        """Returns the stretches of a line on the surface (n, 3) that are in sight, as page points."""
        finite = np.isfinite(points).all(axis=1) & self.projection.inside(points)
        seen = np.zeros(len(points), dtype=bool)
        seen[finite] = self.image.sees(points[finite])
        return stretches(self.projection.to_page(points), seen)
