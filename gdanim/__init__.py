"""Scene files to animations of gradient descent. The Python door: the same words and defaults as in a scene file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gdanim.descent import Trajectory
    from gdanim.pipeline import Rendered
    from gdanim.scene import Scene

__all__ = ["__version__", "animate", "load", "render", "trace"]
__version__ = "0.1.0"

# imports stand inside: `import gdanim` and every command pass through here, and most need little


def load(source: str | Path | Mapping[str, Any]) -> Scene:
    """A scene from its file, or from a mapping with the same keys. Raises SceneError with everything that is wrong."""
    from gdanim import scene

    return scene.load(source)


def render(
    source: Scene | str | Path | Mapping[str, Any],
    folder: str | Path = "output",
    formats: str | Sequence[str] | None = None,
    *,
    force: bool = False,
) -> Rendered:
    """Write the scene's files and its sidecar to ``folder``. ``formats`` replace those that the scene names.

    A scene that is no file is written as ``scene.gif`` and so on; what is given back keeps showing its own picture.
    """
    from gdanim import pipeline

    scene = _scene(source)
    wanted = [name.strip() for name in formats.split(",")] if isinstance(formats, str) else formats
    rendered = pipeline.render(scene, folder, wanted, force=force)
    return rendered if scene.file else rendered.held()


def trace(source: Scene | str | Path | Mapping[str, Any]) -> list[Trajectory]:
    """What every run of the scene does, in numbers; nothing is drawn."""
    from gdanim import pipeline

    return pipeline.trace(_scene(source))


def animate(
    function: str, *, folder: str | Path = "output", formats: str | Sequence[str] | None = None, **keys: Any
) -> Rendered:
    """Render a scene given by its keys: ``animate("x**2", start=3, eta=[0.1, 0.4])``."""
    return render({"function": function, **keys}, folder, formats)


def _scene(source: Scene | str | Path | Mapping[str, Any]) -> Scene:
    from gdanim.scene import Scene

    return source if isinstance(source, Scene) else load(source)
