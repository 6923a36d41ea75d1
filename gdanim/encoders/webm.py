"""WebM (VP9): patent-free."""

from __future__ import annotations

from gdanim.encoders import EncodablePicture, Encoder, Stream
from gdanim.encoders.parts.video import FILTERS, KEY_FRAMES

CODEC = "libvpx-vp9"
OPTIONS = (
    *("-c:v", CODEC, "-crf", "24", "-b:v", "0", *KEY_FRAMES),
    # "good" takes seven times as long to save a tenth of the bytes
    *("-deadline", "realtime", "-cpu-used", "6", "-tune-content", "screen"),
    *("-threads", "1", "-f", "webm"),
)


def stream(picture: EncodablePicture) -> Stream:  # noqa: ARG001
    return Stream(FILTERS, OPTIONS)


PLUGIN = Encoder(
    "for web pages; free of patents",
    ".webm",
    "video/webm",
    stream,
    codec=CODEC,
    reader="ffmpeg",
    needs_even_size=True,
    page_rank=2,
)
