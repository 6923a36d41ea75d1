"""Texts as images: each distinct text is set once and kept; a number is put together from the images of its digits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal, Self

import numpy as np

from gdanim.drawing.canvas import PointMark
from gdanim.drawing.geometry import Box
from gdanim.drawing.glyphs import KEPT, PAD, glyphs
from gdanim.text import line as typeset
from gdanim.text.mathtext import with_commas
from gdanim.themes import rgb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.glyphs import GlyphImage
    from gdanim.text.bidi import Piece

_ISOLATE = r"\u2066(?:[^\u2066\u2069]|\u2066[^\u2069]*\u2069)*\u2069"
_WORDS = re.compile(rf"(?:\$[^$]+\$|{_ISOLATE}|\S)+")  # a formula may hold spaces
_WHOLE = re.compile(r"\$[^$]+\$|\u2066[^\u2069]*\u2069|[\d.,٫]+|.", re.DOTALL)  # what no ellipsis cuts in two
_HANGING = " ,،=(−-"  # what no ellipsis follows
HALO = 4  # pixels around a letter
Side = Literal["left", "center", "right"]
Anchor = tuple[Side, float, float]
"""Where a label stands: the side of it that is at ``x``, that ``x``, and the ``y`` of its baseline."""


@dataclass(frozen=True)
class TextStyle:
    """``size`` in pixels. ``halo`` is a colour behind the letters, for a text that may stand on a line."""

    size: float
    colour: str
    weight: str = "regular"
    halo: str | None = None


@dataclass(frozen=True, eq=False)
class TextPart:
    """One piece of a line: what was set, its colour, and its left end in pixels from the line's."""

    glyph: GlyphImage
    colour: str
    at: float


@dataclass(frozen=True, eq=False)
class TextImage:
    """A line of text: ``pixels`` (height, width, 4) uint8, ``ascent`` rows above its base line, ``width`` of it.

    ``margin`` rows above and below hold no letter. ``parts`` are what it is made of, for a page that takes text.
    """

    pixels: np.ndarray
    pad: int
    ascent: int
    width: int
    margin: int = PAD
    parts: tuple[TextPart, ...] = ()
    halo: str | None = None

    @property
    def height(self) -> int:
        return self.pixels.shape[0]


class Typesetter:
    """Sets lines of words and formulas. Keeps what it has set, up to a bound.

    ``rtl``: for a page that is read from the right. Pieces that are given as such stand in their order from the left.
    ``font``: a family, or a font file, for all letters that it has. ``scale`` multiplies every size that is asked for.
    ``commas``: numbers in formulas have a decimal comma.
    """

    def __init__(self, *, rtl: bool = False, font: str | None = None, scale: float = 1.0, commas: bool = False) -> None:
        self.line = lru_cache(maxsize=KEPT)(partial(_line, rtl=rtl, font=font, scale=scale, commas=commas))

    def width(self, text: str | tuple[Piece, ...], style: TextStyle) -> int:
        return self.line(text, style).width

    def wrap(self, text: str, style: TextStyle, width: float) -> list[str]:
        """``text`` in lines no wider than ``width`` pixels, broken at spaces; formulas stay whole."""
        lines: list[str] = []
        for word in _WORDS.findall(text):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, style) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def fit(self, text: str, style: TextStyle, width: float) -> str:
        """``text``, with an ellipsis where it is wider than ``width`` pixels. Formulas and numbers stay whole."""
        if self.width(text, style) <= width:
            return text
        whole = _WHOLE.findall(text)
        for end in range(len(whole) - 1, 0, -1):
            short = "".join(whole[:end]).rstrip(_HANGING) + "…"
            if self.width(short, style) <= width:
                return short
        return "…"


def _line(
    text: str | tuple[Piece, ...], style: TextStyle, *, rtl: bool, font: str | None, scale: float, commas: bool
) -> TextImage:
    parts = typeset.line(text, rtl=rtl) if isinstance(text, str) else text
    if commas:
        parts = tuple(replace(part, text=with_commas(part.text)) if part.maths else part for part in parts)
    sets = [(part, glyphs(part, style.size * scale, style.weight, font)) for part in parts]
    placed = [(glyph, part.colour or style.colour) for part, made in sets for glyph in made]
    ascent = max((glyph.ascent for glyph, _ in placed), default=1)
    descent = max((glyph.alpha.shape[0] - glyph.ascent for glyph, _ in placed), default=0)
    width = sum(glyph.advance for glyph, _ in placed)
    room = max((glyph.pad for glyph, _ in placed), default=0)
    pixels = np.zeros((ascent + descent, math.ceil(width) + 2 * room, 4), np.uint8)
    at = float(room)
    line: list[TextPart] = []
    for glyph, colour in placed:
        _paste(pixels, glyph, round(at) - glyph.pad, ascent - glyph.ascent, colour)
        line.append(TextPart(glyph, colour, at - room))
        at += glyph.advance
    if style.halo is None:
        return TextImage(pixels, room, ascent, math.ceil(width), parts=tuple(line))
    plate = _haloed(np.pad(pixels, ((HALO, HALO), (HALO, HALO), (0, 0))), style.halo)
    return TextImage(
        plate, room + HALO, ascent + HALO, math.ceil(width), margin=PAD + HALO, parts=tuple(line), halo=style.halo
    )


def _paste(pixels: np.ndarray, glyph: GlyphImage, left: int, top: int, colour: str) -> None:
    rows, columns = glyph.alpha.shape
    left_cut, right_cut = max(0, -left), max(0, left + columns - pixels.shape[1])
    alpha = glyph.alpha[:, left_cut : columns - right_cut]
    part = pixels[top : top + rows, left + left_cut : left + columns - right_cut]
    over = alpha > part[..., 3]
    part[over, :3] = rgb(colour)
    part[..., 3] = np.maximum(part[..., 3], alpha)


def _haloed(pixels: np.ndarray, colour: str) -> np.ndarray:
    """The letters on a plate of ``colour`` that follows them, so wide that no line behind strikes them through."""
    spread = pixels[..., 3].astype(np.uint16)
    for ring in range(HALO):
        padded = np.pad(spread, 1)
        rows, columns = spread.shape
        around = _STRAIGHT if ring % 2 else _STRAIGHT + _SLANTED  # nearly a circle
        shifted = [padded[1 + dy : 1 + dy + rows, 1 + dx : 1 + dx + columns] for dy, dx in around]
        spread = np.maximum.reduce([spread, *shifted])
    letters = pixels[..., 3:].astype(float) / 255
    under = np.array(rgb(colour), float)
    result = pixels.copy()
    result[..., :3] = np.round(pixels[..., :3] * letters + under * (1 - letters))
    result[..., 3] = spread
    return result


_STRAIGHT = ((0, 1), (0, -1), (1, 0), (-1, 0))
_SLANTED = ((1, 1), (1, -1), (-1, 1), (-1, -1))


class Label(PointMark):
    """A text at a place: ``x`` is its left end, middle or right end, ``y`` its base line, in whole page pixels."""

    def __init__(self, text: Typesetter, style: TextStyle, x: float = 0, y: float = 0, side: Side = "left") -> None:
        super().__init__()
        self.text, self.style, self.side = text, style, side
        self.x, self.y = x, y
        self.content: str | tuple[Piece, ...] = ""
        self.alpha = 1.0
        self.covered = False  # by something more important, for the moment

    def set_text(self, content: str | tuple[Piece, ...]) -> Self:
        self.content = content
        return self

    def move_to(self, x: float, y: float, alpha: float = 1.0) -> Self:
        self.x, self.y, self.alpha = x, y, alpha
        return self

    @property
    def anchor(self) -> Anchor:
        return self.side, self.x, self.y

    def move_to_anchor(self, anchor: Anchor) -> Self:
        """Set the side that is held, and where; return the label."""
        self.side, self.x, self.y = anchor
        return self

    @property
    def image(self) -> TextImage:
        return self.text.line(self.content, self.style)

    @property
    def left(self) -> int:
        width = self.image.width
        return round(self.x - {"left": 0, "center": width / 2, "right": width}[self.side])

    @property
    def box(self) -> Box:
        """What it covers."""
        image, left = self.image, self.left
        top = round(self.y) - image.ascent
        return Box(left, top + image.margin, left + image.width, top + image.height - image.margin)

    @property
    def padded_box(self) -> Box:
        """The box with the halo about it: what no other text may touch."""
        return self.box.grown(HALO)

    def overlaps(self, taken: Iterable[Box]) -> bool:
        """Whether it would cover one of these."""
        return any(map(self.box.overlaps, taken))

    def draw(self, canvas: Canvas) -> None:
        if not self.content or self.alpha <= 0 or self.covered:
            return
        image = self.image
        if canvas.write_text:
            canvas.write_text(image, self.left, round(self.y), self.alpha)
        else:
            canvas.image(image.pixels, self.left - image.pad, round(self.y) - image.ascent, alpha=self.alpha)
