"""The pins of a ruler: each run's step size, and the factor measured at its steps."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.ball_path import BallPath
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.run_layer import RunLayer
from gdanim.panels.ruler import factors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

STEM_WIDTH, PIN_RADIUS = 2.6, 8.0  # units
MANY_RUNS, SMALL_SHARE = 8, 0.55  # runs from whose number on pins are smaller, and how much


class Pin(RunLayer):
    """One run's pin: a stem from the axis, and the run's marker at its factor."""

    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        etas = self.trajectory.etas.tolist()
        steps = [*etas[:1], *etas] or [nan]  # the step that led to each point, and the first one at the start
        heights = factors(self.trajectory, context.options.window).tolist()
        self.path = BallPath(self.trajectory, list(zip(steps, heights, strict=False)), context.axes, "straight", 1.0)
        scale = context.unit * (SMALL_SHARE if len(context.trajectories) > MANY_RUNS else 1.0)
        self.stem = Line([], self.colour, STEM_WIDTH * scale * context.theme.line_scale, cap="butt")
        radius = PIN_RADIUS * scale
        self.marker = Marker(context.style_index(index), self.colour, context.theme.paper, radius, 1.5 * scale)
        self.offscreen = OffscreenMarker(context, self.path, self.colour, radius=radius, has_label=False)

    def levels(self) -> Sequence[Sequence[Mark]]:
        if not self.context.options.measured or "ball" not in self.context.shown_marks or self.path.last < 1:
            return [], []
        return [self.stem], [self.marker, self.offscreen.pointer]

    def show(self, moment: Moment) -> None:
        state = self.path.at(moment)
        self.marker.visible = state.state == "inside"
        self.stem.visible = state.state != "gone"
        self.marker.move_to(state.x, state.y)
        self.stem.move_to([(state.x, self.context.axes.box.bottom), (state.x, state.y)])
