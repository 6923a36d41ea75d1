"""The words on a lesson's two arrows: which they are, and in which steps they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.descent import Run
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.text.words import Words

NAMED_STEPS, MIN_NAMED_LENGTH = 3, 12  # steps whose arrows have words; units: minimum length of such an arrow


def arrow_words(words: Words, run: Run) -> tuple[str, str]:
    """Returns the words of the slope's arrow and of the step's: in ascent the step goes with the slope.

    Only plain gradient descent follows the slope in each step; that of another rule is just called a step.
    """
    slope, step = ("slope", "with_slope") if run.is_ascent else ("with_slope", "against_slope")
    return words.label(slope), words.label(step if _follows_slope(run) else "step")


def step_phrase(words: Words, run: Run) -> str:
    """Returns the words that ask for the step: along the slope or against it, or just for a step, of other rules."""
    key = "step_with" if run.is_ascent else "step_against"
    return words.label(key if _follows_slope(run) else "step")


def _follows_slope(run: Run) -> bool:
    """Returns whether each step is a multiple of the gradient where it is taken."""
    return run.optimizer.rule.step_form == "gradient"


def has_arrow_words(context: PanelContext, step: int, lengths: Iterable[float]) -> bool:
    """Returns whether both arrows have words: in a lesson's first steps, if their lengths in pixels suffice."""
    least = MIN_NAMED_LENGTH * context.unit
    return context.is_lesson and step < NAMED_STEPS and all(length >= least for length in lengths)
