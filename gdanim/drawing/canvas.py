"""Filling and stroking outlines in page pixels, on whichever renderer draws."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from gdanim.themes import rgb

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

    from gdanim.drawing.geometry import Box

CIRCLE = Path.unit_circle()


class Mark(ABC):
    """Something that is drawn, in page pixels from the left top corner; hidden where it is not ``visible``.

    ``clip`` is the rectangle outside of which nothing of it is drawn.
    """

    visible = True

    def __init__(self, *, clip: Box | None = None) -> None:
        self.clip = clip

    @abstractmethod
    def draw(self, canvas: Canvas) -> None:
        """Draw the mark; ``Canvas.paint`` has set the clip, and asks only visible marks."""


class Placed(Mark):
    """A mark about a point: ``x`` and ``y``, its middle in page pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.x = self.y = 0.0

    def move_to(self, x: float, y: float) -> Self:
        self.x, self.y = x, y
        return self


class Group(Mark):
    """Marks that are drawn one after the other; they may be others for each frame."""

    def __init__(self) -> None:
        super().__init__()
        self.children: list[Mark] = []

    def draw(self, canvas: Canvas) -> None:
        canvas.paint(self.children)


class Canvas:
    """Draws in page pixels with one of matplotlib's renderers. The page's y runs down, matplotlib's up."""

    def __init__(self, renderer: Any) -> None:
        self.renderer = renderer
        self.height = renderer.get_canvas_width_height()[1]
        self.turn = Affine2D.from_values(1, 0, 0, -1, 0, self.height)
        self.letters = getattr(renderer, "letters", None)  # writes text as text, where the page takes it
        self.gc = renderer.new_gc()

    def paint(self, marks: Iterable[Mark]) -> None:
        """Draw the visible ones of ``marks``, from back to front."""
        for mark in marks:
            if mark.visible:
                self.gc = self.renderer.new_gc()
                if mark.clip is not None:
                    self.gc.set_clip_rectangle(_rectangle(mark.clip, self.height))
                mark.draw(self)

    def fill(self, outline: Path, colour: str, *, alpha: float = 1.0, edge: float = 0.0) -> None:
        """``edge`` is the width of a line of the same colour along the outline, which closes gaps to neighbours."""
        self.gc.set_linewidth(edge)
        self.gc.set_dashes(0, None)
        self._draw(outline, self.turn, colour, colour, alpha)

    def stroke(
        self,
        outline: Path,
        colour: str,
        width: float,
        *,
        dashes: tuple[float, ...] | None = None,
        alpha: float = 1.0,
        cap: str = "round",
    ) -> None:
        self.gc.set_linewidth(width)
        self.gc.set_capstyle(cap)
        self.gc.set_joinstyle("round")
        self.gc.set_dashes(0, dashes)
        self._draw(outline, self.turn, colour, None, alpha)

    def disc(self, x: float, y: float, radius: float, colour: str, *, alpha: float = 1.0) -> None:
        self.gc.set_linewidth(0)
        place = Affine2D.from_values(radius, 0, 0, radius, x, self.height - y)
        self._draw(CIRCLE, place, colour, colour, alpha)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float, *, inside: str | None = None) -> None:
        self.gc.set_linewidth(width)
        self.gc.set_dashes(0, None)
        place = Affine2D.from_values(radius, 0, 0, radius, x, self.height - y)
        self._draw(CIRCLE, place, colour, inside, 1.0)

    def image(self, pixels: np.ndarray, left: int, top: int, *, alpha: float = 1.0) -> None:
        """``pixels`` ``(height, width, 4)`` uint8 with its left top corner on a whole page pixel."""
        self.gc.set_alpha(alpha)
        self.renderer.draw_image(self.gc, left, self.height - top - pixels.shape[0], pixels[::-1])

    def _draw(self, outline: Path, place: Any, edge: str, face: str | None, alpha: float) -> None:
        self.gc.set_foreground(_rgba(edge, alpha), isRGBA=True)
        self.gc.set_alpha(alpha)
        filled = None if face is None else _rgba(face, alpha)
        self.renderer.draw_path(self.gc, outline, place, filled)


@lru_cache(maxsize=1024)
def _rgba(colour: str, alpha: float) -> tuple[float, ...]:
    return (*(part / 255 for part in rgb(colour)), alpha)


def _rectangle(box: Box, height: float) -> Any:
    from matplotlib.transforms import Bbox

    return Bbox([[box.left, height - box.bottom], [box.right, height - box.top]])
