"""Sends a repeated frame to ffmpeg only once: selects the frames to send, and computes when each begins."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_PAUSES = 400  # they form one argument of a command, which ffmpeg evaluates for each frame


def sent_frames(holds: Sequence[int]) -> list[int]:
    """Returns the indices of the frames to send, for images held for ``holds`` frames each.

    They are the first frame of each image, and the very last frame, which ends the animation. Only the ``MAX_PAUSES``
    longest holds are shortened; other images are sent frame by frame.
    """
    longest = sorted(range(len(holds)), key=lambda image: (-holds[image], image))[:MAX_PAUSES]
    once, begin = set(longest), 0
    frames: list[int] = []
    for image, hold in enumerate(holds):
        frames += [begin] if image in once else range(begin, begin + hold)
        begin += hold
    return frames if frames[-1] == begin - 1 else [*frames, begin - 1]


def timestamps_filter(frames: Sequence[int]) -> str:
    """Returns the ffmpeg filter that sets the start time of the Nth frame sent."""
    pauses = [later - frame - 1 for frame, later in pairwise(frames)]
    return f"setpts='{_sum(['N', *_terms(pauses)])}/(FRAME_RATE*TB)'"


def _terms(pauses: Sequence[int]) -> list[str]:
    return [f"{pause}*gt(N,{number})" for number, pause in enumerate(pauses) if pause]


def _sum(terms: Sequence[str]) -> str:
    """Returns a sum in nested halves: ffmpeg's parser can't nest a hundred terms in a row."""
    half = len(terms) // 2
    return f"({_sum(terms[:half])}+{_sum(terms[half:])})" if half else terms[0]
