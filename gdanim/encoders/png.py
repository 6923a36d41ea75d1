"""PNG: the poster, a frame that represents the animation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.encoders import EncodablePicture, Encoder
from gdanim.encoders.parts import png_file

if TYPE_CHECKING:
    from pathlib import Path


def still(picture: EncodablePicture, path: Path) -> None:
    png_file.write(picture, picture.poster, path)


PLUGIN = Encoder(
    "the poster: the moment that stands for the whole",
    ".png",
    "image/png",
    still=still,
    is_poster=True,
    transparency="full",
)
