"""The penalties of proximal rules, and their options."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pydantic import Field, field_validator

from gdanim.constraints import BoxSet, Objective
from gdanim.messages import Message, message
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Point, RunFacts


class Options(PluginOptions):
    l1: float = Field(0.0, ge=0, description="λ₁: penalty of λ₁ times the sum of the variables' sizes")
    l2: float = Field(0.0, ge=0, description="λ₂: penalty of λ₂/2 times the sum of their squares")
    box: tuple[tuple[float, float], ...] | tuple[float, float] | None = Field(
        None, description="interval [low, high] that every variable stays in, or one for each"
    )

    @field_validator("box")
    @classmethod
    def _low_to_high(cls, box: Any) -> Any:
        for low, high in _intervals(box):
            if not low < high or not math.isfinite(high - low):
                raise ValueError(message("optimizers.box_low_to_high", low=low, high=high))
        return box

    def objective(self, variables: int) -> Objective:
        """Returns the penalty and the box, for a number of variables."""
        intervals = _intervals(self.box)
        sets = (BoxSet(intervals * variables if len(intervals) == 1 else intervals),) if intervals else ()
        return Objective(self.l1, self.l2, sets)


def _intervals(box: Any) -> tuple[tuple[float, float], ...]:
    if box is None:
        return ()
    return box if isinstance(box[0], tuple) else (box,)


def proximal(options: Options, point: Point, size: float) -> Point:
    """Returns the proximal step from a point: what makes the penalty least without going far."""
    return options.objective(len(point)).proximal(point, size)


def penalty(options: Any, variables: int) -> Objective:
    return options.objective(variables)  # type: ignore[no-any-return]


def decays_weights(options: Any) -> bool:
    return bool(options.l1 or options.l2)


def refusal(options: Options, run: RunFacts) -> Message | None:
    """Returns what is wrong with a box of another number of intervals than the function has variables."""
    count = len(_intervals(options.box))
    if count in {0, 1, len(run.start)}:
        return None
    return message("optimizers.box_size", intervals=count, variables=len(run.start))
