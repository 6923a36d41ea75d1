"""The ball of a run; where runs have colours and markers of their own, with these."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.ball import Ball
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Marker, draw_sectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.drawing.canvas import Canvas
    from gdanim.panel_parts.panel_context import PanelContext

MARKER_RADIUS = 0.42  # the marker's radius, of the ball's
SECTOR_GROWTH, MAX_GROWING_SECTORS = 1.6, 6
"""Units: how much larger a disc of several balls is for each of them, up to so many."""
SECTOR_MARKER, SECTOR_CENTRE = 0.2, 0.62  # of the disc's radius: a marker's radius, and how far out it stands
COUNT_SIZE, COUNT_SPACE = 14, 0.68  # units: of the number of many balls; of its width or size, the radius around it
COUNT_RING, MIN_COUNT_RING = 3.6, 2.6  # units, pixels: the ring around it
SECTOR_GAP, DOT_RADIUS = 1.6, 3.4  # units: the line between two sectors, and the dot on the very point


class RunBall(Ball):
    """The ball of a run: in the run's colour and with its marker where runs have their own.

    Parameters
    ----------
    context
        The panel's context.
    index
        The run's place among the context's runs.
    radius
        The ball's radius in pixels.
    path
        ``(n, 2)``: where it rests on the page, step by step.
    casing
        The colour of a line around it, if it has one.

    Attributes
    ----------
    hidden
        The balls behind this one, at the same point. It is then a disc with a sector for each of them and for itself.
    is_counted_elsewhere
        Whether the number of another ball counts this one, which is then not drawn.
    in_front
        The balls whose numbers stand in front of all balls. The last ball of a panel draws them.
    """

    def __init__(
        self, context: PanelContext, index: int, radius: float, path: np.ndarray, *, casing: str | None = None
    ) -> None:
        colour, theme = context.colour(index), context.theme
        super().__init__(
            theme, radius, sizes.HALO_WIDTH * context.unit, colour if context.has_run_colours else None, casing
        )
        self.path, self.theme, self.unit = path, theme, context.unit
        self.style_index, self.digits = context.style_index(index), context.words.localized
        has_marker = context.has_run_colours and not context.has_many_runs
        self.marker = self._marker(MARKER_RADIUS * radius) if has_marker else None
        self.count = _count_label(context) if context.has_many_runs else None
        self.hidden: tuple[RunBall, ...] = ()
        self.in_front: tuple[RunBall, ...] = ()
        self.is_counted_elsewhere = False

    def _marker(self, radius: float) -> Marker:
        return Marker(self.style_index, self.theme.paper, self.colour, radius, edge=0)

    @property
    def reach(self) -> float:
        """The distance in pixels from the ball's centre to the outer edge of its halo, where arrows begin."""
        return self.radius + self.halo

    @property
    def count_radius(self) -> float:
        """The radius in pixels of the disc that its number stands on; 0 without one."""
        if self.count is None:
            return 0.0
        self.count.set_text(self.digits(str(len(self.hidden) + 1)))
        return COUNT_SPACE * max(self.count.image.width, self.count.style.size)

    @property
    def count_reach(self) -> float:
        """The distance in pixels from the centre of a number's disc to the outer edge of its halo."""
        return self.count_radius + max(COUNT_RING * self.unit, MIN_COUNT_RING) + self.halo

    def draw(self, canvas: Canvas) -> None:
        if self.hidden and not self.count:
            self._draw_sectors(canvas, [*self.hidden, self])
        elif not self.hidden and not self.is_counted_elsewhere:
            super().draw(canvas)
            if self.marker:
                self.marker.move_to(self.x, self.y).draw(canvas)
        for ball in self.in_front:
            ball._draw_count(canvas)  # noqa: SLF001  # a ball of its own kind

    def _draw_count(self, canvas: Canvas) -> None:
        """Draws a ring of the balls' colours about their number."""
        label = self.count
        if label is None:
            return
        colours = [ball.colour for ball in (*self.hidden, self)]
        inner = self.count_radius
        radius = self.count_reach - self.halo
        canvas.disc(self.x, self.y, radius + self.halo, self.casing)
        if len(set(colours)) == 1:
            canvas.disc(self.x, self.y, radius, self.colour)
        else:
            draw_sectors(canvas, (self.x, self.y), radius, colours, self.casing, 0.0)
        canvas.disc(self.x, self.y, inner, self.theme.paper)
        label.move_to(self.x, self.y + label.style.middle_drop).draw(canvas)

    def _draw_sectors(self, canvas: Canvas, balls: Sequence[RunBall]) -> None:
        """Draws a disc with a sector for each ball, clockwise from the top, and a dot on their common point."""
        radius = self.radius + SECTOR_GROWTH * self.unit * min(len(balls), MAX_GROWING_SECTORS)
        canvas.disc(self.x, self.y, radius + self.halo, self.casing)
        draw_sectors(
            canvas, (self.x, self.y), radius, [ball.colour for ball in balls], self.casing, SECTOR_GAP * self.unit
        )
        for index, ball in enumerate(balls):
            middle = math.radians((index + 0.5) * 360 / len(balls) - 90)
            x, y = (
                self.x + SECTOR_CENTRE * radius * math.cos(middle),
                self.y + SECTOR_CENTRE * radius * math.sin(middle),
            )
            ball._marker(SECTOR_MARKER * radius).move_to(x, y).draw(canvas)  # noqa: SLF001  # a ball of its own kind
        canvas.ring(
            self.x, self.y, DOT_RADIUS * self.unit, self.theme.ink, SECTOR_GAP * self.unit, inside=self.theme.paper
        )


def _count_label(context: PanelContext) -> Label:
    """Returns the label of the number of balls at one point."""
    return Label(context.typesetter, context.text_style(COUNT_SIZE, context.theme.ink, "semibold"), side="center")
