"""Warns about a panel whose range shows none of its numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.messages import message
from gdanim.spelling import typed_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.axis_range import Range
    from gdanim.panel_parts.panel_context import PanelContext

WARNING_DIGITS = 4  # significant digits of the numbers in a warning


def empty_warnings(
    context: PanelContext, panel: str, rows: Sequence[np.ndarray], shown_range: Range | None = None
) -> list[str]:
    """Returns a warning if the panel of this name shows none of the runs' numbers, (n,) each.

    ``shown_range`` is by default that of the vertical axis.
    """
    numbers = [value for row in rows for value in row.tolist() if math.isfinite(value)]
    low, high = shown_range or context.axes.y_range
    if not numbers or any(low <= value <= high for value in numbers):
        return []
    if context.axes.has_log_y and max(numbers) <= 0:
        return [message("layout.no_positive_numbers", panel=panel)]
    ends = {"low": typed_number(min(numbers), WARNING_DIGITS), "high": typed_number(max(numbers), WARNING_DIGITS)}
    shown = ", ".join(typed_number(end, WARNING_DIGITS) for end in (low, high))
    return [message("layout.range_shows_nothing", panel=panel, range=shown, **ends)]
