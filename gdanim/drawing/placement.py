"""Where a text has room: on no other text, and clear of lines and balls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdanim.drawing.axes import Axes
    from gdanim.drawing.geometry import Box


def free(box: Box, axes: Axes, taken: Sequence[Box], curve: np.ndarray, clear: float = 3) -> bool:
    """Whether a text has room in a panel: on no other one, and ``clear`` pixels from the points of a curve (n, 2)."""
    left, top, right, bottom = box
    if left < axes.box.left + 2 or right > axes.box.right - 2 or bottom > axes.box.bottom or top < axes.box.top:
        return False
    if any(map(box.overlaps, taken)):
        return False
    across = (curve[:, 0] > left - clear) & (curve[:, 0] < right + clear)
    return not (across & (curve[:, 1] > top - clear) & (curve[:, 1] < bottom + clear)).any()
