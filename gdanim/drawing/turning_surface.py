"""A surface as an image before a camera that turns: what is the same from everywhere is found once."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.floating_horizon import seen_pixels
from gdanim.drawing.hillshade import LIGHT_COUNT, colour_table, relative_light
from gdanim.drawing.projection3d import Projection
from gdanim.drawing.surface_grid import SurfaceGrid
from gdanim.drawing.surface_image import FOLD_DEPTH, SEEN_DEPTH, UNDERSIDE_LIGHT, domain_ends, light_direction

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.functions import Function
    from gdanim.themes import Theme

DEPTH_SPACING = 0.012  # between samples along lines of sight, in the block's units
IMAGE_MARGIN = 3  # pixels about the surface
FOLD_SHADE = 0.75  # a pixel at a fold is so much darker: half of it is darkened as in an image with finer samples
WEIGHTS = [(down, right, (2 - abs(down)) * (2 - abs(right)) / 16) for down in (-1, 0, 1) for right in (-1, 0, 1)]
"""Of a pixel at an edge and those about it: rows down, columns right, and the share."""


class TurningSurface(Mark):
    """The surface of a function before a camera that turns.

    Parameters
    ----------
    projection
        A projection with a fixed scale; ``look_from`` turns it.
    function
        A function of two variables.
    theme, scale
        Its colours, and the heights that they stand for.
    """

    def __init__(self, projection: Projection, function: Function, theme: Theme, scale: HeightScale) -> None:
        super().__init__()
        self.function, self.theme = function, theme
        self.grid = SurfaceGrid(projection, function, scale)
        self.first = projection
        self.look_from(projection)

    def projection_from(self, azimuth: float) -> TurningProjection:
        """Returns the projection from an azimuth. What it hides is known once the surface is looked at from there."""
        known = {each.name: getattr(self.first, each.name) for each in fields(Projection)}
        return TurningProjection(**known | {"azimuth": azimuth}, surface=self)

    def look_from(self, projection: Projection) -> None:
        """Draws the surface as it is seen in a projection that differs only in its azimuth."""
        self.projection = projection
        size, across, down = projection.fit
        toward = projection.directions[2]
        self._away = -toward[:2] / np.hypot(*toward[:2])
        self._lift, self._size = math.radians(projection.elevation), size
        points = self.grid.outline
        pages, depths = projection.block_to_page(points), points[:, :2] @ self._away
        self.left, self.top = (math.floor(least) - IMAGE_MARGIN for least in pages.min(axis=0).tolist())
        end, bottom = (math.ceil(most) + IMAGE_MARGIN for most in pages.max(axis=0).tolist())
        self._shape = bottom - self.top, end - self.left
        self._rights = ((self.left + np.arange(self._shape[1]) + 0.5 - across) / size).astype(np.float32)
        near, far = depths.min() - IMAGE_MARGIN / size, depths.max() + IMAGE_MARGIN / size
        self._depths = np.linspace(near, far, math.ceil((far - near) / DEPTH_SPACING), dtype=np.float32)
        self._lowest = (down - bottom + 0.5) / size  # how high the middle of the lowest row is, in the block's units
        self._see()

    def draw(self, canvas: Canvas) -> None:
        canvas.image(self.pixels, self.left, self.top)

    def _floor_points(self, rights: np.ndarray, depths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Returns points of the block's floor so far right and so far from the eye."""
        right = self.projection.directions[0].astype(np.float32)
        away = self._away.astype(np.float32)
        return rights * right[0] + depths * away[0], rights * right[1] + depths * away[1]

    def _rows(self, depths: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Returns how high points are in the image, in rows from its lowest one."""
        sin, cos = np.float32(self._size * math.sin(self._lift)), np.float32(self._size * math.cos(self._lift))
        return depths * sin + heights * cos - np.float32(self._size * self._lowest)

    def _see(self) -> None:
        """Finds what each pixel shows: its colour, from the lowest row up, and how far away it is."""
        seen = seen_pixels(self._sample_rows(), self._shape[0])
        depths = self._depths[0] + (self._depths[1] - self._depths[0]) * seen.samples
        rights = self._rights[seen.places % self._shape[1]]
        looks = self.grid.looks.take(self.grid.nearest(*self._floor_points(rights, depths)), axis=0)
        colours = np.zeros(self._shape, np.uint32)
        colours.ravel()[seen.places] = self._colours(looks, seen.is_below)
        self._seen_depths = np.full(self._shape, -np.inf, np.float32)
        self._seen_depths.ravel()[seen.places] = depths
        self.__dict__.pop("_farthest", None)
        _soften_edges(colours, self._seen_depths)
        self.pixels = colours[::-1].copy().view(np.uint8).reshape(*self._shape, 4)

    def _sample_rows(self) -> np.ndarray:
        """Returns (samples, columns): the rows of the image at which the samples are, NaN beyond the surface."""
        depths = self._depths[:, None]
        heights = self.grid.heights.take(self.grid.nearest(*self._floor_points(self._rights, depths)))
        is_under = heights <= np.float32(self.projection.block_height)
        rows = self._rows(depths, heights)
        rows[~is_under] = np.nan
        for shift in (-1, 1):
            self._close_ends(rows, heights, is_under, shift)
        return rows

    def _colours(self, looks: np.ndarray, is_below: np.ndarray) -> np.ndarray:
        """Returns the colours (n,), packed, of points with ``looks`` (n, 4) of the grid in the light."""
        light = light_direction(self.projection).astype(np.float32)
        product = looks[:, 0] * light[0] + looks[:, 1] * light[1] + looks[:, 2] * light[2]
        product[is_below] = UNDERSIDE_LIGHT * light[2]
        lights = (relative_light(product, light) * (LIGHT_COUNT // 2) + (LIGHT_COUNT // 2 + 0.5)).astype(np.int32)
        return colour_table(self.theme)[looks[:, 3].astype(np.int32) * LIGHT_COUNT + lights]

    def _close_ends(self, rows: np.ndarray, heights: np.ndarray, is_under: np.ndarray, shift: int) -> None:
        """Moves samples that are the first beyond the surface to its end: rim, side of the region, end of the domain.

        ``shift`` is 1 for those behind it and -1 for those before it.
        """
        inside = np.zeros(is_under.shape, bool)
        inside[max(shift, 0) : len(rows) + min(shift, 0)] = is_under[max(-shift, 0) : len(rows) - max(shift, 0)]
        place, column = np.nonzero(inside & ~is_under)
        outer, inner = heights[place, column], heights[place - shift, column]
        rights, start, top = self._rights[column], self._depths[place - shift], np.float32(self.projection.block_height)
        to_side = self._part_to_side(rights, start, self._depths[place])
        is_over, is_side = outer > top, to_side < 1
        to_rim = np.divide(top - inner, outer - inner, where=is_over, out=np.ones_like(inner))
        part = np.where(is_over, to_rim, to_side)
        depths = start + part * shift * (self._depths[1] - self._depths[0])
        at_sides = self.grid.heights[self.grid.nearest(*self._floor_points(rights, depths))]
        ends = np.where(
            is_side & ~is_over & np.isfinite(at_sides), np.minimum(at_sides, top), np.where(is_over, top, inner)
        )
        is_end = ~is_over & ~is_side
        if is_end.any():
            depths[is_end], ends[is_end] = self._domain_ends(place[is_end], column[is_end], shift, inner[is_end])
        rows[place, column] = self._rows(depths, ends)

    def _part_to_side(self, rights: np.ndarray, inner: np.ndarray, outer: np.ndarray) -> np.ndarray:
        """Returns the part of the ways between depths (n,) up to the region's side, at most 1."""
        part = np.ones(len(rights), np.float32)
        ways = zip(self._floor_points(rights, inner), self._floor_points(rights, outer), strict=True)
        for (start, end), half in zip(ways, self.projection.half_sides, strict=True):
            beyond = np.abs(end) > half
            room, way = half - np.abs(start[beyond]), np.abs(end[beyond]) - np.abs(start[beyond])
            part[beyond] = np.minimum(part[beyond], room / np.maximum(way, np.float32(1e-9)))
        return np.clip(part, 0, 1)

    def _domain_ends(
        self, places: np.ndarray, columns: np.ndarray, shift: int, inner: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Returns how far away the domain ends before samples (n,) beyond it, and its heights there."""
        projection, rights = self.projection, self._rights[columns].astype(float)
        right = projection.directions[0]

        def heights_at(depths: np.ndarray) -> np.ndarray:
            x, y = rights * right[0] + depths * self._away[0], rights * right[1] + depths * self._away[1]
            values = self.function.values(np.column_stack(projection.from_block(x, y)))
            return np.minimum(projection.surface_heights(values), projection.block_height)

        outside = self._depths[places].astype(float)
        inside = outside - 2 * shift * (self._depths[1] - self._depths[0])  # the grid may be inside a little longer
        inside = domain_ends(heights_at, inside, outside)
        ends = heights_at(inside)
        return inside, np.where(np.isfinite(ends), ends, inner)

    def sees(self, points: np.ndarray) -> np.ndarray:
        """Returns for points (n, 3) of the block on the surface whether they are in sight, (n,)."""
        size, across, _ = self.projection.fit
        right = self.projection.directions[0]
        depths = points[:, :2] @ self._away
        rows = np.rint(np.clip(np.nan_to_num(self._rows(depths, points[:, 2])), 0, self._shape[0] - 1)).astype(int)
        columns = np.clip(np.nan_to_num(across + size * (points @ right) - self.left), 0, self._shape[1] - 1).astype(
            int
        )
        return depths <= self._farthest[rows, columns] + SEEN_DEPTH

    def covers(self, pages: np.ndarray) -> np.ndarray:
        """Returns for points (n, 2) of the page whether the surface is drawn there, (n,)."""
        columns, rows = (np.floor(pages) - (self.left, self.top)).astype(int).T
        rows = self._shape[0] - 1 - rows
        is_on = (rows >= 0) & (rows < self._shape[0]) & (columns >= 0) & (columns < self._shape[1])
        is_on[is_on] = np.isfinite(self._seen_depths[rows[is_on], columns[is_on]])
        return is_on

    @cached_property
    def _farthest(self) -> np.ndarray:
        """(rows, columns): the greatest depth seen within two pixels of each, −∞ where there is none."""
        greatest = self._seen_depths
        for _ in range(2):
            padded = np.pad(greatest, 1, constant_values=-np.inf)
            across = np.maximum(np.maximum(padded[:, :-2], padded[:, 1:-1]), padded[:, 2:])
            greatest = np.maximum(np.maximum(across[:-2], across[1:-1]), across[2:])
        return greatest


@dataclass(frozen=True, eq=False)
class TurningProjection(Projection):
    """A projection before a camera that turns, in which what a surface hides is read off its image."""

    surface: TurningSurface = field(kw_only=True)

    def hidden(self, _function: Function, points: np.ndarray) -> np.ndarray:
        return ~self.surface.sees(self.to_block(points))

    def floor_hidden(self, _function: Function, flat: np.ndarray) -> np.ndarray:
        return self.surface.covers(self.floor_to_page(flat))


def _soften_edges(colours: np.ndarray, depths: np.ndarray) -> None:
    """Mixes the pixels at which the surface ends, or one behind another begins, with those about them."""
    packed, width = colours.ravel(), depths.shape[1]
    folds, edges = [], []
    with np.errstate(invalid="ignore"):
        for shift in (1, width):  # the surface never fills the outermost pixels
            later = np.flatnonzero(np.abs(depths.ravel()[shift:] - depths.ravel()[:-shift]) > FOLD_DEPTH) + shift
            folds.append(later[(packed[later] != 0) & (packed[later - shift] != 0)])
            edges += [later, later - shift]
    fold, edge = np.unique(np.concatenate(folds)), np.unique(np.concatenate(edges))
    packed[fold] = _packed(_unpacked(packed[fold]) * (FOLD_SHADE, FOLD_SHADE, FOLD_SHADE, 1))
    total = np.zeros((len(edge), 4), np.float32)
    for down, right, weight in WEIGHTS:
        near = _unpacked(packed[edge + (down * width + right)])
        total += weight * near
    total[:, :3] *= 255 / np.maximum(total[:, 3:], 1)  # neighbours are opaque or have no colour
    packed[edge] = _packed(total)


def _unpacked(colours: np.ndarray) -> np.ndarray:
    """Returns (n, 4): the bytes of packed colours, float32."""
    return colours.view(np.uint8).reshape(-1, 4).astype(np.float32)


def _packed(colours: np.ndarray) -> np.ndarray:
    return np.rint(colours).astype(np.uint8).view(np.uint32).ravel()
