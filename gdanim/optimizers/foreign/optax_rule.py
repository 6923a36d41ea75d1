"""Rules with optax's protocol: an object with ``init`` and ``update``. Neither optax nor JAX is imported."""

from __future__ import annotations

import inspect
import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.optimizers.foreign.state import ForeignState, failures_named, named
from gdanim.optimizers.foreign.torch_rule import FORMULA
from gdanim.optimizers.rule import Rule
from gdanim.tensors import double_precision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdanim.optimizers.oracle import Oracle
    from gdanim.points import Point

RATE = "learning_rate"
UNNAMED = "a gradient transformation"


def make(transformation: Any, name: str | None, options: Mapping[str, Any]) -> Rule:
    """Returns the rule; see ``gdanim.optimizers.from_optax``."""
    is_ready = has_protocol(transformation)
    rate, others = options.get(RATE), {key: value for key, value in options.items() if key != RATE}
    own_name = UNNAMED if is_ready else named(getattr(transformation, "__name__", UNNAMED), others)
    descent = _OptaxDescent(transformation, name or own_name, is_ready=is_ready, options=others)
    return Rule(
        display_name=name or own_name,
        summary="a gradient transformation of optax",
        formula=FORMULA,
        update=descent.update,
        init=descent.init,
        takes_eta=not is_ready,
        default_eta=None if rate is None else float(rate),
        is_eta_fixed=rate is not None,
        has_memory=True,
        needs_oracle=True,
    )


def has_protocol(value: Any) -> bool:
    """Returns whether an object has optax's two functions."""
    return callable(getattr(value, "init", None)) and callable(getattr(value, "update", None))


@dataclass(frozen=True, eq=False)
class _OptaxDescent:
    """A gradient transformation, or a function that makes one from the step size."""

    transformation: Any
    name: str
    is_ready: bool
    options: dict[str, Any] = field(default_factory=dict)

    def init(self, point: Point, _options: Any) -> ForeignState:
        """Returns the state before the first step."""
        with failures_named(self.name, point), double_precision():
            saved = self._made(1.0).init(np.array(point))
        return ForeignState(saved, _vectors(saved, len(point)))

    def update(
        self, state: ForeignState, point: Point, gradient: Point, eta: float, _options: Any, oracle: Oracle
    ) -> tuple[Point, ForeignState]:
        """Returns the point and the state after a step."""
        parameters, slopes = np.array(point), np.array(gradient)
        with failures_named(self.name, point), double_precision():
            made = self._made(eta)
            extra = {"value": oracle.value(point), "grad": slopes} if _takes_more(made.update) else {}
            updates, saved = made.update(slopes, state.saved, parameters, **extra)
            moved = parameters + np.asarray(updates, dtype=float)
        return tuple(moved.tolist()), ForeignState(saved, _vectors(saved, len(point)))

    def _made(self, eta: float) -> Any:
        return self.transformation if self.is_ready else self._with_rate(1.0 if math.isnan(eta) else eta)

    def _with_rate(self, eta: float) -> Any:
        return _cached(self.transformation, eta, tuple(sorted(self.options.items())))


@lru_cache(maxsize=64)
def _cached(factory: Callable[..., Any], eta: float, options: tuple[tuple[str, Any], ...]) -> Any:
    return factory(eta, **dict(options))


def _takes_more(update: Callable[..., Any]) -> bool:
    """Returns whether an update takes arguments beyond the gradient, the state and the parameters."""
    try:
        parameters = inspect.signature(update).parameters.values()
    except (TypeError, ValueError):
        return False
    return any(each.kind is each.VAR_KEYWORD for each in parameters)


def _vectors(saved: Any, size: int) -> dict[str, Point]:
    """Returns what a state holds for each variable, by the names in its named tuples."""
    found: dict[str, Point] = {}
    for name, value in saved._asdict().items() if hasattr(saved, "_asdict") else ():
        if getattr(value, "shape", None) == (size,) and np.asarray(value).dtype.kind == "f":
            found[name] = tuple(map(float, np.asarray(value).tolist()))
        else:
            found |= _vectors(value, size)
    if isinstance(saved, tuple) and not hasattr(saved, "_asdict"):
        for each in saved:
            found = _vectors(each, size) | found
    return found
