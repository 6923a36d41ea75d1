"""The mark that a run leaves at each point of its trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Marker, Ring

if TYPE_CHECKING:
    from gdanim.drawing.geometry import PagePoint
    from gdanim.panel_parts.run_layer import RunLayer


def trail_mark(layer: RunLayer, at: PagePoint, *, marker: float, ring: float, stroke: float) -> Marker | Ring:
    """Returns a ring, or the run's marker if runs have markers of their own.

    ``marker`` and ``ring`` are radii in pixels, ``stroke`` the width of a ring's line.
    """
    context, theme = layer.context, layer.context.theme
    if context.has_run_colours:
        return Marker(context.style_index(layer.index), layer.colour, theme.paper, marker).move_to(*at)
    return Ring(theme.trail, theme.paper, ring, stroke).move_to(*at)
