"""Animated PNG: lossless and large."""

from __future__ import annotations

from gdanim.encoders import Encoder, Picture, Stream, frame_rate, play_count


def stream(picture: Picture) -> Stream:
    last_delay = 1 / frame_rate(picture)  # seconds; no next frame tells how long the last one stands
    timing = ("-plays", str(play_count(picture)), "-final_delay", str(last_delay))
    return Stream("format=rgb24", ("-c:v", "apng", "-pred", "mixed", *timing, "-f", "apng"))


PLUGIN = Encoder("lossless and large", ".apng", "image/apng", stream, merges_equal_frames=True, page_rank=1)
