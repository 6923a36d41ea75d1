"""A picture whose every pixel is known: flat shapes on a background, and no motion between two steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.sheets import Sheet
from gdanim.text.words import load as load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.text.words import Words

PAPER_COLOUR, BALL_COLOUR, ARROW_COLOUR = (252, 251, 248), (31, 111, 181), (200, 32, 58)


@dataclass
class FlatPicture:
    """A square and a bar that move every other frame; ``soft`` adds a disc with soft edges and thousands of colours."""

    size: tuple[int, int] = (64, 48)
    fps: float = 20
    count: int = 12
    loop: str | int = "forever"
    soft: bool = False
    colours: tuple[tuple[int, int, int], ...] = (PAPER_COLOUR, BALL_COLOUR, ARROW_COLOUR)
    poster: int = 3
    panels: tuple[dict[str, Any], ...] = ()
    source: str = "function: x**2\n"
    carried: str = ""
    films: tuple[str, ...] = ()
    matte: tuple[int, int, int] | None = None

    @property
    def arrivals(self) -> tuple[float, ...]:
        """The times of the points, one for every other frame."""
        return tuple(index / self.fps for index in range(0, self.count, 2))

    @property
    def max_colours(self) -> int:
        return 256

    @property
    def seconds(self) -> float:
        return self.count / self.fps

    def frames(self) -> Iterator[np.ndarray]:
        """Yields one array, overwritten when something moves and repeated when nothing does."""
        canvas = np.empty((*self.size[::-1], 4), np.uint8)
        for index in range(self.count):
            if index % 2 == 0:
                self._draw(canvas, index)
            yield canvas

    @property
    def holds(self) -> tuple[int, ...]:
        return (*[2] * (self.count // 2), *[1] * (self.count % 2))

    def frame(self, index: int) -> np.ndarray:
        canvas = np.empty((*self.size[::-1], 4), np.uint8)
        self._draw(canvas, index - index % 2)
        return canvas

    @property
    def words(self) -> Words:
        return load_words("en")

    def describe(self) -> dict[str, Any]:
        """Returns a sidecar's content."""
        steps = [
            {"step": step, "seconds": seconds, "full": seconds, "told": f"step {step}"}
            for step, seconds in enumerate(self.arrivals)
        ]
        texts = {"scene": "flat", "title": None, "language": "en", "alt": "A square moves.", "caption": "It moves."}
        return {**texts, "fps": self.fps, "runs": [], "steps": steps, "notes": []}

    def end(self) -> Sheet:
        """Returns an empty sheet."""
        return self.strip()

    def strip(self) -> Sheet:
        """Returns an empty sheet."""
        return Sheet(self.size, "#FCFBF8", ())

    def _draw(self, canvas: np.ndarray, index: int) -> None:
        canvas[:] = (*PAPER_COLOUR, 255)
        canvas[4:8, : 8 + index % self.size[0]] = (*ARROW_COLOUR, 255)
        left = 2 * index % (self.size[0] - 10)
        canvas[12:20, left : left + 8] = (*BALL_COLOUR, 255)
        if self.soft:
            self._shade(canvas, left)

    def _shade(self, canvas: np.ndarray, left: int) -> None:
        rows, columns = np.mgrid[: self.size[1], : self.size[0]]
        share = np.clip(np.hypot(rows - self.size[1] * 0.7, columns - left - 8.3) / 10, 0, 1)[..., None]
        light = np.stack([columns * 0, 80 + rows, 255 - columns], axis=2)
        canvas[..., :3] = np.rint(canvas[..., :3] * share + light * (1 - share))
