"""The algorithm in one diagram: the box in which it is lights up in time with the ball."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, Stage

if TYPE_CHECKING:
    from gdanim.timeline import Moment

ROWS = {"start": 0.09, "gradient": 0.36, "test": 0.63, "step": 0.90}  # the boxes' middles, of the panel's height
HEIGHT = 0.145
COLUMN, WIDTH = 0.42, 0.58  # the main column's middle and width, of the panel's width
END, END_WIDTH = 0.90, 0.18
TESTED = 0.5  # of beat one: the gradient is known, and looked at
ARRIVED = frozenset({"converged", "stationary", "stopped"})


def prepare(stage: Stage) -> Drawing:
    from gdanim.panels.marks.flow import Chart

    chart = Chart(stage, boxes(stage))
    if not chart.roomy:
        return Drawing()
    kind = stage.trajectories[0].verdict.kind

    def show(moment: Moment) -> None:
        chart.light(current(moment, arrived=kind in ARRIVED))

    return Drawing(still=chart.still, movers=chart.movers, show=show)


def current(moment: Moment, *, arrived: bool) -> str:
    """The box in which the algorithm is at a moment."""
    if moment.phase == "intro":
        return "start"
    if moment.phase == "end":
        return "end" if arrived else "test"
    if moment.travel > 0:
        return "step"
    return "gradient" if moment.look < TESTED else "test"


def boxes(stage: Stage) -> dict[str, tuple[float, float, float, float, str]]:
    """Each box's middle, width and height as parts of the panel, and its words."""
    words, run = stage.words, stage.trajectories[0].run
    partial = r"\partial f / \partial x" if len(run.start) == 1 else r"\nabla f"
    texts = {
        "start": words.say("flow_start"),
        "gradient": f"{words.say('flow_gradient')} ${partial}$",
        "test": words.say("flow_test"),
        "step": words.say("flow_step_with" if run.direction == "ascend" else "flow_step"),
    }
    made = {name: (COLUMN, ROWS[name], WIDTH, HEIGHT, text) for name, text in texts.items()}
    return made | {"end": (END, ROWS["test"], END_WIDTH, HEIGHT, words.say("flow_end"))}


PLUGIN = Panel(
    summary="the algorithm as a diagram, its current box lit",
    scope="run",
    prepare=prepare,
    weight=1.0,
    beside=True,
)
