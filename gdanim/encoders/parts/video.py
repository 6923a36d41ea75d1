"""The common settings of web videos: BT.709 colours, tagged as such, and half-size chroma."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BT709 = "color_primaries=bt709:color_trc=bt709:colorspace=bt709"
FILTERS = ",".join(
    (
        # without bitexact and accurate_rnd, the bytes depend on the processor
        "scale=out_color_matrix=bt709:out_range=tv:flags=bitexact+accurate_rnd",
        "format=yuv420p",
        f"setparams=range=tv:{BT709}",  # the scale filter alone leaves the tags unknown
    )
)
KEY_FRAME_SECONDS = 5.0
"""Seconds between two key frames of a film that is gone through step by step."""
KEY_FRAMES = ("-g", "600")  # without cuts, key frames would only repeat the same background


def key_frames_at_steps(arrivals: Sequence[float]) -> tuple[str, ...]:
    """Returns the options that force key frames at the first step after each 5 seconds, so that seeking is fast."""
    chosen = [0.0]
    for seconds in arrivals:
        if seconds - chosen[-1] >= KEY_FRAME_SECONDS:
            chosen.append(seconds)
    return ("-force_key_frames", ",".join(f"{seconds:.6f}" for seconds in chosen))
