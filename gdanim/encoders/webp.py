"""Animated WebP, lossless: about GIF's size with every colour."""

from __future__ import annotations

from gdanim.encoders import Encoder, Picture, Stream, plays


def stream(picture: Picture) -> Stream:
    options = ("-c:v", "libwebp_anim", "-lossless", "1", "-quality", "75", "-loop", str(plays(picture)), "-f", "webp")
    return Stream("format=bgra", options)


PLUGIN = Encoder("about GIF's size, with every colour", ".webp", "image/webp", stream, merges=True)
