"""The drawing toolkit: marks in page pixels, the canvas that paints them, and the placement of labels. Knows no scene.

A panel draws with what this package exports::

    from gdanim.drawing import Label, Line, Obstacles, TextStyle, place_label

Lengths are in pixels of the page, y runs down from its left top corner, and colours are written ``#RRGGBB``. The
modules have more: ``ticks`` the grid, ticks and tick labels of axes, ``sizes`` the sizes of marks, ``contours`` the
levels of a map.

The names are imported when they are first used: a program that draws nothing does not load matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdanim.drawing.arrows import Arrow, ArrowShape
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.ball import Ball
    from gdanim.drawing.canvas import Canvas, Group, Mark, PointMark
    from gdanim.drawing.contours import ContourMap
    from gdanim.drawing.geometry import Box, PagePoint, Segment
    from gdanim.drawing.icons import Icon
    from gdanim.drawing.label import Anchor, Label
    from gdanim.drawing.placement import Candidate, Obstacles, place, place_label, without_overlaps
    from gdanim.drawing.projection3d import Projection
    from gdanim.drawing.reading_direction import ReadingDirection
    from gdanim.drawing.shapes import Cross, Line, Marker, Polygon, Rectangle, Ring, Triangle
    from gdanim.drawing.stacking import stack
    from gdanim.drawing.text import TextStyle, Typesetter

__all__ = [
    "Anchor",
    "Arrow",
    "ArrowShape",
    "Axes",
    "Ball",
    "Box",
    "Candidate",
    "Canvas",
    "ContourMap",
    "Cross",
    "Group",
    "Icon",
    "Label",
    "Line",
    "Mark",
    "Marker",
    "Obstacles",
    "PagePoint",
    "PointMark",
    "Polygon",
    "Projection",
    "ReadingDirection",
    "Rectangle",
    "Ring",
    "Segment",
    "TextStyle",
    "Triangle",
    "Typesetter",
    "place",
    "place_label",
    "stack",
    "without_overlaps",
]  # fmt: skip

_MODULES = {
    "arrows": ("Arrow", "ArrowShape"),
    "axes": ("Axes",),
    "ball": ("Ball",),
    "canvas": ("Canvas", "Group", "Mark", "PointMark"),
    "contours": ("ContourMap",),
    "geometry": ("Box", "PagePoint", "Segment"),
    "icons": ("Icon",),
    "label": ("Anchor", "Label"),
    "placement": ("Candidate", "Obstacles", "without_overlaps", "place", "place_label"),
    "projection3d": ("Projection",),
    "reading_direction": ("ReadingDirection",),
    "shapes": ("Cross", "Line", "Marker", "Polygon", "Rectangle", "Ring", "Triangle"),
    "stacking": ("stack",),
    "text": ("TextStyle", "Typesetter"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
