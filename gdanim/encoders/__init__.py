"""An output format: how the frames of a picture become one file. Starts no process and knows no folder."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy as np

    from gdanim.sheets import Sheet


class Picture(Protocol):
    """What is written: an animation that can be drawn once from beginning to end, or one frame at a time."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""

    @property
    def fps(self) -> float: ...

    @property
    def count(self) -> int:
        """Frames."""

    @property
    def loop(self) -> str | int:
        """``forever``, ``once`` or how often it is played."""

    @property
    def colours(self) -> tuple[tuple[int, int, int], ...]:
        """Opaque colours that a format with a palette must hold exactly."""

    @property
    def poster(self) -> int:
        """The frame that stands for the whole."""

    @property
    def arrivals(self) -> tuple[float, ...]:
        """For each step, the seconds of the first frame that shows its point."""

    @property
    def panels(self) -> tuple[dict[str, Any], ...]:
        """Where each panel stands, as the sidecar lists it."""

    def frames(self) -> Iterator[np.ndarray]:
        """Each frame as RGBA bytes ``(height, width, 4)``, alpha 255; the same array again where nothing moved."""

    @property
    def holds(self) -> tuple[int, ...]:
        """For how many frames each image stands, in the order of ``frames``; together they are ``count``."""

    def frame(self, index: int) -> np.ndarray: ...

    def strip(self) -> Sheet:
        """Key moments in a row."""


@dataclass(frozen=True)
class Stream:
    """How the video tool makes a file: the filters that RGBA frames pass through, then the file's own options.

    ``palette`` holds 16 × 16 RGBA pixels as bytes, given to the filters as a second input.
    """

    filters: str
    options: tuple[str, ...]
    palette: bytes | None = None


@dataclass(frozen=True)
class Encoder:
    """A format is made by the video tool from a ``stream``, or without it by ``still``, which writes one image."""

    summary: str
    ending: str
    mime: str
    stream: Callable[[Picture], Stream] | None = None
    still: Callable[[Picture, Path], None] | None = None
    reader: Literal["pillow", "video tool"] = "pillow"
    even_sides: bool = False  # chroma of half the size needs an even width and height
    merges: bool = False  # equal neighbours may become one frame that stands longer
    own_size: bool = False  # not the picture's


def plays(picture: Picture) -> int:
    """How often the animation is played; 0 is for ever."""
    named = {"forever": 0, "once": 1}
    return named[picture.loop] if isinstance(picture.loop, str) else picture.loop


def rate(picture: Picture) -> Fraction:
    """Frames a second as the fraction that was meant: 12.5 is 25/2."""
    return Fraction(picture.fps).limit_denominator(1000)
