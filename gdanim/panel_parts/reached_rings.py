"""Rings around stationary points that runs reach, where too many points are marked for each to have a ring."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.panel_parts.stationary_markers import SAME_POINT_DISTANCE

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.panel_parts.stationary_markers import StationaryMarker


class ReachedRings:
    """Shows a ring at a stationary point from the moment a run reaches it."""

    def __init__(self, context: PanelContext, markers: dict[StationaryPoint, StationaryMarker]) -> None:
        self.context = context
        self.rings = {point: marker.with_ring() for point, marker in markers.items() if not marker.ringed}

    def show(self, moment: Moment) -> None:
        """Shows the rings of the points that are reached by this moment."""
        indices = range(len(self.context.trajectories))
        for point, ring in self.rings.items():
            ring.visible = any(self._is_reached(index, point, moment) for index in indices)

    def _is_reached(self, index: int, point: StationaryPoint, moment: Moment) -> bool:
        verdict = self.context.trajectories[index].verdict
        if verdict.reached is None or math.dist(point.at, verdict.reached) >= SAME_POINT_DISTANCE:
            return False
        return self.context.run_moment(index, moment).step >= verdict.step
