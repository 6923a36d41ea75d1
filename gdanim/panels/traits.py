"""The traits of a panel that most declarations leave as they are, in groups."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Trajectory
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.panels.panel_drawing import CalloutTarget, Drawing
    from gdanim.scene.model import Sweep


@dataclass(frozen=True)
class PanelAxes:
    """The nature of a panel's axes, whose ranges ``measure`` gives.

    Attributes
    ----------
    natural_aspect
        The height / width of what the panel shows with equal units on both axes, so that a page of no given size has
        room of this aspect. It is given a context like ``measure``, of one cell. None for any other panel.
    has_log_x, has_log_y
        Functions that return whether the panel has a logarithmic horizontal or vertical axis in a context.
    shares_x
        Whether the panel's horizontal axis is that of the other panels in its cell: then the lowest of them has the
        tick labels for all. A panel with another horizontal axis has its own.
    """

    natural_aspect: Callable[[PanelContext], float] | None = None
    has_log_x: Callable[[PanelContext], bool] = lambda _context: False
    has_log_y: Callable[[PanelContext], bool] = lambda _context: False
    shares_x: bool = True


@dataclass(frozen=True)
class DefaultMarks:
    """The marks that a panel shows where a scene does not choose.

    Attributes
    ----------
    lesson
        The marks for a single run; None for all.
    comparison
        The marks for several runs side by side; None for the same as of a single one.
    overlay
        The marks for several runs in one panel; None for the same as side by side.
    """

    lesson: tuple[str, ...] | None = None
    comparison: tuple[str, ...] | None = None
    overlay: tuple[str, ...] | None = None

    @property
    def named(self) -> frozenset[str]:
        """All marks that are named here."""
        return frozenset().union(self.lesson or (), self.comparison or (), self.overlay or ())

    def chosen(self, marks: tuple[str, ...], *, is_lesson: bool, is_overlay: bool = False) -> tuple[str, ...]:
        """Returns those of a panel's marks that a scene shows which does not choose.

        Parameters
        ----------
        marks
            All marks of the panel.
        is_lesson
            Whether the scene has a single run.
        is_overlay
            Whether several runs share a panel.

        Returns
        -------
        tuple of str
            The marks.
        """
        lesson = marks if self.lesson is None else self.lesson
        several = lesson if self.comparison is None else self.comparison
        if is_lesson:
            return lesson
        return self.overlay if is_overlay and self.overlay is not None else several


@dataclass(frozen=True)
class PanelData:
    """The data that a panel needs or counts.

    Attributes
    ----------
    is_required
        Whether the panel is only for data problems.
    counts_epochs
        A function that returns whether a panel with these options counts epochs, which only data problems have.
    shown_parameters
        A function that returns the variables selected by these options, for a function with more than the panel draws.
    """

    is_required: bool = False
    counts_epochs: Callable[[Any], bool] = lambda _options: False
    shown_parameters: Callable[[Any], Sequence[str]] = lambda _options: ()


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
class PanelFilm:
    """The panel's wishes about the animation's frames and steps.

    Attributes
    ----------
    limits
        A function that returns the frames per second and the colours that suffice for a panel with these options, such
        as one whose every frame is another picture.
    lists_steps
        Whether the panel prints the numbers of all steps, which then have enough digits to differ.
    tells_parts_of_steps
        Whether the panel tells which part of a step is shown: then nothing of the first stands in the first frame.
    counts_time
        Whether the animation counts the time, of which a step takes as much as its size, so that runs with smaller
        steps make more of them.
    """

    limits: Callable[[Any], FilmLimits] = lambda _options: FilmLimits()
    lists_steps: bool = False
    tells_parts_of_steps: bool = False
    counts_time: bool = False


@dataclass(frozen=True)
class PanelPage:
    """The panel's wishes about the page around it.

    Attributes
    ----------
    is_left_to_right
        Whether the cells run from left to right on every page, even in a right-to-left language.
    leads_cell
        Whether the panel's context is used for its cell's header and formula bar. If no panel of a cell leads, the
        first one does.
    colours_places
        Whether the panel gives the runs' colours to places, such as valleys: runs then have none, and no legend.
    """

    is_left_to_right: bool = False
    leads_cell: bool = False
    colours_places: bool = False


@dataclass(frozen=True)
class FunctionRole:
    """The role of a panel that shows the function, or adds to the panel that does.

    Attributes
    ----------
    is_shown
        Whether the panel's axes are those of the function, so that others may add to it.
    add
        ``add(context) -> Drawing``: what the panel adds to the cell's panel that shows the function, below its balls,
        in the context of that panel with the own panel's options and words. What it persists is drawn below that
        panel's. None if it adds nothing.
    callout_target
        ``callout_target(context) -> CalloutTarget``. None for a panel that can't show a point of the function: callouts
        are then at its top, and only if no other panel of the cell can carry them.
    """

    is_shown: bool = False
    add: Callable[[PanelContext], Drawing] | None = None
    callout_target: Callable[[PanelContext], CalloutTarget] | None = None


@dataclass(frozen=True)
class SweepRole:
    """The role of a panel that shows all values of a swept number: it is given the runs of all of them.

    Its scope is ``run``: a sweep has one cell, which shows one run after another beside it. The steps of its moments
    are the indices of the values.

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
