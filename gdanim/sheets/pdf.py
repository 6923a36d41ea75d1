"""Writes a sheet as PDF: with its fonts, without a date, one pixel as one point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.sheets import Sheet


def write(sheet: Sheet, path: Path) -> None:
    from matplotlib.artist import Artist
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    from gdanim.sheets import vector_text
    from gdanim.sheets.viewport import draw_sheet

    class SheetArtist(Artist):
        def draw(self, renderer: Any) -> None:
            draw_sheet(renderer, sheet, vector_text.write_line)

    width, height = sheet.size
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    figure.add_artist(SheetArtist())
    described = {"Title": sheet.title or None, "Subject": sheet.alt or None}
    undated = {"Creator": "gdanim", "Producer": None, "CreationDate": None}
    FigureCanvasPdf(figure).print_pdf(path, metadata={**described, **undated})
