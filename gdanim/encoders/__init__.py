"""Output formats: how the frames of a picture are encoded as one file. Starts no process and knows no folder."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy as np

    from gdanim.sheets import Sheet
    from gdanim.text.words import Words

__all__ = ["EncodablePicture", "Encoder", "FrameWriter", "Stream", "frame_rate", "play_count"]


class EncodablePicture(Protocol):
    """The animation that an encoder writes.

    Attributes
    ----------
    size
        The width and height in pixels.
    fps
        The frames per second.
    count
        The number of frames.
    loop
        The number of plays: ``"forever"``, ``"once"``, or a number.
    colours
        Opaque colours, each as ``(red, green, blue)`` from 0 to 255, that a format with a palette must hold exactly.
    max_colours
        The greatest number of colours of a format with a palette.
    poster
        The index of the frame that represents the animation.
    arrivals
        The time in seconds of the first frame that shows each step's point.
    panels
        The sidecar's entries of the panels.
    holds
        The number of frames for which each image is held, in the order of ``frames``. Their sum is ``count``.
    source
        The scene's own text; empty for a scene that is not read from a file.
    words
        The words of the scene's language.
    carried
        The text that each file carries, see ``gdanim.outputs.carried_text``; empty for none.
    films
        The names of the videos that a page beside them plays: one, or of a pair that for light and that for dark
        pages; empty for a page that holds its film.
    matte
        The colour that stands under a picture without a background in formats without transparency; None for an
        opaque picture.
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
    def max_colours(self) -> int: ...

    @property
    def poster(self) -> int: ...

    @property
    def arrivals(self) -> tuple[float, ...]: ...

    @property
    def panels(self) -> tuple[dict[str, Any], ...]: ...

    @property
    def holds(self) -> tuple[int, ...]: ...

    @property
    def source(self) -> str: ...

    @property
    def words(self) -> Words: ...

    @property
    def carried(self) -> str: ...

    @property
    def films(self) -> tuple[str, ...]: ...

    @property
    def matte(self) -> tuple[int, int, int] | None: ...

    def frames(self) -> Iterator[np.ndarray]:
        """Draws all frames from the first to the last.

        Yields
        ------
        numpy.ndarray
            RGBA bytes ``(height, width, 4)``, alpha 255 unless there is a matte. Where nothing moves, the same array
            is repeated.
        """

    def frame(self, index: int) -> np.ndarray:
        """Draws one frame.

        Parameters
        ----------
        index
            The frame's index, from 0 to ``count - 1``, in any order. Increasing indices are drawn faster.

        Returns
        -------
        numpy.ndarray
            A copy of the frame, RGBA bytes ``(height, width, 4)``.
        """

    def describe(self) -> dict[str, Any]:
        """Returns the content of the sidecar, without the outputs.

        Returns
        -------
        dict
            The texts, runs, steps and notes, with the sidecar's keys.
        """

    def end(self) -> Sheet:
        """Lays out the last frame as a page of vectors.

        Returns
        -------
        Sheet
            A sheet that ``gdanim.sheets.write`` writes.
        """

    def strip(self) -> Sheet:
        """Lays out key moments in a row.

        Returns
        -------
        Sheet
            A sheet that ``gdanim.sheets.write`` writes.
        """


@dataclass(frozen=True)
class Stream:
    """The ffmpeg settings that make a file of the frames.

    Parameters
    ----------
    filters
        The ffmpeg filters that the RGBA frames pass through.
    options
        The ffmpeg options of the file: codec, quality, container.
    palette
        The palette as bytes of 16 × 16 RGBA pixels, the filters' second input; None for a format without a palette.
    """

    filters: str
    options: tuple[str, ...]
    palette: bytes | None = None


class FrameWriter(Protocol):
    """An open file that takes the images one after the other."""

    def add(self, frame: np.ndarray, count: int) -> None:
        """Adds the next image.

        Parameters
        ----------
        frame
            RGBA bytes ``(height, width, 4)``, overwritten later.
        count
            The number of frames for which it is shown.
        """

    def close(self) -> None:
        """Completes the file and closes it."""

    def abandon(self) -> None:
        """Closes the unfinished file, which is removed."""


@dataclass(frozen=True)
class Encoder:
    """An output format. It has one of ``stream``, which a ``page`` may surround, ``writer`` and ``still``.

    Parameters
    ----------
    summary
        A summary in one line, for ``gdanim list formats``.
    extension
        The end of the file name, after the stem, with its dot: ``".gif"``.
    mime
        The media type, such as ``"image/gif"``.
    stream
        ``stream(picture) -> Stream``: the ffmpeg settings. All streams of a scene are encoded in one pass.
    writer
        ``writer(picture, path) -> FrameWriter``: opens the file that is written without ffmpeg, in the same pass.
    still
        ``still(picture, path)``: writes one image to an absolute path.
    page
        ``page(picture, film, path)``: writes a document around the file ``film`` that the ``stream`` has made. The
        film is read back before, in place of the document.
    film
        The format whose file a page plays where the scene wants no film inside of it.
    codec
        The ffmpeg name of the ``stream``'s codec, checked by ``gdanim doctor``.
    reader
        The reader that checks the finished file: Pillow for images, ffmpeg for videos, ``vectors`` for a PDF.
    needs_even_size
        Whether width and height must be even, as for half-size chroma.
    has_palette
        Whether it has no more than ``picture.max_colours`` colours.
    merges_equal_frames
        Whether equal neighbours may be merged to one longer frame.
    has_own_size
        Whether the file's size may differ from the picture's.
    page_rank
        The rank for web pages: of a scene's videos, of its moving images, or of its posters, the one with the greatest
        rank is preferred.
    is_fallback
        Whether practically every program shows it, so that it is the fallback for others.
    is_poster
        Whether it holds the single frame that represents the animation.
    is_folder
        Whether ``still`` makes a folder of images.
    transparency
        The fate of a picture without a background: refused, laid on its matte, or kept.
    """

    summary: str
    extension: str
    mime: str
    stream: Callable[[EncodablePicture], Stream] | None = None
    writer: Callable[[EncodablePicture, Path], FrameWriter] | None = None
    still: Callable[[EncodablePicture, Path], None] | None = None
    page: Callable[[EncodablePicture, Path, Path], None] | None = None
    film: str = ""
    codec: str = ""
    reader: Literal["pillow", "ffmpeg", "vectors"] = "pillow"
    needs_even_size: bool = False
    has_palette: bool = False
    merges_equal_frames: bool = False
    has_own_size: bool = False
    page_rank: int = 0
    is_fallback: bool = False
    is_poster: bool = False
    is_folder: bool = False
    transparency: Literal["none", "matte", "full"] = "none"

    @property
    def is_moving(self) -> bool:
        """Whether the file has all frames."""
        return self.still is None


def play_count(picture: EncodablePicture) -> int:
    """Returns the number of plays.

    Parameters
    ----------
    picture
        The picture.

    Returns
    -------
    int
        The number, 0 if it plays forever.
    """
    named = {"forever": 0, "once": 1}
    return named[picture.loop] if isinstance(picture.loop, str) else picture.loop


def frame_rate(picture: EncodablePicture) -> Fraction:
    """Returns the frames per second as the intended fraction: 12.5 is 25/2.

    Parameters
    ----------
    picture
        The picture.

    Returns
    -------
    Fraction
        The rate.
    """
    return Fraction(picture.fps).limit_denominator(1000)
