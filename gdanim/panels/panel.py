"""What a panel is made of: its declaration, and the drawing that it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label
    from gdanim.marks.ball_path import BallPath
    from gdanim.marks.panel_context import PanelContext


Contents = Literal[
    "one_variable", "one_variable_in_cells", "two_variables", "more_variables", "data", "data_of_two_parameters"
]
"""What a scene is of: its functions' variables, for one variable also whether runs have cells of their own; functions
of different numbers of variables count as one of more."""


@dataclass(frozen=True)
class Panel:
    """A kind of picture, as its file declares it in ``PLUGIN``.

    Attributes
    ----------
    summary
        What the panel shows, in a few words: ``gdanim list panels`` prints it.
    scope
        ``"run"`` for a panel in the cell of each run, ``"all"`` for one panel of all runs, as wide as the page.
    prepare
        Makes the panel's drawing, once a film.
    measure
        The ranges of the panel's axes, the horizontal one first. It is given a context whose axes have a box and no
        ranges, and the trajectories of all panels that share the axes. None for a panel without axes.
    outer_labels
        The labels that the panel writes outside of its box, such as tick labels and a title: the page leaves room for
        them. None where these are the usual tick labels of its axes, if it has axes.
    marks
        The words that the scene key ``show`` takes for this panel.
    lesson_marks, comparison_marks, overlay_marks
        The marks that are shown where the scene does not choose: for a single run, for several side by side, and for
        several in one panel. An empty ``overlay_marks`` means ``comparison_marks``.
    options
        A pydantic model of the panel's options in a scene; None where it has none.
    weight
        The panel's height, relative to the other panels of a cell.
    beside
        Whether the panel stands in a column of its own, beside the others.
    square
        Whether the panel is nearly square; such panels stand side by side.
    minimum_size
        Width and height in pixels below which the panel is left out.
    full_width
        The width in pixels in which a panel ``beside`` the others is complete; it takes it from them.
    variables
        The numbers of variables for which a function can be drawn; empty for any.
    default_for
        The scenes without ``panels`` that get the panel, each with the panel's place among theirs, from 0. Only that of
        gdanim's own panels counts: what a scene shows must not depend on what else is installed.
    data_only
        Whether the panel is for data problems alone.
    counts_epochs
        Whether with such options the panel counts passes over the data, which data problems alone have.
    shown_parameters
        The names that such options choose of a function's variables, where it has more than the panel draws.
    y_log
        Whether with such options the panel's vertical axis is logarithmic.
    lists_steps
        Whether the panel prints the numbers of all steps, so that they need as many digits as tell them apart.
    left_to_right
        Whether the cells stand from left to right on every page, also where a language is read from right to left.
    leads_cell
        Whether the panel's context speaks for its cell, in the header and the formula bar, wherever in the cell the
        panel stands. Where no panel leads, the first one does.
    callout_target
        Gives what callouts point at and what they keep off. None for a panel on which a point of the function has no
        place: then callouts stand at its top, and only where no other panel of the cell can carry them.
    report_key
        Of a panel that shows what a function is, not what runs do: the key of the sentences in the section ``report``
        of language files that tell of it: ``chord`` for ``chord``, ``chords``, and ``chord_convex`` and so on, one for
        each kind of ``gdanim.functions.convexity``.
    description
        The panel as an alt text lists it, in English: "the size of each step". Used where a language file has no words
        for it in its section ``beside``; empty for a panel of which nothing need be told.
    words
        What the panel writes, by language and key: ``{"en": {"gap": "gap"}, "fa": {"gap": "فاصله"}}`` is written by
        ``context.words.label("gap")``. English stands in for a language without the key. ``description`` is the key of
        the description in other languages, ``seen`` that of a panel that shows the function in another way ("from
        above"), and the sentences of ``report_key`` have their own keys.
    """

    summary: str
    scope: Literal["run", "all"]
    prepare: Callable[[PanelContext], Drawing]
    measure: Callable[[PanelContext], tuple[Range, Range]] | None = None
    outer_labels: Callable[[PanelContext], Sequence[Label]] | None = None
    marks: tuple[str, ...] = ()
    lesson_marks: tuple[str, ...] = ()
    comparison_marks: tuple[str, ...] = ()
    overlay_marks: tuple[str, ...] = ()
    options: Any = None
    weight: float = 1.0
    beside: bool = False
    square: bool = False
    minimum_size: tuple[float, float] = (0.0, 0.0)
    full_width: float = 0.0
    variables: tuple[int, ...] = ()
    default_for: Mapping[Contents, int] = field(default_factory=dict)
    data_only: bool = False
    counts_epochs: Callable[[Any], bool] = lambda _options: False
    shown_parameters: Callable[[Any], Sequence[str]] = lambda _options: ()
    y_log: Callable[[Any], bool] = lambda _options: False
    lists_steps: bool = False
    left_to_right: bool = False
    leads_cell: bool = False
    callout_target: Callable[[PanelContext], CalloutTarget] | None = None
    report_key: str = ""
    description: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class CalloutTarget:
    """What the callouts of a panel point at, and what they keep off.

    Attributes
    ----------
    ball_path
        Where the ball of the cell's run is at a moment.
    obstacles
        (n, 2) points in page pixels that callouts do not cover, such as those of the function's curve.
    """

    ball_path: BallPath
    obstacles: np.ndarray


@dataclass
class Drawing:
    """What a panel draws.

    Attributes
    ----------
    static
        Marks that stay as they are: drawn once, from back to front.
    movers
        Marks that are drawn anew for every frame, over the static ones, from back to front.
    show
        Sets the movers to a moment.
    persist
        Makes the marks that arrive with the ball on a step and stay, such as a trail. They are drawn into the
        background once, in the order of the steps.
    sidecar
        Additions to the panel's entry in the sidecar.
    time_dependent
        Whether frames differ by their time alone, also while the ball rests.
    warnings
        Sentences for the author, on what cannot be seen.
    """

    static: Sequence[Mark] = ()
    movers: Sequence[Mark] = ()
    show: Callable[[Moment], None] = field(default=lambda _moment: None)
    persist: Callable[[int], Sequence[Mark]] = field(default=lambda _step: ())
    sidecar: dict[str, Any] = field(default_factory=dict)
    time_dependent: bool = False
    warnings: Sequence[str] = ()
