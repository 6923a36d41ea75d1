"""A line of text as text, for renderers that can: its halo as an outline, then each of its pieces."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

if TYPE_CHECKING:
    from gdanim.drawing.text import TextImage, TextPart
    from gdanim.sheets.viewport import Window

HALO = 6.0  # pixels: the outline's width, half of it on each side of a letter's edge


def write(window: Window, image: TextImage, x: float, y: float, alpha: float) -> None:
    """The line with its left end at ``x`` and its base line at ``y``, from the place's left top corner."""
    if image.halo is not None:
        write_halo(window, image, x, y)
    for part in image.parts:
        write_piece(window, part, x, y, alpha)


def write_piece(window: Window, part: TextPart, x: float, y: float, alpha: float) -> None:
    down = window.place.top + y
    down = down if window.renderer.flipy() else window.height - down
    glyph, gc = part.glyph, context(window, part.colour, alpha)
    wanted = FontProperties(fname=glyph.font, size=glyph.size, math_fontfamily="stix")
    window.renderer.draw_text(gc, window.right + x + part.at, down, glyph.text, wanted, 0, ismath=glyph.font is None)


def write_halo(window: Window, image: TextImage, x: float, y: float) -> None:
    """The letters' edges, so wide that no line behind strikes the letters through."""
    for part in image.parts:
        gc = context(window, str(image.halo))
        gc.set_linewidth(HALO)
        gc.set_joinstyle("round")
        scale = part.glyph.size / TextToPath.FONT_SCALE
        place = Affine2D().scale(scale).translate(x + part.at, window.place.size[1] - y)
        window.draw_path(gc, _outline(part.glyph.text, part.glyph.font), place)


def context(window: Window, colour: str, alpha: float = 1.0) -> Any:
    gc = window.new_gc()
    gc.set_foreground(colour)
    gc.set_alpha(alpha)
    return gc


@lru_cache(maxsize=256)
def _outline(text: str, font: str | None) -> Path:
    """The letters' edges at matplotlib's own size for outlines, from the left end of the base line."""
    wanted = FontProperties(fname=font, size=TextToPath.FONT_SCALE, math_fontfamily="stix")
    corners, codes = TextToPath().get_text_path(wanted, text, ismath=font is None)
    return Path(corners, codes)
