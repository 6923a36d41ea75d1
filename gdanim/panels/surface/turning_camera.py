"""A surface before a turning camera: everything is redrawn for each frame."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Group
from gdanim.drawing.turning_surface import TurningSurface
from gdanim.panel_parts.reached_rings import ReachedRings
from gdanim.panels import Drawing
from gdanim.panels.surface import camera, labels
from gdanim.panels.surface.floor import TURNING_BAND_COUNT, floor_contours, floor_marks
from gdanim.panels.surface.runs import surface_runs
from gdanim.panels.surface.surface_lines import TurningSheetLines, sheet_lines
from gdanim.panels.surface.turning_floor import TurningFloor

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext


def drawing(context: PanelContext) -> Drawing:
    turn = CameraTurn(context)
    arrivals = [turn.projection_at(seconds) for seconds in context.timeline.arrivals]
    sidecar = camera.sidecar_entry(turn.first, arrivals)
    warnings = camera.range_warnings(context, turn.first)
    return Drawing(movers=[turn.group], show=turn.show, sidecar=sidecar, is_time_dependent=True, warnings=warnings)


class CameraTurn:
    """Turns by the panel's ``orbit``, uniformly over the animation. ``first`` is the projection at the start."""

    def __init__(self, context: PanelContext) -> None:
        self.context = context
        projection, scale = camera.projection(context)
        self.first = replace(projection, has_fixed_scale=True)
        self.surface = TurningSurface(self.first, context.function, context.theme, scale)
        self.lines = TurningSheetLines(sheet_lines(context, self.first, scale, is_turning=True), self.surface)
        self.floor = TurningFloor(context, self.first, floor_contours(context, self.first, scale, TURNING_BAND_COUNT))
        self.group = Group()

    def projection_at(self, seconds: float) -> Projection:
        """Returns the projection at a time of the animation."""
        turned = self.context.options.orbit * seconds / self.context.timeline.seconds
        return self.surface.projection_from(self.first.azimuth + turned)

    def show(self, moment: Moment) -> None:
        self.floor.projection = projection = self.projection_at(moment.seconds)
        self.surface.look_from(projection)
        layers = surface_runs(self.context, projection)
        layers.show(moment)
        trails = [mark for step in range(moment.step + 1) for mark in layers.persist(step)]
        markers = labels.markers(self.context, projection)
        reached = ReachedRings(self.context, markers)
        reached.show(moment)
        points = [*markers.values(), *reached.rings.values()]
        floor, numbers = floor_marks(self.context, projection, self.floor)
        self.group.children = [*floor, self.surface, self.lines, *numbers, *points, *trails, *layers.movers]
