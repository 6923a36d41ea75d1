"""How much a GIF differs from the frames that were drawn for it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from gdanim import pipeline, scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.composition.picture import Picture

Colour = tuple[int, int, int]
SCENES = Path(__file__).parents[1] / "scenes"


@dataclass(frozen=True)
class GifQuality:
    """``decibels`` is the PSNR of all frames together, ``worst`` that of the worst frame.

    ``exact`` are the theme's colours that no pixel has changed, ``missed`` those that some pixel has.
    """

    decibels: float
    worst: float
    exact: tuple[Colour, ...]
    missed: tuple[Colour, ...]


def drawing_time(name: str) -> float:
    """Seconds that a frame of a shipped scene takes to draw; frames in which nothing moved don't count."""
    loaded = scene.load(SCENES / f"{name}.yaml")
    trajectories = pipeline.trace(loaded)
    picture = pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    picture.frame(0)  # draws the background
    begin, last, drawn = time.perf_counter(), None, 0
    for frame in picture.frames():
        drawn += frame is not last
        last = frame
    return (time.perf_counter() - begin) / drawn


def compare(gif: Path, picture: Picture) -> GifQuality:
    """Raises ValueError where the GIF has more or fewer frames than were drawn."""
    errors, used, changed = [], set(), set()
    for frame, read in zip_longest(picture.frames(), decoded(gif, picture.fps)):
        if frame is None or read is None:
            raise ValueError(f"{gif} does not last as long as its frames")
        errors.append(np.square(frame[..., :3].astype(np.int32) - read).mean())
        for colour in picture.colours:
            pixels = (frame[..., :3] == colour).all(axis=-1)
            used |= {colour} if pixels.any() else set()
            changed |= {colour} if (read[pixels] != colour).any() else set()
    exact = tuple(colour for colour in picture.colours if colour in used - changed)
    return GifQuality(psnr(float(np.mean(errors))), psnr(float(max(errors))), exact, tuple(changed))


def decoded(gif: Path, fps: float) -> Iterator[np.ndarray]:
    """The frames as RGB ``(height, width, 3)`` uint8; one that stands longer is repeated as often as it was drawn."""
    with Image.open(gif) as image:
        for index in range(image.n_frames):
            image.seek(index)
            frame = np.asarray(image.convert("RGB"))
            yield from [frame] * round(image.info["duration"] / 1000 * fps)


def psnr(error: float) -> float:
    """Peak signal to noise ratio, in dB, of a mean squared error of 8-bit values."""
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)
