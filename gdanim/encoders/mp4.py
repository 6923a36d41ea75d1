"""MP4 (H.264): the smallest file, for web pages and slides."""

from __future__ import annotations

from gdanim.encoders import EncodablePicture, Encoder, Stream
from gdanim.encoders.parts.video import FILTERS, KEY_FRAMES, key_frames_at_steps

NAME, CODEC = "mp4", "libx264"
OPTIONS = (
    *("-c:v", CODEC, "-preset", "veryfast", "-crf", "18", *KEY_FRAMES),
    # without these, the bytes depend on the number of threads and on the processor's instructions
    *("-threads", "1", "-x264-params", "cpu-independent=1:scenecut=0"),
    *("-movflags", "+faststart", "-f", "mp4"),
)


def stream(picture: EncodablePicture) -> Stream:
    """Returns the settings of the video; one that a page plays step by step has key frames for it."""
    return Stream(FILTERS, (*key_frames_at_steps(picture.arrivals), *OPTIONS) if picture.films else OPTIONS)


PLUGIN = Encoder(
    "smallest; for web pages and slides",
    ".mp4",
    "video/mp4",
    stream,
    codec=CODEC,
    reader="ffmpeg",
    needs_even_size=True,
    page_rank=1,
    is_fallback=True,
)
