"""Where an arrow stands that has little room beside its ball: thin, in a lane over it, still as long as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.geometry import Box

if TYPE_CHECKING:
    from gdanim.panels import PanelContext

SEEN = 20  # units beyond the ball's edge that an arrow needs to stand at the ball's own height
HEADS = 2.0  # of its head's length: what a broken one needs there
UP, NEXT = 24, 14  # from the centre of a ball in a comparison to its lane, and from there to a second one
THIN = ArrowShape(shaft=3, length=9, width=9, halo=2)
SPECK = 12  # pixels, and units: a shorter arrow that no ball is joined to shows no direction
OVER = 10  # units that a lane may stand over the picture: its header is farther
BROKEN = 48  # units: a broken arrow in a lane is no shorter


class ArrowOffset:
    """Places arrows along the axis at a ball with ``size`` in a panel."""

    def __init__(self, context: PanelContext, size: sizes.Sizes) -> None:
        self.unit, self.box = context.unit, context.axes.box
        self.small = context.unit * sizes.small(context.axes.box.width)
        self.thick = ArrowShape(size.shaft, *size.head, sizes.HALO * context.unit)
        part, least = self.small, SPECK * max(1.0, self.unit)
        self.thin = ArrowShape(part * THIN.shaft, part * THIN.length, part * THIN.width, part * THIN.halo, least)
        self.start = size.ball + sizes.HALO * context.unit
        self.up = size.ball + (UP - sizes.COMPARISON.ball) * self.small

    def arrow(self, fill: str, paper: str, *, edge: str | None = None) -> Arrow:
        return Arrow(self.thick, fill, paper, (self.box.left, self.box.right), edge=edge)

    def needed(self, tail: float, tip: float) -> bool:
        """Whether the arrow from a ball at ``tail`` has too little room beside it."""
        whole = Arrow(self.thick, "", "", (self.box.left, self.box.right)).move_to(tail, tip, 0.0, start=self.start)
        return whole.length < max(SEEN * self.small, HEADS * self.thick.length if whole.is_truncated else 0.0)

    def level(self, y: float, *, second: bool = False) -> float:
        """The height of a lane over a ball at ``y``, or under it where there is no room over the panel."""
        up = self.up + (NEXT * self.small if second else 0.0)
        return y - up if y - up - self.thin.width / 2 > self.box.top - OVER * self.unit else y + up

    def point(
        self, arrow: Arrow, tail: float, tip: float, y: float, *, lane: bool, second: bool = False, alpha: float = 1.0
    ) -> Arrow:
        """Set an arrow from a ball at ``tail`` and ``y``, in a ``lane`` or beside the ball."""
        arrow.shape = self.thin if lane else self.thick
        if not lane:
            return arrow.move_to(tail, tip, y, start=self.start, alpha=alpha)
        arrow.move_to(tail, tip, self.level(y, second=second), alpha=alpha)
        if arrow.is_truncated:
            arrow.start = min(0.0, abs(arrow.end - tail) - BROKEN * self.small)
        return arrow

    def taken(self, tail: float, tip: float, y: float, *, second: bool = False) -> Box:
        """What the whole arrow covers."""
        lane = self.needed(tail, tip)
        arrow = self.point(Arrow(self.thick, "", "", (self.box.left, self.box.right)), tail, tip, y,
                           lane=lane, second=second)  # fmt: skip
        across = [x for piece in arrow.outlines() for x, _ in piece]
        half = arrow.shape.width / 2
        return Box(min(across), arrow.y - half, max(across), arrow.y + half)
