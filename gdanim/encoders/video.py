"""The common settings of web videos: BT.709 colours, tagged as such, and half-size chroma."""

from __future__ import annotations

BT709 = "color_primaries=bt709:color_trc=bt709:colorspace=bt709"
FILTERS = ",".join(
    (
        # without bitexact and accurate_rnd, the bytes depend on the processor
        "scale=out_color_matrix=bt709:out_range=tv:flags=bitexact+accurate_rnd",
        "format=yuv420p",
        f"setparams=range=tv:{BT709}",  # the scale filter alone leaves the tags unknown
    )
)
KEY_FRAMES = ("-g", "600")  # without cuts, key frames would only repeat the same background
