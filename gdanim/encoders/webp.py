"""Animated WebP, lossless: about as large as a GIF, with every colour."""

from __future__ import annotations

from gdanim.encoders import EncodablePicture, Encoder, Stream, play_count

CODEC = "libwebp_anim"


def stream(picture: EncodablePicture) -> Stream:
    loop = ("-loop", str(play_count(picture)))
    options = ("-c:v", CODEC, "-lossless", "1", "-quality", "75", *loop, "-f", "webp")
    return Stream("format=bgra", options)


PLUGIN = Encoder(
    "about GIF's size, with every colour",
    ".webp",
    "image/webp",
    stream,
    codec=CODEC,
    merges_equal_frames=True,
    page_rank=3,
    transparency="full",
)
