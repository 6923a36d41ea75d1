"""One run of a line chart: the line that grows, the marker at its end, and the pointer where it has left the panel."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.ghost import ghost_colour
from gdanim.panel_parts.line_chart.heading import LINE_WIDTH
from gdanim.panel_parts.offscreen import LABEL_INSET, OffscreenMarker
from gdanim.panel_parts.offscreen_labels import PathPoints
from gdanim.panel_parts.run_layer import RunLayer
from gdanim.text.numbers import is_latin, mathtext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panel_parts.line_chart.coincident_lines import CoincidentLines
    from gdanim.panel_parts.line_chart.line import ChartLine
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.text.numbers import NumberFormat

MARKER_RADIUS, SMALL_MARKER_RADIUS = 6, 3.2  # units: at a line's end, and on it
MARKER_EDGE, SMALL_MARKER_EDGE = 1.5, 0.8  # pixels
MARKER_DISTANCE = 9  # pixels: steps that are nearer to each other have no markers on the line
POINTER_RADIUS = 7  # units
PATH_CLEARANCE = 4.0  # pixels from the label of a run outside the panel to its line, where there is room
DASH_LENGTH = 5  # units: of a line that coincides with another


class ChartRun(RunLayer):
    """The moving marks of one run in a chart.

    Parameters
    ----------
    context
        The panel's context.
    index
        The run's index among the context's runs.
    line
        The run's line.
    number_format
        The format of its numbers.
    symbol
        The symbol of the numbers, in mathtext, or empty.
    coincident
        The lines of all runs, of which some may coincide.

    Attributes
    ----------
    line
        The parameter.
    end
        The line's end at the shown moment.
    latest
        The last step of the shown line, or None before the first number.
    marker
        The marker at the line's end.
    pointer
        The marker at the border, where the line has left the panel; it has a label only if the run is alone.
    """

    end: BallState
    latest: int | None = None

    def __init__(
        self,
        context: PanelContext,
        index: int,
        line: ChartLine,
        number_format: NumberFormat,
        symbol: str,
        coincident: CoincidentLines,
    ) -> None:
        super().__init__(context, index)
        self.line, self.number_format, self.symbol, self.coincident = line, number_format, symbol, coincident
        self.marker = self._end_marker(self.colour)
        self.path = PathPoints(line)
        self.pointer = OffscreenMarker(
            context,
            line,
            self.colour,
            numbers=self.number,
            radius=POINTER_RADIUS * context.run_unit,
            has_label=not context.has_several_runs and "names" in context.shown_marks,
        )

    def _end_marker(self, colour: str) -> Marker:
        radius = MARKER_RADIUS * self.context.run_unit
        return Marker(self.context.style_index(self.index), colour, self.context.theme.paper, radius, MARKER_EDGE)

    @property
    def labels(self) -> list[Mark]:
        """The label of the pointer, if it has one."""
        return [self.pointer.label] if self.pointer.has_label else []

    def levels(self) -> Sequence[Sequence[Mark]]:
        return [self.marker], [self.pointer.pointer]

    def number(self, step: int) -> str:
        """Returns the text of a step's number."""
        return self.context.printed_number(self.number_format, float(self.line.values[step]))

    def number_with_symbol(self, step: int) -> str:
        """Returns a number after the symbol of its quantity: a formula where the language has Latin digits.

        Of a number under a logarithmic axis it tells that it is less than the power of ten there.
        """
        power = self._power_above(step)
        if power is not None and self.symbol:
            written = self.context.words.localized(f"$10^{{{power}}}$")
            return f"${self.symbol} < {written[1:]}" if is_latin(written) else f"${self.symbol} <$ {written}"
        text = self.number(step)
        if not self.symbol:
            return text
        return f"${self.symbol} = {mathtext(text)}$" if is_latin(text) else f"${self.symbol} =$ {text}"

    def _power_above(self, step: int) -> int | None:
        """Returns the power of ten at a logarithmic axis' lower end, if a step's number is below it."""
        axes, value = self.context.axes, float(self.line.values[step])
        is_below = axes.has_log_y and 0 <= value < axes.y_range[0]
        return math.ceil(math.log10(axes.y_range[0])) if is_below else None

    @property
    def numbers_outside(self) -> list[str]:
        """The texts of the numbers that the panel doesn't show."""
        line = self.line
        steps = [step for step in range(line.last + 1) if line.is_finite(step) and not line.is_inside(step)]
        return [self.number_with_symbol(step) for step in steps]

    @property
    def is_outside(self) -> bool:
        """Whether the shown line ends outside the panel."""
        return self.latest is not None and not self.line.is_inside(self.latest)

    def show(self, moment: Moment) -> None:
        """Sets the marker at the line's end; ``show_pointer`` follows when all runs' ends are known."""
        self.end = self.line.at(moment)
        self.latest = self.line.latest(self.end.step)
        self.marker.visible = self.latest is not None and self.end.state == "inside"
        self.marker.others = ()
        if self.marker.visible:
            self.marker.move_to(self.end.x, self.end.y)

    def show_pointer(self, shift: float) -> None:
        """Sets the pointer, moved down by ``shift`` pixels, and its label."""
        if self.latest is None:
            self.pointer.pointer.visible = self.pointer.label.visible = False
            return
        self.pointer.shift = (0.0, shift)
        self.pointer.show(self.end)
        if self.pointer.label.visible:
            self._place_label()

    def _place_label(self) -> None:
        """Moves the pointer's label to the side that is clear of the run's line, if there is one."""
        pointer, label = self.pointer.pointer, self.pointer.label
        inset = LABEL_INSET * pointer.radius
        lefts = pointer.x - inset - label.image.width, pointer.x + inset
        others: list[Anchor] = [("left", left, base) for _, _, base in self.pointer.anchors for left in lefts]
        line = Obstacles(points=self.path.before(self.line.last), clearance=PATH_CLEARANCE, penalty=1)
        place_label(label, [*self.pointer.anchors, *others], [line], within=self.context.axes.box)

    def ghost(self) -> list[Mark]:
        """Returns the line to come and its end."""
        line, colour = self.line, ghost_colour(self.colour, self.context.theme.paper)
        marks = [mark for step in range(line.last + 1) for mark in self._pieces(step, colour)]
        if line.last >= 0 and line.is_inside(line.last):
            marks.append(self._end_marker(colour).move_to(*line.page_point(line.last)))
        return marks

    def persist(self, step: int) -> list[Mark]:
        """Returns the visible line to x_k, with a marker if the steps are far enough apart."""
        line, context = self.line, self.context
        marks = self._pieces(step, self.colour)
        is_sparse = len(line.values) <= context.axes.box.width / MARKER_DISTANCE + 1 and not context.has_many_runs
        if line.is_inside(step) and is_sparse and self.coincident.has_turn(self.index, step):
            radius, style = SMALL_MARKER_RADIUS * context.unit, context.style_index(self.index)
            marker = Marker(style, self.colour, context.theme.paper, radius, SMALL_MARKER_EDGE)
            marks.append(marker.move_to(*line.page_point(step)))
        return marks

    def _pieces(self, step: int, colour: str) -> list[Mark]:
        """Returns the visible pieces of the line to x_k: in dashes of the run's own, or where it lies on another."""
        unit, pieces = self.context.unit, self.line.pieces(step)
        width = LINE_WIDTH * self.context.run_unit * self.context.theme.line_scale
        dashes = self.context.line_dashes(self.index, width)
        if pieces and not self.context.has_many_runs and self.coincident.lies_along(self.index, step):
            dashes = DASH_LENGTH * unit, DASH_LENGTH * unit
        offset = self.line.length_before(step)
        marks: list[Mark] = []
        for piece in pieces:
            cap = "butt" if dashes else "round"
            marks.append(Line(piece, colour, width, dashes=dashes, dash_offset=offset, cap=cap))
            offset += sum(math.dist(*pair) for pair in pairwise(piece))
        return marks
