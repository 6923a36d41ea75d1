"""A sheet as SVG: texts as texts, in fonts that the file carries with it."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

from gdanim.sheets import embedded_fonts, vector_text
from gdanim.sheets.viewport import draw

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.drawing.glyphs import GlyphImage
    from gdanim.drawing.text import TextImage
    from gdanim.sheets import Sheet
    from gdanim.sheets.viewport import Window


def write(sheet: Sheet, path: Path) -> None:
    from matplotlib.backends.backend_svg import RendererSVG

    stream = io.StringIO()
    width, height = sheet.size
    dateless = {"Date": None, "Creator": None, "Format": None, "Type": None, "Title": sheet.title or None}
    renderer = RendererSVG(width, height, stream, image_dpi=72, metadata=dateless)
    draw(renderer, sheet, _write)
    renderer.finalize()
    text = stream.getvalue()
    text = text.replace(f'width="{width}pt" height="{height}pt"', f'width="{width}" height="{height}"', 1)
    path.write_text(embedded_fonts.with_fonts(text), encoding="utf-8", newline="\n")


def _write(window: Window, image: TextImage, x: float, y: float, alpha: float) -> None:
    """Formulas as matplotlib sets them; words as elements of our own, for it would name another font."""
    if image.halo is not None:
        vector_text.write_halo(window, image, x, y)
    for part in image.parts:
        if part.glyph.font is None:
            vector_text.write_piece(window, part, x, y, alpha)
        else:
            place = window.right + x + part.at, window.place.top + y
            _words(window, part.glyph, place, part.colour, alpha)


def _words(window: Window, glyph: GlyphImage, place: tuple[float, float], colour: str, alpha: float) -> None:
    rtl = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in glyph.text)
    start = place[0] + glyph.advance if rtl else place[0]
    families = embedded_fonts.families(str(glyph.font))
    attributes = {
        "x": f"{start:.2f}",
        "y": f"{place[1]:.2f}",
        "style": f"font-size: {glyph.size:g}px; font-family: {families}; white-space: pre",
        "fill": colour,
    }
    if rtl:
        attributes["direction"] = "rtl"
    if alpha < 1:
        attributes["fill-opacity"] = f"{alpha:g}"
    window.renderer.writer.element("text", glyph.text, attrib=attributes)
