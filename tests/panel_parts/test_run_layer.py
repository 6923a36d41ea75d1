"""What moves in a panel: a layer a run, drawn level by level, each run on its own clock."""

import invented
import numpy as np
import pytest
from drawn import draw

from gdanim import themes
from gdanim.animation.frame_budget import Timing
from gdanim.animation.run_clock import RunClock
from gdanim.animation.timeline import Moment, plan
from gdanim.drawing.ball import Ball
from gdanim.panels import PanelContext, RunLayer, RunLayers, RunStyle


class Recorder(RunLayer):
    """Writes down what it is asked."""

    def __init__(self, context, index):
        super().__init__(context, index)
        self.seen = []

    def levels(self):
        return [f"back {self.index}"], [f"front {self.index}", f"label {self.index}"]

    def show(self, moment):
        self.seen.append((moment.step, moment.travel_progress))

    def persist(self, step):
        return [f"trail {self.index} {step}"]


class Still(Recorder):
    """A layer that says no more than it must."""

    persist = RunLayer.persist


@pytest.fixture
def context():
    """Two runs: one takes two steps in the time in which the other takes one."""
    clocks = [RunClock(2, 2), RunClock(1, 2)]
    run_styles = tuple(RunStyle(index, clock) for index, clock in enumerate(clocks))
    trajectories = tuple(invented.trajectory(None, np.zeros((count, 1)), None) for count in (5, 3))
    names = dict.fromkeys(PanelContext.__dataclass_fields__)
    return PanelContext(
        **names
        | {
            "trajectories": trajectories,
            "run_styles": run_styles,
            "timeline": plan(Timing(), 4, 2),
            "theme": themes.load("light"),
            "has_run_colours": True,
        }
    )


def layers(context, kind=Recorder):
    return RunLayers([kind(context, index) for index in range(2)])


def test_a_level_of_all_runs_lies_under_the_next_level_of_all_runs(context):
    assert layers(context).movers == ["back 0", "back 1", "front 0", "label 0", "front 1", "label 1"]


def test_each_run_is_shown_on_its_own_clock(context):
    """The third step is the slower run's first, half of whose time has gone: 0.2 after the ball has left."""
    shown = layers(context)
    shown.show(Moment(0, 0.0, "step", 3, 2, travel_progress=0.0))
    fast, slow = (layer.seen for layer in shown.layers)
    assert fast == [(3, 0.0)]
    assert slow == [(1, pytest.approx(0.2**2 * (3 - 0.4)))]


def test_what_a_run_leaves_behind_comes_with_its_own_steps(context):
    shown = layers(context)
    assert [shown.persist(step) for step in range(3)] == [
        ["trail 0 0", "trail 1 0"], ["trail 0 1"], ["trail 0 2", "trail 1 1"]
    ]  # fmt: skip


def test_a_layer_leaves_nothing_behind_unless_it_says_so(context):
    assert layers(context, Still).persist(1) == []


def test_a_layer_knows_its_run(context):
    first, second = layers(context).layers
    assert (first.last, second.last) == (4, 2)
    assert (first.colour, second.colour) == context.theme.runs[:2]
    assert first.ball is first.offscreen is None


@pytest.mark.parametrize("panel", ["curve", "contour", "surface"])
def test_a_ball_shows_the_one_that_it_hides_on_every_panel(panel):
    keys = {"function": "x**2", "start": 2} if panel == "curve" else {"function": "x**2 + y**2", "start": [[2, 1]]}
    drawn = draw({**keys, "eta": [0.1, 0.2], "steps": 2, "compare": "overlay", "panels": [panel], "size": [480, 480]})
    back, front = drawn.visible(Ball, drawn.moments[0])
    assert front.hidden == (back,)
    assert back.hidden == ()
