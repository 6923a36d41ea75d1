"""The way of a ball in a step: at once or gradually, and at which pace. Knows nothing of frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.animation.frame_budget import Easing, Motion


@dataclass(frozen=True)
class Travel:
    """The motion of balls and its easing, the same for all runs."""

    motion: Motion
    easing: Easing = "smooth"

    def progress(self, part: float) -> float:
        """Returns the eased fraction of the way for a fraction of the travel's time: 0 for a ball that jumps."""
        if self.motion == "jump":
            return 0.0
        return part if self.easing == "linear" else part * part * (3 - 2 * part)
