"""Still pages: pictures side by side, written as PNG, or as SVG and PDF with text as text and lines as lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np

OPAQUE_ALPHA = 255  # an alpha
EXTENSIONS = (".png", ".svg", ".pdf")
TEXT_AS_TEXT = {"svg.fonttype": "none", "svg.hashsalt": "gdanim", "pdf.fonttype": 42}
"""matplotlib's settings for vector pages: text stays text, and the ids of an SVG are reproducible."""


@dataclass(frozen=True)
class Tile:
    """One picture of a sheet.

    Parameters
    ----------
    left, top
        Its top left corner, in pixels of the sheet.
    size
        Its width and height in pixels.
    draw
        A function that draws it with a matplotlib renderer whose page is this tile.
    """

    left: float
    top: float
    size: tuple[int, int]
    draw: Callable[[Any], None]


@dataclass(frozen=True)
class Sheet:
    """A page of pictures.

    Parameters
    ----------
    size
        The width and height in pixels.
    paper
        The background's colour, ``#RRGGBB``; None for a sheet without a background.
    tiles
        The pictures.
    title, alt
        The file's title and description for screen readers.
    """

    size: tuple[int, int]
    paper: str | None
    tiles: tuple[Tile, ...]
    title: str = ""
    alt: str = ""


def write(sheet: Sheet, path: Path) -> None:
    """Writes the sheet in the format of the path's extension. Equal sheets give equal bytes.

    Parameters
    ----------
    sheet
        The page.
    path
        A path that ends in one of ``EXTENSIONS``.
    """
    from gdanim.drawing.rc import default_rc
    from gdanim.sheets import pdf, png, svg

    with default_rc(TEXT_AS_TEXT):
        {".png": png.write, ".svg": svg.write, ".pdf": pdf.write}[path.suffix](sheet, path)


def png_bytes(frame: np.ndarray, compression: int = 6) -> bytes:
    """Returns a frame ``(height, width, 4)`` as a PNG file's bytes, from quickly (1) to well (9) compressed."""
    import io

    from PIL import Image

    stream = io.BytesIO()
    is_opaque = bool((frame[..., 3] == OPAQUE_ALPHA).all())
    Image.fromarray(frame[..., :3] if is_opaque else frame).save(stream, "PNG", compress_level=compression)
    return stream.getvalue()
