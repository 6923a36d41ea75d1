"""A film that flashes more than three times a second over a quarter of the picture is warned of, from its plan."""

from dataclasses import dataclass

import numpy as np
import pytest

from gdanim import flashing, pipeline, scene as scenes

SIDE = 64


@dataclass
class Blinking:
    """A square that is dark on even landings and bright on odd ones; counts the frames that are asked for."""

    every: int
    side: int = SIDE // 2
    bright: int = 255
    fps: float = 20
    drawn: int = 0

    @property
    def arrivals(self):
        return [frame / self.fps for frame in range(0, 40, self.every)]

    def frame(self, index):
        self.drawn += 1
        frame = np.zeros((SIDE, SIDE, 4), np.uint8)
        frame[: self.side, : self.side] = self.bright * (index // self.every % 2)
        return frame


def test_flashes_are_counted_in_pairs_of_opposing_changes():
    """A landing every second frame: in a second and its end 11 landings, ten changes, five flashes."""
    assert flashing.flashes(Blinking(every=2)) == 5


def test_three_flashes_a_second_can_not_be_exceeded_by_six_landings_so_nothing_is_drawn():
    slow = Blinking(every=4)
    assert flashing.flashes(slow) == 0
    assert slow.drawn == 0


@pytest.mark.parametrize("change", [{"side": SIDE // 8}, {"bright": 80}])
def test_what_is_small_or_faint_is_no_flash(change):
    """A 64th of the picture; a grey of relative luminance 0.08."""
    assert flashing.flashes(Blinking(every=2, **change)) == 0


def test_a_steady_brightening_is_no_flash():
    steps = [np.full((SIDE, SIDE, 4), grey, np.uint8) for grey in (0, 100, 150, 200, 230, 255)]
    assert flashing.counted(steps) == 0


def test_only_the_second_with_most_landings_is_looked_at():
    assert flashing.busiest_second([0, 1, 2, 2.1, 2.2, 2.3, 4], fps=10) == [20, 21, 22, 23]
    assert flashing.busiest_second([], fps=10) == []


def test_a_ball_that_bounces_twenty_times_a_second_does_not_flash():
    scene = scenes.load(
        {"function": "x**2", "start": 2, "eta": 0.99, "steps": 60, "size": [320, 240], "timing": {"frames_per_step": 1}}
    )
    trajectories = pipeline.trace(scene)
    picture = pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))
    assert flashing.flashes(picture) <= flashing.MOST


def test_rendering_warns_of_a_film_that_flashes(tmp_path, monkeypatch):
    monkeypatch.setattr(flashing, "flashes", lambda _: 5)
    small = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 1, "size": [64, 48], "output": ["png"]}
    assert pipeline.render(scenes.load(small), tmp_path).warnings == (
        "a quarter of the picture flashes 5 times in a second, which can harm: let the steps take longer",
    )
