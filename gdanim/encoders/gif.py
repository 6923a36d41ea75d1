"""GIF: plays everywhere, in 255 colours chosen for the whole film."""

from __future__ import annotations

from fractions import Fraction

from gdanim.encoders import Encoder, Picture, Stream, plays, rate


def stream(picture: Picture) -> Stream:
    from gdanim.encoders.palette import palette

    # no dithering: on flat colours it is larger and worse
    filters = "paletteuse=dither=none:diff_mode=rectangle"
    timing = ("-loop", str(repeats(picture)), "-final_delay", str(last_delay(picture)))
    return Stream(filters, ("-c:v", "gif", *timing, "-f", "gif"), palette(picture))


def repeats(picture: Picture) -> int:
    """What GIF counts is how often it plays *again*; 0 is for ever and -1 never."""
    return {0: 0, 1: -1}.get(plays(picture), plays(picture) - 1)


def last_delay(picture: Picture) -> int:
    """How long the last frame stands, in 1/100 s. It ends, like all others, on the nearest hundredth."""
    begin, end = (int(100 * frame / rate(picture) + Fraction(1, 2)) for frame in (picture.count - 1, picture.count))
    return end - begin


PLUGIN = Encoder("plays everywhere, in READMEs too; 256 colours", ".gif", "image/gif", stream, merges=True)
