"""A path computed elsewhere as a rule: it repeats given points, whatever the gradients are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.optimizers.optimizer import Optimizer
from gdanim.optimizers.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.points import Point

NAME = "given_path"


def optimizer(points: Sequence[Point]) -> Optimizer:
    """Returns the optimizer whose run is a path through ``points``, of which the first is its start."""
    path = _Path(tuple(points))
    rule = Rule(
        display_name="a given path",
        summary="points computed elsewhere",
        formula=r"x_{k+1} = x_k + \Delta x_k",
        update=path.update,
        init=path.init,
        takes_eta=False,
        is_recorded=True,
    )
    return Optimizer(NAME, own_rule=rule)


@dataclass(frozen=True, eq=False)
class _Path:
    points: tuple[Point, ...]

    def init(self, _point: Point, _options: Any) -> _Place:
        return _Place(0)

    def update(self, place: _Place, _point: Point, _gradient: Point, _eta: float, _options: Any) -> tuple[Point, Any]:
        return self.points[place.index + 1], _Place(place.index + 1)


@dataclass(frozen=True)
class _Place:
    """The number of steps taken: a state without anything to draw."""

    index: int

    def _asdict(self) -> dict[str, Any]:
        return {}
