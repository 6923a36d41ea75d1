"""The picture that encoders write, as they see it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from gdanim.sheets import Sheet
    from gdanim.text.words import Words


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
