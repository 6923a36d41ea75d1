"""Writes a sheet as SVG: text stays text, in fonts embedded in the file."""

from __future__ import annotations

import io
import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from gdanim.sheets import embedded_fonts, vector_text
from gdanim.sheets.viewport import draw_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.drawing.glyphs import GlyphImage
    from gdanim.drawing.text import TextImage
    from gdanim.sheets import Sheet
    from gdanim.sheets.viewport import Viewport

HEAD = re.compile(r"<svg\b[^>]*>(\s*<title>[^<]*</title>)?")


def write(sheet: Sheet, path: Path) -> None:
    from matplotlib.backends.backend_svg import RendererSVG

    stream = io.StringIO()
    width, height = sheet.size
    undated = {"Date": None, "Creator": None, "Format": None, "Type": None, "Title": sheet.title or None}
    renderer = RendererSVG(width, height, stream, image_dpi=72, metadata=undated)
    draw_sheet(renderer, sheet, _write_line)
    renderer.finalize()
    svg = stream.getvalue()
    svg = svg.replace(f'width="{width}pt" height="{height}pt"', f'width="{width}" height="{height}"', 1)
    svg = HEAD.sub(lambda head: f"{head[0]}\n <desc>{escape(sheet.alt)}</desc>", svg, count=1)
    path.write_text(embedded_fonts.embed_fonts(svg), encoding="utf-8", newline="\n")


def _write_line(viewport: Viewport, image: TextImage, x: float, y: float, alpha: float) -> None:
    """Writes formulas with matplotlib, and words as elements of our own, because matplotlib would name another font."""
    if image.halo is not None:
        vector_text.write_halo(viewport, image, x, y)
    for part in image.parts:
        if part.glyph.font is None:
            vector_text.write_part(viewport, part, x, y, alpha)
        else:
            point = viewport.tile.left + x + part.offset, viewport.tile.top + y
            _write_words(viewport, part.glyph, point, part.colour, alpha)


def _write_words(viewport: Viewport, glyph: GlyphImage, point: tuple[float, float], colour: str, alpha: float) -> None:
    rtl = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in glyph.text)
    start = point[0] + glyph.advance if rtl else point[0]
    families = embedded_fonts.css_families(str(glyph.font))
    attributes = {
        "x": f"{start:.2f}",
        "y": f"{point[1]:.2f}",
        "style": f"font-size: {glyph.size:g}px; font-family: {families}; white-space: pre",
        "fill": colour,
    }
    if rtl:
        attributes["direction"] = "rtl"
    if alpha < 1:
        attributes["fill-opacity"] = f"{alpha:g}"
    viewport.renderer.writer.element("text", glyph.text, attrib=attributes)
