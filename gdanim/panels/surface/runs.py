"""What moves on a surface: balls and their paths, dimmed where the surface hides them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes
from gdanim.drawing.ball import Ball
from gdanim.drawing.shapes import Marker, Ring
from gdanim.marks.overlap_rings import OverlapRings
from gdanim.panels.surface.paths import HiddenBall, SurfacePath
from gdanim.panels.surface.step_arrow import StepArrow

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext

PIECE = np.linspace(0.0, 1.0, 25)  # a step's path over the surface, in so many points


class SurfaceRuns:
    """All runs on a surface."""

    def __init__(self, context: PanelContext, view: Projection) -> None:
        self.context = context
        self.runs = [SurfaceRun(context, index, view) for index in range(len(context.trajectories))]
        self.overlap_rings = OverlapRings([run.ball for run in self.runs], [run.places for run in self.runs])
        self.movers = [artist for run in self.runs for artist in run.movers] if "ball" in context.show else []

    def show(self, moment: Moment) -> None:
        for run in self.runs:
            run.show(self.context.run_moment(run.index, moment))
        self.overlap_rings.show(moment.step)

    def persist(self, step: int) -> list[Mark]:
        if "trail" not in self.context.show:
            return []
        steps = self.context.run_steps
        return [mark for run in self.runs for own in steps(run.index, step) for mark in run.persist(own)]


class SurfaceRun:
    """One run on the surface."""

    def __init__(self, context: PanelContext, index: int, view: Projection) -> None:
        self.context, self.index, self.view = context, index, view
        self.trajectory: Trajectory = context.trajectories[index]
        self.last = len(self.trajectory.points) - 1
        self.several = len(context.trajectories) > 1
        self.colour = context.colour(index)
        size = sizes.on_map(lesson=context.lesson, unit=context.unit, width=context.axes.box.width)
        radius = size.ball * (0.9 if self.several else 1)
        own = self.colour if self.several else None
        self.ball = Ball(context.theme, radius, sizes.HALO * context.unit, own)
        self.sign = Marker(context.runs[index].style_index, context.theme.paper, self.colour, radius * 0.42, edge=0)
        self.ghost = HiddenBall(self.colour, radius, context.unit)
        self.way = SurfacePath(context, view, self.colour, [])
        self.step_arrow = StepArrow(context, size, self.ball.radius + self.ball.halo)
        way = [self.way] if "trail" in context.show else []
        ball = [self.ball, *([self.sign] if self.several else [])]
        self.movers: list[Mark] = [*way, self.ghost, *self.step_arrow.artists, *ball]

    @property
    def places(self) -> np.ndarray:
        """(n, 2): where its points lie on the page."""
        return self.view.page(np.column_stack((self.trajectory.points, self.trajectory.values)))

    def number(self, step: int) -> bool:
        return bool(np.isfinite(self.trajectory.points[step]).all()) and math.isfinite(self.trajectory.values[step])

    def piece(self, step: int, part: float = 1.0) -> np.ndarray:
        """(n, 3): the way from x_k over the surface, up to ``part`` of it."""
        here, there = self.trajectory.points[step], self.trajectory.points[step + 1]
        flat = here + part * PIECE[:, None] * (there - here)
        return np.column_stack((flat, self.trajectory.run.function.values(flat)))

    def show(self, moment: Moment) -> None:
        step = min(moment.step, self.last)
        moving = step < self.last and moment.travel > 0 and self.number(step + 1)
        while step and not self.number(step):
            step -= 1
        way = self.piece(step, moment.travel) if moving else None
        here = way[-1:] if way is not None else self._rest(step)
        self.way.pieces = [way] if way is not None else []
        self._place(here)
        self._stride(moment, step)

    def _rest(self, step: int) -> np.ndarray:
        return np.array([[*self.trajectory.points[step], self.trajectory.values[step]]])

    def _place(self, here: np.ndarray) -> None:
        inside = bool(self.view.inside(here)[0])
        hidden = inside and bool(self.view.hidden(self.trajectory.run.function, here)[0])
        x, y = (float(part) for part in self.view.page(here)[0]) if inside else (0.0, 0.0)
        for artist in (self.ball, self.sign, self.ghost):
            artist.move_to(x, y)
        self.ball.visible = inside and not hidden
        self.sign.visible = inside and not hidden
        self.ghost.visible = hidden

    def _stride(self, moment: Moment, step: int) -> None:
        """The step's arrow, where the ball is in sight and lands on what is shown of the surface."""
        there = self._rest(step + 1) if step < self.last and self.number(step + 1) else None
        if not self.ball.visible or there is None or not self.view.inside(there)[0]:
            self.step_arrow.show(moment, (0.0, 0.0), None, seen=False)
            return
        x, y = (float(part) for part in self.view.page(there)[0])
        hidden = bool(self.view.hidden(self.trajectory.run.function, there)[0])
        self.step_arrow.show(moment, (self.ball.x, self.ball.y), (x, y), seen=not hidden)

    def persist(self, step: int) -> list[Mark]:
        """The piece that ends on x_k, and its mark there."""
        if step > self.last or not self.number(step):
            return []
        made: list[Mark] = []
        if step and self.number(step - 1):
            made.append(SurfacePath(self.context, self.view, self.colour, [self.piece(step - 1)]))
        here = self._rest(step)
        if self.view.inside(here)[0] and not self.view.hidden(self.trajectory.run.function, here)[0]:
            x, y = self.view.page(here)[0]
            made.append(self._mark(step).move_to(float(x), float(y)))
        return made

    def _mark(self, step: int) -> Ring | Marker:
        theme, unit = self.context.theme, self.context.unit
        if self.several and step:
            return Marker(self.context.runs[self.index].style_index, self.colour, theme.paper, 3.2 * unit, 1.0)
        return Ring(theme.ink if step == 0 else theme.trail, theme.paper, (5 if step == 0 else 3.4) * unit, 2 * unit)
