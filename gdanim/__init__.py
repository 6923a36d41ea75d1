"""Animations of gradient descent from scenes. The Python interface has the same keys and defaults as a scene file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gdanim.descent import Trajectory
    from gdanim.rendered import Rendered
    from gdanim.scene import Scene

__all__ = ["__version__", "animate", "load", "register", "render", "trace"]
__version__ = "0.1.0"

# imports are inside the functions: `import gdanim` and every command run this file, and most need little


def load(source: str | Path | Mapping[str, Any]) -> Scene:
    """Reads and checks a scene, without laying it out.

    What only the layout finds, such as a character that no font has, is reported by ``render``.

    Parameters
    ----------
    source
        The path of a scene file, or a mapping with the same keys.

    Returns
    -------
    Scene
        The checked scene, which can't be changed.

    Raises
    ------
    SceneError
        If the scene has problems; the error lists all, each with its file, line and column.
    UsageError
        If a file can't be read.
    """
    from gdanim import scene

    return scene.load(source)


def render(
    source: Scene | str | Path | Mapping[str, Any],
    folder: str | Path = "output",
    formats: str | Sequence[str] | None = None,
    *,
    force: bool = False,
) -> Rendered:
    """Writes a scene's animation and its sidecar, unless they are up to date.

    Parameters
    ----------
    source
        A scene, the path of a scene file, or a mapping with the same keys. The files are named after the scene file;
        those of a mapping are ``scene.gif`` and so on.
    folder
        The folder of the files; created if missing.
    formats
        The formats that replace the scene's: a list, or a text such as ``"gif,mp4"``.
    force
        Whether to render even if the files are up to date.

    Returns
    -------
    Rendered
        The files and their contents; a notebook displays it. The result for a mapping embeds its own picture, because
        the next one is written to the same file.

    Raises
    ------
    SceneError
        If the scene has problems; the error lists all.
    UsageError
        If a format is unknown, or a file can't be read.
    RenderError
        If a file can't be made. The earlier files are then unchanged.
    """
    from gdanim import arguments, pipeline

    scene, target = _scene(source), arguments.path(folder, "folder")
    names = None if formats is None else arguments.words(formats, "formats")
    rendered = pipeline.render(scene, target, names, force=force)
    return rendered if scene.file else rendered.with_embedded_picture()


def trace(source: Scene | str | Path | Mapping[str, Any]) -> list[Trajectory]:
    """Computes every run of a scene. Nothing is drawn.

    Parameters
    ----------
    source
        A scene, the path of a scene file, or a mapping with the same keys.

    Returns
    -------
    list of Trajectory
        The trajectory of each run: its points, values, gradients, step sizes and verdict.

    Raises
    ------
    SceneError
        If the scene has problems; the error lists all.
    UsageError
        If a file can't be read.
    """
    from gdanim import pipeline

    return pipeline.trace(_scene(source))


def animate(
    function: str, *, folder: str | Path = "output", formats: str | Sequence[str] | None = None, **keys: Any
) -> Rendered:
    """Renders a scene given by its keys.

    Parameters
    ----------
    function
        An expression or the name of a function.
    folder, formats
        See ``render``.
    **keys
        The other keys of a scene.

    Returns
    -------
    Rendered
        The files and their contents; a notebook displays it.

    Raises
    ------
    SceneError, UsageError, RenderError
        See ``render``.

    Examples
    --------
    >>> gdanim.animate("x**2", start=3, eta=[0.1, 0.4])
    """
    return render({"function": function, **keys}, folder, formats)


def register(kind: str, name: str, plugin: Any, *, force: bool = False) -> None:
    r"""Registers a plug-in under a name that scenes of this process may use.

    Other processes, such as the workers of ``gdanim render``, do not know it: for them, install a package with an entry
    point in the group ``gdanim.<kind>``. Scenes with registered plug-ins are rendered again in every process.

    Parameters
    ----------
    kind
        ``functions``, ``optimizers``, ``schedules``, ``panels``, ``encoders``, ``themes`` or ``languages``.
    name
        Its name in a scene: letters, digits, ``_`` and ``-``.
    plugin
        The object that a module of that kind defines as ``PLUGIN``, or the module. For a function: a ``Function``, or a
        callable that returns one for keyword parameters with defaults. For a theme or a language: a mapping, or the
        path of a YAML file, with the keys of gdanim's own.
    force
        Whether to replace a plug-in that this process has registered under the same name.

    Raises
    ------
    PluginError
        If the kind is unknown, the name is invalid or taken, or the plug-in has the wrong type.

    Examples
    --------
    >>> import math
    >>> from gdanim.optimizers import Rule
    >>> def update(state, point, gradient, eta, options):
    ...     return tuple(x - eta * math.copysign(abs(g) ** 0.5, g) for x, g in zip(point, gradient)), state
    >>> rule = Rule(display_name="root descent", summary="by the root", formula=r"x - \eta\sqrt{g}", update=update)
    >>> gdanim.register("optimizers", "root", rule)
    >>> (run,) = gdanim.trace({"function": "x**2", "optimizer": "root", "eta": 0.1, "start": 3})
    >>> run.verdict.kind
    'converged'
    """
    from gdanim import arguments, registry

    registry.register(arguments.text(kind, "kind"), arguments.text(name, "name"), plugin, force=force)


def _scene(source: Scene | str | Path | Mapping[str, Any]) -> Scene:
    from gdanim.scene import Scene

    return source if isinstance(source, Scene) else load(source)
