"""Texts as images: each distinct text is set once and kept; a number is put together from the images of its digits."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from gdanim.panels.marks import fonts
from gdanim.panels.marks.pen import Mark
from gdanim.themes import rgb
from gdanim.typeset import MINUS, Piece, pieces

if TYPE_CHECKING:
    from gdanim.panels.marks.pen import Pen

_SPACES = re.compile(r"\s+(?=(?:[^$]*\$[^$]*\$)*[^$]*$)")  # outside of formulas
Side = Literal["left", "center", "right"]
STIX = 1.13  # the mathematics' size beside words of size 1, so that both look equally large
PAD = 3  # an italic f overhangs the box that it reports
KEPT = 4096  # images; a long film has new numbers at every step
DIGITS = frozenset(f"0123456789.{MINUS}")


@dataclass(frozen=True)
class Style:
    """``size`` in pixels. ``halo`` is a colour behind the letters, for a text that may stand on a line."""

    size: float
    colour: str
    weight: str = "regular"
    halo: str | None = None


@dataclass(frozen=True)
class Stamp:
    """One text as it covers the page: ``alpha`` (height, width) uint8, its ``pad`` to the left, and its base line."""

    alpha: np.ndarray
    pad: int
    ascent: int
    advance: float


@dataclass(frozen=True, eq=False)
class Image:
    """A line of text: ``pixels`` (height, width, 4) uint8, ``ascent`` rows above the base line, ``width`` to its end."""

    pixels: np.ndarray
    pad: int
    ascent: int
    width: int

    @property
    def height(self) -> int:
        return self.pixels.shape[0]


class Typesetter:
    """Sets lines of words and formulas. Keeps what it has set, up to a bound."""

    def __init__(self) -> None:
        self.line = lru_cache(maxsize=KEPT)(_line)

    def width(self, text: str | tuple[Piece, ...], style: Style) -> int:
        return self.line(text, style).width

    def wrap(self, text: str, style: Style, width: float) -> list[str]:
        """``text`` in lines no wider than ``width`` pixels, broken at spaces; formulas stay whole."""
        lines: list[str] = []
        for word in _SPACES.split(text.strip()):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, style) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def fit(self, text: str, style: Style, width: float) -> str:
        """``text``, shortened with an ellipsis where it is wider than ``width`` pixels. Formulas are not cut."""
        if self.width(text, style) <= width or "$" in text:
            return text
        for end in range(len(text) - 1, 0, -1):
            short = text[:end].rstrip() + "…"
            if self.width(short, style) <= width:
                return short
        return "…"


def _line(text: str | tuple[Piece, ...], style: Style) -> Image:
    parts = pieces(text) if isinstance(text, str) else text
    stamps = [(stamp, part.colour or style.colour) for part in parts for stamp in _stamps(part, style)]
    ascent = max((stamp.ascent for stamp, _ in stamps), default=1)
    descent = max((stamp.alpha.shape[0] - stamp.ascent for stamp, _ in stamps), default=0)
    width = sum(stamp.advance for stamp, _ in stamps)
    room = max((stamp.pad for stamp, _ in stamps), default=0)
    pixels = np.zeros((ascent + descent, math.ceil(width) + 2 * room, 4), np.uint8)
    at = float(room)
    for stamp, colour in stamps:
        _paste(pixels, stamp, round(at) - stamp.pad, ascent - stamp.ascent, colour)
        at += stamp.advance
    if style.halo is not None:
        pixels = _haloed(pixels, style.halo)
    return Image(pixels, room, ascent, math.ceil(width))


def _paste(pixels: np.ndarray, stamp: Stamp, left: int, top: int, colour: str) -> None:
    rows, columns = stamp.alpha.shape
    left_cut, right_cut = max(0, -left), max(0, left + columns - pixels.shape[1])
    alpha = stamp.alpha[:, left_cut : columns - right_cut]
    part = pixels[top : top + rows, left + left_cut : left + columns - right_cut]
    over = alpha > part[..., 3]
    part[over, :3] = rgb(colour)
    part[..., 3] = np.maximum(part[..., 3], alpha)


def _haloed(pixels: np.ndarray, colour: str) -> np.ndarray:
    """The letters over a soft edge of ``colour``, two pixels wide."""
    spread = pixels[..., 3].astype(np.uint16)
    for _ in range(2):
        padded = np.pad(spread, 1)
        shifted = [padded[1 + dy : padded.shape[0] - 1 + dy, 1 + dx : padded.shape[1] - 1 + dx] for dy, dx in _AROUND]
        spread = np.maximum.reduce([spread, *shifted])
    letters = pixels[..., 3:].astype(float) / 255
    under = np.array(rgb(colour), float)
    result = pixels.copy()
    result[..., :3] = np.round(pixels[..., :3] * letters + under * (1 - letters))
    result[..., 3] = spread
    return result


_AROUND = ((0, 1), (0, -1), (1, 0), (-1, 0))


def _stamps(piece: Piece, style: Style) -> list[Stamp]:
    if piece.maths:
        return [_formula(piece.text, style.size)]
    return [_words(text, str(font), style.size) for text, font in fonts.split(piece.text, style.weight)]


@lru_cache(maxsize=KEPT)
def _formula(body: str, size: float) -> Stamp:
    if set(body) <= DIGITS:  # a changing number: no formula is set for it, only its digits
        return _joined([_letter(letter, size * STIX) for letter in body])
    return _set(f"${body}$", None, size * STIX)


@lru_cache(maxsize=KEPT)
def _words(text: str, font: str, size: float) -> Stamp:
    return _set(text, font, size)


@lru_cache(maxsize=KEPT)
def _letter(letter: str, size: float) -> Stamp:
    """One sign of a number, as wide as it stands between two digits: alone, a point is set with a space after it."""
    stamp = _set(f"${letter}$", None, size)
    between = _set(f"$0{letter}0$", None, size).advance - _set("$00$", None, size).advance
    return Stamp(stamp.alpha, stamp.pad, stamp.ascent, stamp.advance if letter == MINUS else between)


def _joined(stamps: Sequence[Stamp]) -> Stamp:
    ascent = max(stamp.ascent for stamp in stamps)
    below = max(stamp.alpha.shape[0] - stamp.ascent for stamp in stamps)
    pad, width = stamps[0].pad, sum(stamp.advance for stamp in stamps)
    alpha = np.zeros((ascent + below, math.ceil(width) + 2 * pad), np.uint8)
    at = float(pad)
    for stamp in stamps:
        left, top = round(at) - stamp.pad, ascent - stamp.ascent
        part = alpha[top : top + stamp.alpha.shape[0], left : left + stamp.alpha.shape[1]]
        np.maximum(part, stamp.alpha[:, : part.shape[1]], out=part)
        at += stamp.advance
    return Stamp(alpha, pad, ascent, width)


@lru_cache(maxsize=KEPT)
def _set(text: str, font: str | None, size: float) -> Stamp:
    properties = FontProperties(fname=font, size=size, math_fontfamily="stix")
    maths = font is None
    scratch = RendererAgg(1, 1, 72)
    width, height, descent = scratch.get_text_width_height_descent(text, properties, maths)
    above, below = math.ceil(height - descent) + PAD, math.ceil(descent) + PAD
    renderer = RendererAgg(math.ceil(width) + 2 * PAD, above + below, 72)
    context: Any = renderer.new_gc()
    renderer.draw_text(context, PAD, above, text, properties, 0, ismath=maths)
    return Stamp(np.asarray(renderer.buffer_rgba())[..., 3].copy(), PAD, above, width)


class Label(Mark):
    """A text at a place: ``x`` is its left end, middle or right end, ``y`` its base line, in whole page pixels."""

    def __init__(self, text: Typesetter, style: Style, x: float = 0, y: float = 0, side: Side = "left") -> None:
        super().__init__()
        self.text, self.style, self.side = text, style, side
        self.x, self.y = x, y
        self.content: str | tuple[Piece, ...] = ""
        self.alpha = 1.0

    def say(self, content: str | tuple[Piece, ...]) -> Label:
        self.content = content
        return self

    def to(self, x: float, y: float, alpha: float = 1.0) -> Label:
        self.x, self.y, self.alpha = x, y, alpha
        return self

    @property
    def image(self) -> Image:
        return self.text.line(self.content, self.style)

    @property
    def left(self) -> int:
        width = self.image.width
        return round(self.x - {"left": 0, "center": width / 2, "right": width}[self.side])

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what it covers."""
        image, left = self.image, self.left
        top = round(self.y) - image.ascent
        return left, top + PAD, left + image.width, top + image.height - PAD

    def ink(self, pen: Pen) -> None:
        if not self.content or self.alpha <= 0:
            return
        image = self.image
        pen.image(image.pixels, self.left - image.pad, round(self.y) - image.ascent, alpha=self.alpha)
