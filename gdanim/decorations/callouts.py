"""Callouts: a word of the teacher's at a point of the curve, for some steps; a question waits for its answer."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdanim.decorations import dropped
from gdanim.decorations.callout_placement import CalloutPlacer, pointing
from gdanim.drawing.canvas import Mark
from gdanim.drawing.geometry import Box
from gdanim.drawing.shapes import rounded_rectangle
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import axes_frame
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.decorations.callout_placement import CalloutPlacement
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Point
    from gdanim.marks.ball_path import BallPath
    from gdanim.panels import CalloutTarget, PanelContext
    from gdanim.scene.model import Note

WIDTH = 440  # of the text, at most, at 960 pixels
LINE, EDGES = 1.35, 0.9  # in the letters' size: a line's height, and what a callout has above and below its lines
EDGE = 4  # pixels between a callout and the panel's border
ANSWERED = 0.5  # of beat one: a question goes when the answer begins to show


def over(drawing: Drawing, context: PanelContext, target: CalloutTarget | None) -> tuple[Drawing, Drawing]:
    """A panel's drawing, whose texts make way for the callouts, and the callouts."""
    texts = [artist for artist in drawing.movers if isinstance(artist, Label)]
    fixed = [artist.padded_box for artist in drawing.static if isinstance(artist, Label)]
    names = [label.padded_box for label in texts if label.content]  # those that say something before the film begins
    placer = CalloutPlacer(context, fixed, names, target.obstacles if target else np.empty((0, 2)))
    callouts = [Callout(context, target.ball_path if target else None, note, placer) for note in context.scene.callouts]

    def show(moment: Moment) -> None:
        drawing.show(moment)
        placer.clear()
        for callout in callouts:
            callout.show(moment)
        covered = [box for callout in callouts if callout.visible for box in callout.taken]
        for label in texts:
            label.covered = bool(label.content) and label.overlaps(covered)

    warnings = [dropped.note_outside_panel(callout.note, context) for callout in callouts if callout.astray]
    return replace(drawing, show=show), Drawing(movers=callouts, warnings=warnings)


class Callout(Mark):
    """One note: its lines on a round ground, with a pointer to its place.

    It stands at the top, without a pointer, on a panel without places, and where its place is outside of the panel.

    What the panel has no room for ends in an ellipsis; a note that would lie on one written before it is hidden.
    """

    def __init__(self, context: PanelContext, ball_path: BallPath | None, note: Note, placer: CalloutPlacer) -> None:
        super().__init__()
        self.context, self.note, self.placer = context, note, placer
        self.ball_path = ball_path
        self.size = max(12.0, 18 * context.unit)
        style = TextStyle(self.size, context.theme.paper, "semibold")
        self.lines = [
            Label(context.text, style, side="center").set_text(line) for line in self._broken(note.text, style)
        ]
        self.width = max((line.image.width for line in self.lines), default=0) + 2 * self.size
        self.height = (LINE * len(self.lines) + EDGES) * self.size
        self.aim = self._aim() if note.at and self.ball_path else None
        self.anchor = (0.0, 0.0)
        self.box = Box(0, 0, 1, 1)

    def _broken(self, said: str, style: TextStyle) -> list[str]:
        """The note in as many lines as the panel has room for."""
        context, box = self.context, self.context.axes.box
        width = min(WIDTH * context.unit, box.width - 2 * (self.size + EDGE))
        most = int(((box.height - 2 * EDGE) / self.size - EDGES) / LINE)
        lines = context.text.wrap(said, style, width)
        kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if 0 < most < len(lines) else lines[: max(0, most)]
        return [context.text.fit(line, style, width) for line in kept]

    @property
    def astray(self) -> bool:
        """Whether it speaks of a place that the panel doesn't show."""
        if self.aim is None:
            return False
        x, y = self.aim
        return not (math.isfinite(x) and math.isfinite(y) and self.context.axes.box.grown(1).overlaps(Box(x, y, x, y)))

    @property
    def taken(self) -> list[Box]:
        """What it covers: its ground, and its pointer in pieces."""
        return [self.box, *pointing(self.box, self.anchor)]

    def show(self, moment: Moment) -> None:
        first, last = self.note.steps or (0, self.context.scene.steps)
        shown = bool(self.lines) and first <= moment.step <= last and self._due(moment)
        placement = self._berth(moment) if shown else None
        self.visible = placement is not None
        if placement:
            self.box, self.anchor = placement.box, placement.anchor

    def _due(self, moment: Moment) -> bool:
        """A question stands until it is answered, and what is said of the same step alone is its answer."""
        asking = moment.phase != "end" and moment.look <= ANSWERED
        questions = [note.steps for note in self.context.scene.callouts if note.pause]
        return asking if self.note.pause else not (asking and self.note.steps and self.note.steps in questions)

    def _berth(self, moment: Moment) -> CalloutPlacement | None:
        axes, unit = self.context.axes, self.context.unit
        if self.ball_path is None or self.astray:
            return self.placer.top(self.width, self.height)
        if self.aim is not None:
            return self.placer.near(axes.clamp(*self.aim), 4 * unit, self.width, self.height)
        spot = self.ball_path.at(moment)
        return self.placer.near(
            (spot.x, spot.y), axes_frame.mark_sizes(self.context).ball + 5 * unit, self.width, self.height
        )

    def _aim(self) -> Point:
        """The place on the page of what it speaks of: as told, or on the curve."""
        axes, at = self.context.axes, self.note.at or ()
        height = at[1] if len(at) > 1 else self.context.trajectories[0].run.function.value(at)
        return axes.x(at[0]), axes.y(height)

    def draw(self, canvas: Canvas) -> None:
        x, y = self.anchor
        middle = min(max(x, self.box.left + 18), self.box.right - 18)
        foot = self.box.bottom if self.box.bottom < y else self.box.top
        canvas.fill([(middle - 8, foot), (x, y), (middle + 8, foot)], self.context.theme.ink)
        canvas.fill(rounded_rectangle(self.box, 0.6 * self.size), self.context.theme.ink)
        for index, line in enumerate(self.lines):
            base = self.box.top + (LINE * (index + 1) + 0.1) * self.size
            line.move_to((self.box.left + self.box.right) / 2, base)
            line.draw(canvas)
