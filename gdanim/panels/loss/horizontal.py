"""The horizontal axis of a loss panel: steps, epochs, or the step size of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panel_parts.line_chart.horizontal import HorizontalAxis, steps

if TYPE_CHECKING:
    from gdanim.panels import PanelContext
    from gdanim.panels.loss.options import Options


def horizontal_axis(context: PanelContext) -> HorizontalAxis:
    """Returns the axis that the options choose."""
    trajectories, words = context.trajectories, context.words
    if context.options.against == "eta":
        etas = tuple(trajectory.etas for trajectory in trajectories)
        return HorizontalAxis(f"{words.label('step_size')} $\\eta$", etas, is_count=False)
    counts = [trajectory.last_step + 1 for trajectory in trajectories]
    if not counts_epochs(context):
        return HorizontalAxis(words.label("step"), steps(counts))
    samplings = [trajectory.run.sampling for trajectory in trajectories]
    lengths = [1 / sampling.updates_per_epoch if sampling else 1.0 for sampling in samplings]
    return HorizontalAxis(words.label("epoch"), steps(counts, lengths))


def counts_epochs(context: PanelContext) -> bool:
    """Returns whether the axis counts passes over the data."""
    per: str | None = context.options.per
    is_chosen = per == "epoch" or (per is None and context.scene_facts.epochs is not None)
    return is_chosen and context.options.against == "step"


def is_logarithmic(options: Options) -> bool:
    """Returns whether the axis is logarithmic: if chosen, and by default that of step sizes."""
    return options.axis == "log" or (options.axis == "auto" and options.against == "eta")
