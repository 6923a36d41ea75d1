"""Sets lines of words and formulas, and caches them as images."""

from __future__ import annotations

import math
import re
from bisect import bisect
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.glyphs import CACHE_SIZE, ITALIC_OVERHANG, glyphs
from gdanim.text import typesetting
from gdanim.themes import rgb

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.drawing.glyphs import GlyphImage
    from gdanim.text.bidi import TextPiece

_ISOLATE = r"\u2066(?:[^\u2066\u2069]|\u2066[^\u2069]*\u2069)*\u2069"
_CHINESE, _OPENING, _CLOSING = "\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff", "（「『《“‘", "，。、；：！？）」』》”’…"
_WORDS = re.compile(
    rf"(?P<space>\s*)(?P<word>[{_OPENING}]*[{_CHINESE}][{_CLOSING}]*|(?:\$[^$]+\$|{_ISOLATE}|[^\s{_CHINESE}])+)"
)
"""What a line is not broken in, with the space before it: a Chinese letter with its signs, or a word with formulas."""
_WHOLE = re.compile(r"\$[^$]+\$|\u2066[^\u2069]*\u2069|[\d.,٫\u202f]+|.", re.DOTALL)  # never split by an ellipsis
_HANGING = " ,،=(−-"  # characters that an ellipsis doesn't follow
HALO_WIDTH = 4  # pixels around a letter
CAPITAL_HEIGHT, MIDDLE_DROP = 0.75, 0.36
"""Fractions of a font size: height of capital letters, and half of that of digits."""


@dataclass(frozen=True)
class TextStyle:
    """The style of a text.

    Attributes
    ----------
    size
        The font size in pixels.
    colour
        The letters' colour.
    weight
        ``regular``, ``semibold`` or ``bold``.
    halo
        The colour of an outline behind the letters, for a text that may overlap a line; None for none.
    """

    size: float
    colour: str
    weight: str = "regular"
    halo: str | None = None

    @property
    def ascent(self) -> float:
        """The pixels from the top of capital letters down to the baseline."""
        return CAPITAL_HEIGHT * self.size

    @property
    def middle_drop(self) -> float:
        """The pixels from the middle of digits and capital letters down to the baseline."""
        return MIDDLE_DROP * self.size


@dataclass(frozen=True, eq=False)
class TextPart:
    """One piece of a line: its text, its colour, and its left end in pixels from the line's."""

    glyph: GlyphImage
    colour: str
    offset: float


@dataclass(frozen=True, eq=False)
class TextImage:
    """A line of text as an image.

    Attributes
    ----------
    pixels
        The image ``(height, width, 4)``, RGBA uint8.
    pad
        The columns to the left of the line's origin.
    ascent
        The rows above its baseline.
    width
        The line's width in pixels.
    margin
        The empty rows above and below the letters.
    parts
        The line's pieces, for a page that takes text.
    halo
        The colour of its halo, or None.
    """

    pixels: np.ndarray
    pad: int
    ascent: int
    width: int
    margin: int = ITALIC_OVERHANG
    parts: tuple[TextPart, ...] = ()
    halo: str | None = None

    @property
    def height(self) -> int:
        return self.pixels.shape[0]


class Typesetter:
    """Sets lines of words, and of formulas between dollar signs, and caches them.

    ``line(text, style)`` returns a line's ``TextImage``. A text is given as a string, or as pieces in their order from
    the left.

    Parameters
    ----------
    rtl
        Whether the page is read from right to left.
    font
        A family or a font file, which precedes the default family; None for the default family alone.
    scale
        The factor for all sizes.
    localized
        A function that writes the body of a formula with a language's digits and decimal sign.
    """

    def __init__(
        self,
        *,
        rtl: bool = False,
        font: str | None = None,
        scale: float = 1.0,
        localized: Callable[[str], str] = str,
    ) -> None:
        self.line = lru_cache(maxsize=CACHE_SIZE)(partial(_line, rtl=rtl, font=font, scale=scale, localized=localized))

    def width(self, text: str | tuple[TextPiece, ...], style: TextStyle) -> int:
        """Measures a line.

        Parameters
        ----------
        text
            The line.
        style
            The text's style.

        Returns
        -------
        int
            Its width in pixels.
        """
        return self.line(text, style).width

    def wrap(self, text: str, style: TextStyle, width: float) -> list[str]:
        """Breaks a text into lines at its spaces, and between Chinese letters. Formulas stay whole.

        Parameters
        ----------
        text
            The text.
        style
            The text's style.
        width
            The maximum width of a line in pixels; a longer word has a line to itself.

        Returns
        -------
        list of str
            The lines.
        """
        lines: list[str] = []
        for found in _WORDS.finditer(text):
            word, space = found["word"], " " if found["space"] else ""
            longer = f"{lines[-1]}{space}{word}" if lines else word
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
            The text's style.
        width
            The maximum width in pixels.

        Returns
        -------
        str
            The text, or its beginning with an ellipsis.
        """
        if self.width(text, style) <= width:
            return text
        units = _WHOLE.findall(text)
        shorter = ["".join(units[:end]).rstrip(_HANGING) + "…" for end in range(1, len(units))]
        fitting = bisect(shorter, width, key=lambda each: self.width(each, style))
        return shorter[fitting - 1] if fitting else "…"


def _line(
    text: str | tuple[TextPiece, ...],
    style: TextStyle,
    *,
    rtl: bool,
    font: str | None,
    scale: float,
    localized: Callable[[str], str],
) -> TextImage:
    pieces = typesetting.set_line(text, rtl=rtl) if isinstance(text, str) else text
    pieces = tuple(replace(piece, text=localized(piece.text)) if piece.is_maths else piece for piece in pieces)
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
    pixels = _with_halo(np.pad(pixels, ((HALO_WIDTH, HALO_WIDTH), (HALO_WIDTH, HALO_WIDTH), (0, 0))), style.halo)
    return replace(
        line,
        pixels=pixels,
        pad=pad + HALO_WIDTH,
        ascent=ascent + HALO_WIDTH,
        margin=ITALIC_OVERHANG + HALO_WIDTH,
        halo=style.halo,
    )


def _paste(pixels: np.ndarray, glyph: GlyphImage, left: int, top: int, colour: str) -> None:
    rows, columns = glyph.alpha.shape
    left_cut, right_cut = max(0, -left), max(0, left + columns - pixels.shape[1])
    alpha = glyph.alpha[:, left_cut : columns - right_cut]
    part = pixels[top : top + rows, left + left_cut : left + columns - right_cut]
    over = alpha > part[..., 3]
    part[over, :3] = rgb(colour)
    part[..., 3] = np.maximum(part[..., 3], alpha)


def _with_halo(pixels: np.ndarray, colour: str) -> np.ndarray:
    """Returns the letters with an outline of ``colour``, wide enough to separate them from a line behind."""
    spread = pixels[..., 3].astype(np.uint16)
    for ring in range(HALO_WIDTH):
        padded = np.pad(spread, 1)
        rows, columns = spread.shape
        neighbours = _STRAIGHT_SHIFTS if ring % 2 else _STRAIGHT_SHIFTS + _DIAGONAL_SHIFTS  # nearly a circle
        shifted = [padded[1 + dy : 1 + dy + rows, 1 + dx : 1 + dx + columns] for dy, dx in neighbours]
        spread = np.maximum.reduce([spread, *shifted])
    letters = pixels[..., 3:].astype(float) / 255
    under = np.array(rgb(colour), float)
    result = pixels.copy()
    result[..., :3] = np.round(pixels[..., :3] * letters + under * (1 - letters))
    result[..., 3] = spread
    return result


_STRAIGHT_SHIFTS = ((0, 1), (0, -1), (1, 0), (-1, 0))
_DIAGONAL_SHIFTS = ((1, 1), (1, -1), (-1, 1), (-1, -1))
