"""What a preview shows of a scene, soonest first: the current step, a small film with few frames, the whole film."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim import pipeline, player, registry, sheets
from gdanim.outputs import sidecar as sidecars
from gdanim.rendered import data_address
from gdanim.text.words import of_scene as words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gdanim.composition.picture import Picture
    from gdanim.scene import Scene

FORMAT = "html"
DRAFT_SCALE = 0.5  # of a draft's sides
DRAFT_WIDTH = 480  # pixels of the longer side; smaller, a layout drops too much
DRAFT_FPS = 10.0


@dataclass(frozen=True)
class Still:
    """The picture of one step as a PNG file's bytes, the size of the animation, and what it warns about."""

    png: bytes
    size: tuple[int, int]
    warnings: tuple[str, ...]


def still(scene: Scene, step: int) -> Still:
    """Draws the moment at which a step begins, as it is in the animation. Raises GdanimError."""
    trajectories = pipeline.trace(scene)
    picture = pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))
    warnings = (*pipeline.warnings(scene, trajectories), *picture.warnings)
    return Still(sheets.png_bytes(picture.frame(_frame_of(picture, step))), picture.size, warnings)


def draft(scene: Scene, size: tuple[int, int]) -> Scene:
    """Returns a scene that is drawn sooner and looks alike: smaller than ``size``, with fewer frames a second."""
    timing = scene.timing
    if timing.frames_per_step is None:  # else the film would last longer
        timing = replace(timing, fps=min(timing.fps or DRAFT_FPS, DRAFT_FPS))
    scale = min(1.0, max(DRAFT_SCALE, DRAFT_WIDTH / max(size)))
    return replace(scene, timing=timing, size=(round(scale * size[0]), round(scale * size[1])))


def page(scene: Scene, size: tuple[int, int], folder: Path, progress: Callable[[int, int], None]) -> bytes:
    """Returns the step player with the scene's film inside. What ``progress`` raises ends the drawing."""
    encoder = registry.load("encoders", FORMAT)
    shown = replace(
        scene,
        size=_even(scene.size or size),
        output=(encoder.film,),
        background="opaque",
        max_size=None,
        metadata=False,
    )
    rendered = pipeline.render(shown, folder, shown.output, progress, force=True, stem="film")
    content = sidecars.read(rendered.sidecar)
    first = content["outputs"][0]
    media = player.Media(
        films=tuple(data_address(registry.load("encoders", encoder.film).mime, file) for file in rendered.files),
        poster="",
        strip="",
        size=(first["width"], first["height"]),
        seconds=first["seconds"],
    )
    return player.page(content, media, words_of(scene), scene.text).encode()


def _frame_of(picture: Picture, step: int) -> int:
    seconds = picture.arrivals[max(0, min(step, len(picture.arrivals) - 1))]
    return min(round(seconds * picture.fps), picture.count - 1)


def _even(size: tuple[int, int]) -> tuple[int, int]:
    return size[0] + size[0] % 2, size[1] + size[1] % 2
