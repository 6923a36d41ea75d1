"""The context of a panel and its marks: axes, runs, and facts about the scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.sizes import MANY_SCALE, MIN_TEXT, Sizes, map_sizes, panel_sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment, Timeline
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.text import TextStyle, Typesetter
    from gdanim.functions import Function
    from gdanim.panel_parts.run_style import RunStyle
    from gdanim.panel_parts.scene_facts import SceneFacts
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words
    from gdanim.themes import Theme

INK_SHARE = 0.35  # fraction of ink in the colour of a run's text, for legibility


@dataclass(frozen=True)
class PanelContext:
    """The context of a panel: everything that it may use while it prepares.

    Attributes
    ----------
    axes
        The panel's box on the page, in pixels, and the ranges that ``measure`` gave it.
    trajectories
        The runs that the panel draws.
    runs_on_same_axes
        The runs of all cells whose panels have the same axes as this one, including its own.
    run_styles
        The appearance of each run.
    shown_marks
        The marks to be shown. They include ``ticks``, ``names`` and ``title`` if these have room.
    options
        The panel's validated options, or None.
    unit
        The page's scale: sizes are designed for a page 960 pixels wide, and multiplied by it.
    theme, words, typesetter
        The colours, the language's words, and the typesetter.
    timeline
        All moments of the animation.
    formats
        The number formats of the quantities: points, values, slopes, step sizes.
    scene_facts
        The facts about the scene.
    has_run_colours
        Whether each run has a colour and a marker of its own: where a legend or a shared panel tells runs apart by
        them, every panel does.
    has_many_runs
        Whether so many runs share a cell that they are counted instead of named: they have no markers, thin lines, and
        the colours of a ramp where they differ by a number, otherwise one colour.
    min_text
        The minimum legible font size in pixels; larger on a tall page, which is read on a phone.
    is_lesson
        Whether the scene has a single run, which is explained in detail.
    has_x_ticks, has_y_ticks
        Whether the panel may draw tick labels below it and beside it; not if a neighbour on the same axis draws them.
    is_first
        Whether the panel belongs to the page's first cell.
    named_keys
        The scene keys that the title of the cell or page already names; names of runs leave them out.
    """

    axes: Axes
    trajectories: tuple[Trajectory, ...]
    run_styles: tuple[RunStyle, ...]
    shown_marks: frozenset[str]
    unit: float
    theme: Theme
    words: Words
    typesetter: Typesetter
    timeline: Timeline
    formats: QuantityFormats
    scene_facts: SceneFacts
    options: Any = None
    has_run_colours: bool = False
    has_many_runs: bool = False
    min_text: float = MIN_TEXT
    is_lesson: bool = False
    has_x_ticks: bool = True
    has_y_ticks: bool = True
    is_first: bool = True
    named_keys: frozenset[str] = frozenset()
    runs_on_same_axes: tuple[Trajectory, ...] = ()

    @property
    def reading(self) -> ReadingDirection:
        """The reading direction of the page."""
        return ReadingDirection(self.words.is_right_to_left)

    @property
    def function(self) -> Function:
        """The function of the panel's runs, or of its first run where they differ."""
        return self.trajectories[0].run.function

    @property
    def mark_sizes(self) -> Sizes:
        """The sizes of the marks in pixels: a lesson's or a comparison's, scaled to the page and the panel's width."""
        line = self.theme.line_scale
        return panel_sizes(is_lesson=self.is_lesson, unit=self.unit, width=self.axes.box.width, line=line)

    @property
    def map_sizes(self) -> Sizes:
        """The sizes of the marks on a map or a surface: a lesson's own only if it has the page to itself."""
        return map_sizes(is_lesson=self.is_lesson, unit=self.unit, width=self.axes.box.width)

    @property
    def run_scale(self) -> float:
        """The size of balls, arrows and paths, relative to those of a few runs: smaller for many runs."""
        return MANY_SCALE if self.has_many_runs else 1.0

    @property
    def run_unit(self) -> float:
        """The page's scale for the widths of paths and the sizes of marks on them: smaller for many runs."""
        return self.unit * self.run_scale

    @property
    def has_several_runs(self) -> bool:
        """Whether several runs share the panel."""
        return len(self.trajectories) > 1

    def colour(self, index: int) -> str:
        """Returns the colour of a run.

        Parameters
        ----------
        index
            The run's index among the context's runs.

        Returns
        -------
        str
            The theme's colour for the run's style or rank, or the ball's colour if runs have no colours of their own.
        """
        rank = self.run_styles[index].rank
        if not self.has_run_colours or (self.has_many_runs and rank is None):
            return self.theme.ball
        return self.theme.run_colour(self.style_index(index)) if rank is None else self.theme.ramp_colour(rank)

    def text_colour(self, index: int) -> str:
        """Returns the colour of a text about a run.

        Parameters
        ----------
        index
            The run's index among the context's runs.

        Returns
        -------
        str
            The run's colour, mixed with the ink until letters can be read; the ball's if runs have no colours.
        """
        colour = self.colour(index)
        return self.legible(colour) if self.has_run_colours else colour

    def legible(self, colour: str) -> str:
        """Returns a colour for letters.

        Parameters
        ----------
        colour
            The colour of what the text is about.

        Returns
        -------
        str
            The colour, mixed with the ink until letters can be read.
        """
        from gdanim.themes import mix

        return mix(colour, self.theme.ink, INK_SHARE)

    def line_dashes(self, index: int, width: float) -> tuple[float, ...] | None:
        """Returns the dashes of a run's lines, by which a theme without colours distinguishes runs.

        Parameters
        ----------
        index
            The run's index among the context's runs.
        width
            The lines' width in pixels.

        Returns
        -------
        tuple of float or None
            The lengths of dashes and gaps in turn, in pixels; None for an unbroken line.
        """
        patterns = self.theme.run_dashes if self.has_run_colours else ()
        pattern = patterns[self.style_index(index) % len(patterns)] if patterns else ()
        return tuple(width * part for part in pattern) or None

    def text_style(self, size: float, colour: str, weight: str = "regular", *, has_halo: bool = False) -> TextStyle:
        """Makes the style of a text of the panel.

        Parameters
        ----------
        size
            The font size in units. On a small page it is larger, so that it stays legible.
        colour
            The letters' colour.
        weight
            ``regular``, ``semibold`` or ``bold``.
        has_halo
            Whether the letters have an outline in the colour of the paper, for a text that may overlap a line.

        Returns
        -------
        TextStyle
            The style.
        """
        from gdanim.drawing.text import TextStyle

        return TextStyle(self.text_size(size), colour, weight, self.theme.paper if has_halo else None)

    def printed_number(self, number_format: NumberFormat, value: float) -> str:
        """Returns a number as a text of the panel has it.

        Parameters
        ----------
        number_format
            The format of its quantity, one of ``formats``.
        value
            The number.

        Returns
        -------
        str
            The number without trailing zeros, with the language's digits and decimal sign.
        """
        return self.words.localized(number_format.plain(value))

    def text_size(self, size: float, minimum: float = MIN_TEXT) -> float:
        """Returns the font size in pixels of a text.

        Parameters
        ----------
        size
            The font size in units.
        minimum
            The size in pixels below which this text is not legible on a small page.

        Returns
        -------
        float
            The size in pixels.
        """
        return max(self.min_text, minimum, size * self.unit)

    def style_index(self, index: int) -> int:
        """Returns the style of a run's markers, for ``gdanim.drawing.Marker``.

        Parameters
        ----------
        index
            The run's index among the context's runs.

        Returns
        -------
        int
            The run's style among the theme's; 0, the disc, if runs have no markers of their own.
        """
        has_markers = self.has_run_colours and not self.has_many_runs
        return self.run_styles[index].run_index if has_markers else 0

    def run_moment(self, index: int, moment: Moment) -> Moment:
        """Converts a moment of the animation to a run's own clock, which may have several steps for one.

        Parameters
        ----------
        index
            The run's index among the context's runs.
        moment
            The animation's moment.

        Returns
        -------
        Moment
            The moment with the run's own step and its progress to the next.
        """
        return self.run_styles[index].clock.local_moment(moment, self.timeline.travel)

    def run_steps(self, index: int, step: int) -> Sequence[int]:
        """Returns the steps that a run completes within one step of the animation's clock.

        Parameters
        ----------
        index
            The run's index among the context's runs.
        step
            The step of the animation's clock.

        Returns
        -------
        Sequence of int
            The run's own steps in order; ``step`` alone if all runs step together.
        """
        return self.run_styles[index].clock.steps_landed(step)
