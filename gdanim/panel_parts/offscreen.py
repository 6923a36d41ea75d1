"""Marks a ball outside its panel at the border, and a run without finite numbers at its last position."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from gdanim.drawing.canvas import Mark
from gdanim.drawing.label import Label
from gdanim.drawing.text import CAPITAL_HEIGHT, MIDDLE_DROP, TextStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import PagePoint, Segment
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panel_parts.panel_context import PanelContext


LABEL_INSET = 2.4  # pointer radii from the border to a label
LABEL_MARGIN = 4  # pixels between a label and the panel's sides
ROW_HEIGHT = 1.35  # fraction of the labels' size
BASELINE_DROPS = {-1: 19, 0: -14, 1: 5}  # units: of a single run's label, by the border: the top, a side, the bottom
TOP_DROP = 1.2  # of the font size: from the panel's top to the highest baseline
LABEL_ROWS = (0, 1, -1, 2, -2)  # candidate rows of a label, relative to its pointer's
INWARD_SHARE = 0.9  # of a label's width: how much farther from the border it may stand
SINGLE_LABEL_ROWS = (*LABEL_ROWS, 3, -3)  # the same for the label of a single run
MAX_LABEL_WIDTH = 0.8  # fraction of the panel's width: a longer sentence is replaced by the numbers alone


class OffscreenPath(Protocol):
    """The interface of a run's path through a panel, such as a ``BallPath``."""

    @property
    def trajectory(self) -> Trajectory: ...
    @property
    def last(self) -> int: ...
    def at(self, moment: Moment) -> BallState: ...
    def is_finite(self, step: int) -> bool: ...
    def is_inside(self, step: int) -> bool: ...
    def page_point(self, step: int) -> PagePoint: ...
    def border_point(self, step: int) -> PagePoint: ...
    def visible_segment(self, step: int) -> Segment | None: ...


class OffscreenMarker:
    """A pointer at the border and its label: a sentence for a single run, each run's numbers for several.

    Parameters
    ----------
    context
        The panel's context.
    ball_path
        The run's path through the panel.
    colour
        The pointer's colour.
    numbers
        Returns the text of a step's numbers; by default the run's coordinates.
    radius
        The pointer's radius in pixels; by default the ball's.
    has_label
        Whether there is a label; by default if the panel shows a readout.
    is_brief
        Whether the label of a single run has only its numbers, too.

    Attributes
    ----------
    shift
        The pointer's displacement along the border, set by ``OffscreenSpacing``.
    resting_shift
        The displacement while the run rests.
    rank
        The number of pointers before it.
    anchors
        The label's candidate anchors, best first.
    """

    def __init__(
        self,
        context: PanelContext,
        ball_path: OffscreenPath,
        colour: str,
        *,
        numbers: Callable[[int], str] | None = None,
        radius: float | None = None,
        has_label: bool | None = None,
        is_brief: bool = False,
    ) -> None:
        self.context, self.ball_path, self.numbers = context, ball_path, numbers or self._point_numbers
        size, theme = context.mark_sizes, context.theme
        ink = context.legible(colour) if context.has_several_runs else theme.ink
        self.pointer = Pointer(colour, theme.paper, radius or size.ball * context.run_scale)
        self.label = Label(context.typesetter, TextStyle(size.label, ink, "semibold"))
        self.label.plate = theme.paper
        self.shift: PagePoint = (0.0, 0.0)
        self.resting_shift: PagePoint = (0.0, 0.0)
        self.rank = 0
        self.anchors: list[Anchor] = []
        self.is_brief = is_brief or context.has_several_runs
        self.has_label = "readout" in context.shown_marks if has_label is None else has_label
        self.marks: list[Mark] = [self.pointer, self.label] if self.has_label else [self.pointer]

    def show(self, ball_state: BallState) -> None:
        """Sets the pointer and the label for the ball's state."""
        is_away = ball_state.state != "inside"
        self.pointer.visible = is_away
        self.label.visible = (
            is_away and self.has_label and not (self.context.has_several_runs and ball_state.state == "gone")
        )
        if is_away or not self.ball_path.is_inside(ball_state.step):
            self._show_pointer(ball_state)
            if self.has_label:
                self._show_label(ball_state)

    def _show_pointer(self, ball_state: BallState) -> None:
        x, y = ball_state.x + self.shift[0], ball_state.y + self.shift[1]
        across, down = self._outwards(ball_state.x, ball_state.y)
        is_gone = ball_state.state == "gone"
        if is_gone:  # a cross is as wide as high, and would reach over the border on tick labels
            x, y = x - across * self.pointer.radius, y - down * self.pointer.radius
        self.pointer.move_to(x, y, across, down, crossed=is_gone)

    def _show_label(self, ball_state: BallState) -> None:
        """Places the label beside the border point of x_k, so that it does not move with the pointer."""
        is_gone, box, size = ball_state.state == "gone", self.context.axes.box, self.label.style.size
        x, y = (ball_state.x, ball_state.y) if is_gone else self.ball_path.border_point(ball_state.step)
        width = self.label.set_text(self._text(ball_state)).image.width
        highest = box.top + TOP_DROP * size  # the header is above it
        positions = (
            self._several_positions(x, y, width) if self.context.has_several_runs else self._positions(x, y, width)
        )
        self.anchors = [
            ("left", min(max(left, box.left + LABEL_MARGIN), box.right - width - LABEL_MARGIN), max(base, highest))
            for left, base in positions
        ]
        self.label.move_to_anchor(self.anchors[0])

    def _outwards(self, x: float, y: float) -> tuple[float, float]:
        """Returns the outward directions of the sides that a point is on, or so near that a pointer would protrude."""
        box, radius = self.context.axes.box, self.pointer.radius
        across = (x >= box.right - radius) - (x <= box.left + radius)
        return across, (y >= box.bottom - radius) - (y <= box.top + radius)

    def _positions(self, x: float, y: float, width: float) -> list[PagePoint]:
        """Returns the label's candidate left ends and baselines, for a single run."""
        box, unit, (across, down) = self.context.axes.box, self.context.unit, self._outwards(x, y)
        inset = LABEL_INSET * self.pointer.radius
        near = x - across * inset
        if not across:
            near = x + inset if x < (box.left + box.right) / 2 else x - inset - width
        base = y - down * inset + BASELINE_DROPS[int(down)] * unit
        left = near if across <= 0 else near - width
        lefts, row_height = (left, left - across * INWARD_SHARE * width), ROW_HEIGHT * self.label.style.size
        return [(left, base + row * row_height) for left in lefts for row in SINGLE_LABEL_ROWS]

    def _several_positions(self, x: float, y: float, width: float) -> list[PagePoint]:
        """Returns the label's positions for several runs: beside the pointer, or at top and bottom in rows."""
        size, inset, (across, down) = self.label.style.size, LABEL_INSET * self.pointer.radius, self._outwards(x, y)
        x, y, row = x + self.resting_shift[0], y + self.resting_shift[1], ROW_HEIGHT * size
        if across:
            left = x + inset if across < 0 else x - inset - width
            lefts = left, left - across * INWARD_SHARE * width
            return [(left, y + MIDDLE_DROP * size + index * row) for left in lefts for index in LABEL_ROWS]
        distances = [inset + row * (self.rank + index) for index in LABEL_ROWS if index >= 0]
        nearest, *others = (y + far + CAPITAL_HEIGHT * size if down < 0 else y - far for far in distances)
        centred = x - width / 2
        return [(left, nearest) for left in (centred, x + inset, x - inset - width)] + [(centred, y) for y in others]

    def _text(self, ball_state: BallState) -> str:
        words, trajectory = self.context.words, self.ball_path.trajectory
        if ball_state.state == "gone":
            return words.label("left_domain" if trajectory.end_reason == "left_domain" else "overflow")
        numbers = self.numbers(ball_state.step)
        if self.is_brief:
            return numbers
        sentence = words.label("outside", place=numbers)
        fits = self.context.typesetter.width(sentence, self.label.style) < MAX_LABEL_WIDTH * self.context.axes.box.width
        return sentence if fits else numbers

    def _point_numbers(self, step: int) -> str:
        """Returns the coordinates of the run's point as a text."""
        trajectory, context = self.ball_path.trajectory, self.context
        numbers = zip(context.formats.point, trajectory.points[step].tolist(), strict=False)
        texts = (context.printed_number(number_format, value) for number_format, value in numbers)
        named = zip(trajectory.run.function.variables, texts, strict=True)
        return ", ".join(f"{name} = {text}" for name, text in named)


class Pointer(Mark):
    """A bracket with its tip on the border, pointing outwards, or a cross if there is no point to show."""

    def __init__(self, colour: str, paper: str, radius: float) -> None:
        super().__init__()
        self.colour, self.paper, self.radius = colour, paper, radius
        self.x = self.y = self.angle = 0.0
        self.crossed = False

    def move_to(self, x: float, y: float, across: float, down: float, *, crossed: bool) -> None:
        """Sets the tip, and the direction to the right and down."""
        self.x, self.y, self.crossed = x, y, crossed
        self.angle = math.atan2(down, across) if (across or down) else 0.0

    def draw(self, canvas: Canvas) -> None:
        cos, sin, r = math.cos(self.angle), math.sin(self.angle), self.radius
        if self.crossed:
            for side in (1, -1):
                arm = [(self.x - 0.7 * r, self.y - side * 0.7 * r), (self.x + 0.7 * r, self.y + side * 0.7 * r)]
                canvas.stroke(arm, self.paper, 0.8 * r)
                canvas.stroke(arm, self.colour, 0.4 * r)
            return
        corners = [(-1.25 * r, -0.95 * r), (-0.4 * r, 0.0), (-1.25 * r, 0.95 * r)]
        bracket = [(self.x + a * cos - b * sin, self.y + a * sin + b * cos) for a, b in corners]
        canvas.stroke(bracket, self.paper, 0.55 * r + 4)
        canvas.stroke(bracket, self.colour, 0.55 * r)
