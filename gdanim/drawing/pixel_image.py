"""An image whose pixels are those of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import Mark

if TYPE_CHECKING:
    import numpy as np

    from gdanim.drawing.canvas import Canvas


class PixelImage(Mark):
    """An image with its left top corner on a whole pixel of the page.

    Parameters
    ----------
    pixels
        The colours ``(height, width, 4)``, RGBA uint8.
    left, top
        The page pixel of its corner.
    """

    def __init__(self, pixels: np.ndarray, left: int, top: int) -> None:
        super().__init__()
        self.pixels, self.left, self.top = pixels, left, top

    def draw(self, canvas: Canvas) -> None:
        if self.pixels.size:
            canvas.image(self.pixels, self.left, self.top)
