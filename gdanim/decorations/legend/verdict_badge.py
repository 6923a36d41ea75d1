"""A run's verdict: its icon and its words, which appear when it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations.legend.style import ICON_GAP
from gdanim.drawing.icons import Icon

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.drawing.label import Label
    from gdanim.panels import PanelContext


class VerdictBadge:
    """The verdict of the context's run ``index``: an icon beside a text."""

    def __init__(self, context: PanelContext, index: int, label: Label, icon_radius: float) -> None:
        trajectory, theme = context.trajectories[index], context.theme
        verdict = trajectory.verdict
        self.reading, self.label = context.reading, label
        self.gap = ICON_GAP * context.unit
        ascends = verdict.kind == "unbounded" and trajectory.run.is_ascent
        kind = "unbounded_ascending" if ascends else verdict.kind
        self.icon = Icon(theme, icon_radius, kind, is_success=verdict.has_reached_goal, rtl=self.reading.is_rtl)
        self.known_from = trajectory.verdict_known_from

    def move_to(self, box: Box, baseline: float, offset: float | None) -> VerdictBadge:
        """Moves icon and text to a baseline, ``offset`` pixels from the start of the line or at its end."""
        icon_width, middle = 2 * self.icon.radius + self.gap, baseline - self.label.style.middle_drop
        if offset is None:
            self.label.side = self.reading.end
            words_width = self.label.image.width + self.gap if self.label.content else 0
            self.label.move_to(self.reading.from_end(box), baseline)
            self.icon.move_to(self.reading.from_end(box, words_width + self.icon.radius), middle)
        else:
            self.label.side = self.reading.start
            self.label.move_to(self.reading.from_start(box, offset + icon_width), baseline)
            self.icon.move_to(self.reading.from_start(box, offset + self.icon.radius), middle)
        return self

    def show(self, moment: Moment) -> bool:
        """Sets the visibility for a moment; returns whether the verdict is visible."""
        known = moment.phase == "end" or 0 < self.known_from <= moment.step
        for mark in self.marks:
            mark.visible = known
        return known

    @property
    def marks(self) -> list[Mark]:
        return [self.icon, self.label]


def verdict_colour(context: PanelContext, index: int) -> str:
    """Returns the colour of the verdict text: the theme's minimum colour only if the run reached its goal."""
    verdict = context.trajectories[index].verdict
    return context.theme.minimum if verdict.has_reached_goal else context.theme.ink
