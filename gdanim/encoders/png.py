"""PNG: the poster, a frame that represents the animation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.encoders import Encoder, Picture

if TYPE_CHECKING:
    from pathlib import Path


def still(picture: Picture, path: Path) -> None:
    import imageio.v3

    imageio.v3.imwrite(path, picture.frame(picture.poster)[..., :3], extension=".png")


PLUGIN = Encoder("the poster: the moment that stands for the whole", ".png", "image/png", still=still, is_poster=True)
