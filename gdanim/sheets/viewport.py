"""The part of a sheet's renderer on which a tile draws: shifts and clips its drawing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from matplotlib.transforms import Affine2D

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from matplotlib.path import Path

    from gdanim.drawing.text import TextImage
    from gdanim.sheets import Sheet, Tile

    WriteLine = Callable[["Viewport", TextImage, float, float, float], None]


class Viewport:
    """Behaves like a matplotlib renderer whose page is the tile; y runs upwards from the tile's bottom.

    ``write_line`` writes a line of text as text. Without it texts are drawn as images.
    """

    def __init__(self, renderer: Any, sheet: Sheet, tile: Tile, write_line: WriteLine | None = None) -> None:
        self.renderer, self.tile, self.height = renderer, tile, sheet.size[1]
        self.bottom = sheet.size[1] - tile.top - tile.size[1]
        self.shift = Affine2D().translate(tile.left, self.bottom)
        self._write_line = write_line

    def __getattr__(self, name: str) -> Any:
        return getattr(self.renderer, name)

    def get_canvas_width_height(self) -> tuple[int, int]:
        return self.tile.size

    @property
    def write_text(self) -> Callable[[TextImage, float, float, float], None] | None:
        """The method that writes an image's text at x and its baseline y, from the tile's top left corner."""
        write = self._write_line
        return None if write is None else lambda image, x, y, alpha: write(self, image, x, y, alpha)

    def draw_path(self, gc: Any, path: Path, transform: Any, face: Any = None) -> None:
        with self._shifted_clip(gc):
            self.renderer.draw_path(gc, path, transform + self.shift, face)

    def draw_path_collection(self, gc: Any, transform: Any, *rest: Any, **keys: Any) -> None:
        with self._shifted_clip(gc):
            self.renderer.draw_path_collection(gc, transform + self.shift, *rest, **keys)

    def draw_image(self, gc: Any, left: float, bottom: float, image: np.ndarray) -> None:
        with self._shifted_clip(gc):
            self.renderer.draw_image(gc, left + self.tile.left, bottom + self.bottom, image)

    @contextmanager
    def _shifted_clip(self, gc: Any) -> Iterator[None]:
        """Yields the graphics context with its clip shifted to the tile, for one drawing."""
        clip = gc.get_clip_rectangle()
        if clip is not None:
            gc.set_clip_rectangle(clip.translated(self.tile.left, self.bottom))
        yield
        gc.set_clip_rectangle(clip)


def draw_sheet(renderer: Any, sheet: Sheet, write_line: WriteLine | None = None) -> None:
    """Draws the sheet's background and all its tiles."""
    from matplotlib.colors import to_rgb
    from matplotlib.path import Path

    width, height = sheet.size
    if sheet.paper is not None:
        gc = renderer.new_gc()
        gc.set_linewidth(0)
        renderer.draw_path(gc, Path.unit_rectangle(), Affine2D().scale(width, height), to_rgb(sheet.paper))
    for tile in sheet.tiles:
        tile.draw(Viewport(renderer, sheet, tile, write_line))
