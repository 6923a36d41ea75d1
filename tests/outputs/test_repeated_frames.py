"""Repeated frames are sent to ffmpeg once, and come out as often as they were drawn."""

from itertools import pairwise

import pytest
from flat_picture import FlatPicture

from gdanim import outputs
from gdanim.outputs import repeated_frames


@pytest.mark.parametrize(
    ("holds", "frames"),
    [((1,), [0]), ((5,), [0, 4]), ((1, 3, 1), [0, 1, 4]), ((2, 2), [0, 2, 3]), ((1, 1, 4), [0, 1, 2, 5])],
)
def test_the_first_of_each_image_is_sent_and_the_last_frame_of_all(holds, frames):
    assert repeated_frames.sent_frames(holds) == frames


def test_beyond_the_longest_pauses_every_frame_is_sent():
    holds = (2,) * repeated_frames.MAX_PAUSES + (3,) * repeated_frames.MAX_PAUSES
    frames = repeated_frames.sent_frames(holds)
    assert frames[: 2 * repeated_frames.MAX_PAUSES] == list(range(2 * repeated_frames.MAX_PAUSES))
    assert {later - one for one, later in pairwise(frames[2 * repeated_frames.MAX_PAUSES : -1])} == {3}


def times(frames):
    """The time of each frame that is sent, in frames."""
    body = repeated_frames.timestamps_filter(frames).removeprefix("setpts='").removesuffix("/(FRAME_RATE*TB)'")
    return [eval(body, {"N": number, "gt": lambda one, other: int(one > other)}) for number in range(len(frames))]  # noqa: S307


@pytest.mark.parametrize("frames", [[0], [0, 4], [0, 1, 2, 3], [0, 3, 4, 5, 9, 10]])
def test_each_frame_has_its_own_time(frames):
    assert times(frames) == frames


@pytest.mark.parametrize("name", ["gif", "mp4", "apng", "webp", "webm"])
@pytest.mark.parametrize(("count", "fps"), [(1, 20), (2, 20), (13, 30), (40, 12.5)])
def test_as_many_frames_come_out_as_were_drawn(tmp_path, name, count, fps):
    """A file that has too few, or stands too briefly, is refused when it is read back."""
    outputs.write(FlatPicture(count=count, fps=fps, poster=0), tmp_path, "film", [name], lambda _: {})


@pytest.mark.parametrize("name", ["gif", "mp4"])
def test_as_many_frames_come_out_with_more_pauses_than_the_filter_holds(tmp_path, name):
    count = 2 * repeated_frames.MAX_PAUSES + 100
    outputs.write(FlatPicture(count=count, poster=0), tmp_path, "film", [name], lambda _: {})
