"""The declaration of an output format: how the frames of a picture become a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np

    from gdanim.encoders.picture import EncodablePicture


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
