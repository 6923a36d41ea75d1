"""Where a chance is one half: a dashed line that moves with the model, and its number beside it, off other marks."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Line
from gdanim.drawing.text import HALO, Label, TextStyle
from gdanim.panels.data import points

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

LEVELS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85)  # of the panel's height: where its words may stand
ASIDE = 8  # from the line to its words, at 960 pixels


class Threshold:
    """Nothing where the threshold is out of the picture. No words stand where it is ``taken``."""

    def __init__(self, context: PanelContext, taken: Sequence[Box]) -> None:
        self.context, self.fit, self.taken = context, points.fit(context), taken
        theme, unit = context.theme, context.unit
        self.line = Line([], theme.ink, 2 * unit, dashes=(4 * unit, 3 * unit), clip=context.axes.box)
        self.words = Label(context.text, TextStyle(max(11.0, 15 * unit), theme.ink, halo=theme.paper))

    @property
    def artists(self) -> tuple[Mark, Mark]:
        return self.line, self.words

    def show(self, point: list[float], rest: list[float], marks: np.ndarray) -> None:
        """``point`` are the model's parameters now, ``rest`` those of the step; ``marks`` (n, 2) what lies there then.

        The words keep their height and side until the next step.
        """
        at, told = self.fit.threshold(point), self.fit.threshold(rest)
        inside = self.context.axes.x_range[0] <= at <= self.context.axes.x_range[1]
        self.line.visible = inside
        self.words.visible = inside and math.isfinite(told)
        if inside:
            axes, box = self.context.axes, self.context.axes.box
            self.line.move_to([(axes.x(at), box.top), (axes.x(at), box.bottom)])
        if inside and math.isfinite(told):
            self.words.set_text(self.context.words.label("threshold", name=self.fit.sample.names[0], x=told))
            place = self._place(axes.clamp(axes.x(told), 0)[0], marks)
            self.words.visible = place is not None and self._fits(axes.x(at), right=place[1])
            if place:
                self._put(axes.x(at), place[0], right=place[1])

    def _place(self, across: float, marks: np.ndarray) -> tuple[float, bool] | None:
        """The level, and whether right of the line: where the words cover the fewest marks, best in the middle."""
        box = self.context.axes.box
        middle = across < (box.left + box.right) / 2

        def free(place: tuple[float, bool]) -> bool:
            fits = self._fits(across, right=place[1])
            return fits and not self._put(across, place[0], right=place[1]).overlaps(self.taken)

        def met(place: tuple[float, bool]) -> int:
            left, top, right, bottom = self._put(across, place[0], right=place[1]).padded_box
            x, y = marks.T
            return int(((x > left) & (x < right) & (y > top) & (y < bottom)).sum())

        return min(filter(free, product(LEVELS, (middle, not middle))), key=met, default=None)

    def _fits(self, across: float, *, right: bool) -> bool:
        box, needed = self.context.axes.box, ASIDE * self.context.unit + self.words.image.width + HALO
        return (across + needed <= box.right) if right else (across - needed >= box.left)

    def _put(self, across: float, level: float, *, right: bool) -> Label:
        box, aside, width = self.context.axes.box, ASIDE * self.context.unit, self.words.image.width
        left = across + aside if right else across - aside - width
        return self.words.move_to(left, box.bottom - level * box.height + 0.36 * self.words.style.size)
