"""Points of data on a axes: all of them, those that a step uses, and their distances from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import placement, ticks
from gdanim.drawing.canvas import Mark
from gdanim.drawing.text import Label, TextStyle

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box
    from gdanim.functions.data import MeanLoss
    from gdanim.panels import PanelContext

RADIUS, LIT, EDGE = 6.0, 8.4, 1.4
STEPS = (0.0, 0.1, 0.2, 0.3, 0.4)  # of an axis: where its name may stand, if points lie at its end
MANY = 150  # points: more are drawn smaller


class DataPoints(Mark):
    """Discs about page points (n, 2), each on an edge of another colour."""

    def __init__(self, places: np.ndarray, fill: str, edge: str, radius: float, width: float) -> None:
        super().__init__()
        self.places, self.fill, self.edge, self.radius, self.width = places, fill, edge, radius, width

    def move_to(self, places: np.ndarray) -> DataPoints:
        self.places = places
        return self

    def draw(self, canvas: Canvas) -> None:
        for x, y in self.places.tolist():
            canvas.disc(x, y, self.radius + self.width, self.edge)
            canvas.disc(x, y, self.radius, self.fill)


class ResidualLines(Mark):
    """Upright lines from page points (n, 2) to the heights (n,) of a model."""

    def __init__(self, colour: str, width: float, clip: Box) -> None:
        super().__init__(clip=clip)
        self.colour, self.width = colour, width
        self.places, self.heights = np.empty((0, 2)), np.empty(0)

    def move_to(self, places: np.ndarray, heights: np.ndarray) -> ResidualLines:
        self.places, self.heights = places, heights
        return self

    def draw(self, canvas: Canvas) -> None:
        for (x, y), height in zip(self.places.tolist(), self.heights.tolist(), strict=True):
            canvas.stroke([(x, y), (x, height)], self.colour, self.width, cap="butt")


def fit(context: PanelContext) -> MeanLoss:
    """The data problem that a context draws."""
    return context.trajectories[0].run.function  # type: ignore[return-value]


def places(context: PanelContext) -> np.ndarray:
    """The points on the page, (n, 2)."""
    sample = fit(context).sample
    return context.axes.to_pixels(sample.x, sample.y)


def scale(context: PanelContext) -> float:
    """What the sizes of points are multiplied by, in a narrow panel and where there are many."""
    few = 0.62 if len(fit(context)) > MANY else 1.0
    return few * context.unit * min(1.0, max(0.45, context.axes.box.width / 280))


def points(context: PanelContext) -> DataPoints:
    size = scale(context)
    return DataPoints(places(context), context.theme.muted, context.theme.paper, RADIUS * size, EDGE * size)


def names(context: PanelContext) -> list[Label]:
    """What the axes hold: x at the end of its numbers where there is room, y above its axis."""
    if "names" not in context.show:
        return []
    box, unit = context.axes.box, context.unit
    style = TextStyle(max(11.0, 15 * unit), context.theme.muted, halo=context.theme.paper)
    x, y = (f"${name}$" if len(name) == 1 else name for name in fit(context).sample.names)
    below, beside = Label(context.text, style, side="right").set_text(x), Label(context.text, style).set_text(y)
    low, high, left = box.bottom - 7 * unit, box.top + 4 * unit + 0.75 * style.size, box.left + 6 * unit
    alongside = [(box.right - part * box.width, low) for part in STEPS]
    downwards = [(left, high + part * box.height) for part in STEPS]
    return [label for label, at in ((below, alongside), (beside, downwards)) if _set(context, label, at)]


def _set(context: PanelContext, label: Label, at: list[tuple[float, float]]) -> bool:
    """Set a name at the first place where no point lies under it."""
    clear = LIT * scale(context)
    return any(placement.free(label.move_to(*place).box, context.axes, [], places(context), clear) for place in at)


def free_corner(context: PanelContext, width: float, height: float) -> tuple[float, float, bool]:
    """The corner where a text so large meets the fewest points: left end, base line, whether on the right."""
    box, pad = context.axes.box, 10 * context.unit
    at = places(context)
    lowest, highest = box.bottom - ticks.AWAY * context.unit - pad, box.top + ticks.AWAY * context.unit + height + pad
    corners = [
        (left, base, right)
        for base in (lowest, highest)
        for left, right in ((box.right - pad - width, True), (box.left + pad, False))
    ]

    def met(corner: tuple[float, float, bool]) -> int:
        left, base, _ = corner
        inside = (at[:, 0] > left - pad) & (at[:, 0] < left + width + pad)
        return int((inside & (at[:, 1] > base - height - pad) & (at[:, 1] < base + pad)).sum())

    return min(corners, key=met)
