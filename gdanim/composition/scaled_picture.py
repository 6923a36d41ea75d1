"""A picture whose frames are drawn as they are laid out, and then reduced to fewer pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.composition.picture import Frame, Picture


class ScaledPicture:
    """A smaller version of a picture, for whoever wants to see it soon. What it lacks it takes from the ``picture``.

    Parameters
    ----------
    picture
        The picture.
    width
        The greatest width in pixels; a picture that is not wider keeps its size, as all do if it is None.
    is_even
        Whether width and height are even, as a film's are.
    """

    def __init__(self, picture: Picture, width: int | None = None, *, is_even: bool = False) -> None:
        self.picture = picture
        scale = 1.0 if width is None else min(1.0, width / picture.size[0])
        self.size = (round(scale * picture.size[0]), max(1, round(scale * picture.size[1])))
        if is_even:
            self.size = even(self.size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.picture, name)

    def reduced(self, width: int, *, is_even: bool = False) -> ScaledPicture:
        """Returns the same picture in another size; see ``ScaledPicture``."""
        return ScaledPicture(self.picture, width, is_even=is_even)

    def frames(self) -> Iterator[Frame]:
        """Yields all frames. Where nothing moves, the same array is repeated."""
        last = scaled = None
        for frame in self.picture.frames():
            if last is not frame:
                last, scaled = frame, self._scaled(frame)
            assert scaled is not None  # noqa: S101 -- for mypy
            yield scaled

    def frame(self, index: int) -> Frame:
        """Returns one frame."""
        return self._scaled(self.picture.frame(index))

    def _scaled(self, frame: Frame) -> Frame:
        from PIL import Image

        image = Image.fromarray(frame)
        return np.asarray(image.resize(self.size, Image.Resampling.HAMMING, reducing_gap=3.0))


def even(size: tuple[int, int]) -> tuple[int, int]:
    """Returns the size with sides that are rounded up to even ones."""
    return size[0] + size[0] % 2, size[1] + size[1] % 2
