"""The static marks of a ruler: the line |1 − ηL|, its limits, the ground below 1, and the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.goal_curvature import goal_curvature, is_quadratic, step_limits
from gdanim.drawing import ticks
from gdanim.drawing.geometry import densified
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, without_overlaps
from gdanim.drawing.shapes import Line, Marker, Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.limit_line import LIMIT_NAME_SIZE, limit_line
from gdanim.panel_parts.panel_title import panel_title, text_above
from gdanim.panels.ruler import eta_texts
from gdanim.text import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.ball_path import BallPath
    from gdanim.panels import PanelContext

LINE_WIDTH, FAINT_OPACITY = 3.2, 0.45  # units; opacity of the line of the smallest curvature
LIMIT_OVERHANG, WORDS_SIZE = 5.0, 15  # units
LIMIT_RAISE, TITLE_RAISE = 10, 36  # units above the panel
NUMBERS_DROP = 6  # units: further below the axis than other numbers, because markers stand on it
ROW_PITCH = 1.55  # fraction of the size of numbers, from these to the words below
HANDLE_LENGTH, HANDLE_GAP, ENTRY_GAP = 34, 8, 26  # units: of the legend's line, of its gaps
MARKER_RADIUS, MAX_MARKERS = 5, 3  # units; markers in the legend
WORD_GAP = 9  # units from words to the line at 1 and to the sides
NAME_GAP = 8  # pixels between two numbers
CURVATURE_TOLERANCE = 1e-9  # of the largest curvature: those that differ by less are equal


class RulerMarks:
    """The static marks of a ruler, and the labels around it."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box = context, context.axes, context.axes.box
        self.unit, self.theme, self.words = context.unit, context.theme, context.words
        found = [goal_curvature(trajectory) for trajectory in context.trajectories]
        self.known = [each for each in found if each is not None]
        self.curvatures = self._distinct([each.largest for each in self.known if each.is_known])

    def _distinct(self, curvatures: Sequence[float], others: Sequence[float] = ()) -> list[float]:
        """Returns the curvatures that differ from each other, and from others, by more than rounding."""
        tolerance = CURVATURE_TOLERANCE * max((each.largest for each in self.known if each.is_known), default=0.0)
        found: list[float] = []
        for curvature in curvatures:
            if all(abs(curvature - other) > tolerance for other in (*others, *found)):
                found.append(curvature)
        return found

    @property
    def outer_labels(self) -> list[Label]:
        """The labels outside of the panel's box."""
        return [*self._limit_labels(), *self._title(), *self._legend()[1], *self._numbers(), *self._regimes()]

    def static_marks(self, paths: Sequence[BallPath]) -> list[Mark]:
        """Returns all static marks from back to front; no words stand on the pins' ``paths``."""
        box, one = self.box, self.axes.y(1.0)
        ground = [
            Rectangle(box._replace(bottom=one), self.theme.other_ground),
            Rectangle(box._replace(top=one), self.theme.good_ground),
        ]
        lines = [
            limit_line(self.context, (box.left, one), (box.right, one), self.theme.minimum),
            *self._limits(),
            *self._lines(),
        ]
        axis = axes_frame.axis_line(self.context, (box.left, box.bottom), (box.right, box.bottom))
        return [*ground, *lines, axis, *self.outer_labels, *self._legend()[0], *self._words(lines, paths)]

    def _lines(self) -> list[Line]:
        """Returns the line of each largest curvature, and before it the faint one of a different smallest."""
        faint = self._distinct([each.smallest for each in self.known if each.is_known], self.curvatures)
        if self.context.options.curvatures == "largest":
            faint = []
        return [self._line(each, FAINT_OPACITY) for each in faint] + [self._line(each, 1.0) for each in self.curvatures]

    def _line(self, curvature: float, alpha: float) -> Line:
        width = LINE_WIDTH * self.unit * self.theme.line_scale
        return Line(self._factors(curvature), self.theme.curve, width, clip=self.box, alpha=alpha)

    def _factors(self, curvature: float) -> np.ndarray:
        end = self.axes.x_range[1]
        etas = np.unique([0.0, end, *([1 / curvature] if 0 < 1 / curvature < end else [])]) if curvature else [0.0, end]
        return self.axes.to_pixels(np.array(etas), np.abs(1 - np.array(etas) * curvature))

    def _limit_sizes(self) -> list[tuple[str, float]]:
        """Returns 1/L and 2/L as far as they are in sight, each with its name."""
        pairs = [pair for curvature in self.curvatures for pair in step_limits(curvature).items()]
        return [(name, eta) for name, eta in pairs if eta < self.axes.x_range[1]]

    def _limits(self) -> list[Line]:
        xs = [self.axes.x(eta) for _, eta in self._limit_sizes()]
        top = self.box.top - LIMIT_OVERHANG * self.unit
        return [limit_line(self.context, (x, top), (x, self.box.bottom)) for x in xs]

    def _limit_labels(self) -> list[Label]:
        style = self.context.text_style(LIMIT_NAME_SIZE, self.theme.ink)
        y, labels = self.box.top - LIMIT_RAISE * self.unit, []
        for name, eta in self._limit_sizes():
            text = numbers.mathtext(numbers.single(eta))
            label = Label(self.context.typesetter, style, self.axes.x(eta), y, "center")
            labels.append(label.set_text(f"${name} = {text}$"))
        return without_overlaps(labels[::-1], Obstacles(gap=(NAME_GAP, 0)))

    def _title(self) -> list[Label]:
        return panel_title(self.context, self.words.label("factor_title"), TITLE_RAISE)

    def _legend(self) -> tuple[list[Mark], list[Label]]:
        """Returns the handles and the words that tell pins from the line, at the end of the title's line."""
        title = self._title()
        if not title or not self.curvatures:
            return [], []
        reading, style = self.context.reading, TextStyle(axes_frame.name_size(self.context), self.theme.muted)
        texts = [self.words.label("close_to_minimum"), self.words.label("measured")]
        widths = [self.context.typesetter.width(text, style) for text in texts]
        count = min(MAX_MARKERS, len(self.context.trajectories)) if self.context.options.measured else 0
        pitch = 3.4 * MARKER_RADIUS * self.unit
        ends = [self.box.width, self.box.width - widths[0] - (HANDLE_LENGTH + HANDLE_GAP + ENTRY_GAP) * self.unit]
        needed = ends[1] - widths[1] - count * pitch - HANDLE_GAP * self.unit
        if title[0].image.width + ENTRY_GAP * self.unit > needed:
            return [], []
        labels = []
        for text, end, width in zip(texts, ends, widths, strict=True):
            labels.append(text_above(self.context, text, style, end - width, TITLE_RAISE))
        y, gap = title[0].y - style.middle_drop, HANDLE_GAP * self.unit
        begin = ends[0] - widths[0] - gap
        tips = [(reading.from_start(self.box, begin - part * HANDLE_LENGTH * self.unit), y) for part in (1, 0)]
        handles: list[Mark] = [Line(tips, self.theme.curve, LINE_WIDTH * self.unit)]
        for index in range(count):
            context, place = self.context, ends[1] - widths[1] - gap - (count - index - 0.5) * pitch
            marker = Marker(
                context.style_index(index), context.colour(index), self.theme.paper, MARKER_RADIUS * self.unit
            )
            handles.append(marker.move_to(reading.from_start(self.box, place), y))
        return handles, labels if count else labels[:1]

    def _numbers(self) -> list[Label]:
        """Returns 0 and 1 beside the panel, and below it zero and the step sizes of the runs."""
        if "ticks" not in self.context.shown_marks:
            return []
        size, left = self.context.mark_sizes.tick, self.box.left - ticks.Y_LABEL_OFFSET * self.unit
        style, strong = TextStyle(size, self.theme.muted), TextStyle(size, self.theme.ink, "semibold")
        typesetter, write = self.context.typesetter, self.words.localized
        heights = {text: self.axes.y(float(text)) + style.middle_drop for text in ("0", "1")}
        beside = [Label(typesetter, style, left, y, "right").set_text(write(text)) for text, y in heights.items()]
        below = [
            Label(typesetter, strong, self.axes.x(eta), self._numbers_y, "center").set_text(write(text))
            for eta, text in eta_texts(self.context.trajectories).items()
            if eta <= self.axes.x_range[1]
        ]
        zero = Label(typesetter, style, self.box.left, self._numbers_y, "center").set_text(write("0"))
        return [*beside, *without_overlaps([*below, zero], Obstacles(gap=(NAME_GAP, 0)))]

    @property
    def _numbers_y(self) -> float:
        return self.box.bottom + (ticks.X_LABEL_BASELINE + NUMBERS_DROP) * self.unit

    def _regimes(self) -> list[Label]:
        """Returns what becomes of runs with step sizes between the limits; or that there is no limit."""
        if "names" not in self.context.shown_marks or len(self.curvatures) > 1:
            return []
        style = TextStyle(axes_frame.name_size(self.context), self.theme.ink)
        y = self._numbers_y + ROW_PITCH * self.context.mark_sizes.tick
        low, high = self.axes.x_range
        if not self.curvatures:
            text = self.words.label(self._no_limit_key)
            middle = (self.box.left + self.box.right) / 2
            return [Label(self.context.typesetter, style, middle, y, "center").set_text(text)]
        quadratic = is_quadratic(self.context.trajectories[0])
        keys = ("creeps_in", "swings_settles", "flies_off" if quadratic else "does_not_settle")
        edges = [low, *(min(limit, high) for limit in step_limits(self.curvatures[0]).values()), high]
        labels = []
        for key, begin, end in zip(keys, edges, edges[1:], strict=False):
            left, right = self.axes.x(begin), self.axes.x(end)
            label = Label(self.context.typesetter, style, (left + right) / 2, y, "center")
            label.set_text(self.words.label(key))
            labels += [label] if label.image.width + NAME_GAP < right - left else []
        return labels

    @property
    def _no_limit_key(self) -> str:
        if not self.known:
            return "no_minimum_known"
        return "no_curvature" if self.known[0].has_kink else "no_limit"

    def _words(self, lines: Sequence[Line], paths: Sequence[BallPath]) -> list[Label]:
        """Returns the formula at its line, and the words for both grounds beside the line at 1."""
        if "names" not in self.context.shown_marks:
            return []
        samples = [densified(line.points, 4.0) for line in lines]
        pins = [path.page_points for path in paths]
        stems = [np.array([(x, self.box.bottom), (x, y)]) for points in pins for x, y in points.tolist()]
        samples += [densified(stem, 6.0) for stem in stems if np.isfinite(stem).all()]
        points = np.vstack(samples)
        occupied = Obstacles(points=points[np.isfinite(points).all(axis=1)], clearance=WORD_GAP * self.unit)
        labels = self._formula(occupied)
        one, gap = self.axes.y(1.0), WORD_GAP * self.unit
        for key, colour, weight in (
            ("nearer", self.theme.good_text, "semibold"), ("farther", self.theme.muted, "regular")
        ):  # fmt: skip
            style = self.context.text_style(WORDS_SIZE, colour, weight)
            label = Label(self.context.typesetter, style).set_text(self.words.label(key))
            y = one + gap * 1.2 + style.ascent if key == "nearer" else one - gap * 1.2
            places = np.linspace(self.box.right - gap, self.box.left + gap + label.image.width, 40)
            anchors: list[Anchor] = [("right", x, y) for x in places.tolist()]
            labels += [label] if occupied.place(label, anchors, within=self.box) else []
        return labels

    def _formula(self, occupied: Obstacles) -> list[Label]:
        if not self.curvatures:
            return []
        style = self.context.text_style(LIMIT_NAME_SIZE, self.theme.ink)
        label = Label(self.context.typesetter, style).set_text(r"$|1 - \eta L|$")
        curvature, gap = self.curvatures[0], WORD_GAP * self.unit
        anchors: list[Anchor] = []
        for factor in np.linspace(1.55, 0.2, 28).tolist():
            x, y = self.axes.x((1 + factor) / curvature), self.axes.y(factor)
            anchors += [("left", x + gap, y + style.ascent + down * gap) for down in (1, 1.5, 2)]
            anchors += [("right", x - gap, y - up * gap) for up in (0.5, 1, 1.5)]
        return [label] if occupied.place(label, anchors, within=self.box.inset(top=3)) else []
