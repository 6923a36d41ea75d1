"""Moments on a sheet of paper: written as PNG, or as SVG and PDF with texts as texts and lines as lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENDINGS = (".png", ".svg", ".pdf")
TEXT_AS_TEXT = {"svg.fonttype": "none", "svg.hashsalt": "gdanim", "pdf.fonttype": 42}
"""matplotlib's settings for pages of vectors: letters of fonts, and the same ids in an SVG each time."""


@dataclass(frozen=True)
class Place:
    """Where one picture stands: its left top corner and its size in pixels. ``draw(renderer)`` draws it."""

    left: float
    top: float
    size: tuple[int, int]
    draw: Callable[[Any], None]


@dataclass(frozen=True)
class Sheet:
    """``size`` in pixels; ``paper`` is the ground's colour, ``title`` and ``alt`` what a reading machine says of it."""

    size: tuple[int, int]
    paper: str
    places: tuple[Place, ...]
    title: str = ""
    alt: str = ""


def write(sheet: Sheet, path: Path) -> None:
    """Write the sheet in the format of the path's ending, one of ``ENDINGS``. The same sheet gives the same bytes."""
    from gdanim.drawing.rc import default_rc
    from gdanim.sheets import pdf, png, svg

    with default_rc(TEXT_AS_TEXT):
        {".png": png.write, ".svg": svg.write, ".pdf": pdf.write}[path.suffix](sheet, path)
