"""Scene files to animations of gradient descent. The Python door: the same words and defaults as in a scene file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gdanim.descent import Trajectory
    from gdanim.pipeline import Rendered
    from gdanim.scene import Scene

__all__ = ["__version__", "animate", "load", "register", "render", "trace"]
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


def register(kind: str, name: str, plugin: Any, *, force: bool = False) -> None:
    r"""Gives a plug-in a name that scenes of this process may use.

    Other processes do not know it, such as the workers of ``gdanim render``: what they must know comes from an
    installed package with an entry point in the group ``gdanim.<kind>``. A scene that uses a registered plug-in is
    drawn anew in every process.

    Parameters
    ----------
    kind
        ``functions``, ``optimizers``, ``schedules``, ``panels``, ``encoders``, ``themes`` or ``languages``.
    name
        The word for it in a scene: letters, digits, ``_`` and ``-``.
    plugin
        What a module of that kind calls ``PLUGIN``, or the module. Of a function: a ``Function``, or a callable that
        makes one from keyword parameters with defaults. Of a theme or a language: a mapping, or the path of a YAML
        file, with the keys of gdanim's own.
    force
        Replace what this process has registered under the same name.

    Raises
    ------
    PluginError
        For an unknown kind, a name that is no word or is taken, and a plug-in of the wrong type.

    Examples
    --------
    >>> from gdanim.optimizers import Rule
    >>> def update(state, point, gradient, eta, options):
    ...     return tuple(x - eta * math.copysign(abs(g) ** 0.5, g) for x, g in zip(point, gradient)), state
    >>> gdanim.register("optimizers", "root", Rule("steps by the root of the slope", r"x - \eta\sqrt{g}", update))
    >>> gdanim.trace({"function": "x**2", "optimizer": "root", "eta": 0.1, "start": 3})
    """
    from gdanim import registry

    registry.register(kind, name, plugin, force=force)


def _scene(source: Scene | str | Path | Mapping[str, Any]) -> Scene:
    from gdanim.scene import Scene

    return source if isinstance(source, Scene) else load(source)
