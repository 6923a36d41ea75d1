"""GIF: plays everywhere, in at most 255 colours chosen for the whole animation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.encoders import Encoder

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.encoders import EncodablePicture, FrameWriter


def writer(picture: EncodablePicture, path: Path) -> FrameWriter:
    from gdanim.encoders.parts.gif_writer import GifWriter
    from gdanim.encoders.parts.palette import palette

    return GifWriter(picture, path, palette(picture))  # without dithering: on flat colours it is larger and worse


PLUGIN = Encoder(
    "plays everywhere, in READMEs too; 256 colours",
    ".gif",
    "image/gif",
    writer=writer,
    has_palette=True,
    merges_equal_frames=True,
    page_rank=2,
    is_fallback=True,
    transparency="matte",
)
