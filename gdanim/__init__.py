"""Animations of gradient descent from scenes. The Python interface has the same keys and defaults as a scene file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Unpack

    from gdanim import functions as functions, optimizers as optimizers
    from gdanim.descent import Trajectory
    from gdanim.errors import RenderError, SceneError
    from gdanim.rendered import Rendered
    from gdanim.scene import Scene
    from gdanim.typed_keys import FunctionLike, Numbers, Options, SceneKeys

__all__ = [
    "RenderError",
    "Rendered",
    "Scene",
    "SceneError",
    "Trajectory",
    "__version__",
    "animate",
    "check",
    "load",
    "register",
    "render",
    "show",
    "trace",
]
__version__ = "0.1.0"

# imports are inside the functions: `import gdanim` and every command run this file, and most need little
HOMES = {
    "RenderError": "errors",
    "Rendered": "rendered",
    "Scene": "scene",
    "SceneError": "errors",
    "Trajectory": "descent",
}
"""The modules of the classes, which are imported when they are asked for."""
MODULES = ("functions", "optimizers", "panels", "schedules", "testing")
"""The modules for other people's functions, rules, panels and schedules."""


def __getattr__(name: str) -> Any:
    """Imports what is asked for."""
    from importlib import import_module

    if name in MODULES:
        return import_module(f"gdanim.{name}")
    if name in HOMES:
        return getattr(import_module(f"gdanim.{HOMES[name]}"), name)
    raise AttributeError(f"module 'gdanim' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Returns the public names."""
    return sorted({*globals(), *HOMES, *MODULES})


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

    Examples
    --------
    >>> import gdanim
    >>> scene = gdanim.load({"function": "x**2", "start": 3, "eta": [0.1, 0.4]})
    >>> [run.label for run in scene.runs]
    ['η = 0.1', 'η = 0.4']
    """
    from gdanim import scene

    return scene.load(source)


def check(source: Scene | str | Path | Mapping[str, Any]) -> tuple[str, ...]:
    """Checks a scene, and lays it out to find what only drawing finds. Nothing is written.

    Parameters
    ----------
    source
        A scene, the path of a scene file, or a mapping with the same keys.

    Returns
    -------
    tuple of str
        The warnings, a sentence each.

    Raises
    ------
    SceneError
        If the scene has problems; the error lists all.
    UsageError
        If a file can't be read.

    Examples
    --------
    >>> import gdanim
    >>> gdanim.check({"function": "x**2", "start": 3, "eta": 0.1})
    ()
    """
    from gdanim import pipeline

    return pipeline.check(_scene(source))


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

    Examples
    --------
    >>> import gdanim
    >>> rendered = gdanim.render({"function": "x**2", "start": 3, "eta": 0.1, "steps": 5}, "figures", ["gif", "png"])
    >>> [file.name for file in rendered.files]
    ['scene.gif', 'scene.png']
    """
    from gdanim import arguments, pipeline
    from gdanim.publish import notebook

    scene, target = _scene(source), arguments.path(folder, "folder")
    names = None if formats is None else arguments.words(formats, "formats")
    with notebook.progress() as on_progress:
        rendered = pipeline.render(scene, target, names, on_progress, force=force)
    return rendered if scene.file else rendered.with_embedded_picture()


def show(source: Scene | Rendered | str | Path | Mapping[str, Any], *, player: bool = True) -> Rendered:
    """Draws a scene for a notebook, and only what the notebook shows. No file is kept.

    Parameters
    ----------
    source
        A scene or what has been rendered of it, the path of a scene file, or a mapping with the same keys.
    player
        Whether to show the step player; otherwise an image that moves.

    Returns
    -------
    Rendered
        The animation, which a notebook displays: as HTML that is as narrow as the notebook, as an image of the last
        step on paper and where HTML is not shown, and as text for screen readers.

    Raises
    ------
    SceneError
        If the scene has problems; the error lists all.
    UsageError
        If a file can't be read.
    RenderError
        If it can't be drawn.

    Examples
    --------
    >>> import gdanim
    >>> shown = gdanim.show({"function": "x**2", "start": 3, "eta": 0.1, "steps": 5})
    >>> shown._repr_html_()[:15]
    '<iframe srcdoc='
    """
    from gdanim.publish import notebook
    from gdanim.rendered import Rendered

    return notebook.show(source.scene if isinstance(source, Rendered) else _scene(source), has_player=player)


def load_ipython_extension(ipython: Any) -> None:
    """Defines ``%gdanim`` and ``%%gdanim`` in a notebook; called by ``%load_ext gdanim``."""
    from gdanim.publish import notebook

    notebook.define_magic(ipython)


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

    Examples
    --------
    >>> import gdanim
    >>> (trajectory,) = gdanim.trace({"function": "x**2", "start": 4, "eta": 0.25, "steps": 2})
    >>> trajectory.points[:, 0].tolist()
    [4.0, 2.0, 1.0]
    """
    from gdanim import pipeline

    return pipeline.trace(_scene(source))


def animate(
    function: FunctionLike | Sequence[FunctionLike],
    *,
    gradient: str | Callable[..., Any] | Sequence[str] | None = None,
    formula: str | Options | None = None,
    points: Numbers | Sequence[Any] | None = None,
    folder: str | Path = "output",
    formats: str | Sequence[str] | None = None,
    **keys: Unpack[SceneKeys],
) -> Rendered:
    """Renders a scene given by its keys.

    Parameters
    ----------
    function
        The function to minimise: an expression, the name of a function, or a callable. A callable takes a number for
        each variable, or one vector ``(d,)``; ``start`` shows which. It returns a number of Python, NumPy, PyTorch or
        JAX. If it takes arrays, too, many points are evaluated at once.
    gradient
        The gradient of a callable, with the same arguments, or of an expression. By default, slopes of a callable are
        central differences of fourth order.
    formula
        The formula of a callable, for titles: an expression, or mathtext without dollar signs. A mapping is the
        scene's own key ``formula``.
    points
        A path computed elsewhere, to be drawn instead of a run: the points ``(n, d)``, or ``(n,)`` in one variable.
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
    SceneError
        If the scene has problems, or the callable can't be used; the error lists all.
    UsageError, RenderError
        See ``render``.

    Examples
    --------
    >>> import gdanim
    >>> gdanim.animate("x**2", start=3, eta=[0.1, 0.4], steps=5, formats="gif")
    <Rendered scene, rendered: output/scene.gif>

    A callable, with the formula that its title shows:

    >>> import math
    >>> gdanim.animate(lambda x: math.cosh(x - 1), start=3, eta=0.2, formula="cosh(x - 1)", steps=5, formats="gif")
    <Rendered scene, rendered: output/scene.gif>
    """
    known: dict[str, Any] = {"function": function, **keys}
    if isinstance(function, str) and gradient is not None:
        known["function"] = {"expression": function, "gradient": gradient}
    elif callable(function) and (gradient is not None or isinstance(formula, str)):
        known["function"] = {"callable": function, "gradient": gradient, "formula": formula}
    if formula is not None and not (callable(function) and isinstance(formula, str)):
        known["formula"] = formula
    if points is not None:
        known["runs"] = [{"trajectory": points}, *known.get("runs", ())]
    return render(known, folder, formats)


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
