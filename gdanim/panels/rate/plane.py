"""The static marks of the plane of step size and momentum: bands of the rate, borders of the modes, the best place."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.goal_curvature import is_quadratic
from gdanim.drawing import sizes
from gdanim.drawing.geometry import Box, samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, anchors_within
from gdanim.drawing.shapes import Line, Polygon, Rectangle, Ring
from gdanim.drawing.text import CAPITAL_HEIGHT
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.map_axis_names import FRAME_MARGIN, axis_names
from gdanim.panels.rate import eta_and_beta, regions
from gdanim.text import numbers
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

PAPER_SHARE = 0.45  # of paper in the colours of bands
LINE_WIDTH, LIMIT_WIDTH, BORDER_WIDTH, BORDER_DASHES = 0.9, 2.6, 1.6, (5.0, 4.0)  # units
TITLE_SIZE, MODE_SIZE, LEVEL_SIZE, PLATE_MARGIN = 18, 17, 14, 11  # units
GRID = np.linspace(0.05, 0.95, 19).tolist()  # fractions of the box where names may stand
SAMPLE_DISTANCE = 4.0  # pixels between two samples of a line
BEST_RADIUS, COVERED_RADIUS, NUMBER_GAP = 6.0, 12.0, 13.0
"""Units: of the best place's ring, of what a run's marker covers, and from there to its number."""
MODE_NAMES = {"rolls": "rolls", "creeps": "creeps", "zigzags": "zig_zags", "flies_off": "flies_off"}
LEADER_WIDTH, LEADER_GAP = 1.4, 4  # units; the gap before its name
LEADER_SAMPLES = 200  # step sizes among which those of a narrow region are found
LEADER_STEP, LEADER_STEPS_ACROSS, LEADER_STEPS_UP = 2.2 * NUMBER_GAP, (1.4, 2, 1), (0.5, 1, 0)
"""Units of a step, and how many steps a name is away from its region, the best first."""
BEST_WIDTH, NO_RATE_MARGIN = 2.4, 4  # units


class RatePlane:
    """The static marks of the plane, and the labels around it."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box = context, context.axes, context.axes.box
        self.unit, self.theme, self.words = context.unit, context.theme, context.words
        self.regions = regions(context.trajectories[0], context.options)

    @property
    def outer_labels(self) -> list[Label]:
        """The labels outside of the panel's box."""
        beside = axes_frame.y_tick_labels(self.context)
        below = axes_frame.x_tick_labels(self.context, beside)
        return [*beside, *below]

    @cached_property
    def plates(self) -> list[Label]:
        """The names of the axes in their corners, on plates, and beside the upper one the title."""
        if "names" not in self.context.shown_marks:
            return []
        margin, labels = PLATE_MARGIN * self.unit, axis_names(self.context, r"\eta", r"\beta", Obstacles())
        if "title" in self.context.shown_marks:
            key = "rate_title" if is_quadratic(self.context.trajectories[0]) else "rate_title_near"
            style = self.context.text_style(MODE_SIZE, self.theme.ink, "semibold", has_halo=True)
            before = [label.plate_box.right for label in labels if label.side == "left"]
            left = max(before, default=self.box.left) + margin
            baseline = self.box.top + FRAME_MARGIN * self.unit + CAPITAL_HEIGHT * style.size
            text = self.context.typesetter.fit(self.words.label(key), style, self.box.right - margin - left)
            labels.append(Label(self.context.typesetter, style, left, baseline, "left").set_text(text))
        return labels

    def static_marks(self) -> list[Mark]:
        """Returns all static marks, from back to front."""
        frame = axes_frame.frame(self.context)
        if self.regions is None:
            return [Rectangle(self.box, self.theme.other_ground), frame, *self._no_rate(), *self.outer_labels]
        bands, borders = self._bands(), self._borders()
        texts = [*self._names(bands, borders), *self.plates, *self.outer_labels]
        return [*bands, *borders, frame, *self._best(), *texts]

    def _no_rate(self) -> list[Label]:
        style = self.context.text_style(TITLE_SIZE, self.theme.muted)
        x, y = (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2
        text = self.context.typesetter.fit(
            self.words.label("no_rate"), style, self.box.width - 2 * NO_RATE_MARGIN * self.unit
        )
        return [Label(self.context.typesetter, style, x, y, "center").set_text(text)]

    def _levels(self) -> list[tuple[float, np.ndarray]]:
        """Returns each band's border and the corners of what is faster, the slowest first."""
        if self.regions is None:
            return []
        found = [(level, self.regions.corners(level)) for level in (*self.context.options.bands, 1.0)]
        return [(level, corners) for level, corners in reversed(found) if len(corners)]

    def _bands(self) -> list[Mark]:
        marks: list[Mark] = []
        heights, count = self.theme.heights, len(self.context.options.bands)
        for order, (_, corners) in enumerate(self._levels()):
            colour = heights[round((1 - order / max(1, count)) * (len(heights) - 1))]
            page = self.axes.to_pixels(*corners.T)
            fill = mix(colour, self.theme.paper, PAPER_SHARE)
            marks.append(Polygon(fill, clip=self.box).move_to(page))
            edge = mix(fill, self.theme.ink, PAPER_SHARE)
            marks.append(Line(np.vstack((page, page[:1])), edge, LINE_WIDTH * self.unit, clip=self.box))
        return marks

    def _borders(self) -> list[Line]:
        if self.regions is None:
            return []
        dashes = sizes.scaled_dashes(BORDER_DASHES, self.unit)
        limit = self.axes.to_pixels(np.array([2.0, 4.0]) / self.regions.largest, np.array([0.0, 1.0]))
        lines = [self.axes.to_pixels(*points.T) for points in self.regions.borders()]
        width, ink = BORDER_WIDTH * self.unit, self.theme.ink
        dashed = [Line(points, ink, width, dashes=dashes, cap="butt", clip=self.box) for points in lines]
        return [*dashed, Line(limit, ink, LIMIT_WIDTH * self.unit, clip=self.box)]

    def _best(self) -> list[Mark]:
        if self.regions is None:
            return []
        ring = Ring(self.theme.minimum, self.theme.paper, BEST_RADIUS * self.unit, BEST_WIDTH * self.unit)
        return [ring.move_to(*self.axes.to_pixels(*np.array([self.regions.best]).T)[0].tolist())]

    def _names(self, bands: Sequence[Mark], borders: Sequence[Line]) -> list[Mark]:
        """Returns the numbers of runs and of the bands' borders, the name of the best point, and those of the modes."""
        if self.regions is None or "names" not in self.context.shown_marks:
            return []
        pairs = [eta_and_beta(each) for each in self.context.trajectories if len(each.etas)]
        spots = self.axes.to_pixels(*np.array([*pairs, self.regions.best]).T)
        taken = [_around(spot.tolist(), COVERED_RADIUS * self.unit) for spot in spots]
        lines = Obstacles(points=samples_along((line.points for line in borders), SAMPLE_DISTANCE), clearance=3)
        crossed = Obstacles(points=lines.points, clearance=3, penalty=1)
        occupied = Obstacles(boxes=[*taken, *(label.padded_box for label in self.plates)])
        marks: list[Mark] = []
        printed = self.context.formats.of_runs(self.regions.rate(*at) for at in pairs)
        for at, spot in zip(pairs, spots.tolist(), strict=False):
            text = self.words.localized(printed.padded(self.regions.rate(*at)))
            marks += self._beside(text, spot, self.theme.ink, occupied, []) if self.axes.contains(*at) else []
        marks += self._beside(self.words.label("best"), spots[-1].tolist(), self.theme.minimum, occupied, [crossed])
        edges = samples_along((each.points for each in bands if isinstance(each, Line)), SAMPLE_DISTANCE)
        soft = Obstacles(points=edges, penalty=1)
        marks += self._level_labels(occupied, lines)
        return [*marks, *self._mode_names(occupied, lines, soft)]

    def _beside(
        self, text: str, spot: Sequence[float], colour: str, occupied: Obstacles, others: Sequence[Obstacles]
    ) -> list[Label]:
        style = self.context.text_style(LEVEL_SIZE + 1, colour, "semibold", has_halo=True)
        label, (x, y), gap = Label(self.context.typesetter, style).set_text(text), spot, NUMBER_GAP * self.unit
        base = y + style.middle_drop
        anchors: list[Anchor] = [("left", x + gap, base), ("right", x - gap, base), ("center", x, y - gap)]
        anchors += [("left", x + gap, base - gap), ("left", x + gap, base + gap), ("right", x - gap, base - gap)]
        anchors += [("center", x, y + gap + style.ascent)]
        return [label] if occupied.place(label, anchors, others, within=self.box) else []

    def _level_labels(self, occupied: Obstacles, lines: Obstacles) -> list[Label]:
        """Returns the numbers on the level parts of the bands' borders."""
        labels = []
        for level, corners in self._levels():
            page = self.axes.to_pixels(*corners.T)
            style = self.context.text_style(LEVEL_SIZE, self.theme.ink, has_halo=True)
            text = self.words.localized(numbers.single(level))
            label = Label(self.context.typesetter, style).set_text(text)
            (right, y), (left, _) = page[2].tolist(), page[3].tolist()
            xs = [left + part * (right - left) for part in (0.5, 0.4, 0.6, 0.3, 0.7)]
            anchors: list[Anchor] = [("center", x, y + style.middle_drop) for x in xs]
            if level < 1 and occupied.place(label, anchors, [lines], within=self.box):
                labels.append(label)
        return labels

    def _mode_names(self, occupied: Obstacles, lines: Obstacles, soft: Obstacles) -> list[Mark]:
        """Returns the names of the modes in their regions; a region too narrow has its name beside it with a leader."""
        marks: list[Mark] = []
        for mode, key in MODE_NAMES.items():
            style = self.context.text_style(MODE_SIZE, self.theme.ink, "semibold", has_halo=True)
            label = Label(self.context.typesetter, style).set_text(self.words.label(key))
            anchors = self._anchors(label, mode)
            if anchors and occupied.place(label, anchors, [lines, soft], within=self.box):
                marks.append(label)
            elif mode == "zigzags":
                marks += self._with_leader(label, occupied, lines)
        return marks

    def _anchors(self, label: Label, mode: str) -> list[Anchor]:
        """Returns the anchors at which a label stands in the region of a mode, the middle ones first."""
        found = anchors_within(label, self.box, GRID, lambda box: self._is_within(box, mode))
        if not found:
            return []
        centre = np.mean([(x, y) for _, x, y in found], axis=0)
        return sorted(found, key=lambda anchor: float(np.hypot(*(np.array(anchor[1:]) - centre))))

    def _is_within(self, box: Box, mode: str) -> bool:
        if not self.box.contains(box):
            return False
        corners = np.array([*product((box.left, box.right), (box.top, box.bottom))])
        return all(self._mode(*point) == mode for point in self.axes.from_pixels(corners).tolist())

    def _mode(self, eta: float, beta: float) -> str:
        return self.regions.mode(eta, max(0.0, beta)) if self.regions else ""

    def _with_leader(self, label: Label, occupied: Obstacles, lines: Obstacles) -> list[Mark]:
        """Returns a name right of its narrow region, with a line to it."""
        if self.regions is None:
            return []
        beta = self.regions.best[1] / 4
        row = np.linspace(0.0, 2 * (1 + beta) / self.regions.largest, LEADER_SAMPLES)
        narrow = [eta for eta in row.tolist() if self.regions.mode(eta, beta) == "zigzags"]
        if not narrow:
            return []
        x, y = self.axes.to_pixels(np.array(narrow[len(narrow) // 2 :][:1]), np.array([beta]))[0].tolist()
        step = LEADER_STEP * self.unit
        offsets = product(LEADER_STEPS_ACROSS, LEADER_STEPS_UP)
        anchors: list[Anchor] = [("left", x + step * across, y - step * up) for across, up in offsets]
        if not occupied.place(label, anchors, [lines], within=self.box):
            return []
        end = (label.box.left - LEADER_GAP * self.unit, (label.box.top + label.box.bottom) / 2)
        return [Line([(x, y), end], self.theme.ink, LEADER_WIDTH * self.unit), label]


def _around(point: Sequence[float], radius: float) -> Box:
    return Box(point[0], point[1], point[0], point[1]).grown(radius)
