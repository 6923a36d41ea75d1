"""The parts of a panel: its declaration, and the drawing that it returns."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gdanim.layout.panel_size import PanelSize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label
    from gdanim.messages import Message
    from gdanim.panel_parts.ball_path import BallPath
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.scene.model import Sweep
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words


Contents = Literal[
    "one_variable",
    "one_variable_in_cells",
    "two_variables",
    "more_variables",
    "data",
    "data_of_one_parameter",
    "data_of_two_parameters",
    "swept",
]
"""What a scene is of: its functions' variables, for one variable also whether runs have cells of their own; functions
of different numbers of variables count as one of more. A scene with a sweep is ``swept``, too."""


def _no_sentences(_words: Words, _runs: Sequence[Trajectory], _formats: QuantityFormats, _options: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class SweepRole:
    """The role of a panel that shows all values of a swept number: it is given the runs of all of them.

    The steps of its moments are the indices of the values.

    Attributes
    ----------
    traits
        The traits of runs whose sweep the panel takes, such as ``eta``; empty for any.
    header
        ``header(context) -> Drawing``: what it shows in the cell's header in place of a run's verdict. The context's
        box is that of the header.
    stands_for_runs
        Whether what it adds to the function stands for the runs' own balls and trails, and its sentences for their
        verdicts.
    held_values
        The values of the swept number at which the animation stops for a moment, such as limits: ``held_values(runs,
        options, sweep)``.
    """

    traits: tuple[str, ...] = ()
    header: Callable[[PanelContext], Drawing] | None = None
    stands_for_runs: bool = False
    held_values: Callable[[Sequence[Trajectory], Any, Sweep], Sequence[float]] = lambda _runs, _options, _sweep: ()


@dataclass(frozen=True)
class FilmLimits:
    """The number of frames per second and of colours that suffice; by default as many as usual.

    Attributes
    ----------
    fps
        The frames per second, where the scene gives none.
    colours
        The colours of a format with a palette.
    """

    fps: float = math.inf
    colours: int = 256


@dataclass(frozen=True)
class Panel:
    """A kind of picture, declared by its file in ``PLUGIN``.

    Attributes
    ----------
    summary
        A summary in a few words, printed by ``gdanim list panels``.
    scope
        ``"run"`` for a panel in the cell of each run, ``"all"`` for one panel of all runs, as wide as the page.
    prepare
        ``prepare(context) -> Drawing``: makes the panel's drawing, once per animation.
    measure
        The ranges of the panel's axes, the horizontal one first. It is given a context whose axes have a box and no
        ranges, and the trajectories of all panels that share the axes. None for a panel without axes.
    natural_aspect
        The height / width of what the panel shows with equal units on both axes, so that a page of no given size has
        room of this aspect. It is given a context like ``measure``, of one cell. None for any other panel.
    outer_labels
        The labels that the panel draws outside its box, such as tick labels and a title: the page leaves room for them.
        None for the usual tick labels of its axes, if it has axes.
    marks
        The words that the scene key ``show`` accepts for this panel.
    lesson_marks, comparison_marks, overlay_marks
        The marks shown where a scene does not choose: for a single run, by default all; for several side by side, by
        default the same; and for several in one panel, by default those of several side by side.
    options
        A pydantic model of the panel's options in a scene; None if it has none.
    size
        The panel's size, and its placement among the others of its cell.
    map_size
        The size for functions of two variables, if it is another one; None for the same.
    variables
        The numbers of variables for which a function can be drawn; empty for any.
    default_for
        The scenes without ``panels`` that get the panel, each with the panel's index among theirs. It is ignored for
        panels from outside: the content of a scene must not depend on installed packages.
    is_data_only
        Whether the panel is only for data problems.
    counts_epochs
        A function that returns whether a panel with these options counts epochs, which only data problems have.
    shown_parameters
        A function that returns the variables selected by these options, for a function with more than the panel draws.
    complete_options
        ``complete_options(context) -> options``: the options with what depends on the runs, given a context as
        ``measure`` is. None if nothing does.
    has_log_x, has_log_y
        Functions that return whether the panel has a logarithmic horizontal or vertical axis in a context.
    film_limits
        A function that returns the frames per second and the colours that suffice for a panel with these options, such
        as one whose every frame is another picture.
    lists_steps
        Whether the panel prints the numbers of all steps, which then have enough digits to differ.
    tells_parts_of_steps
        Whether the panel tells which part of a step is shown: then nothing of the first stands in the first frame.
    shares_x
        Whether the panel's horizontal axis is that of the other panels in its cell: then the lowest of them has the
        tick labels for all. A panel with another horizontal axis has its own.
    is_left_to_right
        Whether the cells run from left to right on every page, even in a right-to-left language.
    leads_cell
        Whether the panel's context is used for its cell's header and formula bar. If no panel of a cell leads, the
        first one does.
    counts_time
        Whether the animation counts the time, of which a step takes as much as its size, so that runs with smaller
        steps make more of them.
    colours_places
        Whether the panel gives the runs' colours to places, such as valleys: runs then have none, and no legend.
    sweep
        The panel's role in a scene that sweeps a number, of which it then shows all values; None if it shows the run of
        one value after another.
    shows_function
        Whether the panel's axes are those of the function, so that others may add to it.
    on_function
        ``on_function(context) -> Drawing``: what the panel adds to the cell's panel that shows the function, below its
        balls, in the context of that panel with the own panel's options and words. What it persists is drawn below
        that panel's. None if it adds nothing.
    callout_target
        ``callout_target(context) -> CalloutTarget``. None for a panel that can't show a point of the function: callouts
        are then at its top, and only if no other panel of the cell can carry them.
    report_key
        The key of the sentences about a panel that shows a function instead of runs, in the section ``report`` of
        language files: ``chord`` for ``chord``, ``chords``, and ``chord_convex`` and so on, one for each kind of
        ``gdanim.functions.properties.convexity``.
    refusal
        The panel's objection to a run: ``refusal(run, options)`` returns a message for the scene's author, or None.
    sentences
        Sentences about the runs for alt texts and captions: ``sentences(words, trajectories, formats, options)``, in
        the page's language; ``words.report`` gives their patterns.
    description
        The panel's English description in an alt text: "the size of each step". Used if a language file has none in its
        section ``beside``; empty for a panel that alt texts don't mention.
    words
        The panel's own words, by language and key: ``{"en": {"gap": "gap"}, "fa": {"gap": "فاصله"}}`` is returned by
        ``context.words.label("gap")``. English is the fallback. ``description`` is the key of the description in other
        languages, ``seen`` that of a panel that shows the function in another way ("from above"), and the sentences of
        ``report_key`` have their own keys.
    """

    summary: str
    scope: Literal["run", "all"]
    prepare: Callable[[PanelContext], Drawing]
    measure: Callable[[PanelContext], tuple[Range, Range]] | None = None
    natural_aspect: Callable[[PanelContext], float] | None = None
    outer_labels: Callable[[PanelContext], Sequence[Label]] | None = None
    marks: tuple[str, ...] = ()
    lesson_marks: tuple[str, ...] | None = None
    comparison_marks: tuple[str, ...] | None = None
    overlay_marks: tuple[str, ...] | None = None
    options: Any = None
    size: PanelSize = field(default_factory=PanelSize)
    map_size: PanelSize | None = None
    variables: tuple[int, ...] = ()
    default_for: Mapping[Contents, int] = field(default_factory=dict)
    is_data_only: bool = False
    counts_epochs: Callable[[Any], bool] = lambda _options: False
    shown_parameters: Callable[[Any], Sequence[str]] = lambda _options: ()
    complete_options: Callable[[PanelContext], Any] | None = None
    has_log_x: Callable[[PanelContext], bool] = lambda _context: False
    has_log_y: Callable[[PanelContext], bool] = lambda _context: False
    film_limits: Callable[[Any], FilmLimits] = lambda _options: FilmLimits()
    lists_steps: bool = False
    tells_parts_of_steps: bool = False
    shares_x: bool = True
    is_left_to_right: bool = False
    leads_cell: bool = False
    counts_time: bool = False
    colours_places: bool = False
    sweep: SweepRole | None = None
    shows_function: bool = False
    on_function: Callable[[PanelContext], Drawing] | None = None
    callout_target: Callable[[PanelContext], CalloutTarget] | None = None
    report_key: str = ""
    refusal: Callable[[Run, Any], Message | str | None] = lambda _run, _options: None
    sentences: Callable[[Words, Sequence[Trajectory], QuantityFormats, Any], Sequence[str]] = _no_sentences
    description: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def default_marks(self, *, is_lesson: bool, is_overlay: bool = False) -> tuple[str, ...]:
        """Returns the marks shown where a scene does not choose.

        Parameters
        ----------
        is_lesson
            Whether the scene has a single run.
        is_overlay
            Whether several runs share a panel.

        Returns
        -------
        tuple of str
            The marks.
        """
        lesson = self.marks if self.lesson_marks is None else self.lesson_marks
        several = lesson if self.comparison_marks is None else self.comparison_marks
        if is_lesson:
            return lesson
        return self.overlay_marks if is_overlay and self.overlay_marks is not None else several


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
