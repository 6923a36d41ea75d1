"""The legend of a map of basins: the valleys' colours and shares, and the limit of each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panels.basins import LETTERS, limit_at
from gdanim.panels.basins.colours import LATEST_SHARE, REST_GREY, SOONEST_SHARE
from gdanim.panels.basins.ends import FLIES_OFF, NO_REST
from gdanim.text import numbers
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext
    from gdanim.panels.basins.colours import Colours

LEGEND_WIDTH, LEGEND_SPACE, MIN_MAP_SHARE = 250, 28, 0.55
"""Units: of the legend, before it; of the panel's width for the map."""
ROW_HEIGHT, SWATCH_WIDTH, SWATCH_HEIGHT, TEXT_SIZE, TEXT_GAP = 32, 58, 18, 17, 7  # units
GRADATION_COUNT = 24  # of a swatch


def has_room(context: PanelContext) -> bool:
    """Returns whether a panel has room for the legend beside its map."""
    width, needed = context.axes.box.width, (LEGEND_WIDTH + LEGEND_SPACE) * context.unit
    return "names" in context.shown_marks and width - needed > MIN_MAP_SHARE * width


class Legend:
    """The legend in the box of a panel, beside the map."""

    def __init__(self, context: PanelContext, colours: Colours) -> None:
        self.context, self.colours, self.outer = context, colours, context.axes.box
        self.unit, self.theme, self.first, self.goals = context.unit, context.theme, colours.first, colours.goals
        self.counts = [Label(context.typesetter, self._text_style()) for _ in range(len(self.goals) + 2)]

    def _text_style(self) -> TextStyle:
        return TextStyle(self.context.text_size(TEXT_SIZE, 12.0), self.theme.ink)

    def _rows(self) -> list[tuple[float, str, list[str]]]:
        """Returns the middle of each row of the legend, its words, and the colours of its swatch."""
        words, paper = self.context.words, self.theme.paper
        found = []
        for index, name in enumerate(LETTERS[: len(self.goals)]):
            shares = np.linspace(SOONEST_SHARE, LATEST_SHARE, GRADATION_COUNT).tolist()
            colour = self.theme.run_colour(index)
            found.append((name, [mix(paper, colour, share) for share in shares]))
        found.append((words.label("no_rest"), [mix(paper, self.theme.ink, REST_GREY)]))
        found.append((words.label("flies_off"), [paper]))
        top = self.outer.top + 1.6 * ROW_HEIGHT * self.unit
        return [(top + index * ROW_HEIGHT * self.unit, text, colours) for index, (text, colours) in enumerate(found)]

    @property
    def _column(self) -> Box:
        """The box of the legend."""
        width = LEGEND_WIDTH * self.unit
        if self.context.reading.is_rtl:
            return self.outer._replace(right=self.outer.left + width)
        return self.outer._replace(left=self.outer.right - width)

    def static_marks(self) -> list[Mark]:
        """Returns the swatches and the names of the valleys, and their limits."""
        box, reading, style = self._column, self.context.reading, self._text_style()
        title = Label(self.context.typesetter, TextStyle(style.size, self.theme.ink, "semibold"))
        x, side = reading.from_start(box, 0.0), reading.start
        title.set_text(self.context.words.label("ball_ends_in")).move_to_anchor((side, x, box.top + style.ascent))
        marks: list[Mark] = [title]
        width, height = SWATCH_WIDTH * self.unit, SWATCH_HEIGHT * self.unit
        for middle, text, colours in self._rows():
            marks += self._swatch(reading.left(box, 0.0, width), middle, width, height, colours)
            label = Label(self.context.typesetter, style).set_text(text)
            at = reading.from_start(box, width + 2 * TEXT_GAP * self.unit)
            marks.append(label.move_to_anchor((side, at, middle + style.middle_drop)))
        return [*marks, *self._limits_in_legend()]

    def _swatch(self, left: float, middle: float, width: float, height: float, colours: Sequence[str]) -> list[Mark]:
        box = self.outer._replace(left=left, top=middle - height / 2, right=left + width, bottom=middle + height / 2)
        steps = np.linspace(left, left + width, len(colours) + 1).tolist()
        parts: list[Mark] = [
            Rectangle(box._replace(left=begin, right=end + 0.5), colour)
            for (begin, end), colour in zip(pairwise(steps), colours, strict=True)
        ]
        return [*parts, Line(box.outline, self.theme.axis, self.unit, cap="butt")]

    def _limits_in_legend(self) -> list[Label]:
        box, reading, style = self._column, self.context.reading, self._text_style()
        top = self._rows()[-1][0] + 1.7 * ROW_HEIGHT * self.unit
        limits = [(name, limit_at(self.first, point)) for name, point in zip(LETTERS, self.goals, strict=False)]
        known = [(name, at) for name, at in limits if at is not None]
        if not known or top + len(known) * ROW_HEIGHT * self.unit > self.outer.bottom:
            return []
        bold = TextStyle(style.size, self.theme.ink, "semibold")
        labels = [Label(self.context.typesetter, bold).set_text(self.context.words.label("limit_of_valleys"))]
        labels[0].move_to_anchor((reading.start, reading.from_start(box, 0.0), top))
        symbol = "2/L" if not self.first.run.momentum else r"2(1 + \beta)/L"
        for index, (name, at) in enumerate(known, 1):
            label = Label(self.context.typesetter, style)
            label.set_text(f"{name}  ${symbol} = {numbers.mathtext(numbers.single(at))}$")
            y = top + index * ROW_HEIGHT * self.unit
            labels.append(label.move_to_anchor((reading.start, reading.from_start(box, 0.0), y)))
        return labels

    def show(self, moment: Moment) -> None:
        """Sets the shares of the starts from which balls are at rest by now."""
        found, words, reading = self.colours.ends, self.context.words, self.context.reading
        is_last = moment.step >= self.colours.last_shown
        known = np.ones(found.steps.shape, bool) if is_last else found.steps <= moment.step
        numbers_of = [*range(len(self.goals)), NO_REST, FLIES_OFF]
        for label, number, (middle, _, _) in zip(self.counts, numbers_of, self._rows(), strict=True):
            here = (found.valleys == number) & known
            share = float(here.mean()) if number != NO_REST or is_last else 0.0
            label.set_text(words.label("percent", n=round(100 * share)))
            x = reading.from_end(self._column, 0.0)
            label.move_to_anchor((reading.end, x, middle + label.style.middle_drop))
