"""A run's header: which run it is at the reading start, and its number or its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations import readout, readout_fields
from gdanim.decorations.legend_form import AFTER_ICON, GAP, ICON, MARKER
from gdanim.decorations.readout import Readout
from gdanim.drawing.icons import Icon
from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.shapes import Marker
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks.run_names import joined
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.decorations.legend_form import LegendForm
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

TITLE, TITLE_BASE = 20, 24  # of a cell over its legend, at 960 pixels
BASE = 0.68  # of a lesson's header's height: its texts' base line
VERDICTS, LEAST_VERDICT = (20, 17.5, 15.5), 12.0  # of a lesson's verdict, at 960 pixels; and in pixels


def title(context: PanelContext, name: str, box: Box) -> Drawing:
    """What the runs of a cell have in common that sets them apart from the other cells'."""
    size, reading = max(14.0, TITLE * context.unit), Reading(context.words.right_to_left)
    style = TextStyle(size, context.theme.ink, "semibold")
    made = Label(context.text, style, reading.x(box, 0), box.top + TITLE_BASE * context.unit, reading.start)
    return Drawing(static=[made.set_text(context.text.fit(name, style, box.width))])


class VerdictBadge:
    """A run's verdict: its sign and its words, ``x`` being where they end or, ``side`` the start, where they begin."""

    def __init__(self, context: PanelContext, index: int, words: Label, radius: float) -> None:
        verdict, theme = context.trajectories[index].verdict, context.theme
        self.reading, self.words, self.gap = Reading(context.words.right_to_left), words, AFTER_ICON * context.unit
        self.icon = Icon(theme, radius, verdict.kind, goal=verdict.place != "local", rtl=self.reading.rtl)
        self.earned = verdict.earned(len(context.trajectories[index].points) - 1)

    def move_to(self, box: Box, base: float, along: float | None) -> VerdictBadge:
        """Words and sign on a base line, ``along`` pixels from the start or at the far end."""
        sign, middle = 2 * self.icon.radius + self.gap, base - 0.35 * self.words.style.size
        if along is None:
            self.words.side = self.reading.end
            words = self.words.image.width + self.gap if self.words.content else 0
            self.words.move_to(self.reading.far(box), base)
            self.icon.move_to(self.reading.far(box, words + self.icon.radius), middle)
        else:
            self.words.side = self.reading.start
            self.words.move_to(self.reading.x(box, along + sign), base)
            self.icon.move_to(self.reading.x(box, along + self.icon.radius), middle)
        return self

    def show(self, moment: Moment) -> bool:
        """Whether the verdict is true by now."""
        done = moment.phase == "end" or 0 < self.earned <= moment.step
        for artist in (self.icon, self.words):
            artist.visible = done
        return done

    @property
    def artists(self) -> list[Mark]:
        return [self.icon, self.words]


def colour(context: PanelContext, index: int) -> str:
    """Of a verdict's words: green is for the goal alone."""
    verdict = context.trajectories[index].verdict
    there = verdict.kind == "converged" and verdict.place != "local"
    return context.theme.minimum if there else context.theme.ink


class RunHeader:
    """One run's part of a comparison, in the form that all runs' have; ``name`` is its first words and the others."""

    def __init__(self, context: PanelContext, index: int, box: Box, form: LegendForm, name: tuple[str, str]) -> None:
        self.context, self.index, self.box, self.form = context, index, box, form
        self.last = len(context.trajectories[index].points) - 1
        self.reading = Reading(context.words.right_to_left)
        self.bases = (box.top + form.base, box.top + form.base + form.pitch)
        self.static: list[Mark] = [*self._marker(), *self._name(*name)]
        self.readout = self._readout() if "readout" in context.show else None
        self.verdict = self._verdict() if "verdict" in context.show else None

    @property
    def _begin(self) -> float:
        return MARKER * self.context.unit if self.form.marked else 0.0

    def _marker(self) -> list[Mark]:
        if not self.form.marked:
            return []
        context, unit, number = self.context, self.context.unit, self.context.runs[self.index].style_index
        mark = Marker(number, context.theme.runs[number % 8], context.theme.paper, 7 * unit)
        return [mark.move_to(self.reading.x(self.box, 7 * unit), self.bases[0] - 0.35 * self.form.name)]

    def _name(self, head: str, tail: str) -> list[Mark]:
        theme, form = self.context.theme, self.form
        if not (form.strong or form.tail_line):
            head, tail = self._whole(head, tail), ""
        first = self._label(
            head, TextStyle(form.name, theme.ink, "semibold" if form.strong else "regular"), self._begin, 0
        )
        along = self._begin
        if first and not form.tail_line:
            along += first[0].image.width + 0.5 * GAP * self.context.unit
        return [*first, *self._label(tail, TextStyle(form.tail or form.name, theme.ink), along, form.tail_line)]

    def _whole(self, head: str, tail: str) -> str:
        """A name with its step size, which is not what is cut where they are too long for the line."""
        context, form = self.context, self.form
        style, room = TextStyle(form.name, context.theme.ink), self._room(0) - self._begin
        named = joined(context.words, filter(None, (head, tail)))
        if not (head and tail) or context.text.width(named, style) <= room:
            return named
        behind = joined(context.words, ("", tail))
        return context.text.fit(head, style, room - context.text.width(behind, style)) + behind

    def _room(self, line: int) -> float:
        """Where a name on a line ends at last."""
        form = self.form
        return form.at - 0.25 * GAP * self.context.unit if form.at and form.value_line == line else self.box.width

    def _label(self, text: str, style: TextStyle, along: float, line: int) -> list[Label]:
        if not text:
            return []
        context, end = self.context, self._room(line)
        said = context.text.fit(text, style, end - along)
        made = Label(
            context.text, style, self.reading.x(self.box, along), self.bases[line], self.reading.start
        ).set_text(said)
        return [made] if made.image.width <= end - along else []

    def _readout(self) -> Readout | None:
        context, form = self.context, self.form
        fields = form.figures.of(context.trajectories[self.index], context.theme.muted)
        if not fields:
            return None
        width = readout.total(form.figures.widths, form.value)
        along = self.box.width - width if form.at is None else form.at
        left, base = self.reading.left(self.box, along, width), self.bases[form.value_line]
        columned = form.at is not None  # the figures of several runs stand under each other
        return Readout(
            context.text, fields, form.figures.widths, form.value, context.theme.muted, left, base, apart=columned
        )

    def _verdict(self) -> VerdictBadge:
        context, form = self.context, self.form
        words = Label(context.text, TextStyle(form.value, colour(context, self.index), "semibold"))
        told = VerdictBadge(context, self.index, words.set_text(form.told[context.runs[self.index].number]), form.icon)
        return told.move_to(self.box, self.bases[form.value_line], form.at)

    def show(self, moment: Moment) -> None:
        moment = self.context.run_moment(self.index, moment)
        done = self.verdict.show(moment) if self.verdict else False
        if self.readout:
            self.readout.show(min(moment.step, self.last), visible=not done)

    def drawing(self) -> Drawing:
        movers: list[Mark] = list(self.readout.artists) if self.readout else []
        return Drawing(
            static=self.static, movers=[*movers, *(self.verdict.artists if self.verdict else [])], show=self.show
        )


class SingleRunHeader:
    """The header of the only run: its point, height and slope at the reading start, the verdict at the other end."""

    def __init__(self, context: PanelContext, box: Box) -> None:
        self.context, self.box = context, box
        self.base, self.taken = box.top + BASE * box.height, 0.0
        self.last = len(context.trajectories[0].points) - 1
        self.static: list[Mark] = []
        self._name()
        self.readout = self._readout() if "readout" in context.show else None
        self.verdict = self._verdict() if "verdict" in context.show else None

    def _name(self) -> None:
        """The author's own; a step size stands under the title."""
        context, run = self.context, self.context.trajectories[0].run
        if "title" not in context.show or run.differs or not run.label:
            return
        style, reading = (
            TextStyle(max(14.0, 24 * context.unit), context.theme.ink),
            Reading(context.words.right_to_left),
        )
        name = Label(context.text, style, reading.x(self.box, 0), self.base, reading.start)
        name.set_text(context.text.fit(run.label, style, 0.6 * self.box.width))
        self.static.append(name)
        self.taken = name.image.width + GAP * context.unit

    def _readout(self) -> Readout:
        context, size = self.context, max(12.0, 20 * self.context.unit)
        fields = readout_fields.lesson(context.trajectories[0], context.theme)
        widths = readout.places(context.text, [fields], size, readout.FULL)
        width = readout.total(widths, size)
        left = Reading(context.words.right_to_left).left(self.box, self.taken, width)
        self.taken += width + 24 * context.unit
        return Readout(
            context.text, fields, widths, size, context.theme.muted, left, self.base, decimals=readout.FULL, apart=True
        )

    def _verdict(self) -> VerdictBadge:
        context, run = self.context, self.context.trajectories[0]
        texts = [context.words.told(run), context.words.told(run, short=True), context.words.briefly(run)]
        sizes = [max(LEAST_VERDICT, size * context.unit) for size in VERDICTS]
        for text, size in ((text, size) for text in texts for size in sizes):
            words = Label(context.text, TextStyle(size, colour(context, 0), "semibold")).set_text(text)
            radius = ICON * size
            if words.image.width + 2 * radius + AFTER_ICON * context.unit <= self.box.width - self.taken:
                break
        else:
            words.set_text("")
        return VerdictBadge(context, 0, words, radius).move_to(self.box, self.base, None)

    def show(self, moment: Moment) -> None:
        moment = self.context.run_moment(0, moment)
        if self.verdict:
            self.verdict.show(moment)
        if self.readout:
            self.readout.show(min(moment.step, self.last))

    def drawing(self) -> Drawing:
        movers: list[Mark] = list(self.readout.artists) if self.readout else []
        return Drawing(
            static=self.static, movers=[*movers, *(self.verdict.artists if self.verdict else [])], show=self.show
        )
