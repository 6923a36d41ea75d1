"""Animated PNG: lossless and large."""

from __future__ import annotations

from gdanim.encoders import EncodablePicture, Encoder, Stream, frame_rate, play_count

CODEC = "apng"


def stream(picture: EncodablePicture) -> Stream:
    last_delay = 1 / frame_rate(picture)  # seconds; the last frame's duration, which no next frame determines
    timing = ("-plays", str(play_count(picture)), "-final_delay", str(last_delay))
    return Stream(
        "format=rgb24" if picture.matte is None else "format=rgba",
        ("-c:v", CODEC, "-pred", "mixed", *timing, "-f", "apng"),
    )


PLUGIN = Encoder(
    "lossless and large",
    ".apng",
    "image/apng",
    stream,
    codec=CODEC,
    merges_equal_frames=True,
    page_rank=1,
    transparency="full",
)
