"""The part of a sheet that one picture draws on: stands in for the sheet's renderer, and shifts what is drawn."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from matplotlib.transforms import Affine2D

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from matplotlib.path import Path

    from gdanim.drawing.text import TextImage
    from gdanim.sheets import Place, Sheet

    Letters = Callable[["Window", TextImage, float, float, float], None]


class Window:
    """``letters`` writes a line of text as text; without it texts are drawn as images.

    Like matplotlib's renderers it counts y upwards, from the place's own bottom.
    """

    def __init__(self, renderer: Any, sheet: Sheet, place: Place, letters: Letters | None = None) -> None:
        self.renderer, self.place, self.height = renderer, place, sheet.size[1]
        self.right, self.up = place.left, sheet.size[1] - place.top - place.size[1]
        self.shift = Affine2D().translate(self.right, self.up)
        self._letters = letters

    def __getattr__(self, name: str) -> Any:
        return getattr(self.renderer, name)

    def get_canvas_width_height(self) -> tuple[int, int]:
        return self.place.size

    @property
    def letters(self) -> Callable[[TextImage, float, float, float], None] | None:
        """Writes an image's text with its left end at x, its base line at y, both counted from the left top corner."""
        write = self._letters
        return None if write is None else lambda image, x, y, alpha: write(self, image, x, y, alpha)

    def draw_path(self, gc: Any, path: Path, transform: Any, face: Any = None) -> None:
        with self._clipped(gc):
            self.renderer.draw_path(gc, path, transform + self.shift, face)

    def draw_image(self, gc: Any, left: float, bottom: float, image: np.ndarray) -> None:
        with self._clipped(gc):
            self.renderer.draw_image(gc, left + self.right, bottom + self.up, image)

    @contextmanager
    def _clipped(self, gc: Any) -> Iterator[None]:
        """The graphics context's own clip, where the place stands, for one drawing."""
        clip = gc.get_clip_rectangle()
        if clip is not None:
            gc.set_clip_rectangle(clip.translated(self.right, self.up))
        yield
        gc.set_clip_rectangle(clip)


def draw(renderer: Any, sheet: Sheet, letters: Letters | None = None) -> None:
    """The sheet's ground and all that stands on it."""
    from matplotlib.colors import to_rgb
    from matplotlib.path import Path

    width, height = sheet.size
    gc = renderer.new_gc()
    gc.set_linewidth(0)
    renderer.draw_path(gc, Path.unit_rectangle(), Affine2D().scale(width, height), to_rgb(sheet.paper))
    for place in sheet.places:
        place.draw(Window(renderer, sheet, place, letters))
