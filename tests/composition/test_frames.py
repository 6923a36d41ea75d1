"""Frames: opaque, of the right size, the same whichever was drawn before; drawing leaves no trace of itself."""

import itertools
import random
from pathlib import Path

import numpy as np
import pytest
from drawn import draw

from gdanim import registry

SCENES = sorted((Path(__file__).parents[2] / "scenes").glob("*.yaml"))
THEMES = registry.names("themes")
COMPARISON = {
    "title": "Three",
    "function": "2*x + exp(-2*x)",
    "start": 3,
    "eta": [0.2, 0.6, 0.9],
    "steps": 5,
    "size": [480, 240],
    "timing": {"frames_per_step": 5, "hold": {"start": 0.2, "end": 0.2}},
}
LESSON = {**COMPARISON, "eta": 0.4, "timing": {"frames_per_step": 12, "hold": {"start": 0.2, "end": 0.2}}}


@pytest.fixture(scope="module", params=[COMPARISON, LESSON], ids=["comparison", "lesson"])
def animation(request):
    return draw(request.param)


@pytest.fixture(scope="module")
def frames(animation):
    return [frame.copy() for frame in animation.picture.frames()]


def test_there_are_as_many_frames_as_moments(animation, frames):
    assert len(frames) == animation.picture.count == len(animation.moments)


def test_frames_are_opaque_contiguous_and_of_the_pages_size(animation, frames):
    width, height = animation.picture.size
    for frame in frames:
        assert (frame.shape, frame.dtype) == ((height, width, 4), np.uint8)
        assert frame.flags.c_contiguous
        assert (frame[..., 3] == 255).all()


def test_a_frame_alone_is_the_frame_in_the_animation(animation, frames):
    """What stands is put back for each frame of an animation; alone, a frame is drawn from the paper on."""
    chosen = random.Random(1).sample(range(len(frames)), 12)  # noqa: S311
    for index in (0, *chosen, len(frames) - 1):
        assert np.array_equal(animation.picture.frame(index), frames[index]), index


def test_a_frame_does_not_depend_on_the_one_drawn_before(animation):
    last, middle = animation.picture.count - 1, animation.picture.count // 2
    before = animation.picture.frame(middle)
    animation.picture.frame(last)
    animation.picture.frame(0)
    assert np.array_equal(animation.picture.frame(middle), before)


def test_the_same_array_comes_again_where_nothing_moves(animation):
    for one, other in itertools.pairwise(zip(animation.moments, animation.picture.frames(), strict=True)):
        alike = (one[0].phase, one[0].step, one[0].beat, one[0].look_progress, one[0].travel_progress) == (
            other[0].phase, other[0].step, other[0].beat, other[0].look_progress, other[0].travel_progress,
        )  # fmt: skip
        assert (one[1] is other[1]) == alike


def test_a_frame_kept_is_never_overwritten(animation, frames):
    kept = list(animation.picture.frames())
    assert all(np.array_equal(late, early) for late, early in zip(kept, frames, strict=True))


def test_a_frame_may_be_changed_by_its_user(animation, frames):
    animation.picture.frame(0)[:] = 0
    assert np.array_equal(animation.picture.frame(0), frames[0])


def test_drawing_twice_gives_the_same_bytes(animation, frames):
    again = draw(LESSON if animation.picture.timeline.beats == 2 else COMPARISON)
    assert all(np.array_equal(one, other) for one, other in zip(frames, again.picture.frames(), strict=True))


def test_a_frame_starts_from_the_themes_paper(animation, frames):
    from gdanim import themes

    assert tuple(frames[0][0, 0]) == (*themes.rgb(animation.theme.paper), 255)


ONE_RUN = {"function": "x**2", "start": 2, "eta": 0.25, "steps": 3, "size": [320, 240]}


def poster(**keys):
    drawn = draw(ONE_RUN | keys)
    return drawn.moments[drawn.picture.poster], drawn


def test_a_lessons_poster_is_its_first_step_with_slope_and_arrow():
    moment, _ = poster()
    assert (moment.step, moment.travel_progress, moment.look_progress) == (0, 0.0, 1.0)


@pytest.mark.parametrize("keys", [{"eta": [0.1, 0.9]}, {"panels": ["curve", "loss"]}], ids=["comparison", "loss"])
def test_a_comparisons_poster_and_that_of_a_loss_is_its_end(keys):
    moment, drawn = poster(**keys)
    assert moment == drawn.moments[-1]


@pytest.mark.parametrize(("chosen", "step"), [("start", 0), ("end", 3), (0, 0), (2, 2), (3, 3)])
def test_a_poster_is_the_moment_that_the_author_chooses(chosen, step):
    moment, drawn = poster(poster=chosen, eta=[0.1, 0.9])
    assert moment.step == step
    assert moment.travel_progress == 0
    if chosen == "start":
        assert drawn.moments[drawn.picture.poster + 1].phase == "step"


def test_a_pictures_poster_is_its_only_frame():
    _, drawn = poster(steps=0)
    assert (drawn.picture.poster, drawn.picture.count) == (0, 1)


def test_the_picture_names_every_colour_of_its_theme(animation):
    from gdanim import themes

    assert animation.picture.colours == tuple(themes.rgb(colour) for colour in animation.theme.colours())
    assert animation.picture.colours[0] == themes.rgb(animation.theme.paper)


def test_drawing_leaves_matplotlib_as_it_was(animation):
    import matplotlib as mpl
    from matplotlib._pylab_helpers import Gcf

    before = dict(mpl.rcParams)
    animation.picture.frame(animation.picture.count // 2)
    assert dict(mpl.rcParams) == before
    assert not Gcf.figs, "no figure is kept by pyplot"


def test_two_pictures_drawn_in_turn_do_not_disturb_each_other(animation, frames):
    other = draw({**COMPARISON, "theme": "dark", "size": [320, 200]})
    for index, (frame, _) in enumerate(zip(animation.picture.frames(), other.picture.frames(), strict=False)):
        assert np.array_equal(frame, frames[index])


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_every_shipped_scene_draws_alike_alone_and_in_its_animation(path, theme):
    drawn = draw(path, theme=theme)
    chosen = set(random.Random(2).sample(range(drawn.picture.count), min(6, drawn.picture.count)))  # noqa: S311
    for index, frame in enumerate(drawn.picture.frames()):
        if index in chosen:
            assert (frame[..., 3] == 255).all()
            assert np.array_equal(drawn.picture.frame(index), frame)


def test_an_image_stands_as_long_as_its_frames_are_equal():
    picture = draw({"function": "x**2", "start": 1, "eta": 0.1, "steps": 3, "size": [320, 240]}).picture
    frames, begin = [frame.copy() for frame in picture.frames()], 0
    for hold in picture.holds:
        assert all(np.array_equal(frames[begin], each) for each in frames[begin : begin + hold])
        begin += hold
    assert begin == picture.count
    assert max(picture.holds) > 10  # the end


def test_nothing_stands_still_where_the_camera_turns():
    keys = {"function": "x**2 + y**2", "start": [1, 1], "eta": 0.1, "steps": 2, "size": [320, 240]}
    picture = draw(keys | {"panels": [{"surface": {"orbit": 30}}]}, timing="{frames_per_step: 3}").picture
    assert picture.holds == (1,) * picture.count
