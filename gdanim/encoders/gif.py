"""GIF: plays everywhere, in at most 255 colours chosen for the whole animation."""

from __future__ import annotations

from fractions import Fraction

from gdanim.encoders import Encoder, Picture, Stream, frame_rate, play_count

CODEC = "gif"


def stream(picture: Picture) -> Stream:
    from gdanim.encoders.parts.palette import palette

    # no dithering: on flat colours it is larger and worse
    filters = "paletteuse=dither=none:diff_mode=rectangle"
    timing = ("-loop", str(repeat_count(picture)), "-final_delay", str(last_delay(picture)))
    return Stream(filters, ("-c:v", CODEC, *timing, "-f", "gif"), palette(picture))


def repeat_count(picture: Picture) -> int:
    """Returns the number of *repeats* that a GIF stores; 0 is infinite and -1 none."""
    return {0: 0, 1: -1}.get(play_count(picture), play_count(picture) - 1)


def last_delay(picture: Picture) -> int:
    """Returns the duration of the last frame in 1/100 s. Like all frames it ends on the nearest hundredth."""
    begin, end = (
        int(100 * frame / frame_rate(picture) + Fraction(1, 2)) for frame in (picture.count - 1, picture.count)
    )
    return end - begin


PLUGIN = Encoder(
    "plays everywhere, in READMEs too; 256 colours",
    ".gif",
    "image/gif",
    stream,
    codec=CODEC,
    merges_equal_frames=True,
    page_rank=2,
    is_fallback=True,
)
