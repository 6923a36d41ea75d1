"""What a panel and its marks may look at: the panel's axes and runs, and what they are told of the scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.run_clock import RunClock
    from gdanim.animation.timeline import Moment, Timeline
    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.text import Typesetter
    from gdanim.scene.model import FormulaSpec, Note
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words
    from gdanim.themes import Theme


@dataclass(frozen=True)
class PanelRun:
    """How a panel draws one of its runs.

    Attributes
    ----------
    number
        The run's place among all runs of the scene, from 0.
    style_index
        The run's colour and marker among the theme's eight.
    clock
        How fast the run steps on the film's clock.
    """

    number: int
    style_index: int
    clock: RunClock


@dataclass(frozen=True)
class SceneFacts:
    """All that a panel knows of the scene. The scene itself it never sees.

    Attributes
    ----------
    runs
        All runs, also those of other cells.
    steps
        The steps that the longest run has taken.
    epochs
        The number of passes over the data, where the scene counts in these; else None.
    domain
        The author's range for each variable, or None.
    value_range
        The author's range for the function's values, or None.
    callouts
        The author's notes.
    formula
        How the update rule is written.
    has_run_panels
        Whether there is a panel for each run, whose header names the run.
    """

    runs: tuple[Run, ...]
    steps: int
    formula: FormulaSpec
    epochs: int | None = None
    domain: tuple[Range, ...] | None = None
    value_range: Range | None = None
    callouts: tuple[Note, ...] = ()
    has_run_panels: bool = False


@dataclass(frozen=True)
class PanelContext:
    """All that a panel may look at while it prepares.

    Attributes
    ----------
    axes
        The panel's box on the page, in pixels, and the ranges that ``measure`` gave it.
    trajectories
        The runs that the panel draws.
    runs
        For each of them, how it is drawn.
    shown_marks
        The marks to be shown. ``ticks``, ``names`` and ``title`` are among them where they have room.
    options
        The panel's options, checked; None where it has none.
    unit
        The page's scale: sizes are designed for a page 960 pixels wide, and multiplied by it.
    theme, words, typesetter
        The colours, the language's words, and the setter of texts.
    timeline
        All moments of the film.
    formats
        How the film prints the numbers of each quantity: points, values, slopes, step sizes.
    scene_facts
        What the panel may know of the scene.
    is_lesson
        Whether the scene has a single run, which is explained in detail.
    has_x_ticks, has_y_ticks
        Whether the panel may write tick labels under it and beside it. It may not where a neighbour on the same axis
        writes them.
    is_first
        Whether the panel belongs to the page's first cell.
    named_keys
        The scene keys that the cell's title, or the page's, already names; names of runs leave them out.
    """

    axes: Axes
    trajectories: tuple[Trajectory, ...]
    runs: tuple[PanelRun, ...]
    shown_marks: frozenset[str]
    unit: float
    theme: Theme
    words: Words
    typesetter: Typesetter
    timeline: Timeline
    formats: QuantityFormats
    scene_facts: SceneFacts
    options: Any = None
    is_lesson: bool = False
    has_x_ticks: bool = True
    has_y_ticks: bool = True
    is_first: bool = True
    named_keys: frozenset[str] = frozenset()

    @property
    def several(self) -> bool:
        """Whether several runs share the panel, and need colours and markers to be told apart."""
        return len(self.trajectories) > 1

    def colour(self, index: int) -> str:
        """Returns the colour of a run.

        Parameters
        ----------
        index
            The run's place among the context's runs.

        Returns
        -------
        str
            The theme's colour for the run's style; that of the ball where the run has the panel to itself.
        """
        return self.theme.run_colour(self.runs[index].style_index) if self.several else self.theme.ball

    def run_moment(self, index: int, moment: Moment) -> Moment:
        """Returns a moment of the film on the clock of a run, which may take several steps in one of the film's.

        Parameters
        ----------
        index
            The run's place among the context's runs.
        moment
            The film's moment.

        Returns
        -------
        Moment
            The same moment with the run's own step, and how far the run has come on its way to the next.
        """
        return self.runs[index].clock.local_moment(moment)

    def run_steps(self, index: int, step: int) -> Sequence[int]:
        """Returns the steps that a run completes within one step of the film's clock.

        Parameters
        ----------
        index
            The run's place among the context's runs.
        step
            The step of the film's clock.

        Returns
        -------
        Sequence of int
            The run's own steps, in their order; ``step`` alone where all runs step together.
        """
        return self.runs[index].clock.steps_landed(step)
