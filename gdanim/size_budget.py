"""Makes a scene's files fit ``max_size``: fewer frames a second, then fewer pixels, then fewer colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.errors import Problem, SceneError
from gdanim.messages import message
from gdanim.scene import locate
from gdanim.spelling import file_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gdanim.encoders import EncodablePicture
    from gdanim.messages import Message
    from gdanim.outputs import OutputEntry
    from gdanim.rendered import Rendered
    from gdanim.scene import Scene

FRAME_RATES = (15, 12, 10, 8)  # frames a second; below, steps no longer look like motion
SIZE_SCALES = (0.85, 0.7, 0.6, 0.5, 0.4)
MIN_SIDE = 320  # pixels of the shorter side; below, words are no longer read
COLOUR_COUNTS = (128, 64, 32)
FRAME_SHARE, PIXEL_SHARE, COLOUR_SHARE = 0.8, 0.8, 0.25
"""Exponents by which a file shrinks with its frames, its pixels and its colours, for the first guess."""
WARNED_SIZE = 8_000_000  # bytes of a GIF that pages load slowly


class TooLargeError(Exception):
    """A file exceeds the budget. ``largest`` is its size in bytes; ``fps`` and ``size`` are the picture's."""

    def __init__(self, largest: int, picture: EncodablePicture) -> None:
        super().__init__(largest)
        self.largest, self.fps, self.size = largest, picture.fps, picture.size


@dataclass(frozen=True)
class Reduction:
    """A smaller animation: ``size`` in pixels, and at most ``colours``; None for as many as usual."""

    fps: float
    size: tuple[int, int]
    colours: int | None = None

    def expected_share(self, whole: Reduction) -> float:
        """Returns the expected size of a file as a fraction of the ``whole`` animation's."""
        pixels = self.size[0] * self.size[1] / (whole.size[0] * whole.size[1])
        colours = (self.colours or 256) / 256
        return float((self.fps / whole.fps) ** FRAME_SHARE * pixels**PIXEL_SHARE * colours**COLOUR_SHARE)

    def apply(self, scene: Scene, whole: Reduction) -> Scene:
        """Returns the scene with these frames and pixels."""
        return replace(at_rate(scene, self.fps, whole.fps), size=self.size)

    def lost(self, whole: Reduction) -> str:
        """Returns what was given up."""
        parts = []
        if self.fps != whole.fps:
            parts.append(message("render.fewer_frames", fps=self.fps, instead_of=whole.fps))
        if self.size != whole.size:
            (width, height), before = self.size, " × ".join(map(str, whole.size))
            parts.append(message("render.fewer_pixels", width=width, height=height, before=before))
        if self.colours is not None:
            parts.append(message("render.fewer_colours", count=self.colours))
        return ", ".join(parts)


def at_rate(scene: Scene, fps: float, usual: float) -> Scene:
    """Returns a scene that has ``usual`` frames per second with ``fps`` of them, and the same duration."""
    timing, frames = scene.timing, scene.timing.frames_per_step
    if frames is not None:
        timing = replace(timing, frames_per_step=max(1, round(frames * fps / usual)))
    if frames is None or timing.seconds is None:
        timing = replace(timing, fps=fps)
    return replace(scene, timing=timing)


def check(scene: Scene, picture: EncodablePicture, entries: Sequence[OutputEntry]) -> None:
    """Raises TooLargeError if a file is larger than the scene's budget."""
    largest = max((entry.bytes for entry in entries if not entry.is_folder), default=0)
    if scene.max_size is not None and largest > scene.max_size:
        raise TooLargeError(largest, picture)


def fit(scene: Scene, draw: Callable[[Scene, int | None], Rendered], *, has_palette: bool) -> Rendered:
    """Draws the scene as it is, or as little reduced as its budget requires.

    Parameters
    ----------
    scene
        The scene.
    draw
        ``draw(scene, colours)``: writes the files, with at most so many colours where a format has a palette. Raises
        TooLargeError.
    has_palette
        Whether a format has a palette, so that fewer colours make its file smaller.

    Returns
    -------
    Rendered
        The files, with a warning of what was given up.

    Raises
    ------
    SceneError
        If no reduction suffices.
    """
    try:
        return draw(scene, None)
    except TooLargeError as error:
        smallest, whole = error, Reduction(error.fps, error.size)
    budget = scene.max_size or smallest.largest
    size = float(smallest.largest)  # expected of the whole animation
    reductions = list(_reductions(whole, has_palette=has_palette))
    for reduction in reductions:
        if reduction is not reductions[-1] and size * reduction.expected_share(whole) > budget:
            continue
        try:
            rendered = draw(reduction.apply(scene, whole), reduction.colours)
        except TooLargeError as error:
            smallest = min(smallest, error, key=lambda each: each.largest)
            size = error.largest / reduction.expected_share(whole)
        except SceneError:
            if reduction.size == whole.size:  # else its panels have no room on a page so small
                raise
        else:
            warning = message("render.reduced", budget=file_size(budget), lost=reduction.lost(whole))
            return replace(rendered, scene=scene, warnings=(*rendered.warnings, warning))
    problem = message("render.budget_too_small", budget=file_size(budget), smallest=file_size(smallest.largest))
    raise SceneError([locate(scene, Problem(problem, ("max_size",)))])


def _reductions(whole: Reduction, *, has_palette: bool) -> Iterator[Reduction]:
    """Yields ever smaller animations, in the order in which a viewer minds least."""
    reduction = whole
    for fps in FRAME_RATES:
        if fps < whole.fps:
            yield (reduction := replace(reduction, fps=fps))
    for scale in SIZE_SCALES:
        width, height = (2 * round(scale * side / 2) for side in whole.size)
        if min(width, height) >= MIN_SIDE:
            yield (reduction := replace(reduction, size=(width, height)))
    for colours in COLOUR_COUNTS if has_palette else ():
        yield replace(reduction, colours=colours)


def large_file_warnings(scene: Scene, entries: Sequence[OutputEntry]) -> Iterator[Message]:
    """Yields a warning about each file of flat colours that pages load slowly, with its cheaper forms."""
    for entry in entries:
        if registry.load("encoders", entry.format).has_palette and entry.bytes > WARNED_SIZE and scene.max_size is None:
            yield message("render.large_gif", file=entry.file, size=file_size(entry.bytes))
