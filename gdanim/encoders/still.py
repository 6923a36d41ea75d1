"""PNG: the last step, as the picture that stands for the animation where nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.encoders import EncodablePicture, Encoder
from gdanim.encoders.parts import png_file

if TYPE_CHECKING:
    from pathlib import Path


def still(picture: EncodablePicture, path: Path) -> None:
    png_file.write(picture, picture.count - 1, path)


PLUGIN = Encoder(
    "the last step, for pages and documents where nothing moves",
    "-still.png",
    "image/png",
    still=still,
    is_poster=True,
    page_rank=1,
    transparency="full",
)
