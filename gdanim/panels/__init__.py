"""What every panel is made of: its declaration, what it is given, and the drawing it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.animation.run_clock import Pace
    from gdanim.animation.timeline import Moment, Timeline
    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.text import Typesetter
    from gdanim.scene import FormulaSpec, Note
    from gdanim.text.words import Words
    from gdanim.themes import Theme


@dataclass(frozen=True)
class Panel:
    """A kind of picture, as its file declares it.

    ``marks`` are the words that ``show`` takes. Unless the scene says otherwise, ``lesson`` are shown for one run,
    ``comparison`` for several, ``overlay`` for several on one curve (where that is not the same). ``weight`` is the
    panel's share of a cell's height; a panel ``beside`` the others stands in a column of its own, ``square`` ones
    in a row. It is left out where it has not the ``least`` width and height, in pixels; one beside others takes the
    width in which it is ``whole`` from them. ``variables``: for functions of how many it can be drawn; empty for any;
    ``data``: for data problems alone. ``measure`` gives the ranges of its axes, whose upright one has the ``scale`` of
    the options where ``scaled``; ``prepare`` draws. ``ordered``: its cells stand from left to right on every page.
    """

    summary: str
    scope: Literal["run", "all"]
    prepare: Callable[[PanelContext], Drawing]
    measure: Callable[[PanelContext], tuple[Range, Range]] | None = None
    marks: tuple[str, ...] = ()
    lesson: tuple[str, ...] = ()
    comparison: tuple[str, ...] = ()
    overlay: tuple[str, ...] = ()
    options: Any = None
    weight: float = 1.0
    beside: bool = False
    square: bool = False
    least: tuple[float, float] = (0.0, 0.0)
    whole: float = 0.0
    variables: tuple[int, ...] = ()
    scaled: bool = False
    ordered: bool = False
    data: bool = False


@dataclass(frozen=True)
class PanelContext:
    """What a panel may look at while it prepares.

    ``trajectories`` are the runs that it draws, ``numbers`` their places among all runs. ``unit`` is the page's scale:
    a size that visual design gives at 960 pixels is multiplied by it. ``inner`` and ``lowest`` say whether another
    panel stands to its left, or below it on the same axis, and draws the tick labels. ``common`` are the keys that the
    cell's title names, so that its runs' names need not. ``paces`` are empty where the runs step together, ``signs``
    where each run has the colour and marker of its number.

    Of the scene a panel knows only this: ``domain``, a range for each variable, and ``value_range``, that of the
    function's axis, where the author gives them; ``steps`` of the longest run, and ``epochs`` where the scene counts in
    passes over the data; ``callouts``, the author's notes; ``formula``, how the update is written; ``all_runs``,
    those of other cells, too; and whether the scene ``has_run_panels``, whose headers name the runs.
    """

    timeline: Timeline
    theme: Theme
    words: Words
    text: Typesetter
    unit: float
    axes: Axes
    trajectories: tuple[Trajectory, ...]
    numbers: tuple[int, ...]
    show: frozenset[str]
    formula: FormulaSpec
    options: Any = None
    inner: bool = False
    lowest: bool = True
    first: bool = True
    common: frozenset[str] = frozenset()
    lesson: bool = False
    paces: tuple[Pace, ...] = ()
    signs: tuple[int, ...] = ()
    domain: tuple[Range, ...] | None = None
    value_range: Range | None = None
    steps: int = 0
    epochs: int | None = None
    callouts: tuple[Note, ...] = ()
    all_runs: tuple[Run, ...] = ()
    has_run_panels: bool = False

    def own(self, index: int, moment: Moment) -> Moment:
        """The moment as run ``index`` sees it, which may step at a pace of its own."""
        return self.paces[index].at(moment) if self.paces else moment

    def arrived(self, index: int, step: int) -> Sequence[int]:
        """The own steps on which run ``index`` arrives with a step of the film's clock."""
        return self.paces[index].arrives(step) if self.paces else (step,)

    def colour(self, index: int) -> str:
        """The colour of the context's run ``index``: the ball's own, unless several share the panel."""
        return self.theme.runs[self.sign(index) % 8] if len(self.trajectories) > 1 else self.theme.ball

    def sign(self, index: int) -> int:
        """Which marker and colour the context's run ``index`` has among several."""
        return self.signs[index] if self.signs else self.numbers[index]


@dataclass
class Drawing:
    """A panel's artists. ``static`` are drawn once, ``movers`` for every frame, both from back to front.

    ``show`` sets the movers to a moment. ``persist(step)`` are the artists that arrive with the ball on ``step`` and
    stay: they are drawn into the background once. ``sidecar`` go into the panel's entry in the sidecar, ``warnings``
    tell an author of what can't be seen. A ``time_dependent`` drawing changes with the time alone, also while the ball
    rests.
    """

    static: Sequence[Mark] = ()
    movers: Sequence[Mark] = ()
    show: Callable[[Moment], None] = field(default=lambda _moment: None)
    persist: Callable[[int], Sequence[Mark]] = field(default=lambda _step: ())
    sidecar: dict[str, Any] = field(default_factory=dict)
    time_dependent: bool = False
    warnings: Sequence[str] = ()
