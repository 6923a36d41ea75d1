"""The declaration of a panel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gdanim.layout.panel_size import PanelSize
from gdanim.panels.traits import DefaultMarks, FunctionRole, PanelAxes, PanelData, PanelFilm, PanelPage, SweepRole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.label import Label
    from gdanim.messages import Message
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.panels.panel_drawing import Drawing
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
    axes
        The nature of the axes: their scales, their aspect, whether others share them.
    outer_labels
        The labels that the panel draws outside its box, such as tick labels and a title: the page leaves room for them.
        None for the usual tick labels of its axes, if it has axes.
    marks
        The words that the scene key ``show`` accepts for this panel.
    default_marks
        The marks shown where a scene does not choose; by default all.
    options
        A pydantic model of the panel's options in a scene; None if it has none.
    size
        The panel's size, and its placement among the others of its cell.
    map_size
        The size for functions of two variables, if it is another one; None for the same.
    variables
        The numbers of variables for which a function can be drawn; empty for any.
    data
        Whether it takes data problems alone, or counts their epochs, or selects some of their parameters.
    default_for
        The scenes without ``panels`` that get the panel, each with the panel's index among theirs. It is ignored for
        panels from outside: the content of a scene must not depend on installed packages.
    complete_options
        ``complete_options(context) -> options``: the options with what depends on the runs, given a context as
        ``measure`` is. None if nothing does.
    film
        The frames that suffice, and what a step is to the panel.
    page
        The direction and the colours of the page, and the header of the cell.
    function
        Whether the panel shows the function, where callouts point then, and what it adds to the panel that shows it.
    sweep
        The panel's role in a scene that sweeps a number, of which it then shows all values; None if it shows the run of
        one value after another.
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
    axes: PanelAxes = field(default_factory=PanelAxes)
    outer_labels: Callable[[PanelContext], Sequence[Label]] | None = None
    marks: tuple[str, ...] = ()
    default_marks: DefaultMarks = field(default_factory=DefaultMarks)
    options: Any = None
    size: PanelSize = field(default_factory=PanelSize)
    map_size: PanelSize | None = None
    variables: tuple[int, ...] = ()
    data: PanelData = field(default_factory=PanelData)
    default_for: Mapping[Contents, int] = field(default_factory=dict)
    complete_options: Callable[[PanelContext], Any] | None = None
    film: PanelFilm = field(default_factory=PanelFilm)
    page: PanelPage = field(default_factory=PanelPage)
    function: FunctionRole = field(default_factory=FunctionRole)
    sweep: SweepRole | None = None
    report_key: str = ""
    refusal: Callable[[Run, Any], Message | str | None] = lambda _run, _options: None
    sentences: Callable[[Words, Sequence[Trajectory], QuantityFormats, Any], Sequence[str]] = _no_sentences
    description: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
