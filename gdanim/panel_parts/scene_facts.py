"""The facts about the scene that a panel may use, instead of the scene itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.descent import Run
    from gdanim.scene.model import FormulaSpec, Note, Sweep


@dataclass(frozen=True)
class SceneFacts:
    """The facts about the scene that a panel may use, instead of the scene itself.

    Attributes
    ----------
    all_runs
        All runs, including those of other cells.
    steps
        The number of steps of the longest run.
    epochs
        The number of epochs, if the scene counts in epochs; otherwise None.
    domain
        The author's range for each variable, or None.
    value_range
        The author's range for the function's values, or None.
    notes
        The author's notes.
    formula
        The notation of the update rule.
    sweep
        The number that takes many values, a run for each; None for none.
    has_headers
        Whether headers name the runs: those of their own panels, or the page's.
    has_several_maps
        Whether several of a run's panels show a part of the plane: all of them show the same part.
    """

    all_runs: tuple[Run, ...]
    steps: int
    formula: FormulaSpec
    epochs: int | None = None
    sweep: Sweep | None = None
    domain: tuple[Range, ...] | None = None
    value_range: Range | None = None
    notes: tuple[Note, ...] = ()
    has_headers: bool = False
    has_several_maps: bool = False
