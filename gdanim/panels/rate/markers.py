"""The markers of runs on the plane of step size and momentum."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Marker
from gdanim.panel_parts.ball_path import BallPath
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.run_layer import RunLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

MARKER_RADIUS = 8.5  # units
MANY_RUNS, SMALL_SHARE = 8, 0.55  # runs from whose number on markers are smaller, and how much


class RateMarker(RunLayer):
    """One run's marker, which moves only where the step size changes."""

    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        etas, beta = self.trajectory.etas.tolist(), float(self.trajectory.run.momentum or 0.0)
        points = [(eta, beta) for eta in [*etas, *etas[-1:]] or [nan]]
        self.path = BallPath(self.trajectory, points, context.axes, "straight", 1.0)
        radius = MARKER_RADIUS * context.unit * (SMALL_SHARE if len(context.trajectories) > MANY_RUNS else 1.0)
        self.marker = Marker(context.style_index(index), self.colour, context.theme.paper, radius, 1.8)
        self.offscreen = OffscreenMarker(context, self.path, self.colour, radius=radius, has_label=False)

    def levels(self) -> Sequence[Sequence[Mark]]:
        return ([self.marker, self.offscreen.pointer],) if "ball" in self.context.shown_marks else ([],)

    def show(self, moment: Moment) -> None:
        state = self.path.at(moment)
        self.marker.visible = state.state == "inside"
        self.marker.move_to(state.x, state.y)
