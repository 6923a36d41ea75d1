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
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.decorations.readout import Field
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.layout.page import Page
    from gdanim.panels import PanelContext

BASELINE_SHARE = 0.68  # fraction of the header's height
NAME_SIZE, READOUT_SIZE, VERDICT_SIZES = 24, 20, (20, 17.5, 15.5)  # units
MIN_NAME_SIZE, MIN_READOUT_SIZE, MIN_VERDICT_SIZE = 14.0, 12.0, 12.0  # pixels
MAX_NAME_WIDTH = 0.6  # fraction of the header's width
READOUT_GAP = 24  # units after the readout


def line_count(figure: FigureContext, page: Page, width: float, marks: frozenset[str]) -> int:
    """Returns the number of lines of a lesson's header; on a tall page the readout may need a second one."""
    if not {"readout", "verdict"} & marks:
        return 0
    trajectory, typesetter = figure.trajectories[0], figure.typesetter
    size = max(MIN_READOUT_SIZE, page.text(READOUT_SIZE))
    fields = readout_fields.lesson_fields(trajectory, figure.formats, figure.theme) if "readout" in marks else []
    used = readout.row_width(readout.column_widths(typesetter, [fields], size), size) + READOUT_GAP * page.unit
    if "verdict" in marks:
        style = TextStyle(max(MIN_VERDICT_SIZE, page.text(VERDICT_SIZES[-1])), figure.theme.ink, "semibold")
        words = figure.words.without_english.verdict_text(trajectory, figure.formats, short=True)
        used += typesetter.width(words, style) + 2 * ICON_RADIUS * style.size + ICON_GAP * page.unit
    return 2 if page.is_tall and used > width and fields else 1


class LessonLine:
    """The author's run label, if there is one, the readout and the verdict on ``lines`` lines.

    Of two lines, the first has the point and the verdict.
    """

    def __init__(self, context: PanelContext, box: Box, lines: int = 1) -> None:
        self.context, self.box = context, box
        self.reading = context.reading
        self.baseline, self.used_width = box.top + BASELINE_SHARE * box.height / lines, 0.0
        self.baselines = [self.baseline + index * box.height / lines for index in range(lines)]
        self.last_step = context.trajectories[0].last_step
        self.static: list[Mark] = self._name()
        self.readouts = self._readouts() if "readout" in context.shown_marks else []
        self.verdict = self._verdict() if "verdict" in context.shown_marks else None

    def _name(self) -> list[Mark]:
        """Builds the author's run label, if there is one. The step size is in the subtitle."""
        context, run = self.context, self.context.trajectories[0].run
        if "title" not in context.shown_marks or run.label_fields or not run.label:
            return []
        style = TextStyle(context.text_size(NAME_SIZE, MIN_NAME_SIZE), context.theme.ink)
        name = Label(context.typesetter, style, self.reading.from_start(self.box, 0), self.baseline, self.reading.start)
        name.set_text(context.typesetter.fit(run.label, style, MAX_NAME_WIDTH * self.box.width))
        self.used_width = name.image.width + NAME_GAP * context.unit
        return [name]

    def _readouts(self) -> list[Readout]:
        """Builds the readout's lines from the last to the first, which is the verdict's."""
        context = self.context
        fields = readout_fields.lesson_fields(context.trajectories[0], context.formats, context.theme)
        if len(self.baselines) == 1:
            return [self._readout(self._beside_verdict(fields), self.baseline)]
        point = len(context.trajectories[0].run.start)
        used_width = self.used_width
        rest = self._readout(fields[point:], self.baselines[1])
        self.used_width = used_width
        return [self._readout(fields[:point], self.baseline), rest]

    def _beside_verdict(self, fields: list[Field]) -> list[Field]:
        """Returns the fields, without the last ones if that leaves room for the point and the words of the verdict."""
        context, size = self.context, self.context.text_size(READOUT_SIZE, MIN_READOUT_SIZE)
        verdict = READOUT_GAP * context.unit + self._verdict_width() if "verdict" in context.shown_marks else 0.0
        room = self.box.width - self.used_width
        point = min(len(context.trajectories[0].run.start), len(fields))
        counts = range(len(fields), point - 1, -1)
        choices = [*((fields[:count], verdict) for count in counts), *((fields[:count], 0.0) for count in counts)]
        for kept, beside in choices:
            width = readout.row_width(readout.column_widths(context.typesetter, [kept], size), size)
            if width + beside <= room:
                return kept
        return fields

    def _verdict_width(self) -> float:
        """Returns the width in pixels of the verdict in its fewest words and smallest letters."""
        context, size = self.context, self.context.text_size(VERDICT_SIZES[-1], MIN_VERDICT_SIZE)
        words = context.words.without_english.verdict_word(context.trajectories[0], context.formats)
        style = TextStyle(size, context.theme.ink, "semibold")
        return context.typesetter.width(words, style) + 2 * ICON_RADIUS * size + ICON_GAP * context.unit

    def _readout(self, fields: list[Field], baseline: float) -> Readout:
        context, size = self.context, self.context.text_size(READOUT_SIZE, MIN_READOUT_SIZE)
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
            baseline,
            is_rtl=self.reading.is_rtl,
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
        sizes = [context.text_size(size, MIN_VERDICT_SIZE) for size in VERDICT_SIZES]
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
        for each in self.readouts:
            each.show(min(moment.step, self.last_step))

    def drawing(self) -> Drawing:
        movers: list[Mark] = [mark for each in self.readouts for mark in each.marks]
        movers += self.verdict.marks if self.verdict else []
        return Drawing(static=self.static, movers=movers, show=self.show)
