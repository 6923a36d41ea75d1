"""The words on a map's two arrows, and those that tell the slope arrow's scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.panel_parts.arrow_words import arrow_words, has_arrow_words
from gdanim.panel_parts.slope_scale import with_scale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.arrows import Arrow
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box, PagePoint
    from gdanim.drawing.label import Anchor, Side
    from gdanim.panel_parts.stationary_markers import StationaryMarker
    from gdanim.panels import PanelContext

LABEL_SIZE = 16  # units
TIP_GAP = 14  # units from an arrow's tip to its words
FRAME_MARGIN = 6  # units from the words to the panel's frame
LINE_CLEARANCE = 2  # pixels between words and arrows
SAMPLE_DISTANCE = 4  # pixels between two points of an arrow: no label fits between them


class MapArrowLabels:
    """The words on the slope's and the step's arrow, on both or on none: in a lesson's first steps."""

    def __init__(self, context: PanelContext) -> None:
        self.context = context
        theme = context.theme
        self.slope, self.step = (
            Label(context.typesetter, context.text_style(LABEL_SIZE, colour, "semibold"))
            for colour in (theme.slope_text, theme.step)
        )
        self.slope.plate = self.step.plate = theme.paper
        are_shown = "slope_arrow" in context.shown_marks and "names" in context.shown_marks
        self.labels: list[Mark] = [self.slope, self.step] if are_shown else []
        self.within = context.axes.box.grown(-FRAME_MARGIN * context.unit)
        self.fixed: list[Box] = []

    def keep_off(self, marks: Iterable[Label | StationaryMarker]) -> None:
        """Makes these labels and markers the obstacles of the words, in place of earlier ones."""
        self.fixed = [mark.padded_box for mark in marks]

    def show(self, moment: Moment, slope: Arrow, tips: tuple[PagePoint, PagePoint | None]) -> None:
        """Sets the words at the ``tips`` of the slope's arrow and of the step's, which is None if none follows."""
        self.slope.visible = self.step.visible = False
        is_whole = moment.reveal(*appearance.SLOPE_ARROW) == 1 and moment.travel_progress == 0
        if not (self.labels and is_whole and slope.is_drawn and moment.phase != "end"):
            return
        tail, (slope_tip, step_tip) = (slope.tail, slope.y), tips
        ends = [slope_tip] if step_tip is None else [slope_tip, step_tip]
        lines = Obstacles(
            points=samples_along([(tail, end) for end in ends], SAMPLE_DISTANCE),
            clearance=LINE_CLEARANCE,
        )
        slope_words, step_words = arrow_words(self.context.words, self.context.trajectories[0].run)
        if step_tip is not None and self._are_named(moment.step, tail, slope.start, ends):
            labels = [(self.slope, slope_tip), (self.step.set_text(step_words), step_tip)]
            for words in (with_scale(self.context, slope_words), slope_words):
                self.slope.set_text(words)
                if self._place(labels, tail, lines):
                    self.step.visible = moment.reveal(*appearance.STEP_ARROW) == 1
                    break

    def _are_named(self, step: int, tail: PagePoint, start: float, ends: list[PagePoint]) -> bool:
        """Returns whether both arrows have words: in a lesson's first steps, if they are long enough."""
        are_inside = all(self.context.axes.box.has(end) for end in ends)
        return are_inside and has_arrow_words(self.context, step, [math.dist(tail, end) - start for end in ends])

    def _place(self, labels: list[tuple[Label, PagePoint]], tail: PagePoint, lines: Obstacles) -> bool:
        """Places labels at arrows' tips, all or none, and returns whether they have room."""
        occupied = Obstacles(boxes=list(self.fixed))
        has_room = all(
            occupied.place(label, self._anchors(label, tail, tip), [lines], within=self.within) for label, tip in labels
        )
        for label, _ in labels:
            label.visible = has_room
        return has_room

    def _anchors(self, label: Label, tail: PagePoint, tip: PagePoint) -> list[Anchor]:
        """Returns the anchors ahead of an arrow's tip, over and under it, and beside it."""
        gap = TIP_GAP * self.context.unit
        ahead: Side = "left" if tip[0] >= tail[0] else "right"
        behind: Side = "right" if ahead == "left" else "left"
        shift = gap if ahead == "left" else -gap
        above, below = tip[1] - gap, tip[1] + gap + label.style.ascent
        levels = [below, above] if tip[1] > tail[1] else [above, below]
        middle = tip[1] + label.style.middle_drop
        sides: tuple[Side, ...] = ("center", ahead, behind)
        return [
            (ahead, tip[0] + shift, middle),
            *((side, tip[0], level) for level in levels for side in sides),
            (behind, tip[0] - 2 * shift, middle),
        ]
