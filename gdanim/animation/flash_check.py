"""Detects flashes: more than three a second, over a quarter of the visual field (WCAG 2.2, criterion 2.3.1).

Frames are checked on their way into the files; none is drawn for the check.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ALLOWED_FLASHES = 3  # per second; a flash is a pair of opposite changes
LUMINANCE_CHANGE = 0.1  # minimum change of relative luminance
MAX_DARK_LUMINANCE = 0.8  # maximum relative luminance of the darker side of a change
FIELD_WIDTH = 1 / 3  # fractions of the picture's width: 10 degrees of vision are 341 by 256 of 1,024 pixels
FIELD_HEIGHT = 1 / 4
FLASHING_SHARE = 0.25  # minimum flashing fraction of the field
SAMPLE_COLUMNS = 120  # samples across the picture
SATURATED_RED = 4.0  # minimum ratio of red to green and to blue
CHROMATICITY_CHANGE = 0.2  # minimum distance in u′v′
CHANNEL = np.arange(256) / 255
LINEAR = np.where(CHANNEL <= 0.04045, CHANNEL / 12.92, ((CHANNEL + 0.055) / 1.055) ** 2.4).astype(np.float32)
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
XYZ = np.array([[0.4124, 0.3576, 0.1805], LUMINANCE, [0.0193, 0.1192, 0.9505]], np.float32)  # of linear sRGB
UV = np.array([[4, 0, 0], [0, 9, 0], [1, 15, 3]], np.float32) @ XYZ  # u′ and v′ are the first two by the third


class FlashCheck:
    """Counts flashes. ``flashes`` is the number of flashes in the worst second so far, 0 if that number is allowed."""

    def __init__(self, fps: float) -> None:
        self.frames_per_second = max(1, round(fps))
        self.flashes = 0
        self._last: np.ndarray | None = None
        self._detectors: tuple[_ChangeDetector, ...] = ()

    def watch(self, frames: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
        """Yields the frames unchanged, and checks each."""
        for frame in frames:
            self._check(frame)
            yield frame

    @property
    def warnings(self) -> tuple[str, ...]:
        """A warning if there are too many flashes."""
        return (message("render.flashes", count=self.flashes),) if self.flashes else ()

    def _check(self, frame: np.ndarray) -> None:
        if frame is self._last:
            for detector in self._detectors:
                detector.add_unchanged()
            return
        self._last = frame
        stride = max(1, frame.shape[1] // SAMPLE_COLUMNS)
        colour = LINEAR[frame[::stride, ::stride, :3]]
        if not self._detectors:
            self._detectors = (
                _LuminanceDetector(colour, self.frames_per_second),
                _RedDetector(colour, self.frames_per_second),
            )
            return
        for detector in self._detectors:
            detector.add(colour)
            self.flashes = max(self.flashes, detector.flashes())


class _ChangeDetector(ABC):
    """Finds opposite changes of colour within a second: ``changes`` counts them per sample (rows, columns)."""

    def __init__(self, colour: np.ndarray, frames_per_second: int) -> None:
        self.recent: deque[np.ndarray | None] = deque([None] * frames_per_second, maxlen=frames_per_second)
        rows, columns, _ = colour.shape
        self.changes = np.zeros((rows, columns), np.int16)
        width, height = max(1, round(FIELD_WIDTH * columns)), max(1, round(FIELD_HEIGHT * columns))
        self.min_area = FLASHING_SHARE * width * height
        self.field = min(height, rows), width

    def add(self, colour: np.ndarray) -> None:
        self._append(self._changed(colour))

    def add_unchanged(self) -> None:
        self._append(None)

    def flashes(self) -> int:
        count = ALLOWED_FLASHES
        while self._fills_field(self.changes >= 2 * (count + 1)):
            count += 1
        return count if count > ALLOWED_FLASHES else 0

    @abstractmethod
    def _changed(self, colour: np.ndarray) -> np.ndarray:
        """Returns the samples (rows, columns) that change in this frame, opposite to their last change."""

    def _append(self, changed: np.ndarray | None) -> None:
        expired = self.recent[0]
        self.recent.append(changed)
        if expired is not None:
            self.changes -= expired
        if changed is not None:
            self.changes += changed

    def _fills_field(self, flashing: np.ndarray) -> bool:
        """Returns whether these samples fill a quarter of the visual field, at any position."""
        if flashing.sum() < self.min_area:
            return False
        height, width = self.field
        sums = np.pad(flashing.astype(np.int32).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        counts = sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width] + sums[:-height, :-width]
        return bool(counts.max() >= self.min_area)


class _LuminanceDetector(_ChangeDetector):
    """Detects changes of luminance: by a tenth of the maximum from the last peak or valley."""

    def __init__(self, colour: np.ndarray, frames_per_second: int) -> None:
        super().__init__(colour, frames_per_second)
        self.low = colour @ LUMINANCE
        self.high = self.low.copy()
        self.direction = np.zeros(self.changes.shape, np.int8)

    def _changed(self, colour: np.ndarray) -> np.ndarray:
        luminance = colour @ LUMINANCE
        np.minimum(self.low, luminance, out=self.low)
        np.maximum(self.high, luminance, out=self.high)
        up = (self.direction <= 0) & (luminance - self.low >= LUMINANCE_CHANGE) & (self.low < MAX_DARK_LUMINANCE)
        down = (self.direction >= 0) & (self.high - luminance >= LUMINANCE_CHANGE) & (luminance < MAX_DARK_LUMINANCE)
        changed: np.ndarray = up | down
        self.direction[up], self.direction[down] = 1, -1
        self.low[changed] = self.high[changed] = luminance[changed]
        return changed


class _RedDetector(_ChangeDetector):
    """Detects changes of red: to or from a saturated red, with a clear change of chromaticity."""

    def __init__(self, colour: np.ndarray, frames_per_second: int) -> None:
        super().__init__(colour, frames_per_second)
        self.colour, self.is_red = colour, _is_red(colour)

    def _changed(self, colour: np.ndarray) -> np.ndarray:
        is_red = _is_red(colour)
        changed: np.ndarray = self.is_red != is_red
        if changed.any():
            shift = _chromaticity(self.colour[changed]) - _chromaticity(colour[changed])
            changed[changed] = np.hypot(*shift.T) > CHROMATICITY_CHANGE
        replaced = changed | ~self.is_red  # a red stays the first one until it changes
        self.colour = np.where(replaced[..., None], colour, self.colour)
        self.is_red = np.where(replaced, is_red, self.is_red)
        return changed


def _is_red(colour: np.ndarray) -> np.ndarray:
    red: np.ndarray = (colour[..., 0] > 0) & (colour[..., 0] >= SATURATED_RED * (colour[..., 1] + colour[..., 2]))
    return red


def _chromaticity(colours: np.ndarray) -> np.ndarray:
    """Returns the chromaticities u′ and v′ (n, 2) of linear colours (n, 3); black counts as white."""
    parts = np.where(colours.sum(axis=1, keepdims=True) > 0, colours, 1.0) @ UV.T
    chromaticity: np.ndarray = parts[:, :2] / parts[:, 2:]
    return chromaticity
