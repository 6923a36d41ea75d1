"""A surface before a camera that turns: everything is drawn anew for each frame, on a coarser net."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Group
from gdanim.drawing.surface_mesh import Relief
from gdanim.marks.reached import Reached
from gdanim.panels.surface import labels
from gdanim.panels.surface.floor import floor
from gdanim.panels.surface.runs import Climbers

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.projection3d import View
    from gdanim.panels import PanelContext

FACES = 36  # along each side


class Orbit:
    """Begins with the view ``first`` and turns by the panel's ``orbit``, evenly from the film's start to its end."""

    def __init__(self, context: PanelContext, first: View) -> None:
        self.context, self.first = context, replace(first, steady=True)
        self.relief = Relief(self.first, context.trajectories[0].run.function, context.theme, FACES)
        self.group = Group()

    def seen(self, seconds: float) -> View:
        turned = self.context.options.orbit * seconds / self.context.timeline.seconds
        return replace(self.first, azimuth=self.first.azimuth + turned)

    def show(self, moment: Moment) -> None:
        self.relief.view = view = self.seen(moment.seconds)
        climbers = Climbers(self.context, view)
        climbers.show(moment)
        trails = [mark for step in range(moment.step + 1) for mark in climbers.stamps(step)]
        signs = labels.signs(self.context, view)
        reached = Reached(self.context, signs)
        reached.show(moment)
        marked = [*signs.values(), *reached.rings.values()]
        self.group.children = [*floor(self.context, view), self.relief, *marked, *trails, *climbers.movers]
