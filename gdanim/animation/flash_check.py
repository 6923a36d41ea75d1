"""Whether a film flashes: over three times a second, over a quarter of what is seen at once. WCAG 2.2, criterion 2.3.1.

Looks at each frame on its way into the files; draws none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 3  # flashes a second; a flash is a change and a change back
CHANGE, DARK = 0.1, 0.8  # a change of relative luminance, and what its darker side lies below
ACROSS, UP = 1 / 3, 1 / 4  # of the picture's width: 341 by 256 of 1,024 pixels are seen at once, in 10 degrees
SHARE = 0.25  # of what is seen at once
SAMPLES = 120  # across the picture
RED, SHIFT = 4.0, 0.2  # a saturated red is four times its green and blue; its change of chromaticity, in u′v′
CHANNEL = np.arange(256) / 255
LINEAR = np.where(CHANNEL <= 0.04045, CHANNEL / 12.92, ((CHANNEL + 0.055) / 1.055) ** 2.4).astype(np.float32)
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
XYZ = np.array([[0.4124, 0.3576, 0.1805], LUMINANCE, [0.0193, 0.1192, 0.9505]], np.float32)  # of linear sRGB
UV = np.array([[4, 0, 0], [0, 9, 0], [1, 15, 3]], np.float32) @ XYZ  # u′ and v′ are the first two by the third


class FlashCheck:
    """``flashes``: how often the picture flashed in the worst second so far."""

    def __init__(self, fps: float) -> None:
        self.span = max(1, round(fps))
        self.flashes = 0
        self._last: np.ndarray | None = None
        self._signals: tuple[_Signal, ...] = ()

    def watch(self, frames: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
        """The frames as they are, each looked at."""
        for frame in frames:
            self._see(frame)
            yield frame

    def _see(self, frame: np.ndarray) -> None:
        if frame is self._last:
            for signal in self._signals:
                signal.rest()
            return
        self._last = frame
        thin = max(1, frame.shape[1] // SAMPLES)
        colour = LINEAR[frame[::thin, ::thin, :3]]
        if not self._signals:
            self._signals = _Brightness(colour, self.span), _Redness(colour, self.span)
            return
        for signal in self._signals:
            signal.see(colour)
            self.flashes = max(self.flashes, signal.flashes())


class _Signal(ABC):
    """Where something turned within the last second: samples (rows, columns) that went up and down in turns."""

    def __init__(self, colour: np.ndarray, span: int) -> None:
        self.recent: deque[np.ndarray | None] = deque([None] * span, maxlen=span)
        rows, columns, _ = colour.shape
        self.turns = np.zeros((rows, columns), np.int16)
        across, up = max(1, round(ACROSS * columns)), max(1, round(UP * columns))
        self.least = SHARE * across * up
        self.field = min(up, rows), across

    def see(self, colour: np.ndarray) -> None:
        self._pass(self._turned(colour))

    def rest(self) -> None:
        self._pass(None)

    def flashes(self) -> int:
        count = MOST
        while self._spread(self.turns >= 2 * (count + 1)):
            count += 1
        return count if count > MOST else 0

    @abstractmethod
    def _turned(self, colour: np.ndarray) -> np.ndarray:
        """Which samples (rows, columns) turn with this frame."""

    def _pass(self, turned: np.ndarray | None) -> None:
        gone = self.recent[0]
        self.recent.append(turned)
        if gone is not None:
            self.turns -= gone
        if turned is not None:
            self.turns += turned

    def _spread(self, flashing: np.ndarray) -> bool:
        """Whether these samples fill a quarter of the field, wherever it lies."""
        if flashing.sum() < self.least:
            return False
        up, across = self.field
        sums = np.pad(flashing.astype(np.int32).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        boxes = sums[up:, across:] - sums[:-up, across:] - sums[up:, :-across] + sums[:-up, :-across]
        return bool(boxes.max() >= self.least)


class _Brightness(_Signal):
    """A turn is a tenth of full luminance from the last peak or valley."""

    def __init__(self, colour: np.ndarray, span: int) -> None:
        super().__init__(colour, span)
        self.low = colour @ LUMINANCE
        self.high = self.low.copy()
        self.way = np.zeros(self.turns.shape, np.int8)

    def _turned(self, colour: np.ndarray) -> np.ndarray:
        light = colour @ LUMINANCE
        np.minimum(self.low, light, out=self.low)
        np.maximum(self.high, light, out=self.high)
        up = (self.way <= 0) & (light - self.low >= CHANGE) & (self.low < DARK)
        down = (self.way >= 0) & (self.high - light >= CHANGE) & (light < DARK)
        turned: np.ndarray = up | down
        self.way[up], self.way[down] = 1, -1
        self.low[turned] = self.high[turned] = light[turned]
        return turned


class _Redness(_Signal):
    """A turn leads to a saturated red or from it, to a colour that is not like it."""

    def __init__(self, colour: np.ndarray, span: int) -> None:
        super().__init__(colour, span)
        self.colour, self.red = colour, _red(colour)

    def _turned(self, colour: np.ndarray) -> np.ndarray:
        red = _red(colour)
        turned: np.ndarray = self.red != red
        if turned.any():
            shift = _chromaticity(self.colour[turned]) - _chromaticity(colour[turned])
            turned[turned] = np.hypot(*shift.T) > SHIFT
        seen = turned | ~self.red  # a red stays the one that was first seen until it turns
        self.colour = np.where(seen[..., None], colour, self.colour)
        self.red = np.where(seen, red, self.red)
        return turned


def _red(colour: np.ndarray) -> np.ndarray:
    found: np.ndarray = (colour[..., 0] > 0) & (colour[..., 0] >= RED * (colour[..., 1] + colour[..., 2]))
    return found


def _chromaticity(colours: np.ndarray) -> np.ndarray:
    """u′ and v′ (n, 2) of linear colours (n, 3), as white for black."""
    parts = np.where(colours.sum(axis=1, keepdims=True) > 0, colours, 1.0) @ UV.T
    chromaticity: np.ndarray = parts[:, :2] / parts[:, 2:]
    return chromaticity
