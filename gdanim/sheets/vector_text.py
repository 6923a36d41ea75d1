"""Writes a line of text on a vector renderer: its halo as an outline, then each of its parts as text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

from gdanim.drawing import maths_fonts

if TYPE_CHECKING:
    from gdanim.drawing.text import TextImage, TextPart
    from gdanim.sheets.viewport import Viewport

HALO_WIDTH = 6.0  # pixels: the outline's width, half of it on each side of a letter's edge


def write_line(viewport: Viewport, image: TextImage, x: float, y: float, alpha: float) -> None:
    """Writes the line with its left end at ``x`` and its baseline at ``y``, from the tile's top left corner."""
    if image.halo is not None:
        write_halo(viewport, image, x, y)
    for part in image.parts:
        write_part(viewport, part, x, y, alpha)


def write_part(viewport: Viewport, part: TextPart, x: float, y: float, alpha: float) -> None:
    down = viewport.tile.top + y
    vertical = down if viewport.renderer.flipy() else viewport.height - down
    glyph, gc = part.glyph, graphics_context(viewport, part.colour, alpha)
    font = maths_fonts.properties(glyph.text, glyph.font, glyph.size)
    left = viewport.tile.left + x + part.offset
    with rc_context(maths_fonts.settings(glyph.text, glyph.font)):
        viewport.renderer.draw_text(gc, left, vertical, glyph.text, font, 0, ismath=glyph.font is None)


def write_halo(viewport: Viewport, image: TextImage, x: float, y: float) -> None:
    """Draws the letters' outlines in the halo's colour, wide enough to separate them from a line behind."""
    for part in image.parts:
        gc = graphics_context(viewport, str(image.halo))
        gc.set_linewidth(HALO_WIDTH)
        gc.set_joinstyle("round")
        scale = part.glyph.size / TextToPath.FONT_SCALE
        position = Affine2D().scale(scale).translate(x + part.offset, viewport.tile.size[1] - y)
        viewport.draw_path(gc, _outline(part.glyph.text, part.glyph.font), position)


def graphics_context(viewport: Viewport, colour: str, alpha: float = 1.0) -> Any:
    gc = viewport.new_gc()
    gc.set_foreground(colour)
    gc.set_alpha(alpha)
    return gc


@lru_cache(maxsize=256)
def _outline(text: str, font: str | None) -> Path:
    """Returns the letters' outlines at matplotlib's own size for outlines, from the left end of the baseline."""
    properties = maths_fonts.properties(text, font, TextToPath.FONT_SCALE)
    with rc_context(maths_fonts.settings(text, font)):
        corners, codes = TextToPath().get_text_path(properties, text, ismath=font is None)
    return Path(corners, codes)
