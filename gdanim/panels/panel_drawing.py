"""The drawing that a panel returns, and the target of its callouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panel_parts.ball_path import BallPath


@dataclass(frozen=True)
class CalloutTarget:
    """The point that a panel's callouts point at, and the points that they avoid.

    Attributes
    ----------
    ball_path
        The path of the ball of the cell's run.
    obstacles
        The points (n, 2) in page pixels that callouts do not cover, such as those of the function's curve.
    """

    ball_path: BallPath
    obstacles: np.ndarray


@dataclass(frozen=True)
class Drawing:
    """The result of a panel's ``prepare``: its marks, and their changes in time.

    Attributes
    ----------
    static
        The static marks: drawn once, from back to front.
    movers
        The marks that are redrawn for every frame, over the static ones, from back to front.
    show
        A function that sets the movers for a moment of the animation. ``PanelContext.run_moment`` converts it to one of
        a run's own clock, as ``RunLayers`` do: runs may make steps of different lengths.
    persist
        A function that returns the marks added by a step of the animation's clock, such as a trail. They are drawn into
        the background once, in the order of the steps. ``PanelContext.run_steps`` converts it.
    sidecar
        Additions to the panel's entry in the sidecar.
    is_time_dependent
        Whether frames differ by their time alone, even while the ball rests.
    warnings
        Warnings for the author about what is not visible.
    """

    static: Sequence[Mark] = ()
    movers: Sequence[Mark] = ()
    show: Callable[[Moment], None] = field(default=lambda _moment: None)
    persist: Callable[[int], Sequence[Mark]] = field(default=lambda _step: ())
    sidecar: dict[str, Any] = field(default_factory=dict)
    is_time_dependent: bool = False
    warnings: Sequence[str] = ()
