"""The declaration of a kind of schedule, and a schedule with its options."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from gdanim import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel


def _unchanged(options: Any, steps: int) -> Any:  # noqa: ARG001
    return options


@dataclass(frozen=True)
class ScheduleKind:
    """The ``PLUGIN`` of a schedule's file. All three functions are pure.

    Parameters
    ----------
    summary
        A summary in one line, for lists.
    options
        The schedule's options: a frozen pydantic model that forbids other keys.
    at
        ``at(options, k) -> float``: eta at step k. An OverflowError means infinity.
    text
        ``text(options) -> str``: the schedule as a plain formula, which needs no translation.
    for_steps
        ``for_steps(options, steps) -> options``: the options with those that depend on the length of the run filled in.
    is_constant
        Whether eta is the same at every step, and therefore shown as a number.
    is_formula
        Whether the schedule is best called by its formula, or by its values, in comparisons, too.
    synonyms
        Other programs' names in lower case; a message suggests the schedule's word for them.
    other_names
        Other programs' names of options, such as PyTorch's, and the options; scenes may use them as well.
    adapt
        ``adapt(options, state, value) -> state``, for a schedule that follows the values of f: the state before the
        next step, whose ``eta`` is its step size. ``state`` is None and ``value`` f(x₀) before the first step; in
        ascent values have the opposite sign. ``at`` then returns eta as if f always fell.
    example
        Minimal options, with which ``gdanim.testing`` checks the schedule.
    """

    summary: str
    options: type[BaseModel]
    at: Callable[[Any, int], float]
    text: Callable[[Any], str]
    for_steps: Callable[[Any, int], Any] = _unchanged
    is_constant: bool = False
    is_formula: bool = False
    synonyms: tuple[str, ...] = ()
    other_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    adapt: Callable[[Any, Any, float], Any] | None = None
    example: Mapping[str, Any] = field(default_factory=lambda: {"eta": 0.3}, hash=False)


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
        """Returns eta at step k; infinite if it is too large for a float."""
        try:
            return self._kind.at(self.options, k)
        except OverflowError:
            return math.inf

    def course(self) -> Callable[[int, float], float]:
        """Returns a function from k and f(x_k) to eta at step k, to be called for one k after the other.

        Values are those of a function to minimise.
        """
        adapt = self._kind.adapt
        if adapt is None:
            return lambda k, _: self.at(k)
        state: Any = None

        def eta(_: int, value: float) -> float:
            nonlocal state
            state = adapt(self.options, state, value)
            return float(state.eta)

        return eta

    def for_steps(self, steps: int) -> Schedule:
        """Returns the schedule for a run of ``steps`` updates: a cosine of unspecified length ends with the run."""
        return replace(self, options=self._kind.for_steps(self.options, steps))

    @property
    def is_constant(self) -> bool:
        return self._kind.is_constant

    @property
    def is_formula(self) -> bool:
        return self._kind.is_formula

    @property
    def text(self) -> str:
        """The schedule as plain text, such as ``0.2·0.95^k``."""
        return self._kind.text(self.options)

    @property
    def _kind(self) -> ScheduleKind:
        return registry.load("schedules", self.name)


def fixed(eta: float) -> Schedule:
    """Returns the schedule with the same eta at every step.

    Parameters
    ----------
    eta
        The step size, above 0.

    Returns
    -------
    Schedule
        The constant schedule.

    Raises
    ------
    pydantic.ValidationError
        If eta is not above 0.
    """
    return make("constant", {"eta": eta})


def make(name: str, options: dict[str, Any]) -> Schedule:
    """Returns a schedule with its options validated.

    Parameters
    ----------
    name
        The schedule's name in a scene.
    options
        Its options by their names in a scene.

    Returns
    -------
    Schedule
        The schedule.

    Raises
    ------
    KeyError
        If the name is unknown.
    pydantic.ValidationError
        If the options are invalid.
    """
    return Schedule(name, registry.load("schedules", name).options.model_validate(options))
