"""How near a GIF comes to the frames that were drawn for it."""

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
class Likeness:
    """``decibels`` is the PSNR of all frames together, ``worst`` that of the frame that came out worst.

    ``exact`` are the picture's own colours whose every pixel has kept them, ``missed`` those that changed somewhere.
    """

    decibels: float
    worst: float
    exact: tuple[Colour, ...]
    missed: tuple[Colour, ...]


def drawing(name: str) -> float:
    """Seconds that a frame of a shipped scene takes to draw, without those in which nothing moved."""
    loaded = scene.load(SCENES / f"{name}.yaml")
    trajectories = pipeline.trace(loaded)
    picture = pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    picture.frame(0)  # what stands still is drawn once
    begun, last, drawn = time.perf_counter(), None, 0
    for frame in picture.frames():
        drawn += frame is not last
        last = frame
    return (time.perf_counter() - begun) / drawn


def compare(gif: Path, picture: Picture) -> Likeness:
    """Raises ValueError where the GIF has more or fewer frames than were drawn."""
    errors, drawn, changed = [], set(), set()
    for frame, shown in zip_longest(picture.frames(), decoded(gif, picture.fps)):
        if frame is None or shown is None:
            raise ValueError(f"{gif} does not last as long as its frames")
        errors.append(np.square(frame[..., :3].astype(np.int32) - shown).mean())
        for colour in picture.colours:
            own = (frame[..., :3] == colour).all(axis=-1)
            drawn |= {colour} if own.any() else set()
            changed |= {colour} if (shown[own] != colour).any() else set()
    exact = tuple(colour for colour in picture.colours if colour in drawn - changed)
    return Likeness(psnr(float(np.mean(errors))), psnr(float(max(errors))), exact, tuple(changed))


def decoded(gif: Path, fps: float) -> Iterator[np.ndarray]:
    """The frames as RGB ``(height, width, 3)`` uint8; one that stands longer comes as often as it was drawn."""
    with Image.open(gif) as image:
        for index in range(image.n_frames):
            image.seek(index)
            frame = np.asarray(image.convert("RGB"))
            yield from [frame] * round(image.info["duration"] / 1000 * fps)


def psnr(error: float) -> float:
    """Peak signal to noise ratio, in dB, of a mean squared error of 8-bit values."""
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)
