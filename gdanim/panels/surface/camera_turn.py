"""A surface before a camera that turns: everything is drawn anew for each frame, on a coarser net."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Group
from gdanim.drawing.surface_mesh import SurfaceMesh
from gdanim.marks.reached import ReachedRings
from gdanim.panels.surface import labels
from gdanim.panels.surface.floor import floor
from gdanim.panels.surface.runs import surface_runs

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext

FACES = 36  # along each side


class CameraTurn:
    """Begins with the view ``first`` and turns by the panel's ``orbit``, evenly from the film's start to its end."""

    def __init__(self, context: PanelContext, first: Projection) -> None:
        self.context, self.first = context, replace(first, fixed_scale=True)
        self.mesh = SurfaceMesh(self.first, context.trajectories[0].run.function, context.theme, FACES)
        self.group = Group()

    def seen(self, seconds: float) -> Projection:
        turned = self.context.options.orbit * seconds / self.context.timeline.seconds
        return replace(self.first, azimuth=self.first.azimuth + turned)

    def show(self, moment: Moment) -> None:
        self.mesh.view = view = self.seen(moment.seconds)
        runs = surface_runs(self.context, view)
        runs.show(moment)
        trails = [mark for step in range(moment.step + 1) for mark in runs.persist(step)]
        signs = labels.markers(self.context, view)
        reached = ReachedRings(self.context, signs)
        reached.show(moment)
        marked = [*signs.values(), *reached.rings.values()]
        self.group.children = [*floor(self.context, view), self.mesh, *marked, *trails, *runs.movers]
