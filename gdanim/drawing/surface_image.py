"""A surface as an image: for each pixel the point that one sees there, in its height's colour and its light.

The projection is parallel, so that each column of pixels looks along one line over the floor. Along it the surface is
seen where it rises over all that is nearer, from above, or falls under it, from below: the floating horizon of
T. J. Wright, "A two-space solution to the hidden line problem", IEEE Trans. Comput. C-22(1), 1973.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.hillshade import height_colours, light_on, relative_light

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.drawing.projection3d import Projection
    from gdanim.functions import Function
    from gdanim.themes import Theme

PIXEL_SAMPLES = 2  # samples of a pixel in each direction
DEPTH_SAMPLES = 700  # samples along each line of sight
BISECTION_COUNT = 24  # of a sample's depth, for the end of a domain
LIGHT_TURN, LIGHT_ELEVATION = -62.0, 48.0  # degrees: where the light comes from, the first from the camera's azimuth
UNDERSIDE_LIGHT = 0.55  # of the light on level ground
SEEN_DEPTH = 0.02  # a point so much behind the surface that is seen there still counts as on it
FOLD_DEPTH, FOLD_SHADE = 0.1, 0.55  # where the depth jumps so far, in the block's units, the surface is so much darker


class SurfaceImage(Mark):
    """The surface of a function before a fixed camera.

    Parameters
    ----------
    projection
        The projection.
    function
        A function of two variables.
    theme, scale
        Its colours, and the heights that they stand for.
    """

    def __init__(self, projection: Projection, function: Function, theme: Theme, scale: HeightScale) -> None:
        super().__init__()
        self.projection, self.function, self.theme, self.scale = projection, function, theme, scale
        self.left, self.top = math.floor(projection.box.left), math.floor(projection.box.top)
        self.width, self.height = (
            math.ceil(projection.box.right) - self.left,
            math.ceil(projection.box.bottom) - self.top,
        )

    def draw(self, canvas: Canvas) -> None:
        canvas.image(self.pixels, self.left, self.top)

    @cached_property
    def pixels(self) -> np.ndarray:
        """(height, width, 4) uint8, transparent where there is no surface."""
        depths, below = self._seen
        is_seen = np.isfinite(depths)
        colours = np.zeros((*depths.shape, 4))
        colours[is_seen] = self._colours(depths, below, is_seen)
        fine = colours.reshape(self.height, PIXEL_SAMPLES, self.width, PIXEL_SAMPLES, 4)
        weights = fine[..., 3:]
        opacity = weights.mean(axis=(1, 3))
        mixed = (fine[..., :3] * weights).mean(axis=(1, 3)) / np.maximum(opacity, 1e-9)
        return np.dstack((mixed, 255 * opacity)).round().astype(np.uint8)

    def sees(self, points: np.ndarray) -> np.ndarray:
        """Returns for points (n, 3) of x, y, f on the surface whether they are in sight, (n,)."""
        block = self.projection.to_block(points)
        page = self.projection.block_to_page(block)
        toward = self.projection.directions[2]
        depths = block[:, :2] @ (-toward[:2] / np.hypot(*toward[:2]))
        farthest = self._farthest_depths
        rows = np.clip(PIXEL_SAMPLES * (page[:, 1] - self.top), 0, farthest.shape[0] - 1).astype(int)
        columns = np.clip(PIXEL_SAMPLES * (page[:, 0] - self.left), 0, farthest.shape[1] - 1).astype(int)
        return depths <= farthest[rows, columns] + SEEN_DEPTH

    @cached_property
    def _farthest_depths(self) -> np.ndarray:
        """(rows, columns): the greatest depth seen within a pixel of each sample, −∞ where there is none."""
        depths = np.nan_to_num(self._seen[0], nan=-np.inf)
        for _ in range(2):  # the greatest in a square is the greatest of its rows' greatest
            padded = np.pad(depths, ((PIXEL_SAMPLES, PIXEL_SAMPLES), (0, 0)), constant_values=-np.inf)
            shifts = range(2 * PIXEL_SAMPLES + 1)
            depths = np.max([padded[shift : shift + len(depths)] for shift in shifts], axis=0).T
        return depths

    @cached_property
    def _seen(self) -> tuple[np.ndarray, np.ndarray]:
        return self._visible_depths()

    def _lines_of_sight(self) -> tuple[np.ndarray, np.ndarray]:
        """Returns the positions of columns (n,) and rows (m,) of samples, right and up in the block's own units."""
        scale, across, down = self.projection.fit
        columns = self.left + (np.arange(self.width * PIXEL_SAMPLES) + 0.5) / PIXEL_SAMPLES
        rows = self.top + (np.arange(self.height * PIXEL_SAMPLES) + 0.5) / PIXEL_SAMPLES
        return (columns - across) / scale, (down - rows) / scale

    def _floor_points(self, rights: np.ndarray, depths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Returns points of the block's floor so far right and so far from the eye."""
        right, _, toward = self.projection.directions
        away = -toward[:2] / np.hypot(*toward[:2])
        return rights * right[0] + depths * away[0], rights * right[1] + depths * away[1]

    def _visible_depths(self) -> tuple[np.ndarray, np.ndarray]:
        """Returns (rows, columns): how far away the surface is seen, NaN where it is not, and whether from below."""
        projection = self.projection
        rights, ups = self._lines_of_sight()
        reach = math.hypot(*projection.half_sides)
        depths = np.linspace(-reach, reach, DEPTH_SAMPLES)
        x, y = self._floor_points(rights[None, :], depths[:, None])
        is_over = (np.abs(x) <= projection.half_sides[0]) & (np.abs(y) <= projection.half_sides[1])
        heights = np.full(x.shape, np.nan)
        heights[is_over] = projection.surface_heights(
            self.function.values(np.column_stack(projection.from_block(x[is_over], y[is_over])))
        )
        with np.errstate(invalid="ignore"):
            is_under = heights <= projection.block_height
        is_rim = is_over & ~is_under & np.isfinite(heights)  # the first samples over the top close the gap to the rim
        is_rim &= np.pad(is_under, ((1, 0), (0, 0)))[:-1] | np.pad(is_under, ((0, 1), (0, 0)))[1:]
        heights[is_rim] = projection.block_height
        is_end = is_over & np.isnan(heights)  # the first samples beyond the domain are moved to its end
        is_end &= np.pad(is_under, ((1, 0), (0, 0)))[:-1] | np.pad(is_under, ((0, 1), (0, 0)))[1:]
        places = np.broadcast_to(depths[:, None], heights.shape)
        if is_end.any():
            places = places.copy()
            places[is_end], heights[is_end] = self._domain_ends(rights, depths, is_under, is_end)
        is_over &= is_under | is_rim | is_end
        lift = math.radians(projection.elevation)
        pages = places * math.sin(lift) + heights * math.cos(lift)
        seen, below = np.full((len(ups), len(rights)), np.nan), np.zeros((len(ups), len(rights)), dtype=bool)
        rising = ups[::-1]
        for column in np.flatnonzero(is_over.any(axis=0)):
            for begin, end in _stretches(is_over[:, column]):
                _fill_column(
                    seen[::-1, column], below[::-1, column], rising, places[begin:end, column], pages[begin:end, column]
                )
        return seen, below

    def _domain_ends(
        self, rights: np.ndarray, depths: np.ndarray, has_value: np.ndarray, is_end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Returns how far away the domain ends before the chosen samples (n,), and its heights there."""
        rows, columns = np.nonzero(is_end)
        after = np.minimum(rows + 1, len(depths) - 1)
        inside = np.where(has_value[after, columns], depths[after], depths[rows - 1])
        outside, projection = depths[rows], self.projection

        def heights_at(places: np.ndarray) -> np.ndarray:
            points = projection.from_block(*self._floor_points(rights[columns], places))
            return projection.surface_heights(self.function.values(np.column_stack(points)))

        inside = domain_ends(heights_at, inside, outside)
        return inside, np.minimum(heights_at(inside), projection.block_height)

    def _colours(self, depths: np.ndarray, below: np.ndarray, is_seen: np.ndarray) -> np.ndarray:
        """Returns (n, 4): the colours of the samples that are seen, from 0 to 255 with an opacity of 1."""
        rights = np.broadcast_to(self._lines_of_sight()[0], depths.shape)[is_seen]
        points = np.column_stack(self.projection.from_block(*self._floor_points(rights, depths[is_seen])))
        values = self.function.values(points)
        slopes = np.nan_to_num(self.projection.block_slopes(values, self.function.gradients(points)))
        light = light_direction(self.projection)
        dim = relative_light(np.array(UNDERSIDE_LIGHT * light[2]), light)
        lights = np.where(below[is_seen], dim, light_on(slopes[:, 0], slopes[:, 1], light))
        colours = height_colours(self.theme, self.scale.parts(values), lights).astype(float)
        colours[_is_fold(depths)[is_seen]] *= FOLD_SHADE
        return np.column_stack((colours, np.ones(len(colours))))


def light_direction(projection: Projection) -> np.ndarray:
    """Returns the unit vector (3,) towards the light, in the block: from the left, over the shoulder of who looks."""
    turn, lift = math.radians(projection.azimuth + LIGHT_TURN), math.radians(LIGHT_ELEVATION)
    return np.array([math.cos(lift) * math.cos(turn), math.cos(lift) * math.sin(turn), math.sin(lift)])


def _stretches(chosen: np.ndarray) -> list[tuple[int, int]]:
    """Returns the stretches of a mask that are True, of at least two samples: first, and one after the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], chosen, [False])).astype(np.int8)))
    return [(begin, end) for begin, end in zip(edges[::2], edges[1::2], strict=True) if end - begin > 1]


def domain_ends(heights_at: Callable[[np.ndarray], np.ndarray], inside: np.ndarray, outside: np.ndarray) -> np.ndarray:
    """Returns the last depths (n,) between those ``inside`` and ``outside`` a domain at which there is a height."""
    for _ in range(BISECTION_COUNT):
        middle = (inside + outside) / 2
        is_inside = np.isfinite(heights_at(middle))
        inside, outside = np.where(is_inside, middle, inside), np.where(is_inside, outside, middle)
    return inside


def _fill_column(seen: np.ndarray, below: np.ndarray, rows: np.ndarray, depths: np.ndarray, pages: np.ndarray) -> None:
    """Adds a part of the surface to a column, which already contains the parts before it.

    ``rows`` are the heights on the page of the column's samples, rising; ``pages`` those of the stretch, from near to
    far, at ``depths``.
    """
    entry = np.searchsorted(rows, pages[0])
    for sign, part in ((1.0, slice(entry, None)), (-1.0, slice(None, entry))):
        horizon = np.maximum.accumulate(sign * pages)
        wanted = sign * rows[part]
        hits = (wanted <= horizon[-1]) & np.isnan(seen[part])
        if hits.any():
            seen[part][hits] = _first_reach(horizon, depths, wanted[hits])
            below[part][hits] = sign < 0


def _first_reach(horizon: np.ndarray, depths: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Returns the depths at which a horizon, which never falls, first reaches heights."""
    after = np.clip(np.searchsorted(horizon, wanted), 1, len(horizon) - 1)
    low, high = horizon[after - 1], horizon[after]
    part = np.clip((wanted - low) / np.maximum(high - low, 1e-12), 0, 1)
    return depths[after - 1] + part * (depths[after] - depths[after - 1])


def _is_fold(depths: np.ndarray) -> np.ndarray:
    """Returns the samples at which a surface behind another begins: the depth jumps there."""
    fold = np.zeros(depths.shape, dtype=bool)
    with np.errstate(invalid="ignore"):
        fold[1:] |= np.abs(np.diff(depths, axis=0)) > FOLD_DEPTH
        fold[:, 1:] |= np.abs(np.diff(depths, axis=1)) > FOLD_DEPTH
    return fold
