"""PNG: a row of key moments with their numbers, for a printed hand-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.encoders import EncodablePicture, Encoder

if TYPE_CHECKING:
    from pathlib import Path


def still(picture: EncodablePicture, path: Path) -> None:
    from gdanim import sheets

    sheets.write(picture.strip(), path)


PLUGIN = Encoder(
    "a row of key moments with their numbers, for print",
    ".strip.png",
    "image/png",
    still=still,
    has_own_size=True,
    transparency="full",
)
