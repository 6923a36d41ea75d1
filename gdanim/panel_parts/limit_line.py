"""The dashed line of a limit in a panel, such as 2/L, and the size of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.shapes import Line

if TYPE_CHECKING:
    from gdanim.drawing.geometry import PagePoint
    from gdanim.panel_parts.panel_context import PanelContext

LIMIT_WIDTH, LIMIT_DASHES, LIMIT_NAME_SIZE = 1.4, (5.0, 4.0), 17  # units


def limit_line(context: PanelContext, start: PagePoint, end: PagePoint, colour: str | None = None) -> Line:
    """Returns the line between two points of the page, by default in ink."""
    dashes = sizes.scaled_dashes(LIMIT_DASHES, context.unit)
    return Line([start, end], colour or context.theme.ink, LIMIT_WIDTH * context.unit, dashes=dashes, cap="butt")
