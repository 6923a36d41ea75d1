"""The static marks of a cobweb diagram: the ground, the diagonal, the maps, the fixed point, and the words."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.goal_curvature import goal_curvature
from gdanim.drawing import sizes, ticks
from gdanim.drawing.geometry import densified
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, anchors_within
from gdanim.drawing.shapes import Line, Polygon, Rectangle, Ring
from gdanim.panel_parts import axes_frame, function_curve
from gdanim.panels.cobweb import slope, step_size
from gdanim.text import numbers

if TYPE_CHECKING:
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box, Segment
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

DIAGONAL_WIDTH, EDGE_WIDTH, EDGE_DASHES = 2.0, 1.4, (5.0, 4.0)  # units: of the diagonal, and of the cone's other edge
GOAL_WIDTH, GOAL_DASHES, GOAL_RADIUS = 1.8, (4.5, 3.5), 5.0  # units: of the line and the ring of the minimum
WORDS_SIZE, FORMULA_SIZE, FORMULA_ROWS = 15, 18, 4  # units; rows above the bottom and below the top to try
LINE_CLEARANCE, SAMPLE_DISTANCE = 5.0, 6.0  # pixels from words to lines, and between samples of these
GRID = np.linspace(0.06, 0.94, 12).tolist()  # fractions of the box where words may stand


class StaticMarks:
    """The static marks, ``marks`` from back to front."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box = context, context.axes, context.axes.box
        self.unit, self.theme = context.unit, context.theme
        self.goal = goal_curvature(context.trajectories[0])
        lines: list[Mark] = [self._diagonal(), *self._edge(), *self._goal_line(), *self.maps]
        ground = [Rectangle(self.box, self.theme.other_ground), *self._cone()]
        grid = ticks.grid(self.axes, self.theme, self.unit, horizontal=False)
        self.marks: list[Mark] = [*ground, *grid, *lines, *self._ring(), *axes_frame.axis_marks(context)]
        self.marks += self._texts() if "names" in context.shown_marks else []

    def _page(self, x: float, y: float) -> tuple[float, float]:
        return self.axes.x(x), self.axes.y(y)

    def _cone(self) -> list[Mark]:
        """Returns the two parts of the ground where a step leads nearer to the goal."""
        if self.goal is None or not self.context.options.cone:
            return []
        middle, parts = self.goal.point[0], []
        for end in self.axes.x_range:
            corners = [self._page(middle, middle), self._page(end, end), self._page(end, 2 * middle - end)]
            parts.append(Polygon(self.theme.good_ground, clip=self.box).move_to(np.array(corners)))
        return list(parts)

    def _edge(self) -> list[Line]:
        """Returns the cone's edge beside the diagonal."""
        if self.goal is None or not self.context.options.cone:
            return []
        middle, (low, high) = self.goal.point[0], self.axes.x_range
        points = [self._page(end, 2 * middle - end) for end in (low, high)]
        dashes = sizes.scaled_dashes(EDGE_DASHES, self.unit)
        return [Line(points, self.theme.minimum, EDGE_WIDTH * self.unit, dashes=dashes, cap="butt", clip=self.box)]

    def _diagonal(self) -> Line:
        points = [self._page(end, end) for end in self.axes.x_range]
        return Line(points, self.theme.axis, DIAGONAL_WIDTH * self.unit, clip=self.box)

    @cached_property
    def maps(self) -> list[Line]:
        """The curves of x − ηf′(x), one for each step size of the panel's runs."""
        runs: dict[float, int] = {}
        for index, trajectory in enumerate(self.context.trajectories):
            runs.setdefault(step_size(trajectory.run), index)
        width = self.context.mark_sizes.curve
        return [
            Line(
                self._map_points(eta),
                self.theme.curve if len(runs) == 1 else self.context.colour(index),
                width,
                dashes=None if len(runs) == 1 else self.context.line_dashes(index, width),
                clip=self.box,
            )
            for eta, index in runs.items()
        ]

    def _map_points(self, eta: float) -> np.ndarray:
        function = self.context.function

        def next_points(xs: np.ndarray) -> np.ndarray:
            with np.errstate(all="ignore"):
                return xs - eta * function.gradients(xs[:, None])[:, 0]

        return self.axes.to_pixels(*function_curve.sample_curve(self.axes, next_points))

    def _goal_line(self) -> list[Line]:
        if self.goal is None or "minimum" not in self.context.shown_marks or not self._has_goal_in_sight:
            return []
        x, dashes = self.axes.x(self.goal.point[0]), sizes.scaled_dashes(GOAL_DASHES, self.unit)
        ends = [(x, self.box.top), (x, self.box.bottom)]
        return [Line(ends, self.theme.minimum, GOAL_WIDTH * self.unit, dashes=dashes, cap="butt")]

    @property
    def _has_goal_in_sight(self) -> bool:
        return self.goal is not None and self.axes.contains(self.goal.point[0], self.goal.point[0])

    def _ring(self) -> list[Mark]:
        if self.goal is None or "minimum" not in self.context.shown_marks or not self._has_goal_in_sight:
            return []
        middle = self.goal.point[0]
        ring = Ring(self.theme.minimum, self.theme.paper, GOAL_RADIUS * self.unit, 2 * self.unit)
        return [ring.move_to(*self._page(middle, middle))]

    def _texts(self) -> list[Label]:
        """Returns the formula of the slope, and in the first cell the words for both grounds."""
        lines = (*self.maps, self._diagonal(), *self._edge(), *self._goal_line())
        samples = [densified(_finite(line.points), SAMPLE_DISTANCE) for line in lines]
        samples += [self._web(trajectory) for trajectory in self.context.trajectories]
        occupied = Obstacles(points=np.vstack(samples), clearance=LINE_CLEARANCE)
        labels = []
        formula = self._formula()
        if formula.content and occupied.place(formula, self._corners(formula), within=self.box):
            labels.append(formula)
        if self.context.is_first and self.goal is not None and self.context.options.cone:
            words = {True: ("leads_nearer", self.theme.good_text), False: ("leads_farther", self.theme.muted)}
            for is_nearer, (key, colour) in words.items():
                label = self._label(self.context.words.label(key), colour, is_nearer=is_nearer, occupied=occupied)
                labels += [label] if label else []
        return labels

    def _drop_lines(self) -> list[Segment]:
        xs = np.concatenate([trajectory.points[:, 0] for trajectory in self.context.trajectories])
        low, high = self.axes.x_range
        pages = dict.fromkeys(round(self.axes.x(x)) for x in xs[(xs >= low) & (xs <= high)].tolist())
        return [((x, self.box.top), (x, self.box.bottom)) for x in pages]

    def _web(self, trajectory: Trajectory) -> np.ndarray:
        xs = trajectory.points[:, 0]
        pairs = [corner for x, following in pairwise(xs.tolist()) for corner in ((x, x), (x, following))]
        points = _finite(self.axes.to_pixels(*np.array(pairs).reshape(-1, 2).T))
        inside = (points >= (self.box.left, self.box.top)) & (points <= (self.box.right, self.box.bottom))
        return densified(points[inside.all(axis=1)], SAMPLE_DISTANCE)

    def _label(self, text: str, colour: str, *, is_nearer: bool, occupied: Obstacles) -> Label | None:
        """Returns words on the one ground or on the other, as far from its edges as there is room."""
        weight = "semibold" if is_nearer else "regular"
        label = Label(self.context.typesetter, self.context.text_style(WORDS_SIZE, colour, weight)).set_text(text)
        anchors = anchors_within(label, self.box, GRID, partial(self._stands_on, is_nearer=is_nearer))
        anchors.sort(key=lambda anchor: -self._depth(anchor[1], anchor[2]))
        drops = Obstacles(segments=self._drop_lines(), penalty=1, per_obstacle=True)
        return label if occupied.place(label, anchors, [drops], within=self.box) else None

    def _depth(self, x: float, y: float) -> float:
        """Returns how far a point of the page is from the edges of the grounds and from the panel's, in pixels."""
        across, up = self._offset(x, y)
        sides = (x - self.box.left, self.box.right - x, y - self.box.top, self.box.bottom - y)
        return min(abs(abs(across) - abs(up)), *(2 * side for side in sides))

    def _offset(self, x: float, y: float) -> tuple[float, float]:
        """Returns a point's offset from the fixed point in pixels, as if units were equal."""
        (point,) = self.axes.from_pixels(np.array([(x, y)])).tolist()
        middle = self.goal.point[0] if self.goal else 0.0
        scale = self.axes.x_unit
        return (point[0] - middle) * scale, (point[1] - middle) * scale

    def _stands_on(self, box: Box, *, is_nearer: bool) -> bool:
        corners = product((box.left, box.right), (box.top, box.bottom))
        offsets = [self._offset(*corner) for corner in corners]
        sides = {(across > 0) if is_nearer else (up > 0) for across, up in offsets}
        return len(sides) == 1 and all((abs(up) < abs(across)) is is_nearer for across, up in offsets)

    def _formula(self) -> Label:
        """Returns the label of the map's slope at the goal, green where a step leads nearer; not yet placed."""
        words, run = self.context.words, self.context.trajectories[0].run
        value, is_shared = slope(self.context.trajectories[0]), len(self.maps) > 1
        style = self.context.text_style(FORMULA_SIZE, self.theme.ink)
        label = Label(self.context.typesetter, style)
        if self.goal is None or is_shared:
            return label
        if value is None:
            key = "no_curvature" if self.goal.has_kink else "no_limit"
            return label.set_text(words.label(key))
        colour = self.theme.good_text if abs(value) < 1 else self.theme.ink
        label.style = self.context.text_style(FORMULA_SIZE, colour)
        eta, curvature = numbers.single(abs(step_size(run))), numbers.single(self.goal.largest)
        at = self.context.printed_number(self.context.formats.point[0], self.goal.point[0])
        eta, curvature, result = map(numbers.mathtext, (eta, curvature, numbers.single(value)))
        return label.set_text(f"{words.label('slope_at', x=at)} $1 - {eta} \\cdot {curvature} = {result}$")

    def _corners(self, label: Label) -> list[Anchor]:
        margin, style = 12 * self.unit, label.style
        bottom, top = self.box.bottom - margin, self.box.top + margin + style.ascent
        rows = [1.3 * style.size * row for row in range(FORMULA_ROWS)]
        sides: list[Anchor] = []
        for y in (*(bottom - row for row in rows), *(top + row for row in rows)):
            sides += [("right", self.box.right - margin, y), ("left", self.box.left + margin, y)]
        return sides


def _finite(points: np.ndarray) -> np.ndarray:
    return points[np.isfinite(points).all(axis=1)]
