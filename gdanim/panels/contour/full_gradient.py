"""The step along the full gradient, −η∇f over all data points, drawn beside the batch's step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.geometry import densified
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor, Side
    from gdanim.panel_parts.ball_path import BallPath
    from gdanim.panels import PanelContext

LABEL_SIZE = 15  # units
NOISE_SCALE = 0.6  # of the step's arrow: the true gradient's, which may lie on it
ARROW_GAP = 9  # units from the label to an arrow
LEVEL_GAP = 1.4  # of that gap: from an arrow's end to a label above or below it
FRAME_MARGIN = 6  # units from the label to the panel's frame
SAMPLE_DISTANCE = 4  # pixels between two points of an arrow: no label fits between them


class FullGradientArrow:
    """A hollow arrow of −η∇f over all points, next to the batch's step; grey beside a step with noise."""

    def __init__(self, context: PanelContext, ball_path: BallPath, shape: ArrowShape) -> None:
        self.context, self.ball_path = context, ball_path
        theme = context.theme
        run = ball_path.trajectory.run
        self.is_of_noise = run.noise is not None
        colour = theme.muted if self.is_of_noise else theme.step
        if self.is_of_noise:
            shaft, length, width = (NOISE_SCALE * part for part in (shape.shaft, shape.length, shape.width))
            shape = ArrowShape(shaft, length, width, shape.halo)
        self.arrow = Arrow(shape, theme.muted if self.is_of_noise else theme.paper, theme.paper, edge=colour)
        style = context.text_style(LABEL_SIZE, colour, "semibold", has_halo=True)
        self.label = Label(context.typesetter, style)
        self.within = context.axes.box.grown(-FRAME_MARGIN * context.unit)
        self.obstacles = Obstacles()
        self.sampling = run.sampling

    @property
    def exists(self) -> bool:
        """Whether the run uses batches or has noise, so that the full gradient's step differs."""
        return self.ball_path.trajectory.run.is_random

    @property
    def is_shown(self) -> bool:
        """Whether the panel shows it: beside a step with noise always."""
        marks = self.context.shown_marks
        return self.exists and ("full_gradient" in marks or (self.is_of_noise and "step_arrow" in marks))

    @property
    def labels(self) -> list[Mark]:
        return [self.label] if "names" in self.context.shown_marks else []

    def keep_off(self, labels: Iterable[Label]) -> None:
        """Makes these labels the obstacles, in place of earlier ones."""
        self.obstacles = Obstacles(boxes=[label.padded_box for label in labels])

    def show(self, step: int, tip: PagePoint, start: float, words: Sequence[Label], *, shown: bool) -> None:
        """Sets the arrow.

        ``tip`` is the batch arrow's tip, ``start`` the distance in pixels from the ball's centre to arrows; ``words``
        are those on the other arrows, which the label keeps off where they are visible.
        """
        trajectory, run = self.ball_path.trajectory, self.ball_path.trajectory.run
        gradient = trajectory.full_gradients[step]
        is_gradient_step = run.optimizer.rule.step_form == "gradient"
        visible = shown and self.exists and is_gradient_step and all(map(math.isfinite, gradient))
        self.arrow.visible = self.label.visible = visible
        if visible:
            eta = float(trajectory.etas[step]) * (1 if run.is_ascent else -1)
            axes, (x, y), tail = self.context.axes, self.ball_path.points[step], self.ball_path.page_point(step)
            end = axes.x(x + eta * float(gradient[0])), axes.y(y + eta * float(gradient[1]))
            self.arrow.move_between(tail, end, axes.box, start=start)
            self.label.visible = self.arrow.is_drawn and self._place_label(tail, end, tip, words)

    def _place_label(self, tail: PagePoint, end: PagePoint, tip: PagePoint, words: Sequence[Label]) -> bool:
        """Places the label ahead of the arrow's end, above or below it, clear of the batch's arrow and its words."""
        label, gap = self.label, ARROW_GAP * self.context.unit
        if self.is_of_noise:
            label.set_text(self.context.words.label("true_gradient"))
        else:
            label.set_text(self.context.words.label("every_point", n=self.sampling.count if self.sampling else 0))
        side: Side = "left" if end[0] >= tail[0] else "right"
        ahead = gap if side == "left" else -gap
        anchors: list[Anchor] = [
            (side, end[0] + ahead, end[1] + label.style.middle_drop),
            *((each, end[0], end[1] - LEVEL_GAP * gap) for each in ("center", side)),
            *((each, end[0], end[1] + LEVEL_GAP * gap + label.style.ascent) for each in ("center", side)),
        ]
        batch_arrow, own_arrow = (densified(np.array((tail, each)), SAMPLE_DISTANCE) for each in (tip, end))
        named = Obstacles(boxes=[each.padded_box for each in words if each.visible], gap=(0.0, gap / 2))
        arrows = [Obstacles(points=batch_arrow, clearance=gap), Obstacles(points=own_arrow, clearance=gap / 2)]
        return place_label(label, anchors, [self.obstacles, named, *arrows], within=self.within)
