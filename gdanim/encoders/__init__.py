"""Output formats: how the frames of a picture become one file. Starts no process and knows no folder."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy as np

    from gdanim.sheets import Sheet

__all__ = ["Encoder", "Picture", "Stream", "frame_rate", "play_count"]


class Picture(Protocol):
    """The animation that an encoder writes.

    Attributes
    ----------
    size
        Width and height in pixels.
    fps
        Frames a second.
    count
        The number of frames.
    loop
        ``"forever"``, ``"once"``, or how often the animation is played.
    colours
        Opaque colours, each as ``(red, green, blue)`` from 0 to 255, that a format with a palette must hold exactly.
    poster
        The index of the frame that stands for the whole.
    arrivals
        For each step, the seconds of the first frame that shows its point.
    panels
        Where each panel stands, as the sidecar lists it.
    holds
        For how many frames each image stands, in the order of ``frames``. Their sum is ``count``.
    """

    @property
    def size(self) -> tuple[int, int]: ...

    @property
    def fps(self) -> float: ...

    @property
    def count(self) -> int: ...

    @property
    def loop(self) -> str | int: ...

    @property
    def colours(self) -> tuple[tuple[int, int, int], ...]: ...

    @property
    def poster(self) -> int: ...

    @property
    def arrivals(self) -> tuple[float, ...]: ...

    @property
    def panels(self) -> tuple[dict[str, Any], ...]: ...

    @property
    def holds(self) -> tuple[int, ...]: ...

    def frames(self) -> Iterator[np.ndarray]:
        """Draws all frames from the first to the last.

        Yields
        ------
        numpy.ndarray
            RGBA bytes ``(height, width, 4)``, alpha 255. Where nothing moved, the same array again.
        """

    def frame(self, index: int) -> np.ndarray:
        """Draws one frame.

        Parameters
        ----------
        index
            From 0 to ``count - 1``, in any order. A later frame is quicker to draw than an earlier one.

        Returns
        -------
        numpy.ndarray
            RGBA bytes ``(height, width, 4)``, a copy.
        """

    def strip(self) -> Sheet:
        """Lays out key moments in a row.

        Returns
        -------
        Sheet
            To be written by ``gdanim.sheets.write``.
        """


@dataclass(frozen=True)
class Stream:
    """How ffmpeg makes a file from the frames.

    Parameters
    ----------
    filters
        The ffmpeg filters that the RGBA frames pass through.
    options
        ffmpeg's options for the file: codec, quality, container.
    palette
        16 × 16 RGBA pixels as bytes, which the filters get as a second input; None for a format without a palette.
    """

    filters: str
    options: tuple[str, ...]
    palette: bytes | None = None


@dataclass(frozen=True)
class Encoder:
    """An output format. It has either a ``stream`` or a ``still``.

    Parameters
    ----------
    summary
        One line for ``gdanim list formats``.
    extension
        What follows the scene's name in the name of the file, with its dot: ``".gif"``.
    mime
        The media type, such as ``"image/gif"``.
    stream
        Takes the picture and returns how ffmpeg makes the file. All streams of a scene are made in one pass.
    still
        Takes the picture and an absolute path, and writes one image there.
    codec
        What ffmpeg calls the codec of the ``stream``: ``gdanim doctor`` looks for it.
    reader
        What reads the finished file back: Pillow for images, ffmpeg for videos.
    needs_even_size
        Whether width and height must be even, as where the chroma has half the size.
    merges_equal_frames
        Whether equal neighbours may become one frame that stands longer.
    has_own_size
        Whether the file's size may differ from the picture's.
    page_rank
        Which of a scene's videos, or of its moving images, a web page takes first: the one with the greatest rank.
    is_fallback
        Whether practically every program shows it, so that it stands in where others fail.
    is_poster
        Whether it holds the one frame that stands for the whole.
    """

    summary: str
    extension: str
    mime: str
    stream: Callable[[Picture], Stream] | None = None
    still: Callable[[Picture, Path], None] | None = None
    codec: str = ""
    reader: Literal["pillow", "ffmpeg"] = "pillow"
    needs_even_size: bool = False
    merges_equal_frames: bool = False
    has_own_size: bool = False
    page_rank: int = 0
    is_fallback: bool = False
    is_poster: bool = False


def play_count(picture: Picture) -> int:
    """Returns how often the animation is played; 0 is for ever."""
    named = {"forever": 0, "once": 1}
    return named[picture.loop] if isinstance(picture.loop, str) else picture.loop


def frame_rate(picture: Picture) -> Fraction:
    """Returns frames a second as the fraction that was meant: 12.5 is 25/2."""
    return Fraction(picture.fps).limit_denominator(1000)
