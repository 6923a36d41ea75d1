"""GIF: plays everywhere, in 255 colours chosen for the whole film."""

from __future__ import annotations

from gdanim.encoders import Encoder, Picture, Stream, plays


def stream(picture: Picture) -> Stream:
    from gdanim.encoders._palette import palette

    # no dithering: on flat colours it is larger and worse
    filters = "paletteuse=dither=none:diff_mode=rectangle"
    return Stream(filters, ("-c:v", "gif", "-loop", str(repeats(picture)), "-f", "gif"), palette(picture))


def repeats(picture: Picture) -> int:
    """What GIF counts is how often it plays *again*; 0 is for ever and -1 never."""
    return {0: 0, 1: -1}.get(plays(picture), plays(picture) - 1)


PLUGIN = Encoder("plays everywhere, in READMEs too; 256 colours", ".gif", stream, merges=True)
