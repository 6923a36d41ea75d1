"""One frame as a PNG file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.encoders import EncodablePicture


def write(picture: EncodablePicture, index: int, path: Path) -> None:
    """Writes a frame, with its alpha where the picture has no background."""
    import imageio.v3

    frame = picture.frame(index)
    imageio.v3.imwrite(path, frame[..., :3] if picture.matte is None else frame, extension=".png")
