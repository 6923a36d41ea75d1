"""The step that all points of the data would ask for: a hollow arrow beside the batch's own, and its words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.text import TextStyle
from gdanim.panels.data import points

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.drawing.label import Anchor, Side
    from gdanim.marks.ball_path import BallPath
    from gdanim.panels import PanelContext

ASIDE = 9  # from the tip to the words, at 960 pixels
PIECES = 40  # points of the batch's arrow, which the words keep off
EDGE = 6  # from the panel's frame to the words, at 960 pixels


class FullGradientArrow:
    """−η∇f of all points, where the batch's step is −η∇f of its own. ``taken``: where the words may not stand."""

    def __init__(self, context: PanelContext, ball_path: BallPath, shape: ArrowShape) -> None:
        self.context, self.ball_path = context, ball_path
        theme = context.theme
        self.arrow = Arrow(shape, theme.paper, theme.paper, (0, 0), edge=theme.step)
        style = TextStyle(max(11.0, 15 * context.unit), theme.step, "semibold", halo=theme.paper)
        self.words = Label(context.text, style)
        self.within = context.axes.box.grown(-EDGE * context.unit)
        self.names = Obstacles()

    @property
    def known(self) -> bool:
        """Whether there is such an arrow beside the step's: where that is the step of a batch."""
        sampling = self.ball_path.trajectory.run.sampling
        return sampling is not None and not sampling.is_full_batch

    @property
    def named(self) -> list[Mark]:
        return [self.words] if "names" in self.context.show else []

    def keep_off(self, names: Iterable[Label]) -> None:
        self.names = Obstacles(boxes=[name.padded_box for name in names])

    def show(self, step: int, tip: Point, start: float, *, shown: bool) -> None:
        """``tip`` is that of the batch's arrow; ``start`` how far from the ball's middle arrows begin, in pixels."""
        run, slopes = self.ball_path.trajectory.run, self.ball_path.trajectory.full_gradients[step]
        shown = shown and self.known and run.optimizer.rule.step_form == "gradient" and all(map(math.isfinite, slopes))
        for artist in (self.arrow, self.words):
            artist.visible = shown
        if shown:
            eta = float(self.ball_path.trajectory.etas[step]) * (-1 if run.direction == "descend" else 1)
            axes, (x, y) = self.context.axes, self.ball_path.points[step]
            end = axes.x(x + eta * float(slopes[0])), axes.y(y + eta * float(slopes[1]))
            self.arrow.move_between(self.ball_path.page_point(step), end, axes.box, start=start)
            self.words.visible = self.arrow.is_drawn and self._say(self.ball_path.page_point(step), end, tip)

    def _say(self, tail: Point, end: Point, other: Point) -> bool:
        """Ahead of the tip, or over or under it, where nothing is covered; or there is no such place."""
        label, aside = self.words, ASIDE * self.context.unit
        label.set_text(self.context.words.label("every_point", n=len(points.fit(self.context))))
        ahead: Side = "left" if end[0] >= tail[0] else "right"
        size, beside = label.style.size, aside if ahead == "left" else -aside
        anchors: list[Anchor] = [
            (ahead, end[0] + beside, end[1] + 0.35 * size),
            ("center", end[0], end[1] - 1.4 * aside),
            ("center", end[0], end[1] + 1.4 * aside + 0.75 * size),
        ]
        part = np.linspace(0, 1, PIECES)[:, None]
        arrow = np.asarray(tail) + part * (np.asarray(other) - np.asarray(tail))
        obstacles = [self.names, Obstacles(points=arrow, clearance=aside)]
        return place_label(label, anchors, obstacles, within=self.within)
