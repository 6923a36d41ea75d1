"""The colours of a map of basins, place by place, and when each is known."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdanim.drawing.pixel_image import PixelImage
from gdanim.panels.basins import LETTERS, damping, valleys
from gdanim.panels.basins.ends import FLIES_OFF, NO_REST, Ends, ends
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark
    from gdanim.functions import Function
    from gdanim.panels import PanelContext
    from gdanim.points import Point

SOONEST_SHARE, LATEST_SHARE, SHADE_EXPONENT = 0.32, 0.95, 1.5
"""Shares of a valley's colour; exponent of the share of log steps."""
EVEN_SHARE = 0.6  # share of a valley's colour where all arrivals look alike
REST_GREY = 0.22  # of ink in the colour of no rest


class Places(NamedTuple):
    """The places of a map, and the runs from them: what decides where balls end."""

    function: Function
    eta: float
    beta: float
    damping: float | None
    ascends: bool
    x_range: Range
    y_range: Range
    columns: int
    rows: int
    steps: int
    minima: tuple[Point, ...]


@lru_cache(maxsize=8)
def compute_ends(places: Places) -> Ends:
    """Returns where balls end from the middle of each place of a map."""
    (left, right), (bottom, top), (columns, rows) = places.x_range, places.y_range, (places.columns, places.rows)
    xs = left + (right - left) * (np.arange(columns) + 0.5) / columns
    ys = top + (bottom - top) * (np.arange(rows) + 0.5) / rows
    across, up = (grid.ravel() for grid in np.meshgrid(xs, ys))
    if len(places.function.variables) > 1:
        starts, etas = np.column_stack((across, up)), np.full(len(across), places.eta)
        box: tuple[Range, ...] = (places.x_range, places.y_range)
    else:
        starts, etas, box = across[:, None], up, (places.x_range,)
    found = ends(
        places.function,
        starts,
        etas,
        places.minima,
        box,
        places.steps,
        beta=places.beta,
        ascends=places.ascends,
        damping=places.damping,
    )
    return Ends(found.valleys.reshape(rows, columns), found.steps.reshape(rows, columns))


class Colours:
    """The colours of a map in the box of the context's axes."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.theme, box = context, context.axes, context.theme, context.axes.box
        self.first = context.trajectories[0]
        self.goals = valleys(self.first)
        self.left, self.top = round(box.left), round(box.top)
        self.size = round(box.right) - self.left, round(box.bottom) - self.top
        self.last_shown = context.timeline.last_step

    @cached_property
    def ends(self) -> Ends:
        """The ends of the balls from all places of the map, row by row from the top."""
        run, options = self.first.run, self.context.options
        columns, rows = (max(2, side // options.detail) for side in self.size)
        eta = run.schedule.at(0) if run.schedule else 0.0
        beta = float(run.momentum or 0.0)
        ranges = self.axes.x_range, self.axes.y_range
        goals = tuple(self.goals)
        return compute_ends(
            Places(run.function, eta, beta, damping(run), run.is_ascent, *ranges, columns, rows, options.steps, goals)
        )

    @property
    def shares(self) -> dict[str, float]:
        """The share of the starts of each valley, by its letter."""
        found = self.ends.shares(len(self.goals))
        names = [*LETTERS[: len(self.goals)], "no_rest", "flies_off"]
        return {name: round(share, 6) for name, share in zip(names, found, strict=True)}

    def _colours(self) -> np.ndarray:
        """Returns the colour of each place once it is known, (rows, columns, 3)."""
        found, options = self.ends, self.context.options
        paper, result = np.array(rgb(self.theme.paper), float), np.empty((*found.valleys.shape, 3))
        part = np.log1p(np.maximum(found.steps, 0)) / np.log1p(max(2, options.steps))
        share = (
            SOONEST_SHARE + (LATEST_SHARE - SOONEST_SHARE) * part**SHADE_EXPONENT
            if options.shade == "steps"
            else np.full(part.shape, EVEN_SHARE)
        )
        for number in range(len(self.goals)):
            colour, here = np.array(rgb(self.theme.run_colour(number)), float), found.valleys == number
            result[here] = paper + share[here][:, None] * (colour - paper)
        grey = rgb(mix(self.theme.paper, self.theme.ink, REST_GREY))
        result[found.valleys == NO_REST], result[found.valleys == FLIES_OFF] = grey, paper
        return result

    @cached_property
    def _pixels(self) -> tuple[np.ndarray, np.ndarray]:
        """The colours of all pixels (height, width, 4), and the steps at which they are known."""
        width, height = self.size
        colours = np.round(self._colours()).astype(np.uint8)
        known = np.where(self.ends.valleys == NO_REST, self.last_shown, np.minimum(self.ends.steps, self.last_shown))
        rows = np.minimum(np.arange(height) * colours.shape[0] // height, colours.shape[0] - 1)
        columns = np.minimum(np.arange(width) * colours.shape[1] // width, colours.shape[1] - 1)
        enlarged = colours[rows][:, columns]
        return np.dstack((enlarged, np.full(enlarged.shape[:2], 255, np.uint8))), known[rows][:, columns]

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the places from which a ball is at rest from this step on; at the last step all others, too."""
        pixels, known = self._pixels
        here = known == step
        if not here.any():
            return ()
        rows, columns = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
        top, left = int(rows[0]), int(columns[0])
        part = pixels[top : rows[-1] + 1, left : columns[-1] + 1].copy()
        part[~here[top : rows[-1] + 1, left : columns[-1] + 1], 3] = 0
        return [PixelImage(part, self.left + left, self.top + top)]
