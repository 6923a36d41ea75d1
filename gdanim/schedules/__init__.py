"""Schedules: the step size eta as a function of the step's number k, counted from 0. Knows no function."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from gdanim import registry
from gdanim.spelling import number_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

__all__ = ["Count", "Eta", "Factor", "Schedule", "ScheduleKind", "base_text", "fixed", "make", "number_text"]

Eta = Annotated[float, Field(gt=0, allow_inf_nan=False, description="the first step size")]
Factor = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]


def _unchanged(options: Any, steps: int) -> Any:  # noqa: ARG001
    return options


@dataclass(frozen=True)
class ScheduleKind:
    """The ``PLUGIN`` of a schedule's file. All three functions are pure.

    Parameters
    ----------
    summary
        One line for lists.
    options
        The schedule's options. Frozen, and no key beside its own is allowed.
    at
        ``at(options, k) -> float``: eta at step k. An OverflowError means infinity.
    text
        ``text(options) -> str``: the schedule as plain text, in mathematics alone, so that it needs no translation.
    for_steps
        ``for_steps(options, steps) -> options``: the options with what depends on the length of the run filled in.
    is_constant
        Whether eta is the same at every step, so that one number tells it.
    synonyms
        What other programs call it, in small letters: who writes one of these is told the schedule's word.
    """

    summary: str
    options: type[BaseModel]
    at: Callable[[Any, int], float]
    text: Callable[[Any], str]
    for_steps: Callable[[Any, int], Any] = _unchanged
    is_constant: bool = False
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """A schedule and its options.

    Parameters
    ----------
    name
        The schedule's plug-in name.
    options
        An instance of the options that the plug-in declares.
    """

    name: str
    options: BaseModel

    def at(self, k: int) -> float:
        """Returns eta at step k, infinite where it is too large for a float."""
        try:
            return self._kind.at(self.options, k)
        except OverflowError:
            return math.inf

    def for_steps(self, steps: int) -> Schedule:
        """Returns the schedule for a run of ``steps`` updates: a cosine without a length of its own ends with it."""
        return replace(self, options=self._kind.for_steps(self.options, steps))

    @property
    def is_constant(self) -> bool:
        return self._kind.is_constant

    @property
    def text(self) -> str:
        """The schedule as plain text, ``0.2·0.95^k``."""
        return self._kind.text(self.options)

    @property
    def _kind(self) -> ScheduleKind:
        return registry.load("schedules", self.name)


def fixed(eta: float) -> Schedule:
    """Returns the schedule with the same eta at every step. Raises pydantic's ValidationError unless eta is above 0."""
    return make("constant", {"eta": eta})


def make(name: str, options: dict[str, Any]) -> Schedule:
    """Returns a schedule with its options validated.

    Raises
    ------
    KeyError
        For an unknown name.
    pydantic.ValidationError
        For wrong options.
    """
    return Schedule(name, registry.load("schedules", name).options.model_validate(options))


def base_text(value: float) -> str:
    """Returns a number as the base of a power: ``0.95``, ``(1e-6)``."""
    text = number_text(value)
    return f"({text})" if "e" in text else text
