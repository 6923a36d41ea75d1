"""A sheet as PDF: fonts inside, no date, a pixel as a point."""

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
    from gdanim.sheets.viewport import draw

    class Page(Artist):
        def draw(self, renderer: Any) -> None:
            draw(renderer, sheet, vector_text.write)

    width, height = sheet.size
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    figure.add_artist(Page())
    described = {"Title": sheet.title or None, "Subject": sheet.alt or None}
    undated = {"Creator": "gdanim", "Producer": None, "CreationDate": None}
    FigureCanvasPdf(figure).print_pdf(path, metadata={**described, **undated})
