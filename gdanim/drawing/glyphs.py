"""Rasterised text. Each piece is set once and cached; a number is composed of its digits' images."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

from gdanim.drawing import fonts, maths_fonts
from gdanim.drawing.rc import default_rc
from gdanim.errors import Problem, SceneError
from gdanim.messages import message
from gdanim.text.bidi import for_font
from gdanim.text.mathtext import with_tall_bars
from gdanim.text.numbers import MATHS_COMMA, MINUS, SCRIPTS, THIN_SPACE as NARROW_SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.text.bidi import TextPiece

STIX_SCALE = 1.13  # relative size of mathematics that looks as large as words
ITALIC_OVERHANG = 3  # pixels: an italic f extends beyond its reported box
CACHE_SIZE = 4096  # glyphs; a long animation has new numbers at every step
PERSIAN = frozenset((*"".join(SCRIPTS.values()), MINUS))  # and Arabic
ZEROS = "۰٠"
_GROUP = re.compile(r"\{\\math(?:tt|bfit|sf)\{(.)\}\}")
NUMBER = re.compile(rf"((?:{MINUS}(?=[۰-۹٠-٩]))?[۰-۹٠-٩](?:[۰-۹٠-٩٫]*[۰-۹٠-٩])?)")  # Persian, among Latin words
PERSIAN_DIGIT_WIDTH = 0.54  # fraction of the font size
ZERO_SCALE = 1.4  # relative size of a Persian zero
ZERO_MIDDLE = 0.28  # height of its centre, as a fraction of the font size
INK_OPACITY = 64  # the least opacity, of 255, of a column that counts as a digit's
PERSIAN_SPACE = 0.29  # fraction of the font size
THIN_SPACE = r"\,"
DIGITS = frozenset((*"0123456789.", MATHS_COMMA, MINUS, THIN_SPACE))
LETTERS = re.compile(rf"{re.escape(MATHS_COMMA)}|{re.escape(THIN_SPACE)}|.", re.DOTALL)


@dataclass(frozen=True)
class GlyphImage:
    """A rasterised text.

    Attributes
    ----------
    alpha
        The coverage of each pixel, (height, width) uint8.
    pad
        The columns to the left of its origin.
    ascent
        The rows above its baseline.
    advance
        The distance in pixels from its origin to the next text's.
    text
        The text that was set.
    font
        The font file; None for mathematics.
    size
        The font size in pixels.
    """

    alpha: np.ndarray
    pad: int
    ascent: int
    advance: float
    text: str
    font: str | None
    size: float


def glyphs(piece: TextPiece, size: float, weight: str, preferred: str | None = None) -> list[GlyphImage]:
    """Rasterises a piece of text at ``size`` pixels. ``preferred``, a family or a file, precedes other fonts."""
    if piece.is_maths:
        if not (number := _script_number(piece.text)):
            return [_formula(piece.text, size)]
        piece, size, weight, preferred = replace(piece, text=number, is_maths=False), size * STIX_SCALE, "regular", None
    parts = fonts.split(piece.text, weight, preferred)
    if piece.is_rtl:
        return [_from_the_right(text, str(font), size) for text, font in reversed(parts)]
    return [_words(part, str(font), size) for text, font in parts for part in NUMBER.split(text) if part]


def _number(text: str, font: str, size: float) -> GlyphImage:
    """Sets a Persian number with digits of equal width; in fonts, one and zero are much narrower."""
    return _joined([_digit(letter, font, size) for letter in text], text)


@lru_cache(maxsize=CACHE_SIZE)
def _formula(body: str, size: float) -> GlyphImage:
    letters = LETTERS.findall(body)
    if DIGITS.issuperset(letters):  # a number that changes: only its digits are set
        return _joined([_letter(letter, size * STIX_SCALE) for letter in letters], f"${body}$")
    return _set(f"${with_tall_bars(body)}$", None, size * STIX_SCALE)


def _script_number(body: str) -> str:
    """Returns the number that a formula is, in Persian or Arabic digits; empty for other formulas."""
    number = _GROUP.sub(r"\1", body).replace(THIN_SPACE, NARROW_SPACE)
    return number if number != body and PERSIAN.union(NARROW_SPACE).issuperset(number) else ""


@lru_cache(maxsize=CACHE_SIZE)
def _words(text: str, font: str, size: float) -> GlyphImage:
    if PERSIAN.issuperset(text):
        return _number(text, font, size)
    return _set(text, font, size)


@lru_cache(maxsize=CACHE_SIZE)
def _from_the_right(text: str, font: str, size: float) -> GlyphImage:
    """Sets Persian words with wider spaces than the font's, because low final letters would make words touch."""
    words = [_set(for_font(word), font, size) for word in reversed(text.split(" "))]
    gaps = [PERSIAN_SPACE * size] * (len(words) - 1) + [0.0]
    spaced = [replace(word, advance=word.advance + gap) for word, gap in zip(words, gaps, strict=True)]
    return _joined(spaced, text)


@lru_cache(maxsize=CACHE_SIZE)
def _digit(letter: str, font: str, size: float) -> GlyphImage:
    """Sets one Persian digit, its ink centred in the common width; the dot of zero is enlarged to stay visible."""
    larger = ZERO_SCALE if letter in ZEROS else 1.0
    glyph = _set(letter, font, larger * size)
    if not letter.isdecimal():
        return glyph
    glyph = replace(glyph, ascent=glyph.ascent - round((larger - 1) * ZERO_MIDDLE * size), size=size)
    width = PERSIAN_DIGIT_WIDTH * size
    inked = np.flatnonzero((glyph.alpha > INK_OPACITY).any(axis=0)) - glyph.pad
    before = round((width - (inked[-1] + 1 - inked[0])) / 2 - inked[0])
    alpha = np.pad(glyph.alpha, ((0, 0), (max(0, before), 0)))[:, max(0, -before) :]
    return replace(glyph, alpha=alpha, advance=width)


@lru_cache(maxsize=CACHE_SIZE)
def _letter(letter: str, size: float) -> GlyphImage:
    """Sets one character of a number with the advance that it has between two digits."""
    glyph = _set(f"${letter}$", None, size)
    wide = "0" if letter.isdigit() else letter  # all digits have one width
    between = _set(f"$0{wide}0$", None, size).advance - _set("$00$", None, size).advance
    return replace(glyph, advance=glyph.advance if letter == MINUS else between)


def _joined(glyphs: Sequence[GlyphImage], text: str) -> GlyphImage:
    ascent = max(glyph.ascent for glyph in glyphs)
    below = max(glyph.alpha.shape[0] - glyph.ascent for glyph in glyphs)
    pad, width = glyphs[0].pad, sum(glyph.advance for glyph in glyphs)
    alpha = np.zeros((ascent + below, math.ceil(width) + 2 * pad), np.uint8)
    x = float(pad)
    for glyph in glyphs:
        left, top = round(x) - glyph.pad, ascent - glyph.ascent
        part = alpha[top : top + glyph.alpha.shape[0], left : left + glyph.alpha.shape[1]]
        np.maximum(part, glyph.alpha[:, : part.shape[1]], out=part)
        x += glyph.advance
    return GlyphImage(alpha, pad, ascent, width, text, glyphs[0].font, glyphs[0].size)


@lru_cache(maxsize=CACHE_SIZE)
def _set(text: str, font: str | None, size: float) -> GlyphImage:
    # an image is kept for all later pictures, whatever the settings are when it is first needed
    with default_rc(maths_fonts.settings(text, font)):
        try:
            return _drawn(text, font, size)
        except RuntimeError as error:  # FreeType's word for a damaged outline
            if font is None:
                raise
            file = Path(font).name
            raise SceneError([Problem(message("themes.damaged_font", file=file, text=text), ("font",))]) from error


def _drawn(text: str, font: str | None, size: float) -> GlyphImage:
    properties = maths_fonts.properties(text, font, size)
    maths = font is None
    scratch = RendererAgg(1, 1, 72)
    width, height, descent = scratch.get_text_width_height_descent(text, properties, maths)
    above, below = math.ceil(height - descent) + ITALIC_OVERHANG, math.ceil(descent) + ITALIC_OVERHANG
    renderer = RendererAgg(math.ceil(width) + 2 * ITALIC_OVERHANG, above + below, 72)
    renderer.mathtext_parser = scratch.mathtext_parser  # remembers the formula that it has just set
    gc: Any = renderer.new_gc()
    renderer.draw_text(gc, ITALIC_OVERHANG, above, text, properties, 0, ismath=maths)
    return GlyphImage(
        np.asarray(renderer.buffer_rgba())[..., 3].copy(), ITALIC_OVERHANG, above, width, text, font, size
    )
