"""The algorithm as a flowchart; the current box is highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.animation import appearance
from gdanim.panels import Drawing, Panel, PanelContext, PanelFilm, PanelSize

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment

FINISHED_VERDICTS = frozenset({"converged", "stationary", "stopped"})  # of runs that end by themselves


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.flowchart.diagram import FlowchartDiagram
    from gdanim.panels.flowchart.layout import largest_layout

    layout = largest_layout(context, box_texts(context))
    if layout is None:
        return Drawing()
    diagram = FlowchartDiagram(context, layout)
    finished = context.trajectories[0].verdict.kind in FINISHED_VERDICTS

    def show(moment: Moment) -> None:
        local_moment = context.run_moment(0, moment)
        diagram.highlight(current_box(local_moment, finished=finished, has_two_beats=context.timeline.beats == 2))

    return Drawing(static=diagram.static, movers=diagram.movers, show=show)


def current_box(moment: Moment, *, finished: bool, has_two_beats: bool) -> str:
    """Returns the algorithm's current box at a moment; ``finished``: it ends, and not only the animation.

    With two beats a step's arrow is part of the step; with one it stands there from the beginning.
    """
    if moment.phase == "intro":
        return "start"
    if moment.phase == "end":
        return "end" if finished else "test"
    if moment.travel_progress > 0 or (has_two_beats and moment.reveal(*appearance.STEP_ARROW) > 0):
        return "step"
    return "test" if moment.reveal(*appearance.TANGENT_SPAN) == 1 else "gradient"


def box_texts(context: PanelContext) -> dict[str, str]:
    """Returns the text of each box by its name."""
    words, run = context.words, context.trajectories[0].run
    gradient = r"\partial f / \partial x" if len(run.start) == 1 else r"\nabla f"
    return {
        "start": words.label("flow_start"),
        "gradient": f"{words.label('flow_gradient')} ${gradient}$",
        "test": words.label("flow_test"),
        "step": words.label("flow_step_with" if run.is_ascent else "flow_step"),
        "end": words.label("flow_end"),
    }


PLUGIN = Panel(
    summary="the algorithm as a flowchart with the current box highlighted",
    scope="run",
    prepare=prepare,
    size=PanelSize(placement="aside", minimum=(205, 190)),
    film=PanelFilm(tells_parts_of_steps=True),
)
