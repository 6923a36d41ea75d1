"""Callouts: the author's notes over a panel, for some steps. A question is shown until the step reveals its answer."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.decorations import layout_warnings
from gdanim.decorations.callout_placement import (
    PANEL_MARGIN,
    POINTER_HALF_WIDTHS,
    CalloutPlacer,
    pointer_base,
    pointer_boxes,
)
from gdanim.drawing.canvas import Mark
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import rounded_rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.placement import Candidate
    from gdanim.panel_parts.ball_path import BallPath
    from gdanim.panels import CalloutTarget, PanelContext
    from gdanim.scene.model import Note

MAX_TEXT_WIDTH = 440  # units
TEXT_SIZE, MIN_TEXT_SIZE = 18, 12.0  # units; pixels
LINE_HEIGHT, VERTICAL_PADDING = 1.35, 0.9  # fractions of the font size; the padding is for both sides together
BASELINE_SHIFT = 0.1  # fraction of the font size, downwards
POINT_GAP, BALL_GAP = 4, 5  # units from a pointer's tip to a point, and to a ball's edge


def over(drawing: Drawing, context: PanelContext, target: CalloutTarget | None) -> tuple[Drawing, Drawing]:
    """Returns a panel's drawing with the labels under callouts hidden, and the drawing of the callouts."""
    labels = [mark for mark in drawing.movers if isinstance(mark, Label)]
    fixed = [mark.padded_box for mark in drawing.static if isinstance(mark, Label)]
    names = [label.padded_box for label in labels if label.content]  # those with a text at the beginning
    placer = CalloutPlacer(context, fixed, names, target.obstacles if target else np.empty((0, 2)))
    callouts = [
        Callout(context, target.ball_path if target else None, note, placer) for note in context.scene_facts.notes
    ]

    def show(moment: Moment) -> None:
        drawing.show(moment)
        placer.clear()
        for callout in callouts:
            callout.show(moment)
        covered = Obstacles(boxes=[box for callout in callouts if callout.visible for box in callout.boxes])
        for label in labels:
            label.is_covered = bool(label.content) and not covered.is_free(label)

    last, notes = context.scene_facts.steps, [callout.note for callout in callouts]
    warnings = [layout_warnings.note_outside_panel(callout.note, context) for callout in callouts if callout.is_outside]
    warnings += [layout_warnings.note_after_end(note, last) for note in notes if not note.is_due_by(last)]
    return replace(drawing, show=show), Drawing(movers=callouts, warnings=warnings)


class Callout(Mark):
    """A note on a rounded background, with a pointer to its point.

    Where a panel can't show the point, the note is at the top, without a pointer. A note too long for the panel ends in
    an ellipsis. A note that would overlap earlier ones is hidden.
    """

    def __init__(self, context: PanelContext, ball_path: BallPath | None, note: Note, placer: CalloutPlacer) -> None:
        super().__init__()
        self.context, self.note, self.placer, self.ball_path = context, note, placer, ball_path
        self.size = context.text_size(TEXT_SIZE, MIN_TEXT_SIZE)
        style = TextStyle(self.size, context.theme.paper, "semibold")
        self.lines = [Label(context.typesetter, style, side="center").set_text(line) for line in self._wrapped(style)]
        self.width = max((line.image.width for line in self.lines), default=0) + 2 * self.size
        self.height = (LINE_HEIGHT * len(self.lines) + VERTICAL_PADDING) * self.size
        self.point = self._page_point(note.at) if note.at and ball_path else None
        self.anchor = (0.0, 0.0)
        self.box = Box(0, 0, 1, 1)

    def _wrapped(self, style: TextStyle) -> list[str]:
        """Returns the note wrapped to as many lines as the panel has room for."""
        context, box = self.context, self.context.axes.box
        width = min(MAX_TEXT_WIDTH * context.unit, box.width - 2 * (self.size + PANEL_MARGIN))
        max_lines = max(0, int(((box.height - 2 * PANEL_MARGIN) / self.size - VERTICAL_PADDING) / LINE_HEIGHT))
        lines = context.typesetter.wrap(self.note.text, style, width)
        if 0 < max_lines < len(lines):
            lines = [*lines[: max_lines - 1], " ".join(lines[max_lines - 1 :])]
        return [context.typesetter.fit(line, style, width) for line in lines[:max_lines]]

    def _page_point(self, at: tuple[float, ...]) -> PagePoint:
        """Returns the page point of a note: the author's, or the one on the curve."""
        axes = self.context.axes
        height = at[1] if len(at) > 1 else self.context.function.value(at)
        return axes.x(at[0]), axes.y(height)

    @property
    def is_outside(self) -> bool:
        """Whether its point is outside the panel."""
        if self.point is None:
            return False
        return not (all(map(math.isfinite, self.point)) and self.context.axes.box.grown(1).has(self.point))

    @property
    def boxes(self) -> list[Box]:
        """The boxes of its background and of its pointer."""
        return [self.box, *pointer_boxes(self.box, self.anchor)]

    def show(self, moment: Moment) -> None:
        """Places the callout at a moment, or hides it."""
        first, last = self.note.steps or (0, self.context.scene_facts.steps)
        is_due = bool(self.lines) and first <= moment.step <= last and self._is_its_turn(moment)
        placement = self._placement(moment) if is_due else None
        self.visible = placement is not None
        if placement:
            self.box, self.anchor = placement.box, placement.anchor

    def _is_its_turn(self, moment: Moment) -> bool:
        """Returns whether the note is due: a question until the step's arrow or another note at its steps appears.

        Where no arrow appears, a question stays like any other note: with one beat per step, in a still, and at the end
        unless there is another note.
        """
        timeline, steps = self.context.timeline, self.note.steps
        if timeline.beats == 1 or timeline.last_step == 0:
            return True
        notes = self.context.scene_facts.notes
        is_asking = moment.phase != "end" and moment.reveal(*appearance.STEP_ARROW) == 0
        if self.note.pause:
            has_answer = any(note.steps == steps for note in notes if not note.pause)
            return is_asking or (moment.phase == "end" and not has_answer)
        is_answer = bool(steps) and any(note.steps == steps for note in notes if note.pause)
        return not (is_asking and is_answer)

    def _placement(self, moment: Moment) -> Candidate | None:
        unit = self.context.unit
        if self.ball_path is None or self.is_outside:
            return self.placer.place_at_top(self.width, self.height)
        if self.point is not None:
            point = self.context.axes.clamp(*self.point)
            return self.placer.place_near(point, POINT_GAP * unit, self.width, self.height)
        ball_state = self.ball_path.at(self.context.run_moment(0, moment))
        radius = self.context.mark_sizes.ball
        return self.placer.place_near((ball_state.x, ball_state.y), radius + BALL_GAP * unit, self.width, self.height)

    def draw(self, canvas: Canvas) -> None:
        x, y = pointer_base(self.box, self.anchor)
        half, ink = POINTER_HALF_WIDTHS[0], self.context.theme.ink
        canvas.fill([(x - half, y), self.anchor, (x + half, y)], ink)
        canvas.fill(rounded_rectangle(self.box, 0.6 * self.size), ink)
        for line in self.placed_lines():
            line.draw(canvas)

    def placed_lines(self) -> list[Label]:
        """Returns the lines, moved to where the callout is."""
        middle = (self.box.left + self.box.right) / 2
        for index, line in enumerate(self.lines):
            line.move_to(middle, self.box.top + (LINE_HEIGHT * (index + 1) + BASELINE_SHIFT) * self.size)
        return self.lines
