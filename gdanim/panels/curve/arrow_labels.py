"""The words on a lesson's two arrows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.text import CAPITAL_HEIGHT, TextStyle
from gdanim.panel_parts.arrow_words import arrow_words, has_arrow_words
from gdanim.panel_parts.slope_scale import with_scale

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.arrows import Arrow
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor, Side
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panels import PanelContext
    from gdanim.panels.curve.arrow_positions import ArrowPositions
    from gdanim.panels.curve.tangent import Tangent

ARROW_GAP = 10  # units
BALL_GAP = 20  # units
BALL_MARGIN = 4  # units between the ball and a label
PANEL_MARGIN = 4  # pixels
LINE_HEIGHT, LABEL_SHIFTS = 1.25, (0.0, 0.4)  # fraction of the font size; fractions of the label's width


class ArrowLabels:
    """The words on the slope's and the step's arrow: on both or on none.

    They avoid ``occupied`` boxes, and are added to them. Their places are those of whole arrows from the beginning.
    """

    def __init__(self, context: PanelContext, positions: ArrowPositions, tangent: Tangent, occupied: Obstacles) -> None:
        self.context, self.positions, self.tangent, self.occupied = context, positions, tangent, occupied
        self.slope_arrow, self.step_arrow = positions.new_slope_arrow(), positions.new_step_arrow()
        self.slope, self.step = (
            Label(context.typesetter, TextStyle(positions.size.label, colour, "semibold", halo=context.theme.paper))
            for colour in (context.theme.slope_text, context.theme.step)
        )
        self.labels: list[Mark] = [self.slope, self.step] if "slope_arrow" in context.shown_marks else []

    def show(self, moment: Moment, ball_state: BallState) -> None:
        step, rests = ball_state.step, moment.phase != "end" and ball_state.travel_progress == 0
        self.slope.visible = self.step.visible = False
        if not (self.labels and rests and self.positions.ball_path.is_inside(step) and self.positions.has_slope(step)):
            return
        self.positions.place_slope(self.slope_arrow, step)
        if self._are_named(step) and self.positions.ball_path.trajectory.run.noise is None:
            self.positions.place_step(self.step_arrow, step)
            slope, step_words = arrow_words(self.context.words, self.context.trajectories[0].run)
            self.step.set_text(step_words)
            for words in (with_scale(self.context, slope), slope):
                self.slope.set_text(words)
                if self._place(step, [self.slope, self.step]):
                    break
        self.slope.visible &= moment.reveal(*appearance.SLOPE_ARROW) == 1
        self.step.visible &= moment.reveal(*appearance.STEP_ARROW) == 1

    def _are_named(self, step: int) -> bool:
        """Returns whether both arrows have words: in a lesson's first steps, if they are long enough."""
        if not ("step_arrow" in self.context.shown_marks and self.positions.has_step(step)):
            return False
        arrows = self.slope_arrow, self.positions.place_step(self.step_arrow, step)
        is_whole = not any(arrow.is_truncated for arrow in arrows)
        return is_whole and has_arrow_words(self.context, step, [arrow.length for arrow in arrows])

    def _place(self, step: int, labels: list[Label]) -> bool:
        """Places labels where they cover no line and no arrow, all or none; returns whether they have room."""
        (x, y), boxes = self.positions.ball(step), list(self.occupied.boxes)
        ball = Box(x, y, x, y).grown(self.positions.size.ball + BALL_MARGIN * self.context.unit)
        others = [
            Obstacles([ball, *self.positions.covered(step)]),
            Obstacles(points=self.tangent.strokes(step)),
        ]
        for label in labels:
            anchors = self._anchors(label, step)
            label.visible = self.occupied.place(label, anchors, others, within=self.context.axes.box)
        if all(label.visible for label in labels):
            return True
        self.occupied.boxes[:] = boxes
        for label in labels:
            label.visible = False
        return False

    def _anchors(self, label: Label, step: int) -> list[Anchor]:
        """Returns the label's anchors: over its arrow first, under the slope's arrow where it stands at the ball."""
        rows, is_step = self.positions.rows, label is self.step
        arrow, tail = self.step_arrow if is_step else self.slope_arrow, self.positions.ball(step)[0]
        over = rows.slope_row == rows.step_row if is_step else bool(rows.slope_row)
        beside = anchors_beside(label, self.context, arrow, tail, over=over != rows.is_under)
        return beside if arrow.start else [anchor_ahead(label, self.context, arrow, tail), *beside]


def anchor_ahead(label: Label, context: PanelContext, arrow: Arrow, tail: float) -> Anchor:
    """Returns the label's anchor ahead of an arrow's tip, at its height."""
    ahead = math.copysign(1, arrow.end - tail)
    side: Side = "left" if ahead > 0 else "right"
    return side, arrow.end + ahead * ARROW_GAP * context.unit, arrow.y + label.style.middle_drop


def anchors_beside(label: Label, context: PanelContext, arrow: Arrow, tail: float, *, over: bool) -> list[Anchor]:
    """Returns the label's anchors along an arrow from a ball at ``tail``, first ``over`` it or below.

    A label shorter than the arrow ends at its tip. All anchors are inside the panel.
    """
    size, ahead = label.style.size, math.copysign(1, arrow.end - tail)
    gap = arrow.shape.width / 2 + ARROW_GAP * context.unit
    above, under = arrow.y - gap, arrow.y + gap + CAPITAL_HEIGHT * size
    levels = [above, under] if over else [under, above]
    levels += [level + (LINE_HEIGHT * size if level == under else -LINE_HEIGHT * size) for level in levels]
    middle, width = _middle(label, context, arrow.end, tail), label.image.width
    return [
        ("center", inside(label, context, middle + ahead * part * width), y) for y in levels for part in LABEL_SHIFTS
    ]


def _middle(label: Label, context: PanelContext, tip: float, tail: float) -> float:
    width = label.image.width
    if width <= abs(tip - tail):
        return (tip + tail) / 2
    return tail + math.copysign(width / 2 + BALL_GAP * context.unit, tip - tail)


def inside(label: Label, context: PanelContext, middle: float) -> float:
    """Returns the x nearest to ``middle`` at which a centred label is inside the panel."""
    box, half = context.axes.box, label.image.width / 2
    return min(max(middle, box.left + half + PANEL_MARGIN), box.right - half - PANEL_MARGIN)
