"""The flow on a map: fine lines all over it, the solution from each start, and what joins it to the descent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.canvas import PointMark
from gdanim.drawing.geometry import samples_along
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line, Ring
from gdanim.panels.flow import time_of
from gdanim.panels.flow.solution import flow_lines, solution
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Canvas, Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext

LINE_WIDTH, FINE_WIDTH, FINE_INK, FINE_ALPHA = 8.5, 1.0, 0.55, 0.5  # units; fraction of ink; opacity
BEAD_RADIUS, BEAD_WIDTH, MIN_BEAD_DISTANCE = 2.4, 1.4, 7.0  # units; pixels between beads, below which there are none
NAME_SIZE, NAME_PARTS = 16, (0.12, 0.08, 0.2, 0.3, 0.04, 0.5, 0.7)  # units; of the solution, where its name may be
JOIN_WIDTH, JOIN_DASHES = 1.3, (1.5, 2.5)  # units
HEAD_RADIUS, HEAD_WIDTH, HEAD_HALO = 5.5, 2.4, 4.0
"""Units: of the disc, of the ring around it; its distance from a ball."""


class Head(PointMark):
    """The end of the solution: a disc, and a ring that is seen around a ball on it."""

    def __init__(self, colour: str, paper: str, radius: float, ring: float, width: float) -> None:
        super().__init__()
        self.colour, self.paper, self.radius, self.ring, self.width = colour, paper, radius, ring, width

    def draw(self, canvas: Canvas) -> None:
        canvas.ring(self.x, self.y, self.ring, self.paper, 2 * self.width)
        canvas.ring(self.x, self.y, self.ring, self.colour, self.width)
        canvas.disc(self.x, self.y, self.radius + self.width / 2, self.paper)
        canvas.disc(self.x, self.y, self.radius, self.colour)


class FlowOnMap:
    """The flow of a panel's runs on a map."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes, self.box = context, context.axes, context.axes.box
        self.unit, self.theme = context.unit, context.theme
        self.tick = min(time_of(trajectory) for trajectory in _with_others(context))
        self.samples = [solution(trajectory) for trajectory in context.trajectories]
        ring = context.map_sizes.ball + HEAD_HALO * self.unit
        self.heads = [
            Head(self.theme.minimum, self.theme.paper, HEAD_RADIUS * self.unit, ring, HEAD_WIDTH * self.unit)
            for _ in context.trajectories
        ]

        self.name, self.named_from = self._name()

    @property
    def movers(self) -> list[Mark]:
        """The name of the flow, and the ends of the solutions."""
        return [*self.name, *self.heads]

    def _name(self) -> tuple[list[Label], float]:
        """Returns the name beside the first cell's solution, clear of the run, and the time from which it stands."""
        context = self.context
        if not context.is_first or "names" not in context.shown_marks:
            return [], 0.0
        style = context.text_style(NAME_SIZE, self.theme.minimum, "semibold", has_halo=True)
        label = Label(context.typesetter, style).set_text(context.words.label("flow"))
        rows = self.samples[0][1]
        rows = rows[np.isfinite(rows).all(axis=1)]
        page, run = self._page(rows), context.trajectories[0].points
        lines = [page, self._page(run[np.isfinite(run).all(axis=1)])]
        occupied = Obstacles(points=samples_along(lines, 4.0), clearance=LINE_WIDTH * self.unit)
        gap = 2 * LINE_WIDTH * self.unit
        for part in NAME_PARTS:
            index = int(part * (len(page) - 1))
            x, y = page[index].tolist()
            anchors: list[Anchor] = [
                ("right", x - gap, y + gap),
                ("left", x + gap, y - gap),
                ("right", x - gap, y + 2 * gap),
            ]
            if occupied.place(label, anchors, within=self.box):
                per_step, step = self.samples[0][0], time_of(context.trajectories[0])
                return [label], index * step / per_step
        return [], 0.0

    def static_marks(self) -> list[Mark]:
        """Returns the fine lines of the flow."""
        if not self.context.options.field:
            return []
        run = self.context.trajectories[0].run
        found = flow_lines(run.function, self.axes.x_range, self.axes.y_range, ascends=run.is_ascent)
        colour, width = mix(self.theme.ink, self.theme.paper, 1 - FINE_INK), FINE_WIDTH * self.unit
        return [Line(self._page(line), colour, width, alpha=FINE_ALPHA, clip=self.box) for line in found]

    def _page(self, points: np.ndarray) -> np.ndarray:
        return self.axes.to_pixels(points[:, 0], points[:, 1])

    def _position(self, index: int, time: float) -> int:
        """Returns the index of the sample of a run's solution at a time, or of its last one."""
        per_step, rows = self.samples[index]
        step = time_of(self.context.trajectories[index])
        return min(len(rows) - 1, round(time / step * per_step)) if step else 0

    def show(self, moment: Moment) -> None:
        """Moves the ends of the solutions to a moment of the animation."""
        time = self.tick * (moment.step + moment.travel_progress)
        for label in self.name:
            label.visible = time >= self.named_from
        for index, head in enumerate(self.heads):
            point = self.samples[index][1][self._position(index, time)]
            head.visible = bool(np.isfinite(point).all()) and self.axes.contains(*point.tolist())
            if head.visible:
                head.move_to(self.axes.x(float(point[0])), self.axes.y(float(point[1])))

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the pieces of the solutions up to a step of the animation, and the joins of the runs' steps."""
        marks: list[Mark] = []
        for index, trajectory in enumerate(self.context.trajectories):
            marks += self._piece(index, step)
            for local_step in self.context.run_steps(index, step):
                if 0 < local_step <= trajectory.last_step:
                    marks += self._join(index, trajectory, local_step)
        return marks

    def _piece(self, index: int, step: int) -> list[Mark]:
        begin, end = (self._position(index, self.tick * max(0, each)) for each in (step - 1, step))
        rows = self.samples[index][1][begin : end + 1]
        rows = rows[np.isfinite(rows).all(axis=1)]
        if len(rows) < 2:
            return []
        width = LINE_WIDTH * self.unit * self.theme.line_scale
        return [Line(self._page(rows), self.theme.minimum, width, clip=self.box)]

    def _join(self, index: int, trajectory: Trajectory, local_step: int) -> list[Mark]:
        """Returns the bead of a step on the solution, and the dotted line from it to the run's point."""
        per_step, rows = self.samples[index]
        pair = np.vstack((rows[local_step * per_step], trajectory.points[local_step]))
        if not np.isfinite(pair).all():
            return []
        bead, point = self._page(pair).tolist()
        before = self._page(rows[(local_step - 1) * per_step][None])[0].tolist()
        marks: list[Mark] = []
        if self.context.options.joins and math.dist(bead, point) > MIN_BEAD_DISTANCE:
            dashes = sizes.scaled_dashes(JOIN_DASHES, self.unit)
            width = JOIN_WIDTH * self.unit
            marks.append(Line([bead, point], self.theme.ink, width, dashes=dashes, cap="butt", clip=self.box))
        if math.dist(bead, before) > MIN_BEAD_DISTANCE and self.box.has((bead[0], bead[1])):
            radius, width = BEAD_RADIUS * self.unit, BEAD_WIDTH * self.unit
            marks.append(Ring(self.theme.minimum, self.theme.paper, radius, width).move_to(*bead))
        return marks


def _with_others(context: PanelContext) -> Sequence[Trajectory]:
    """Returns the runs of all cells, which have one clock."""
    return context.runs_on_same_axes or context.trajectories
