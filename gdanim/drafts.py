"""Drafts: a scene's first picture at once, and its animation small and with few frames, while somebody writes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gdanim import outputs, pipeline, registry, sheets, size_budget
from gdanim.threads import one_at_a_time

if TYPE_CHECKING:
    from gdanim.composition.scaled_picture import ScaledPicture
    from gdanim.descent import Trajectory
    from gdanim.scene import Scene

MAX_WIDTH = 480  # pixels
MAX_FPS = 10.0


@dataclass(frozen=True, eq=False)
class Draft:
    """A scene that is laid out, and drawn when a picture is asked for.

    Attributes
    ----------
    scene
        The scene.
    trajectories
        The trajectory of every run.
    picture
        The animation: ``size`` in pixels, ``fps``, ``count``, the number of frames, ``arrivals``, each step's seconds.
    warnings
        The warnings that a render would print.
    """

    scene: Scene
    trajectories: tuple[Trajectory, ...]
    picture: ScaledPicture
    warnings: tuple[str, ...]

    @one_at_a_time
    def png(self, step: int | None = None) -> bytes:
        """Returns one moment as a PNG file's bytes.

        Parameters
        ----------
        step
            The step whose point is shown, or the last one if there are fewer; None for the scene's poster.
        """
        picture = self.picture
        if step is None:
            return sheets.png_bytes(picture.frame(picture.poster), compression=1)
        arrival = picture.arrivals[min(step, len(picture.arrivals) - 1)]
        return sheets.png_bytes(picture.frame(min(round(arrival * picture.fps), picture.count - 1)), compression=1)

    @one_at_a_time
    def animation(self, output_format: str) -> bytes:
        """Returns the animation as a file's bytes.

        Parameters
        ----------
        output_format
            The name of an encoder whose file is one moving image.
        """
        with TemporaryDirectory(prefix="gdanim-") as folder:
            file = Path(folder) / f"draft{registry.load('encoders', output_format).extension}"
            outputs.make(self.picture, {output_format: file}, None)
            return file.read_bytes()


@one_at_a_time
def draft(scene: Scene, width: int | None = MAX_WIDTH, fps: float = MAX_FPS) -> Draft:
    """Lays a scene out for quick pictures of it: the page is the finished one, reduced to a width.

    Parameters
    ----------
    scene
        The scene.
    width
        The greatest width in pixels; None for that of the scene.
    fps
        The greatest number of frames a second.

    Returns
    -------
    Draft
        The draft, whose first picture is drawn soonest in a process that has made a draft before.

    Raises
    ------
    SceneError
        If the scene can't be drawn as specified.
    """
    from gdanim.composition.scaled_picture import ScaledPicture

    trajectories = tuple(pipeline.trace(scene))
    usual = pipeline.moments(scene, trajectories)
    if usual.fps > fps:
        scene = size_budget.at_rate(scene, fps, usual.fps)
        usual = pipeline.moments(scene, trajectories)
    picture = pipeline.compose(scene, trajectories, usual)
    warnings = (*pipeline.warnings(scene, trajectories), *picture.warnings)
    return Draft(scene, trajectories, ScaledPicture(picture, width), warnings)
