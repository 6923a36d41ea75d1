"""Frames that stand still are sent to the video tool once: which ones, and the clock that tells when each begins."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 400  # pauses on the clock: it is one argument of a command, and worked out anew for each frame


def sent(holds: Sequence[int]) -> list[int]:
    """The frames that are sent, of images that stand for so many frames each.

    The first of each image, and the last of all, which ends the film. Beyond the longest pauses all frames are sent.
    """
    longest = sorted(range(len(holds)), key=lambda image: (-holds[image], image))[:MOST]
    once, begin = set(longest), 0
    frames: list[int] = []
    for image, hold in enumerate(holds):
        frames += [begin] if image in once else range(begin, begin + hold)
        begin += hold
    return frames if frames[-1] == begin - 1 else [*frames, begin - 1]


def clock(frames: Sequence[int]) -> str:
    """The filter that gives the Nth frame that is sent the time at which it begins."""
    pauses = [later - frame - 1 for frame, later in pairwise(frames)]
    return f"setpts='{_sum(['N', *_terms(pauses)])}/(FRAME_RATE*TB)'"


def _terms(pauses: Sequence[int]) -> list[str]:
    return [f"{pause}*gt(N,{number})" for number, pause in enumerate(pauses) if pause]


def _sum(terms: Sequence[str]) -> str:
    """Halves within halves: the tool takes a sum of a hundred terms in a row for too deep."""
    half = len(terms) // 2
    return f"({_sum(terms[:half])}+{_sum(terms[half:])})" if half else terms[0]
