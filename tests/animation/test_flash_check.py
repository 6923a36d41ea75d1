"""Flashes of over a quarter of the picture, more than three times a second, are warned of. WCAG 2.3.1."""

import itertools
import math

import numpy as np
import pytest

from gdanim import pipeline, scene as scenes
from gdanim.animation.flash_check import FlashCheck

WIDTH, HEIGHT = 120, 90  # the field of 10 degrees is 40 by 30 of these pixels, a quarter of it 300
BLACK, WHITE, RED = (0, 0, 0), (255, 255, 255), (255, 0, 0)


def picture(colour, area=WIDTH * HEIGHT, ground=BLACK):
    """Pixels of one colour, row by row within the field's width, on a ground of another."""
    frame = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    frame[..., :3] = ground
    rows, rest = divmod(area, 40)
    if area >= WIDTH * HEIGHT:
        frame[..., :3] = colour
    else:
        frame[:rows, :40, :3] = colour
        frame[rows : rows + 1, :rest, :3] = colour
    return frame


def grey(luminance):
    """The grey of a relative luminance: the inverse of sRGB's curve, rounded to a level."""
    level = 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return (round(255 * level),) * 3


def flashes(frames, fps=20):
    watch = FlashCheck(fps)
    assert all(given is seen for given, seen in zip(frames, watch.watch(frames), strict=True))
    return watch.flashes


def blinking(one, other, changes, fps=20):
    """So many changes within a second, then rest."""
    frames = [one, other]
    shown = [frames[index % 2] for index in range(changes + 1)]
    return shown + [shown[-1]] * (2 * fps)


def test_flashes_are_pairs_of_opposing_changes():
    """Eight changes are four flashes; at 20 frames a second there are at most ten."""
    dark, bright = picture(BLACK), picture(WHITE)
    assert flashes(blinking(dark, bright, 8)) == 4
    assert flashes([dark, bright] * 30) == 10


def test_three_flashes_in_a_second_are_allowed():
    assert flashes(blinking(picture(BLACK), picture(WHITE), 7)) == 0


def test_flashes_count_within_any_one_second():
    """Eight changes in 1.05 seconds: never more than seven within one."""
    dark, bright = picture(BLACK), picture(WHITE)
    held = [frame for frame in itertools.islice(itertools.cycle([dark, bright]), 9) for _ in range(3)]
    assert flashes(held) == 0
    assert flashes([frame for frame in itertools.islice(itertools.cycle([dark, bright]), 30) for _ in range(2)]) == 5


@pytest.mark.parametrize(("area", "found"), [(299, 0), (300, 10)])
def test_it_takes_a_quarter_of_the_field(area, found):
    assert flashes([picture(WHITE, area), picture(WHITE, 0)] * 30) == found


def test_what_flashes_need_not_be_in_one_piece_but_in_one_field():
    """Two strips of 200 pixels: within one field at rows 0 and 20, too far from each other at rows 0 and 60."""

    def strips(second):
        frame = picture(BLACK)
        frame[:5, :40, :3] = frame[second : second + 5, :40, :3] = 255
        return frame

    assert flashes([strips(20), picture(BLACK)] * 30) == 10
    assert flashes([strips(60), picture(BLACK)] * 30) == 0


@pytest.mark.parametrize(
    ("darker", "brighter", "found"),
    [(0.0, 0.09, 0), (0.0, 0.11, 10), (0.5, 0.59, 0), (0.5, 0.61, 10), (0.82, 1.0, 0), (0.78, 1.0, 10)],
)
def test_a_change_is_a_tenth_of_full_luminance_with_a_darker_side_below_eight_tenths(darker, brighter, found):
    assert flashes([picture(grey(darker)), picture(grey(brighter))] * 30) == found


@pytest.mark.parametrize(("hertz", "found"), [(3, 0), (5, 5), (8, 8)])
def test_what_swells_and_fades_flashes_once_a_period(hertz, found):
    """A sine of luminance: each frame changes by little, each half period by 0.6."""
    frames = [picture(grey(0.5 + 0.3 * math.sin(math.tau * hertz * index / 50))) for index in range(200)]
    assert flashes(frames, fps=50) == found


def test_a_steady_brightening_and_a_place_that_is_passed_once_do_not_flash():
    assert flashes([picture(grey(index / 40)) for index in range(40)]) == 0
    assert flashes([picture(BLACK), picture(WHITE), *[picture(BLACK)] * 30]) == 0


def test_a_saturated_red_flashes_where_brightness_stays():
    """Red and the grey of red's own luminance; a brownish red of R < 0.8 (R + G + B) is not saturated."""
    assert flashes([picture(RED), picture(grey(0.2126))] * 30) == 10
    dull = (200, 110, 110)
    level = 0.2126 * linear(200) + 0.7874 * linear(110)
    assert flashes([picture(dull), picture(grey(level))] * 30) == 0


def test_a_red_that_hardly_changes_its_hue_is_no_red_flash():
    """Two reds on either side of the bound of saturation, 0.01 apart."""
    assert flashes([picture((200, 68, 68)), picture((200, 70, 70))] * 30) == 0


def linear(level):
    part = level / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def drawn(keys):
    scene = scenes.load(keys)
    trajectories = pipeline.trace(scene)
    return pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))


def animation(keys):
    made = drawn(keys)
    watch = FlashCheck(made.fps)
    assert sum(1 for _ in watch.watch(made.frames())) == made.count
    return watch.flashes


HASTE = {"frames_per_step": 1, "slow": 0, "fps": 50}
MARKS = ["ball", "step_arrow", "tangent", "slope_arrow"]
TINY = {"function": "x**2", "start": 2, "eta": 1, "steps": 100, "size": [48, 36], "show": MARKS}
"""The step is x ← −x. The ball and its arrows are larger than a quarter of the field, which is 85 pixels."""


def test_a_large_ball_that_changes_sides_with_every_frame_flashes_half_as_often():
    assert animation({**TINY, "timing": HASTE}) == 25
    assert animation({**TINY, "timing": {"frames_per_step": 20}}) == 0


@pytest.mark.parametrize(
    "keys",
    [
        {"function": "x**2", "start": 2, "eta": 1, "steps": 60, "size": [480, 360]},
        {"function": "linear_regression", "eta": 1.5, "steps": 60, "panels": ["data"], "size": [480, 360]},
        {"function": "logistic_regression", "eta": 90, "steps": 60, "panels": ["data"], "size": [480, 360]},
        {"function": "x**2", "start": 2, "eta": 1, "steps": 60, "panels": ["curve", "flowchart"], "size": [640, 360]},
    ],
    ids=["ball", "lines", "bounds", "boxes"],
)
def test_what_is_small_on_the_page_does_not_flash_in_fifty_steps_a_second(keys):
    assert animation({**keys, "timing": HASTE}) == 0
    assert animation({**keys, "theme": "dark", "timing": HASTE}) == 0


def test_rendering_warns_of_an_animation_that_flashes(tmp_path):
    hasty = {**TINY, "timing": HASTE, "output": ["gif"]}
    room = "48 × 36 pixels leave no room for anything beside the panels; size: [144, 108] has it"
    said = "the picture flashes 25 times in a second, which can harm: let the steps take longer"
    assert pipeline.render(scenes.load(hasty), tmp_path).warnings == (room, said)
    assert pipeline.render(scenes.load({**hasty, "output": ["png"]}), tmp_path / "png").warnings == (room,)
