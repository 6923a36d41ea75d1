"""Lines of words and formulas, set once and kept as images."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.glyphs import CACHE_SIZE, PAD, glyphs
from gdanim.text import line as typeset
from gdanim.text.mathtext import with_decimal_commas
from gdanim.themes import rgb

if TYPE_CHECKING:
    from gdanim.drawing.glyphs import GlyphImage
    from gdanim.text.bidi import Piece

_ISOLATE = r"\u2066(?:[^\u2066\u2069]|\u2066[^\u2069]*\u2069)*\u2069"
_WORDS = re.compile(rf"(?:\$[^$]+\$|{_ISOLATE}|\S)+")  # a formula may hold spaces
_WHOLE = re.compile(r"\$[^$]+\$|\u2066[^\u2069]*\u2069|[\d.,٫\u202f]+|.", re.DOTALL)  # no ellipsis cuts these
_HANGING = " ,،=(−-"  # what an ellipsis does not follow
HALO = 4  # pixels around a letter


@dataclass(frozen=True)
class TextStyle:
    """How a text is set.

    Attributes
    ----------
    size
        Of the letters, in pixels.
    colour
        Of the letters.
    weight
        ``regular``, ``semibold`` or ``bold``.
    halo
        A colour behind the letters, for a text that may stand on a line; None for none.
    """

    size: float
    colour: str
    weight: str = "regular"
    halo: str | None = None


@dataclass(frozen=True, eq=False)
class TextPart:
    """One piece of a line: what was set, its colour, and its left end in pixels from the line's."""

    glyph: GlyphImage
    colour: str
    offset: float


@dataclass(frozen=True, eq=False)
class TextImage:
    """A line of text as an image.

    Attributes
    ----------
    pixels
        ``(height, width, 4)``, RGBA uint8.
    pad
        Columns to the left of the line's beginning.
    ascent
        Rows above its baseline.
    width
        Of the line, in pixels.
    margin
        Rows above and below that hold no letter.
    parts
        What the line is made of, for a page that takes text.
    halo
        The colour of its halo, if it has one.
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
    """Sets lines of words and of formulas between dollar signs, and keeps what it has set.

    ``line(text, style)`` returns a line's ``TextImage``. A text is given as a string, or as pieces in their order from
    the left.

    Parameters
    ----------
    rtl
        Whether the page is read from the right.
    font
        A family, or a font file, for all letters that it has; None for the default family.
    scale
        What every size is multiplied by.
    commas
        Whether numbers in formulas have a decimal comma.
    """

    def __init__(self, *, rtl: bool = False, font: str | None = None, scale: float = 1.0, commas: bool = False) -> None:
        self.line = lru_cache(maxsize=CACHE_SIZE)(partial(_line, rtl=rtl, font=font, scale=scale, commas=commas))

    def width(self, text: str | tuple[Piece, ...], style: TextStyle) -> int:
        """Measures a line.

        Parameters
        ----------
        text
            The line.
        style
            How it is set.

        Returns
        -------
        int
            Its width in pixels.
        """
        return self.line(text, style).width

    def wrap(self, text: str, style: TextStyle, width: float) -> list[str]:
        """Breaks a text into lines at its spaces. Formulas stay whole.

        Parameters
        ----------
        text
            The text.
        style
            How it is set.
        width
            The most that a line may be wide, in pixels; a longer word has a line for itself.

        Returns
        -------
        list of str
            The lines.
        """
        lines: list[str] = []
        for word in _WORDS.findall(text):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, style) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def fit(self, text: str, style: TextStyle, width: float) -> str:
        """Shortens a text that is too wide. Formulas and numbers stay whole.

        Parameters
        ----------
        text
            The text, in one line.
        style
            How it is set.
        width
            The most that it may be wide, in pixels.

        Returns
        -------
        str
            The text, or its beginning with an ellipsis.
        """
        if self.width(text, style) <= width:
            return text
        units = _WHOLE.findall(text)
        for end in range(len(units) - 1, 0, -1):
            short = "".join(units[:end]).rstrip(_HANGING) + "…"
            if self.width(short, style) <= width:
                return short
        return "…"


def _line(
    text: str | tuple[Piece, ...], style: TextStyle, *, rtl: bool, font: str | None, scale: float, commas: bool
) -> TextImage:
    pieces = typeset.line(text, rtl=rtl) if isinstance(text, str) else text
    if commas:
        pieces = tuple(
            replace(piece, text=with_decimal_commas(piece.text)) if piece.maths else piece for piece in pieces
        )
    coloured = [
        (glyph, piece.colour or style.colour)
        for piece in pieces
        for glyph in glyphs(piece, style.size * scale, style.weight, font)
    ]
    ascent = max((glyph.ascent for glyph, _ in coloured), default=1)
    descent = max((glyph.alpha.shape[0] - glyph.ascent for glyph, _ in coloured), default=0)
    width = sum(glyph.advance for glyph, _ in coloured)
    pad = max((glyph.pad for glyph, _ in coloured), default=0)
    pixels = np.zeros((ascent + descent, math.ceil(width) + 2 * pad, 4), np.uint8)
    parts: list[TextPart] = []
    x = float(pad)
    for glyph, colour in coloured:
        _paste(pixels, glyph, round(x) - glyph.pad, ascent - glyph.ascent, colour)
        parts.append(TextPart(glyph, colour, x - pad))
        x += glyph.advance
    line = TextImage(pixels, pad, ascent, math.ceil(width), parts=tuple(parts))
    if style.halo is None:
        return line
    pixels = _with_halo(np.pad(pixels, ((HALO, HALO), (HALO, HALO), (0, 0))), style.halo)
    return replace(line, pixels=pixels, pad=pad + HALO, ascent=ascent + HALO, margin=PAD + HALO, halo=style.halo)


def _paste(pixels: np.ndarray, glyph: GlyphImage, left: int, top: int, colour: str) -> None:
    rows, columns = glyph.alpha.shape
    left_cut, right_cut = max(0, -left), max(0, left + columns - pixels.shape[1])
    alpha = glyph.alpha[:, left_cut : columns - right_cut]
    part = pixels[top : top + rows, left + left_cut : left + columns - right_cut]
    over = alpha > part[..., 3]
    part[over, :3] = rgb(colour)
    part[..., 3] = np.maximum(part[..., 3], alpha)


def _with_halo(pixels: np.ndarray, colour: str) -> np.ndarray:
    """Returns the letters with an edge of ``colour``, so wide that no line behind strikes them through."""
    spread = pixels[..., 3].astype(np.uint16)
    for ring in range(HALO):
        padded = np.pad(spread, 1)
        rows, columns = spread.shape
        neighbours = _STRAIGHT if ring % 2 else _STRAIGHT + _DIAGONAL  # nearly a circle
        shifted = [padded[1 + dy : 1 + dy + rows, 1 + dx : 1 + dx + columns] for dy, dx in neighbours]
        spread = np.maximum.reduce([spread, *shifted])
    letters = pixels[..., 3:].astype(float) / 255
    under = np.array(rgb(colour), float)
    result = pixels.copy()
    result[..., :3] = np.round(pixels[..., :3] * letters + under * (1 - letters))
    result[..., 3] = spread
    return result


_STRAIGHT = ((0, 1), (0, -1), (1, 0), (-1, 0))
_DIAGONAL = ((1, 1), (1, -1), (-1, 1), (-1, -1))
