"""Writes a sheet as PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import raster

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.sheets import Sheet


def write(sheet: Sheet, path: Path) -> None:
    from PIL import Image

    from gdanim.sheets.viewport import draw_sheet

    canvas, pixels = raster(*sheet.size)
    draw_sheet(canvas.renderer, sheet)
    Image.fromarray(pixels if sheet.paper is None else pixels[..., :3]).save(path, "PNG")
