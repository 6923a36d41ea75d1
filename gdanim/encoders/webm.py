"""WebM (VP9): free of patents, slow to write."""

from __future__ import annotations

from gdanim.encoders import Encoder, Picture, Stream
from gdanim.encoders._video import FILTERS, KEY_FRAMES

OPTIONS = (
    *("-c:v", "libvpx-vp9", "-crf", "28", "-b:v", "0", "-deadline", "good", "-cpu-used", "6", *KEY_FRAMES),
    *("-threads", "1", "-f", "webm"),
)


def stream(picture: Picture) -> Stream:  # noqa: ARG001
    return Stream(FILTERS, OPTIONS)


PLUGIN = Encoder("free of patents; slow to write", ".webm", stream, reader="video tool", even_sides=True)
