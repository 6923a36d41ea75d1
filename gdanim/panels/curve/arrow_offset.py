"""Draws arrows with too little room beside the ball thinner and above it, at their true length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.geometry import Box

if TYPE_CHECKING:
    from gdanim.panels import PanelContext

MIN_BESIDE_LENGTH = 20  # units beyond the ball's edge, for an arrow at the ball's own height
MIN_HEADS = 2.0  # head lengths of a truncated arrow there
BALL_OFFSET, SECOND_OFFSET = 24, 14  # units from a ball's centre to an arrow above it, and from that to a second
THIN_SHAPE = ArrowShape(shaft=3, length=9, width=9, halo=2)  # units
MIN_OFFSET_LENGTH = 12  # pixels, and units: a shorter separate arrow shows no direction
MAX_OVERHANG = 10  # units above the panel, below the header
MIN_TRUNCATED_LENGTH = 48  # units


class ArrowOffset:
    """Places arrows along the axis, beside a ball of a panel or offset from it."""

    def __init__(self, context: PanelContext, size: sizes.Sizes) -> None:
        self.unit, self.box = context.unit, context.axes.box
        self.scale = scale = context.unit * sizes.narrow_scale(context.axes.box.width)
        self.usual = ArrowShape(size.shaft, *size.head, sizes.HALO * context.unit)
        min_length = MIN_OFFSET_LENGTH * max(1.0, self.unit)
        thin = THIN_SHAPE
        self.thin = ArrowShape(
            scale * thin.shaft, scale * thin.length, scale * thin.width, scale * thin.halo, min_length
        )
        self.start = size.ball + sizes.HALO * context.unit  # from the ball's centre to where an arrow beside it begins
        self.distance = size.ball + (BALL_OFFSET - sizes.COMPARISON.ball) * scale

    def arrow(self, fill: str, paper: str, *, edge: str | None = None) -> Arrow:
        """Returns an arrow that this class moves."""
        return Arrow(self.usual, fill, paper, (self.box.left, self.box.right), edge=edge)

    def is_offset(self, tail: float, tip: float) -> bool:
        """Returns whether the arrow from a ball at ``tail`` has too little room beside it."""
        arrow = self.arrow("", "").move_to(tail, tip, 0.0, start=self.start)
        min_head_length = MIN_HEADS * self.usual.length if arrow.is_truncated else 0.0
        return arrow.length < max(MIN_BESIDE_LENGTH * self.scale, min_head_length)

    def _level(self, y: float, *, second: bool) -> float:
        """Returns the y position of an offset arrow: above a ball at ``y``, or below it if there is no room above."""
        distance = self.distance + (SECOND_OFFSET * self.scale if second else 0.0)
        has_room = y - distance - self.thin.width / 2 > self.box.top - MAX_OVERHANG * self.unit
        return y - distance if has_room else y + distance

    def move(
        self, arrow: Arrow, tail: float, tip: float, y: float, *, offset: bool, second: bool = False, alpha: float = 1.0
    ) -> Arrow:
        """Moves an arrow to a ball at ``tail`` and ``y``: beside it or ``offset``, above a first one if ``second``."""
        arrow.shape = self.thin if offset else self.usual
        if not offset:
            return arrow.move_to(tail, tip, y, start=self.start, alpha=alpha)
        arrow.move_to(tail, tip, self._level(y, second=second), alpha=alpha)
        if arrow.is_truncated:
            arrow.start = min(0.0, abs(arrow.end - tail) - MIN_TRUNCATED_LENGTH * self.scale)
        return arrow

    def covered(self, tail: float, tip: float, y: float, *, second: bool = False) -> Box:
        """Returns the box of the complete arrow."""
        arrow = self.move(self.arrow("", ""), tail, tip, y, offset=self.is_offset(tail, tip), second=second)
        xs = [x for outline in arrow.outlines() for x, _ in outline]
        half = arrow.shape.width / 2
        return Box(min(xs), arrow.y - half, max(xs), arrow.y + half)
