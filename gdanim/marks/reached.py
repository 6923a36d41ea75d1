"""Rings about the places that runs reach, where too many are marked for each to have one from the start."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.marks.stationary import NEAR

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.marks.stationary import StationaryMarker
    from gdanim.panels import PanelContext


class ReachedRings:
    """A ring appears when a run is there, not before: it would tell the end."""

    def __init__(self, context: PanelContext, signs: dict[StationaryPoint, StationaryMarker]) -> None:
        self.context = context
        self.rings = {spot: sign.in_ring() for spot, sign in signs.items() if not sign.ringed}

    def show(self, moment: Moment) -> None:
        for spot, ring in self.rings.items():
            ring.visible = any(self._there(index, spot, moment) for index in range(len(self.context.trajectories)))

    def _there(self, index: int, spot: StationaryPoint, moment: Moment) -> bool:
        verdict = self.context.trajectories[index].verdict
        if verdict.kind != "converged" or verdict.goal is None or math.dist(spot.point, verdict.goal) >= NEAR:
            return False
        return self.context.run_moment(index, moment).step >= verdict.step
