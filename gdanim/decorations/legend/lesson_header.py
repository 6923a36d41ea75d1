"""The header of a single run: its point, value and slope at the start of the line, the verdict at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations import readout, readout_fields
from gdanim.decorations.legend.style import ICON_GAP, ICON_RADIUS, NAME_GAP
from gdanim.decorations.legend.verdict_badge import VerdictBadge, verdict_colour
from gdanim.decorations.readout import Readout
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

BASELINE_SHARE = 0.68  # fraction of the header's height
NAME_SIZE, READOUT_SIZE, VERDICT_SIZES = 24, 20, (20, 17.5, 15.5)  # units
MIN_NAME_SIZE, MIN_READOUT_SIZE, MIN_VERDICT_SIZE = 14.0, 12.0, 12.0  # pixels
MAX_NAME_WIDTH = 0.6  # fraction of the header's width
READOUT_GAP = 24  # units after the readout


class LessonHeader:
    """The author's run label, if there is one, the readout and the verdict on one line."""

    def __init__(self, context: PanelContext, box: Box) -> None:
        self.context, self.box = context, box
        self.reading = context.reading
        self.baseline, self.used_width = box.top + BASELINE_SHARE * box.height, 0.0
        self.last_step = context.trajectories[0].last_step
        self.static: list[Mark] = self._name()
        self.readout = self._readout() if "readout" in context.shown_marks else None
        self.verdict = self._verdict() if "verdict" in context.shown_marks else None

    def _name(self) -> list[Mark]:
        """Builds the author's run label, if there is one. The step size is in the subtitle."""
        context, run = self.context, self.context.trajectories[0].run
        if "title" not in context.shown_marks or run.label_fields or not run.label:
            return []
        style = TextStyle(max(MIN_NAME_SIZE, NAME_SIZE * context.unit), context.theme.ink)
        name = Label(context.typesetter, style, self.reading.from_start(self.box, 0), self.baseline, self.reading.start)
        name.set_text(context.typesetter.fit(run.label, style, MAX_NAME_WIDTH * self.box.width))
        self.used_width = name.image.width + NAME_GAP * context.unit
        return [name]

    def _readout(self) -> Readout:
        context, size = self.context, max(MIN_READOUT_SIZE, READOUT_SIZE * self.context.unit)
        fields = readout_fields.lesson_fields(context.trajectories[0], context.formats, context.theme)
        widths = readout.column_widths(context.typesetter, [fields], size)
        width = readout.row_width(widths, size)
        left = self.reading.left(self.box, self.used_width, width)
        self.used_width += width + READOUT_GAP * context.unit
        return Readout(
            context.typesetter,
            fields,
            widths,
            size,
            context.theme.muted,
            left,
            self.baseline,
            aligned_starts=True,
        )

    def _verdict(self) -> VerdictBadge:
        """Builds the verdict with the longest text and largest size that fit, or with the icon alone."""
        context, trajectory = self.context, self.context.trajectories[0]
        words, formats = context.words, context.formats
        texts = [
            words.verdict_text(trajectory, formats),
            words.verdict_text(trajectory, formats, short=True),
            words.verdict_word(trajectory, formats),
        ]
        sizes = [max(MIN_VERDICT_SIZE, size * context.unit) for size in VERDICT_SIZES]
        width = self.box.width - self.used_width
        for text, size in ((text, size) for text in texts for size in sizes):
            label = Label(context.typesetter, TextStyle(size, verdict_colour(context, 0), "semibold")).set_text(text)
            radius = ICON_RADIUS * size
            if label.image.width + 2 * radius + ICON_GAP * context.unit <= width:
                break
        else:
            label.set_text("")
        return VerdictBadge(context, 0, label, radius).move_to(self.box, self.baseline, None)

    def show(self, moment: Moment) -> None:
        moment = self.context.run_moment(0, moment)
        if self.verdict:
            self.verdict.show(moment)
        if self.readout:
            self.readout.show(min(moment.step, self.last_step))

    def drawing(self) -> Drawing:
        movers: list[Mark] = [*(self.readout.marks if self.readout else ())]
        movers += self.verdict.marks if self.verdict else []
        return Drawing(static=self.static, movers=movers, show=self.show)
