"""The checked scene. Independent of files, lines and pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from gdanim import registry
from gdanim.animation.run_clock import RunClock, run_clocks, time_clocks
from gdanim.scene.clock import Clock, SweepClock, TimeClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from gdanim.animation.frame_budget import Pause, Timing
    from gdanim.axis_range import Range
    from gdanim.descent import Run
    from gdanim.errors import KeyPath
    from gdanim.yaml import Node

MAX_SHOWN_RUNS = 4
"""The number of runs that the text of a scene names."""
MARKS_ABOUT_RUNS = frozenset({"verdict", "formula"})
"""Marks that a picture without steps does not have."""


@dataclass(frozen=True)
class Show:
    """The marks that a panel draws: exactly ``marks``, or the default with some added and some removed."""

    marks: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def apply_to(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """Returns the marks drawn by a panel whose default is ``default``."""
        wanted = default if self.marks is None else self.marks
        remaining = [mark for mark in wanted if mark not in self.remove]
        return (*remaining, *(mark for mark in self.add if mark not in remaining))


@dataclass(frozen=True)
class PanelSpec:
    """One entry of ``panels``.

    ``options`` are complete, and None if the panel takes none; ``show`` is None if the scene's applies.
    """

    name: str
    options: BaseModel | None = None
    show: Show | None = None

    @property
    def plugin(self) -> Any:
        """The panel's declaration: a ``gdanim.panels.Panel``."""
        return registry.load("panels", self.name)


@dataclass(frozen=True)
class Sweep:
    """A number that takes many values one after the other, with a run for each.

    ``trait`` is that by which the runs differ, such as ``eta`` or ``optimizer.beta``; ``path`` is its place in the
    scene.
    """

    trait: str
    values: tuple[float, ...]
    scale: Literal["linear", "log"] = "linear"
    path: KeyPath = ()


@dataclass(frozen=True)
class FormulaSpec:
    """The notation of formulas: the update rule with or without eta, with f′ or df/dx, and the function's letter."""

    eta: bool = True
    notation: Literal["prime", "leibniz"] = "prime"
    name: str = "f"


@dataclass(frozen=True)
class Note:
    """A note, drawn as a callout.

    ``steps`` are the first and the last step that show it, None for all; ``pause`` is in seconds. ``at`` is a point in
    the function's variables, optionally followed by a value (by default it is on the curve); None lets the picture
    choose the point.
    """

    text: str
    at: tuple[float, ...] | None = None
    steps: tuple[int, int] | None = None
    pause: float = 0.0

    @property
    def first_step(self) -> int:
        """The first step that shows it."""
        return self.steps[0] if self.steps else 0

    def is_due_by(self, last: int) -> bool:
        """Returns whether an animation that ends with step ``last`` shows it."""
        return self.first_step <= last


def pauses(notes: Sequence[Note]) -> tuple[Pause, ...]:
    """Returns the step and the length of each note's pause: the ball waits at the note's first step."""
    return tuple((note.first_step, note.pause) for note in notes if note.pause)


@dataclass(frozen=True, kw_only=True, repr=False)
class Scene:
    """A checked scene, which can't be changed. ``gdanim.load`` returns one.

    Attributes
    ----------
    name
        The name of its files: that of the scene file without its ending.
    runs
        The runs, in the order of the scene.
    cells
        Indices into ``runs``: one per cell side by side, all in one cell overlaid. The only cell of a sweep begins with
        the first run, and shows one after another.
    panels
        The panels of each cell, and the options of each.
    timing
        The lengths of the animation's parts.
    steps
        The number of steps of the longest run.
    epochs
        The number of epochs if the scene counts in them: then the runs share a clock of epochs. Otherwise None.
    sweep
        The number that takes many values, so that each step of the animation shows one of the runs. None for none.
    show
        The marks to be shown or left out.
    is_overlay
        Whether several runs share a cell.
    columns
        The number of columns of cells; None for the number that fits best.
    axes
        Whether cells share the ranges of their axes.
    domain, range
        The author's ranges of the variables and of the function's values, or None.
    formula
        The notation of formulas.
    notes
        The author's notes.
    title, caption
        The author's texts in the scene's language, or None for those that the program writes.
    language, digits, formula_digits, bilingual, terms
        The language of the texts, the digits of words and of formulas, whether terms also stand in English, and
        other words for some terms.
    theme, dark_theme
        The theme, and the second one of a pair, or None.
    font
        The author's font file, or None.
    size
        The size in pixels, or None for the natural one.
    poster
        The moment of the still picture: the start, the end, a step, or None for the moment that shows most.
    output
        The names of the formats.
    max_size
        The size in bytes that no file may exceed, or None.
    metadata
        Whether files carry the scene's text.
    player
        Whether the step player holds its picture or refers to it.
    background
        Whether the page is opaque or transparent.
    file
        The path of the scene file, or None.
    text
        The scene's own text, without the scenes that it extends; empty if it holds a Python object.
    reads
        Every file that the scene reads, as (path relative to the scene's folder, sha256).
    overrides
        The keys that ``--set`` gave, with their texts.
    warnings
        Advice for the author, a sentence each.
    nodes
        The root of the scene's text, for locating problems found later.
    """

    name: str
    runs: tuple[Run, ...]
    cells: tuple[tuple[int, ...], ...]
    panels: tuple[PanelSpec, ...]
    timing: Timing
    steps: int = 25
    epochs: int | None = None
    sweep: Sweep | None = None
    show: Show = Show()
    is_overlay: bool = False
    columns: int | None = None
    axes: Literal["shared", "free"] = "shared"
    domain: tuple[Range, ...] | None = None
    range: Range | None = None
    formula: FormulaSpec = FormulaSpec()
    notes: tuple[Note, ...] = ()
    title: str | None = None
    caption: str | None = None
    language: str = "en"
    digits: str = "latin"
    formula_digits: str = "latin"
    bilingual: bool = False
    terms: tuple[tuple[str, str], ...] = ()
    theme: str = "light"
    dark_theme: str | None = None
    font: str | None = None
    size: tuple[int, int] | None = None
    poster: Literal["start", "end"] | int | None = None
    output: tuple[str, ...] = ("gif", "mp4")
    max_size: int | None = None
    metadata: bool = False
    player: str = "inside"
    background: str = "opaque"
    transparent_output: ClassVar[tuple[str, ...]] = ("webp", "png")
    file: str | None = None
    text: str = field(default="", compare=False, repr=False)
    reads: tuple[tuple[str, str], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    nodes: Node | None = field(default=None, compare=False, repr=False)

    def __repr__(self) -> str:
        labels = ", ".join(run.label for run in self.runs[:MAX_SHOWN_RUNS]) + ", …" * (len(self.runs) > MAX_SHOWN_RUNS)
        return f"<Scene {self.name}, {len(self.runs)} runs: {labels}>" if len(self.runs) > 1 else f"<Scene {self.name}>"

    def shown_marks(self, spec: PanelSpec) -> frozenset[str]:
        """Returns the marks that one of the scene's panels shows when it has enough room."""
        panel, show = spec.plugin, self.show if spec.show is None else spec.show
        shown = show.apply_to(
            panel.default_marks.chosen(panel.marks, is_lesson=len(self.runs) == 1, is_overlay=self.is_overlay)
        )
        return (frozenset(shown) & frozenset(panel.marks)) - (frozenset() if self.steps else MARKS_ABOUT_RUNS)

    @cached_property
    def clock(self) -> Clock:
        """The animation's clock."""
        if self.sweep is not None:
            return SweepClock(self.run_clocks, self.steps, self.sweep.trait, self.sweep.values)
        if self._counts_time:
            return TimeClock(self.run_clocks, self.steps, tick_size=min(self._step_sizes))
        return Clock(self.run_clocks, self.steps)

    @cached_property
    def run_clocks(self) -> tuple[RunClock, ...]:
        """The clock of each run, which maps the animation's steps to the run's."""
        if self._counts_time:
            return time_clocks(self._step_sizes)
        return run_clocks(self.runs, by_epochs=self.epochs is not None)

    @property
    def _counts_time(self) -> bool:
        """Whether the runs share a clock of the time, of which each step takes as much as its size."""
        return any(panel.plugin.film.counts_time for panel in self.panels)

    @property
    def _step_sizes(self) -> tuple[float, ...]:
        """The step size of each run."""
        return tuple(run.schedule.at(0) if run.schedule else 1.0 for run in self.runs)
