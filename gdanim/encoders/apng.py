"""Animated PNG: lossless and large."""

from __future__ import annotations

from gdanim.encoders import Encoder, Picture, Stream, plays, rate


def stream(picture: Picture) -> Stream:
    last = 1 / rate(picture)  # the last frame has no next one to tell how long it stands
    timing = ("-plays", str(plays(picture)), "-final_delay", str(last))
    return Stream("format=rgb24", ("-c:v", "apng", "-pred", "mixed", *timing, "-f", "apng"))


PLUGIN = Encoder("lossless and large", ".apng", "image/apng", stream, merges=True)
