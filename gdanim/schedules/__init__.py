"""What a schedule is: the step size eta as a function of the step's number k, counted from 0. Knows no function."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from gdanim import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

TINY, HUGE = 1e-4, 1e6
"""Smaller and greater numbers are written with powers of ten, as all that the program says."""

Eta = Annotated[float, Field(gt=0, allow_inf_nan=False, description="the first step size")]
Factor = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]


def _as_given(options: Any, steps: int) -> Any:  # noqa: ARG001
    return options


@dataclass(frozen=True)
class ScheduleKind:
    """The ``PLUGIN`` of a schedule's file. All three functions are pure.

    ``at(options, k)`` is eta at step k; an OverflowError means infinity. ``text(options)`` writes it as plain text, in
    mathematics alone, so that it needs no translation. ``over(options, steps)`` fills in what depends on the length of
    the run.
    """

    summary: str
    options: type[BaseModel]
    at: Callable[[Any, int], float]
    text: Callable[[Any], str]
    over: Callable[[Any, int], Any] = _as_given


@dataclass(frozen=True)
class Schedule:
    """A schedule with its options chosen."""

    name: str
    options: BaseModel

    def at(self, k: int) -> float:
        try:
            return self._kind.at(self.options, k)
        except OverflowError:
            return math.inf

    def over(self, steps: int) -> Schedule:
        """The same schedule for a run of ``steps`` updates: a cosine without a length of its own ends with the run."""
        return replace(self, options=self._kind.over(self.options, steps))

    @property
    def constant(self) -> bool:
        return self.name == "constant"

    @property
    def text(self) -> str:
        return self._kind.text(self.options)

    @property
    def _kind(self) -> ScheduleKind:
        return registry.load("schedules", self.name)


def fixed(eta: float) -> Schedule:
    """The same eta at every step. Raises pydantic's ValidationError unless it is above 0."""
    return make("constant", {"eta": eta})


def make(name: str, options: dict[str, Any]) -> Schedule:
    """Raises KeyError for a name without a file, and pydantic's ValidationError."""
    return Schedule(name, registry.load("schedules", name).options.model_validate(options))


def digits(value: float) -> str:
    """A number as its author would type it: ``0.2``, ``5``, ``1e-6``."""
    text = f"{value:.12g}"
    if value == 0 or TINY <= abs(value) < HUGE:
        return text
    mantissa, power = f"{value:.11e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(power)}"


def base(value: float) -> str:
    """The same as the base of a power: ``0.95``, ``(1e-6)``."""
    text = digits(value)
    return f"({text})" if "e" in text else text
