"""Rules of PyTorch: a class of ``torch.optim`` as a pure function of its state. PyTorch itself is not imported."""

from __future__ import annotations

import copy
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gdanim.optimizers.foreign.state import ForeignState, failures_named, named
from gdanim.optimizers.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.optimizers.oracle import Oracle
    from gdanim.points import Point

FORMULA = r"x_{k+1} = x_k + \Delta x_k"


def make(optimizer: type[Any], name: str | None, lr: float | None, options: Mapping[str, Any]) -> Rule:
    """Returns the rule; see ``gdanim.optimizers.from_torch``."""
    display_name = name or named(optimizer.__name__, options)
    descent = _TorchDescent(optimizer, display_name, dict(options))
    return Rule(
        display_name=display_name,
        summary=f"{optimizer.__name__} of PyTorch",
        formula=FORMULA,
        update=descent.update,
        init=descent.init,
        default_eta=None if lr is None else float(lr),
        is_eta_fixed=lr is not None,
        has_memory=True,
        needs_oracle=True,
        decays_weights=descent.decays_weights,
    )


@dataclass(frozen=True, eq=False)
class _TorchDescent:
    """A class of ``torch.optim`` with its keyword arguments. Each step makes an optimizer and gives it its state."""

    optimizer: type[Any]
    name: str
    options: dict[str, Any] = field(default_factory=dict)

    def init(self, point: Point, _options: Any) -> ForeignState:
        """Returns the state before the first step: what a step keeps is zero, unless the optimizer begins otherwise."""
        with failures_named(self.name, point):
            parameter, optimizer = self._made(point, 1.0, None)
        given = optimizer.state_dict()
        vectors = self._vectors(given, len(point))
        parameter.grad = _tensor((0.0,) * len(point))
        try:
            optimizer.step(parameter.grad.sum)
        except Exception:  # noqa: BLE001 -- the first step fails in the same way, and is told
            return ForeignState(None, vectors)
        later = self._vectors(optimizer.state_dict(), len(point))
        return ForeignState(None, {name: vectors.get(name, (0.0,) * len(point)) for name in later})

    def update(
        self, state: ForeignState, point: Point, gradient: Point, eta: float, _options: Any, oracle: Oracle
    ) -> tuple[Point, ForeignState]:
        """Returns the point and the state after a step."""
        with failures_named(self.name, point):
            parameter, optimizer = self._made(point, eta, state.saved)
        parameter.grad = _tensor(gradient)

        def closure() -> Any:
            at = tuple(map(float, parameter.detach().tolist()))
            parameter.grad = _tensor(oracle.gradient(at))
            return _tensor(oracle.value(at))

        with failures_named(self.name, point):
            optimizer.step(closure)
        saved = copy.deepcopy(optimizer.state_dict())
        moved = tuple(map(float, parameter.detach().tolist()))
        return moved, ForeignState(saved, self._vectors(saved, len(point)))

    def decays_weights(self, _options: Any) -> bool:
        """Returns whether a step also pulls towards zero."""
        return bool(self.options.get("weight_decay"))

    def _made(self, point: Point, eta: float, saved: Any) -> tuple[Any, Any]:
        parameter = _tensor(point).requires_grad_()
        optimizer = self.optimizer([parameter], lr=eta, **self.options)
        if saved is not None:
            optimizer.load_state_dict(copy.deepcopy(saved))
            for group in optimizer.param_groups:
                group["lr"] = eta
        return parameter, optimizer

    @staticmethod
    def _vectors(saved: Mapping[str, Any], size: int) -> dict[str, Point]:
        """Returns what the state holds for each variable, by its names in PyTorch."""
        entries = saved["state"].get(0, {}) if saved["state"] else {}
        return {
            name: tuple(map(float, value.tolist()))
            for name, value in entries.items()
            if getattr(value, "shape", None) == (size,)
        }


def _tensor(numbers: Any) -> Any:
    torch = sys.modules["torch"]
    return torch.tensor(numbers, dtype=torch.float64)
