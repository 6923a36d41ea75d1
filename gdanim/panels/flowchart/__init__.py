"""The algorithm in one diagram: the box in which it is lights up in time with the ball."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, PanelContext

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment

TESTED = 0.5  # of beat one: the gradient is known, and looked at
ARRIVED = frozenset({"converged", "stationary", "stopped"})


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.flowchart.boxes import plan
    from gdanim.panels.flowchart.diagram import FlowchartDiagram

    found = plan(context, words(context))
    if found is None:
        return Drawing()
    chart = FlowchartDiagram(context, found)
    kind = context.trajectories[0].verdict.kind

    def show(moment: Moment) -> None:
        chart.light(current(moment, arrived=kind in ARRIVED))

    return Drawing(static=chart.static, movers=chart.movers, show=show)


def current(moment: Moment, *, arrived: bool) -> str:
    """The box in which the algorithm is at a moment."""
    if moment.phase == "intro":
        return "start"
    if moment.phase == "end":
        return "end" if arrived else "test"
    if moment.travel > 0:
        return "step"
    return "gradient" if moment.look < TESTED else "test"


def words(context: PanelContext) -> dict[str, str]:
    """What stands in each box."""
    said, run = context.words, context.trajectories[0].run
    partial = r"\partial f / \partial x" if len(run.start) == 1 else r"\nabla f"
    return {
        "start": said.label("flow_start"),
        "gradient": f"{said.label('flow_gradient')} ${partial}$",
        "test": said.label("flow_test"),
        "step": said.label("flow_step_with" if run.direction == "ascend" else "flow_step"),
        "end": said.label("flow_end"),
    }


PLUGIN = Panel(
    summary="the algorithm as a diagram, its current box lit",
    scope="run",
    prepare=prepare,
    weight=1.0,
    beside=True,
    minimum_size=(205, 190),
)
