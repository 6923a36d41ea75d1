"""PDF: the last step as a page of vectors, for LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.encoders import EncodablePicture, Encoder

if TYPE_CHECKING:
    from pathlib import Path


def still(picture: EncodablePicture, path: Path) -> None:
    from gdanim import sheets

    sheets.write(picture.end(), path)


PLUGIN = Encoder(
    "the last step as vectors, for LaTeX", ".pdf", "application/pdf", still=still, reader="vectors", transparency="full"
)
