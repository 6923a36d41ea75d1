"""A run's entry in a header: its marker and name, and its numbers until its verdict is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations import readout
from gdanim.decorations.legend.style import MARKER_RADIUS, MARKER_WIDTH, NAME_GAP
from gdanim.decorations.legend.verdict_badge import VerdictBadge, verdict_colour
from gdanim.decorations.readout import Readout
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Marker
from gdanim.drawing.text import MIDDLE_DROP, TextStyle
from gdanim.panel_parts.run_names import join_parts
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.decorations.legend.style import LegendStyle
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

MAX_LINES = 3  # a name, its value or verdict, and a step size that has no room beside the name


class LegendEntry:
    """The entry of the context's run ``index`` in a box; ``name`` is the run's name and its details."""

    def __init__(self, context: PanelContext, index: int, box: Box, style: LegendStyle, name: tuple[str, str]) -> None:
        self.context, self.index, self.box, self.style = context, index, box, style
        self.last_step = context.trajectories[index].last_step
        self.reading = context.reading
        self.baselines = [box.top + style.baseline + line * style.line_pitch for line in range(MAX_LINES)]
        self.static: list[Mark] = [*self._marker(), *self._name(*name)]
        marks = context.shown_marks if style.has_values else frozenset[str]()
        self.readout = self._readout() if "readout" in marks else None
        self.verdict = self._verdict() if "verdict" in marks else None

    @property
    def _name_offset(self) -> float:
        return MARKER_WIDTH * self.context.unit if self.style.has_markers else 0.0

    def _marker(self) -> list[Mark]:
        if not self.style.has_markers:
            return []
        theme, radius = self.context.theme, MARKER_RADIUS * self.context.unit
        style_index = self.context.run_styles[self.index].run_index
        marker = Marker(style_index, theme.run_colour(style_index), theme.paper, radius)
        middle = self.baselines[0] - MIDDLE_DROP * self.style.name_size
        return [marker.move_to(self.reading.from_start(self.box, radius), middle)]

    def _name(self, name: str, details: str) -> list[Mark]:
        theme, style = self.context.theme, self.style
        if not (style.has_bold_names or style.details_line):
            name, details = self._one_line(name, details), ""
        colour = theme.muted if style.has_quiet_names else theme.ink
        name_style = TextStyle(style.name_size, colour, "semibold" if style.has_bold_names else "regular")
        labels = self._label(name, name_style, self._name_offset, 0)
        offset = self._name_offset
        if labels and not style.details_line:
            offset += labels[0].image.width + 0.5 * NAME_GAP * self.context.unit
        details_style = TextStyle(style.details_size or style.name_size, theme.ink)
        return [*labels, *self._label(details, details_style, offset, style.details_line)]

    def _one_line(self, name: str, eta: str) -> str:
        """Returns a name with its step size, which stays whole when the name is shortened to the line."""
        context = self.context
        style, width = TextStyle(self.style.name_size, context.theme.ink), self._line_end(0) - self._name_offset
        line = join_parts(context.words, filter(None, (name, eta)))
        if not (name and eta) or context.typesetter.width(line, style) <= width:
            return line
        ending = join_parts(context.words, ("", eta))
        return context.typesetter.fit(name, style, width - context.typesetter.width(ending, style)) + ending

    def _line_end(self, line: int) -> float:
        """Returns the maximum right extent of a name on a line."""
        if self.style.value_offset and self.style.value_line == line:
            return self.style.value_offset - 0.25 * NAME_GAP * self.context.unit
        return self.box.width

    def _label(self, text: str, style: TextStyle, offset: float, line: int) -> list[Label]:
        """Returns the text on a line; empty if not even its first letter fits."""
        if not text:
            return []
        context, width = self.context, self._line_end(line) - offset
        x = self.reading.from_start(self.box, offset)
        label = Label(context.typesetter, style, x, self.baselines[line], self.reading.start)
        label.set_text(context.typesetter.fit(text, style, width))
        return [label] if label.image.width <= width else []

    def _readout(self) -> Readout | None:
        context, style = self.context, self.style
        fields = style.readout.fields(context.trajectories[self.index], context.formats, context.theme.muted)
        if not fields:
            return None
        width = readout.row_width(style.readout.widths, style.value_size)
        offset = self.box.width - width if style.value_offset is None else style.value_offset
        return Readout(
            context.typesetter,
            fields,
            style.readout.widths,
            style.value_size,
            context.theme.muted,
            self.reading.left(self.box, offset, width),
            self.baselines[style.value_line],
            is_rtl=self.reading.is_rtl,
            aligned_symbols=style.value_offset is not None,  # those of several runs are aligned vertically
        )

    def _verdict(self) -> VerdictBadge:
        context, style = self.context, self.style
        label = Label(context.typesetter, TextStyle(style.value_size, verdict_colour(context, self.index), "semibold"))
        label.set_text(style.verdicts[context.run_styles[self.index].run_index])
        badge = VerdictBadge(context, self.index, label, style.icon_radius)
        return badge.move_to(self.box, self.baselines[style.value_line], style.value_offset)

    def show(self, moment: Moment) -> None:
        moment = self.context.run_moment(self.index, moment)
        verdict_known = self.verdict.show(moment) if self.verdict else False
        if self.readout:
            self.readout.show(min(moment.step, self.last_step), visible=not verdict_known)

    def drawing(self) -> Drawing:
        movers: list[Mark] = [*(self.readout.marks if self.readout else ())]
        movers += self.verdict.marks if self.verdict else []
        return Drawing(static=self.static, movers=movers, show=self.show)
