"""One moment of a scene as an image, laid out exactly as in the animation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import pipeline, plugins
from gdanim.errors import UsageError
from gdanim.outputs import place

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from gdanim.encoders import Encoder, Picture
    from gdanim.scene import Scene

FRAMES = 20


@dataclass(frozen=True)
class _Moment:
    """A picture whose poster is one moment: as much of a picture as an encoder of images looks at."""

    picture: Picture
    poster: int

    def frame(self, index: int) -> np.ndarray:
        return self.picture.frame(index)


def still(scene: Scene, step: int | None = None, path: Path | None = None) -> Path:
    """Write the moment before the ball leaves x_k, with its slope and the step to come; the last step unless told.

    Raises UsageError for a step that the scene does not have or an image that can't be written, and RenderError.
    """
    trajectories = pipeline.trace(scene)
    last = max(len(trajectory.points) for trajectory in trajectories) - 1
    chosen = last if step is None else step
    if not 0 <= chosen <= last:
        raise UsageError(f"there is no step {chosen}: the steps of {scene.name} go from 0 to {last}")
    path = path or Path("output") / f"{scene.name}-step{chosen}.png"
    draw = _writer(path)
    # a long run may pass over this step: each of its steps gets frames of its own here
    unhurried = replace(scene, timing=replace(scene.timing, frames_per_step=FRAMES, seconds=None))
    picture = pipeline.compose(scene, trajectories, pipeline.moments(unhurried, trajectories))
    _place(path, lambda temporary: draw(_Moment(picture, picture.at_step(chosen)), temporary))
    return path


def _writer(path: Path) -> Callable[[Any, Path], None]:
    images = {encoder.ending: encoder.still for encoder in _encoders() if encoder.still}
    if path.suffix not in images:
        raise UsageError(f"a still is written as {' or '.join(images)}; found {path.name!r}")
    return images[path.suffix]


def _encoders() -> list[Encoder]:
    return [plugins.load("encoders", name) for name in plugins.names("encoders")]


def _place(path: Path, write: Callable[[Path], None]) -> None:
    folder = path.absolute().parent
    place.refuse_folders([path])
    with place.told(folder), place.beside(folder) as temporary:
        write(temporary / path.name)
        place.move_in([temporary / path.name], folder)
