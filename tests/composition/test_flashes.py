"""Nothing blinks: at most three changes of brightness a second over any quarter of the picture."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from drawn import draw

from gdanim.animation.flash_check import FlashCheck

SCENES = sorted((Path(__file__).parents[2] / "scenes").glob("[!_]*.yaml"))
CHANGE = 0.02  # of a quarter's mean luminance; WCAG 2 counts a flash from 0.1
BLOCKS = 8  # a side of the picture in blocks; a quarter is half as many each way, wherever it lies
CHANNEL = np.arange(256) / 255
LINEAR = np.where(CHANNEL <= 0.04045, CHANNEL / 12.92, ((CHANNEL + 0.055) / 1.055) ** 2.4)
WEIGHTS = np.array([0.2126, 0.7152, 0.0722])


def luminances(frame):
    """The mean relative luminance of each block (BLOCKS, BLOCKS) of a frame."""
    height, width = (side - side % BLOCKS for side in frame.shape[:2])
    light = LINEAR[frame[:height, :width, :3]] @ WEIGHTS
    return light.reshape(BLOCKS, height // BLOCKS, BLOCKS, width // BLOCKS).mean(axis=(1, 3))


def quarters(blocks):
    """The mean of every quarter of the picture, wherever it lies."""
    half = BLOCKS // 2
    return np.lib.stride_tricks.sliding_window_view(blocks, (half, half)).mean(axis=(2, 3))


def busiest(picture):
    """The most changes of brightness that any quarter of a picture goes through within a second."""
    table, shown, previous = [], None, None
    for frame in picture.frames():
        shown = quarters(luminances(frame)) if frame is not previous else shown
        table.append(shown)
        previous = frame
    if len(table) < 2:  # a picture of one frame changes never
        return 0
    changed = [np.abs(after - before) > CHANGE for before, after in itertools.pairwise(table)]
    totals = np.cumsum([np.zeros_like(changed[0], int), *(change.astype(int) for change in changed)], axis=0)
    second = min(round(picture.fps), len(changed))
    return int((totals[second:] - totals[:-second]).max())


def test_the_measure_counts_what_blinks():
    """A quarter that turns from black to white with every frame changes twenty times a second."""

    class Blinking:
        fps = 20

        @staticmethod
        def frames():
            for index in range(40):
                frame = np.zeros((64, 64, 4), np.uint8)
                frame[:32, :32] = 255 * (index % 2)
                yield frame

    assert busiest(Blinking) == 20


def test_the_flagship_never_blinks():
    small = draw(Path(__file__).parents[2] / "scenes" / "stepsizes.yaml", size=[480, 360])
    assert busiest(small.picture) <= 3


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_no_shipped_scene_blinks(path, theme):
    picture = draw(path, theme=theme).picture
    check = FlashCheck(picture.fps)
    assert busiest(replace(picture, watch=check.watch)) <= 3
    assert check.flashes == 0
