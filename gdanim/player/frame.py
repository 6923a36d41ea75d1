"""The frame of a page that holds the player: its size on every page."""

from __future__ import annotations

EXTRA_HEIGHT = 150  # pixels: of the player's words and controls
MIN_HEIGHT = 395  # pixels


def frame_style(size: tuple[int, int], max_width: str) -> str:
    """Returns the CSS of a frame as narrow as the page and as high as its picture, words and controls.

    ``size`` is the picture's, in pixels; ``max_width`` is a length of CSS.
    """
    width, height = size
    high = f"aspect-ratio: {width} / {height + EXTRA_HEIGHT}; min-height: {MIN_HEIGHT}px"
    return f"width: 100%; max-width: {max_width}; {high}; border: 0"
