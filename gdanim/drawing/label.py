"""Labels: texts at positions of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from gdanim.drawing.canvas import PointMark
from gdanim.drawing.geometry import Box
from gdanim.drawing.text import HALO_WIDTH

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.text import TextImage, TextStyle, Typesetter
    from gdanim.text.bidi import Piece

Side = Literal["left", "center", "right"]
Anchor = tuple[Side, float, float]
"""Where a label stands: which side of it is at ``x``, that ``x``, and the ``y`` of its baseline, in page pixels."""


class Label(PointMark):
    """A text at a point of the page, on whole pixels.

    Parameters
    ----------
    text
        The typesetter.
    style
        The text's style.
    x, y
        The position of its ``side`` and of its baseline, in page pixels.
    side
        The side of the text that is at ``x``: ``left``, ``center`` or ``right``.

    Attributes
    ----------
    content
        The text: a string, or pieces in their order from the left. An empty label is not drawn.
    alpha
        The opacity, from 0 (invisible) to 1 (opaque).
    covered
        Whether a callout covers it at the moment; then it is not drawn.
    """

    def __init__(self, text: Typesetter, style: TextStyle, x: float = 0, y: float = 0, side: Side = "left") -> None:
        super().__init__()
        self.text, self.style, self.side = text, style, side
        self.x, self.y = x, y
        self.content: str | tuple[Piece, ...] = ""
        self.alpha = 1.0
        self.covered = False

    def set_text(self, content: str | tuple[Piece, ...]) -> Self:
        """Sets the text, and returns the label."""
        self.content = content
        return self

    def move_to(self, x: float, y: float, alpha: float = 1.0) -> Self:
        """Sets the position of the same side as before, and returns the label."""
        self.x, self.y, self.alpha = x, y, alpha
        return self

    @property
    def anchor(self) -> Anchor:
        """The label's anchor: side, x and baseline y."""
        return self.side, self.x, self.y

    def move_to_anchor(self, anchor: Anchor) -> Self:
        """Sets the anchor, and returns the label."""
        self.side, self.x, self.y = anchor
        return self

    @property
    def image(self) -> TextImage:
        """The text as an image."""
        return self.text.line(self.content, self.style)

    @property
    def left(self) -> int:
        """The page column of its left end."""
        width = self.image.width
        return round(self.x - {"left": 0, "center": width / 2, "right": width}[self.side])

    @property
    def box(self) -> Box:
        """The box of its letters."""
        image, left = self.image, self.left
        top = round(self.y) - image.ascent
        return Box(left, top + image.margin, left + image.width, top + image.height - image.margin)

    @property
    def padded_box(self) -> Box:
        """The box of its letters and halo, which no other text may overlap."""
        return self.box.grown(HALO_WIDTH)

    def draw(self, canvas: Canvas) -> None:
        if not self.content or self.alpha <= 0 or self.covered:
            return
        image = self.image
        if canvas.write_text:
            canvas.write_text(image, self.left, round(self.y), self.alpha)
        else:
            canvas.image(image.pixels, self.left - image.pad, round(self.y) - image.ascent, alpha=self.alpha)
