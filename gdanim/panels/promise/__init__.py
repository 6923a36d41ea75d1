"""The descent promised for each step and the descent kept, as bars: the descent lemma at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field

from gdanim.messages import message
from gdanim.panels import Drawing, FunctionRole, Panel, PanelAxes, PanelContext, PanelSize
from gdanim.panels.promise.lemma import promises
from gdanim.plugin_options import PluginOptions
from gdanim.text import narration, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.messages import Message
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

BAR_MARGIN = 0.12  # fraction of the height above and below the bars
MAX_FIRST_BARS = 4.0  # largest bars of first steps: what is larger leaves the panel
BROKEN_TOLERANCE = 1e-9  # of the largest bar: a promise that is not kept by less is rounding
MARKS = ("ball", "trail", "parabola", "readout")


class Options(PluginOptions):
    L: float | Literal["run", "minimum"] = Field(
        "run",
        description="the curvature that bounds a step: the largest of the run, that at the minimum, or a number",
    )
    bars: bool = Field(default=True, description="whether bars at the step on the curve show both descents")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of steps, each with its own place, and of descents around zero."""
    rows = []
    for trajectory in context.trajectories:
        promise = promises(trajectory, context.options.L)
        rows += [promise.kept, *([promise.promised] if promise.is_known else [])]
    rows = [row[np.isfinite(row)] for row in rows]
    first = max((float(np.abs(row[:1]).max(initial=0.0)) for row in rows), default=0.0)
    values = np.concatenate([[0.0], *(row[np.abs(row) <= MAX_FIRST_BARS * first] for row in rows)])
    low, high = float(values.min()), float(values.max())
    size = (high - low) or 1.0
    bottom = min(low - BAR_MARGIN * size, -0.25 * size)
    return (0.5, max(1, context.scene_facts.steps) + 0.5), (bottom, high + BAR_MARGIN * size)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.promise.bars import Bars

    bars = Bars(context)
    promise = bars.promises[0]
    limit = promise.step_limits.get("2/L")
    values = {} if limit is None else {"L": promise.curvature, "2/L": limit}
    return Drawing(
        static=bars.static_marks(),
        movers=bars.movers,
        show=bars.show,
        sidecar={"values": values},
        warnings=_warnings(context),
    )


def _warnings(context: PanelContext) -> list[str]:
    """Returns warnings: that there is no L, or that a given one is too small."""
    found = [promises(trajectory, context.options.L) for trajectory in context.trajectories]
    if not all(each.is_known for each in found):
        return [message("layout.no_largest_curvature")]
    broken = sum(int(is_broken(each.promised, each.kept).sum()) for each in found)
    return [message("layout.broken_promises", count=broken)] if broken else []


def is_broken(promised: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Returns a mask (n,) of the steps that go down by less than was promised, because L was given too small."""
    finite = np.concatenate([promised[np.isfinite(promised)], kept[np.isfinite(kept)]])
    return kept < promised - BROKEN_TOLERANCE * float(np.abs(finite).max(initial=0.0))


def on_function(context: PanelContext) -> Drawing:
    """Returns the parabola of the lemma on the curve, and both descents at the step."""
    if context.has_several_runs or not promises(context.trajectories[0], context.options.L).is_known:
        return Drawing()
    from gdanim.panels.promise.step import PromisedStep

    step = PromisedStep(context)
    return Drawing(movers=step.marks, show=step.show)


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, options: Options
) -> Sequence[str]:
    """Returns a sentence for each run: whether its steps promise anything, and how many go uphill."""

    def tell(trajectory: Trajectory) -> str:
        promise = promises(trajectory, options.L)
        if not promise.step_limits or not len(promise.kept):
            return ""
        limit = words.formula(f"2/L = {numbers.single(promise.step_limits['2/L'])}")
        key = "promise_down" if (promise.promised > 0).any() else "promise_none"
        uphill = int((promise.kept < 0).sum())
        return words.fill(words.report(key), limit=limit, n=uphill, count=len(promise.kept))

    return narration.each_run(words, trajectories, formats, tell)


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run that does not step by η times its slope."""
    return None if run.momentum == 0 else message("scene.needs_plain_steps", rule=run.optimizer.rule.display_name)


PLUGIN = Panel(
    summary="the descent that each step promises by the descent lemma, and the descent that it keeps",
    scope="run",
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    options=Options,
    size=PanelSize(weight=0.8, minimum=(0, 54)),
    axes=PanelAxes(shares_x=False),
    function=FunctionRole(add=on_function),
    refusal=refusal,
    sentences=sentences,
)
