"""Writes a GIF frame by frame: of each, only the pixels that differ from the frame before are mapped and compressed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from gdanim.encoders import frame_rate, play_count
from gdanim.encoders.parts.matte import laid

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from gdanim.encoders import EncodablePicture

TRANSPARENT_INDEX = 255  # the palette's last colour, of the pixels that stay as they are
MAX_DELAY = 0xFFFF  # 1/100 s
RGB_MASK = 0xFFFFFF  # of a pixel's four bytes as one number
MAX_COLOURS_AT_ONCE = 4096
GLOBAL_PALETTE_OF_256 = 0xF7
LOOP = b"!\xff\x0bNETSCAPE2.0\x03\x01"
END = b";"
_UNCHANGED = np.full((1, 1), TRANSPARENT_INDEX, np.uint8)


class GifWriter:
    """Writes the frames of one animation to a file.

    Parameters
    ----------
    picture
        The animation.
    path
        The file.
    palette
        256 RGBA colours as bytes; the last is transparent.
    """

    def __init__(self, picture: EncodablePicture, path: Path, palette: bytes) -> None:
        width, height = picture.size
        self._colours = _ColourIndices(palette)
        self._picture, self._rate = picture, frame_rate(picture)
        self._pixels: np.ndarray | None = None
        self._shown = np.full(width * height, TRANSPARENT_INDEX, np.uint8)
        self._image, self._offset = _UNCHANGED, (0, 0)
        self._begin = self._count = 0
        self._file = path.open("wb")
        self._file.write(_header(picture, palette))

    def add(self, frame: np.ndarray, count: int) -> None:
        """Adds RGBA bytes ``(height, width, 4)`` for ``count`` frames. If they look like the frame before, it lasts."""
        positions, indices = self._changes(laid(self._picture, frame))
        if len(positions):
            self._write_image()
            self._keep_image(positions, indices, frame.shape[1])
        self._count += count

    def close(self) -> None:
        """Writes the last image and the end of the file, and closes it."""
        self._write_image()
        self._file.write(END)
        self._file.close()

    def abandon(self) -> None:
        """Closes the unfinished file."""
        self._file.close()

    def _changes(self, frame: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Returns the positions (n,) in the flat frame whose palette index changes, and their new indices (n,)."""
        pixels = _packed(frame)
        if self._pixels is None:
            self._pixels, positions = pixels.copy(), np.arange(pixels.size)
        else:
            positions = np.flatnonzero(pixels != self._pixels)
            self._pixels[positions] = pixels[positions]
        indices = self._colours.of(pixels[positions] & RGB_MASK)
        differ = indices != self._shown[positions]
        return positions[differ], indices[differ]

    def _keep_image(self, positions: np.ndarray, indices: np.ndarray, width: int) -> None:
        """Keeps the smallest rectangle with all changes, until it is known how long it is shown."""
        self._shown[positions] = indices
        rows, columns = np.divmod(positions, width)
        left, top = int(columns.min()), int(rows[0])
        pixels = np.full((rows[-1] + 1 - top, columns.max() + 1 - left), TRANSPARENT_INDEX, np.uint8)
        pixels[rows - top, columns - left] = indices
        self._image, self._offset = pixels, (left, top)

    def _write_image(self) -> None:
        """Writes the kept image with the time since it appeared; beyond the longest delay, an empty one prolongs it."""
        delay = _hundredths(self._count, self._rate) - _hundredths(self._begin, self._rate)
        self._begin = self._count
        while delay > 0:
            self._write(min(delay, MAX_DELAY))
            delay -= MAX_DELAY
            self._image, self._offset = _UNCHANGED, (0, 0)

    def _write(self, delay: int) -> None:
        from PIL import GifImagePlugin, Image

        image = Image.frombytes("P", self._image.shape[::-1], self._image.tobytes())
        options = {"duration": 10 * delay, "transparency": TRANSPARENT_INDEX, "disposal": 1}
        self._file.writelines(GifImagePlugin.getdata(image, self._offset, **options))


class _ColourIndices:
    """Finds the nearest colour of a palette; each colour is searched once."""

    def __init__(self, palette: bytes) -> None:
        self._palette = np.frombuffer(palette, np.uint8).reshape(-1, 4)[:TRANSPARENT_INDEX, :3].astype(float)
        self._squares = np.sum(self._palette**2, axis=1)
        self._found = np.zeros(1 << 24, np.uint16)  # one more than the index, 0 where not searched yet

    def of(self, colours: np.ndarray) -> np.ndarray:
        """Returns the indices (n,) of ``colours`` (n,), each red + 256 green + 65,536 blue."""
        found = self._found[colours]
        if not found.all():
            unknown = np.unique(colours[found == 0])
            for part in np.array_split(unknown, 1 + len(unknown) // MAX_COLOURS_AT_ONCE):
                self._found[part] = self._nearest(part) + 1
            found = self._found[colours]
        indices: np.ndarray = (found - 1).astype(np.uint8)
        return indices

    def _nearest(self, colours: np.ndarray) -> np.ndarray:
        channels = np.stack([colours & 255, colours >> 8 & 255, colours >> 16], axis=1).astype(float)
        nearest: np.ndarray = (channels @ (-2 * self._palette.T) + self._squares).argmin(axis=1)
        return nearest


def _packed(frame: np.ndarray) -> np.ndarray:
    """Returns each pixel (height · width,) as red + 256 green + 65,536 blue, and alpha above."""
    return np.ascontiguousarray(frame).view("<u4").reshape(-1)


def _hundredths(frames: int, rate: Fraction) -> int:
    """Returns the time after so many frames, to the nearest 1/100 s."""
    return int(100 * frames / rate + 0.5)


def _header(picture: EncodablePicture, palette: bytes) -> bytes:
    colours = np.frombuffer(palette, np.uint8).reshape(-1, 4)[:, :3].tobytes()
    head = b"GIF89a" + struct.pack("<HHBBB", *picture.size, GLOBAL_PALETTE_OF_256, 0, 0) + colours
    repeats = play_count(picture) - 1  # a file without the block is played once, and 0 repeats for ever
    return head if repeats == 0 else head + LOOP + struct.pack("<HB", max(repeats, 0), 0)
