"""GIF: 256 colours and hundredths of a second."""

import numpy as np
import pytest
from flat_picture import ARROW_COLOUR, BALL_COLOUR, PAPER_COLOUR, FlatPicture
from PIL import Image, ImageSequence

from gdanim import outputs
from gdanim.encoders.parts.palette import palette, sampled_frames


def write(picture, folder):
    return outputs.write(picture, folder, "film", ["gif"], lambda _: {})[0]


def colours_of(picture):
    table = np.frombuffer(palette(picture), np.uint8).reshape(256, 4)
    return {tuple(colour[:3].tolist()) for colour in table if colour[3] == 255}


def delays(path):
    """In 1/100 s."""
    with Image.open(path) as image:
        return [round(frame.info["duration"] / 10) for frame in ImageSequence.Iterator(image)]


def psnr(path, picture):
    """Decibels of the whole animation against the drawn frames."""
    with Image.open(path) as image:
        images = [
            (np.asarray(seen.convert("RGB")), round(seen.info["duration"] / 1000 * picture.fps))
            for seen in ImageSequence.Iterator(image)
        ]
    shown = [pixels for pixels, frames in images for _ in range(frames)]
    errors = [
        np.mean((seen - drawn[..., :3].astype(float)) ** 2) for seen, drawn in zip(shown, picture.frames(), strict=True)
    ]
    return 10 * np.log10(255**2 / np.mean(errors))


@pytest.mark.parametrize("fps", [1, 3, 7, 12.5, 24, 30, 48, 50])
def test_each_image_ends_on_the_nearest_hundredth(tmp_path, fps):
    ends = [int(100 * k / fps + 0.5) for k in (0, 2, 4, 6, 8, 9)]  # so that rounding never adds up
    assert delays(write(FlatPicture(fps=fps, count=9), tmp_path)) == np.diff(ends).tolist()


@pytest.mark.slow
@pytest.mark.parametrize("fps", range(1, 51))
def test_every_rate_keeps_the_whole_time(tmp_path, fps):
    assert sum(delays(write(FlatPicture(fps=fps, count=23), tmp_path))) == pytest.approx(2300 / fps, abs=0.51)


def test_a_picture_of_few_colours_keeps_them_all():
    assert colours_of(FlatPicture()) >= {PAPER_COLOUR, BALL_COLOUR, ARROW_COLOUR}


def test_the_pictures_own_colours_are_exact_even_if_they_are_rare():
    rare = tuple((level, 255 - level, 3) for level in range(40))
    assert colours_of(FlatPicture(soft=True, colours=rare)) >= set(rare)


def test_more_own_colours_than_a_gif_can_hold_are_no_error():
    own = tuple((level, 7, 7) for level in range(256))
    assert colours_of(FlatPicture(colours=own)) == set(own[:255])


def test_soft_edges_are_near_the_drawn_ones(tmp_path):
    picture = FlatPicture(size=(200, 150), count=20, soft=True)
    assert psnr(write(picture, tmp_path), picture) >= 48


def test_a_palette_is_the_same_each_time():
    assert palette(FlatPicture(soft=True)) == palette(FlatPicture(soft=True))


def test_one_pixel_colour_makes_a_palette():
    assert PAPER_COLOUR in colours_of(FlatPicture(colours=()))


@pytest.mark.parametrize("period", [2, 3, 4, 5, 8, 10, 20])
def test_the_sampled_frames_follow_no_rhythm_of_the_steps(period):
    picture = FlatPicture(count=500)
    assert len({index % period for index in sampled_frames(picture)}) >= min(period, 5)


def test_all_frames_of_a_short_animation_are_sampled():
    assert sampled_frames(FlatPicture(count=2, poster=0)) == [0, 1]


def test_an_image_that_stays_longer_than_a_gif_can_hold_is_prolonged(tmp_path):
    picture = FlatPicture(fps=0.0025, count=3)  # 800 s, then 400 s
    assert delays(write(picture, tmp_path)) == [65535, 80000 - 65535, 40000]
