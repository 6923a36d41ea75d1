"""The sets that runs are kept in, shaded with an outline: areas on a map, bands over the axis of a curve."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.constraints import BoxSet
from gdanim.drawing.canvas import Mark
from gdanim.drawing.shapes import Line

if TYPE_CHECKING:
    from gdanim.constraints import Constraint
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box, PagePoint
    from gdanim.panel_parts.panel_context import PanelContext

SET_OPACITY, BAND_OPACITY = 0.16, 0.08  # of a set on coloured levels, and of one on paper
OUTLINE_WIDTH, OUTLINE_OPACITY = 2.2, 0.75  # units; fraction
BAND_EXCESS = 9  # pixels past the panel, where a band's ends are not seen
SEGMENT_WIDTH = 5.0  # units: of a set that is a line


class ShadedArea(Mark):
    """A polygon in page pixels, filled lightly."""

    def __init__(self, corners: np.ndarray, colour: str, clip: Box, alpha: float) -> None:
        super().__init__(clip=clip)
        self.corners, self.colour, self.alpha = corners, colour, alpha

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(self.corners, self.colour, alpha=self.alpha)


def on_map(context: PanelContext) -> list[Mark]:
    """Returns the sets of a map's runs, each once, from back to front."""
    marks: list[Mark] = []
    for held in _distinct(context):
        corners = held.outline(context.axes.x_range, context.axes.y_range)
        marks += _area(context, [(context.axes.x(x), context.axes.y(y)) for x, y in corners])
    return marks


def on_curve(context: PanelContext) -> list[Mark]:
    """Returns the sets of a curve's runs as bands over the whole height, each once."""
    box, marks = context.axes.box, []
    for held in _distinct(context):
        if isinstance(held, BoxSet):
            low, high = (
                context.axes.x(end) if math.isfinite(end) else beyond
                for end, beyond in zip(held.intervals[0], (box.left - box.width, box.right + box.width), strict=True)
            )
            top, bottom = box.top - BAND_EXCESS, box.bottom + BAND_EXCESS
            marks += _area(context, [(low, top), (high, top), (high, bottom), (low, bottom)], BAND_OPACITY)
    return marks


def _distinct(context: PanelContext) -> list[Constraint]:
    held = (trajectory.run.constraint for trajectory in context.trajectories)
    return list(dict.fromkeys(each for each in held if each is not None))


def _area(context: PanelContext, corners: list[PagePoint], alpha: float = SET_OPACITY) -> list[Mark]:
    theme, box = context.theme, context.axes.box
    if len(corners) < 2:
        return []
    if len(corners) == 2:
        return [Line(corners, theme.ink, SEGMENT_WIDTH * context.unit, clip=box, alpha=OUTLINE_OPACITY)]
    width = OUTLINE_WIDTH * context.unit
    outline = Line([*corners, corners[0]], theme.ink, width, clip=box, alpha=OUTLINE_OPACITY)
    return [ShadedArea(np.array(corners), theme.ink, box, alpha), outline]
