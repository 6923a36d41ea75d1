"""Labels: texts at positions of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from gdanim.drawing.canvas import PointMark
from gdanim.drawing.geometry import Box
from gdanim.drawing.shapes import rounded_rectangle
from gdanim.drawing.text import HALO_WIDTH
from gdanim.themes import mix

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.text import TextImage, TextStyle, Typesetter
    from gdanim.text.bidi import TextPiece

Side = Literal["left", "center", "right"]
Anchor = tuple[Side, float, float]
"""The position of a label: the side that is at ``x``, that ``x``, and the ``y`` of its baseline, in page pixels."""


PLATE_WIDTH, PLATE_HEIGHT, PLATE_RADIUS = 0.44, 0.16, 0.375  # of a text's size: a plate's margins, and its corners
PLATE_ALPHA, PLATE_EDGE = 0.94, 0.32  # a plate's opacity, and the fraction of the letters' colour in its edge


class Label(PointMark):
    """A text at a point of the page, on whole pixels.

    Parameters
    ----------
    typesetter
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
    plate
        The colour of a plate behind the text; None for no plate.
    is_covered
        Whether a callout covers it at the moment; then it is not drawn.
    """

    def __init__(
        self, typesetter: Typesetter, style: TextStyle, x: float = 0, y: float = 0, side: Side = "left"
    ) -> None:
        super().__init__()
        self.typesetter, self.style, self.side = typesetter, style, side
        self.x, self.y = x, y
        self.content: str | tuple[TextPiece, ...] = ""
        self.alpha = 1.0
        self.plate: str | None = None
        self.is_covered = False

    def set_text(self, content: str | tuple[TextPiece, ...]) -> Self:
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
        return self.typesetter.line(self.content, self.style)

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
    def outer_box(self) -> Box:
        """The box of its plate, or without one of its letters."""
        return self.plate_box if self.plate else self.box

    @property
    def padded_box(self) -> Box:
        """The box of its plate, or of its letters and halo, which no other text may overlap."""
        return self.plate_box if self.plate else self.box.grown(HALO_WIDTH)

    @property
    def plate_box(self) -> Box:
        """The box of a plate: equally high for all texts of one size."""
        box, size, baseline = self.box, self.style.size, round(self.y)
        width, height = PLATE_WIDTH * size, PLATE_HEIGHT * size
        top, bottom = min(box.top, baseline - 0.74 * size), max(box.bottom, baseline + 0.22 * size)
        return Box(box.left - width, top - height, box.right + width, bottom + height)

    def draw(self, canvas: Canvas) -> None:
        if not self.content or self.alpha <= 0 or self.is_covered:
            return
        image = self.image
        if self.plate:
            outline = rounded_rectangle(self.plate_box, PLATE_RADIUS * self.style.size)
            canvas.fill(outline, self.plate, alpha=PLATE_ALPHA * self.alpha)
            canvas.stroke(outline, mix(self.plate, self.style.colour, PLATE_EDGE), 1.0, closed=True, alpha=self.alpha)
        if canvas.write_text:
            canvas.write_text(image, self.left, round(self.y), self.alpha)
        else:
            canvas.image(image.pixels, self.left - image.pad, round(self.y) - image.ascent, alpha=self.alpha)
