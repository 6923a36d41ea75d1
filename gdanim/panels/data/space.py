"""A surface over two features, seen in three dimensions among its points, and moving with each run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, OutlinePiece
from gdanim.drawing.placement import Obstacles, without_overlaps
from gdanim.drawing.projection3d import Projection
from gdanim.drawing.shapes import MARKERS
from gdanim.panel_parts.run_layer import RunLayer, RunLayers
from gdanim.panels import Drawing
from gdanim.panels.data import Y_MARGIN, data_problem
from gdanim.panels.data.model_path import interpolated
from gdanim.panels.data.points import EDGE_WIDTH, POINT_RADIUS, column_text, scale
from gdanim.panels.surface.floor import FloorAxis, UprightAxis, Walls
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas
    from gdanim.panels import PanelContext

AZIMUTH_DEGREES, ELEVATION_DEGREES = -124.0, 22.0  # degrees
SHEET_PARTS, LINE_SAMPLES = 8, 41  # parts of the sheet along each side, and samples along its lines
SHEET_ALPHA, LINE_WIDTH, BORDER_WIDTH = 0.3, 1.2, 2.4  # opacity; units
RESIDUAL_WIDTH, RESIDUAL_SHADE = 1.6, 0.75  # units; of the residuals' colour, the rest is paper
BELOW_SHADE = 0.55  # of a point's colour under the sheet, the rest is paper
MAX_RANGE_GROWTH = 0.5  # of the points' heights: the range goes so far beyond them for sheets of the starts


class ModelSheet(Mark):
    """The model over the block's floor: a translucent sheet with a net of lines, cut at the block's floor and top."""

    def __init__(self, context: PanelContext, projection: Projection, colour: str) -> None:
        super().__init__(clip=context.axes.box)
        self.projection, self.colour, self.unit = projection, colour, context.unit
        self.problem = data_problem(context)
        self.parameters: list[float] = []

    def heights(self, flat: np.ndarray) -> np.ndarray:
        """Returns the model's predictions at points (n, 2) of the features."""
        with np.errstate(all="ignore"):
            return self.problem.predict(self.parameters, flat)

    def draw(self, canvas: Canvas) -> None:
        along = [np.linspace(*limits, LINE_SAMPLES) for limits in (self.projection.x_range, self.projection.y_range)]
        sides = [
            self._line(axis, end, along)
            for axis in (0, 1)
            for end in (self.projection.x_range, self.projection.y_range)[axis]
        ]
        outline = np.vstack((sides[0], sides[3], sides[1][::-1], sides[2][::-1]))
        canvas.fill(self.projection.to_page(outline), self.colour, alpha=SHEET_ALPHA)
        lines = [
            self._line(axis, value, along)
            for axis in (0, 1)
            for value in np.linspace(*(self.projection.x_range, self.projection.y_range)[axis], SHEET_PARTS + 1)[
                1:-1
            ].tolist()
        ]
        for line in lines:
            canvas.stroke(self.projection.to_page(line), self.colour, LINE_WIDTH * self.unit, alpha=0.7)
        canvas.stroke(self.projection.to_page(outline), self.colour, BORDER_WIDTH * self.unit, closed=True)

    def _line(self, axis: int, value: float, along: Sequence[np.ndarray]) -> np.ndarray:
        """Returns the sheet over a line on which a feature has a value, (n, 3), within the block's heights."""
        other = along[1 - axis]
        flat = np.column_stack(
            (np.full(len(other), value), other) if axis == 0 else (other, np.full(len(other), value))
        )
        low, high = self.projection.z_range
        return np.column_stack((flat, np.clip(self.heights(flat), low, high)))


class SpacePoints(Mark):
    """The points on one side of the sheet, with lines to it: above it, or below it and paler.

    Points held out are hollow, and have no lines.
    """

    def __init__(self, context: PanelContext, projection: Projection, sheet: ModelSheet | None, *, above: bool) -> None:
        super().__init__(clip=context.axes.box)
        self.context, self.projection, self.sheet, self.above = context, projection, sheet, above
        sample, self.trained_count = data_problem(context).all_points, data_problem(context).point_count
        self.points = np.column_stack((sample.x, sample.y))
        self.order = np.argsort(projection.depth(projection.to_block(self.points)), kind="stable")  # from far to near

    def draw(self, canvas: Canvas) -> None:
        theme, unit, size = self.context.theme, self.context.unit, scale(self.context)
        rows = self.order
        if self.sheet:
            low, high = self.projection.z_range
            feet = self.points.copy()
            feet[:, 2] = np.clip(self.sheet.heights(self.points[:, :2]), low, high)
            rows = rows[(self.points[rows, 2] >= feet[rows, 2]) == self.above]
            if "residuals" in self.context.shown_marks:
                colour = mix(theme.paper, theme.tangent, RESIDUAL_SHADE)
                tops, ends = self.projection.to_page(self.points), self.projection.to_page(feet)
                for row in rows[rows < self.trained_count].tolist():
                    canvas.stroke([tuple(tops[row]), tuple(ends[row])], colour, RESIDUAL_WIDTH * unit, cap="butt")
        colour = theme.ink if self.above else mix(theme.paper, theme.ink, BELOW_SHADE)
        disc, pages = MARKERS[0] * POINT_RADIUS * size, self.projection.to_page(self.points)
        width = 2 * EDGE_WIDTH * size
        inks = [(theme.paper, colour) if row < self.trained_count else (colour, theme.paper) for row in rows.tolist()]
        pieces = zip(rows.tolist(), inks, strict=True)
        canvas.draw_pieces([OutlinePiece(disc + pages[row], edge, width, fill) for row, (edge, fill) in pieces])


class SheetRun(RunLayer):
    """One run's sheet; of a single run with the points under and over it."""

    def __init__(self, context: PanelContext, index: int, projection: Projection) -> None:
        super().__init__(context, index)
        self.sheet = ModelSheet(context, projection, self.colour)
        sheet = None if context.has_several_runs else self.sheet
        self.sides = [SpacePoints(context, projection, sheet, above=above) for above in (False, True)]

    def levels(self) -> Sequence[Sequence[Mark]]:
        shown = self.context.shown_marks
        below: list[Mark] = [self.sides[0]] if "points" in shown and not self.context.has_several_runs else []
        sheet: list[Mark] = [self.sheet] if "model" in shown else []
        return below, sheet, [self.sides[1]] if "points" in shown and self.index == 0 else []

    def show(self, moment: Moment) -> None:
        step, travel = moment.position(self.last)
        parameters = interpolated(self.trajectory, step, travel)
        self.sheet.visible = bool(np.isfinite(parameters).all())
        if self.sheet.visible:
            self.sheet.parameters = parameters


def drawing(context: PanelContext) -> Drawing:
    """Returns the drawing of points over two features, and of the surfaces fitted to them."""
    projection = _projection(context)
    layers = RunLayers([SheetRun(context, index, projection) for index in range(len(context.trajectories))])
    static: list[Mark] = [Walls(context, projection)]
    first, second, target = (column_text(context.words.name(name)) for name in data_problem(context).sample.names)
    axes = [FloorAxis(context, projection, variable, title) for variable, title in enumerate((first, second))]
    upright = UprightAxis(context, projection, target, has_posts=False)
    if "ticks" in context.shown_marks:
        labels = [*upright.labels, *(axis.name for axis in axes), *(number for axis in axes for number in axis.numbers)]
        static += [*(line for axis in axes for line in axis.ticks), *upright.lines]
        static += without_overlaps(labels, Obstacles(gap=(3, 1)))
    return Drawing(static=static, movers=layers.movers, show=layers.show, persist=layers.persist)


def _projection(context: PanelContext) -> Projection:
    """Returns the view of the block of the points' ranges, with room for the sheets of the starts."""
    sample, axes = data_problem(context).all_points, context.axes
    low, high = float(sample.y.min()), float(sample.y.max())
    span = (high - low) or max(1.0, abs(low))
    corners = np.array([(x, y) for x in axes.x_range for y in axes.y_range])
    starts = [
        height
        for trajectory in context.trajectories
        for height in trajectory.run.function.predict(trajectory.points[0].tolist(), corners).tolist()  # type: ignore[attr-defined]
    ]
    low = max(min([low, *starts]), low - MAX_RANGE_GROWTH * span) - Y_MARGIN * span
    high = min(max([high, *starts]), high + MAX_RANGE_GROWTH * span) + Y_MARGIN * span
    z_range = context.options.range or (low, high)
    points = np.column_stack((sample.x, sample.y))
    return Projection(
        axes.box, axes.x_range, axes.y_range, z_range, AZIMUTH_DEGREES, ELEVATION_DEGREES, points, context.unit
    )
