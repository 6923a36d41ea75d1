"""Notebooks: an animation that is drawn for one cell, the magics, and a progress bar while it is drawn."""

from __future__ import annotations

import shlex
import sys
import warnings
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from gdanim import pipeline, registry, scene as scenes
from gdanim.errors import GdanimError, UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdanim.rendered import Rendered
    from gdanim.scene import Scene

    Progress = Callable[[int, int], None]

SIZE_LIMIT = 5_000_000  # bytes of HTML in a notebook
SHOWN_PROGRESS = 20  # times that a progress bar is drawn anew


def show(scene: Scene, *, has_player: bool = True) -> Rendered:
    """Draws the scene for a notebook, without keeping a file: the player, or else the image that moves everywhere."""
    scene = replace(scene, player="inside")  # nothing stands beside a cell
    with TemporaryDirectory() as folder, progress() as on_progress:
        rendered = pipeline.render(scene, Path(folder), _formats(scene, has_player=has_player), on_progress)
        shown = rendered.with_embedded_picture()
    size = len(shown._repr_html_())
    if size > SIZE_LIMIT:
        warnings.warn(message("publish.large_in_notebook", megabytes=size / 1e6), stacklevel=3)
    return shown


def _formats(scene: Scene, *, has_player: bool) -> list[str]:
    """Returns the formats that are shown. A picture of odd sides or without a background has no player."""
    encoders = registry.load_all("encoders")
    is_odd = scene.size is not None and any(side % 2 for side in scene.size)
    if has_player and not is_odd and scene.background == "opaque":
        return [name for name, encoder in encoders.items() if encoder.page is not None][:1]
    image = next(name for name, each in encoders.items() if each.is_fallback and each.mime.startswith("image/"))
    posters = [name for name, each in encoders.items() if each.is_poster]
    return [image, max(posters, key=lambda name: encoders[name].page_rank)]


def define_magic(ipython: Any) -> None:
    """Defines ``%gdanim FILE``, and ``%%gdanim`` for a cell that is a scene."""

    def gdanim(line: str, cell: str | None = None) -> Rendered | None:
        try:
            return show_cell(line, cell)
        except GdanimError as error:
            from IPython.core.error import UsageError as Shown  # its message is printed without a traceback

            raise Shown(str(error)) from None

    ipython.register_magic_function(gdanim, "line_cell", "gdanim")


def show_cell(line: str, cell: str | None = None) -> Rendered:
    """Shows the scene of a cell, or of the file that the line names.

    Raises UsageError for a wrong line, and SceneError.
    """
    words = shlex.split(line)
    file, options = _parsed(words)
    changes = dict(options["--set"])
    if (cell is None) == (file is None):
        raise UsageError(message("publish.magic_without_scene"))
    if cell is not None:
        scene = scenes.load_text(cell, "cell", changes, options["-l"])
    else:
        scene = scenes.load(str(file), changes, options["-l"])
    return show(scene, has_player=options["player"])


def _parsed(words: list[str]) -> tuple[str | None, dict[str, Any]]:
    """Returns the file that the words of a magic's line name, and their options."""
    file: str | None = None
    options: dict[str, Any] = {"--set": [], "-l": None, "player": True}
    rest = iter(words)
    for word in rest:
        if word == "--no-player":
            options["player"] = False
        elif word == "-l":
            options["-l"] = next(rest, "")
        elif word == "--set":
            key, sign, value = next(rest, "").partition("=")
            if not sign or not key:
                raise UsageError(message("cli.set_without_value", found=key))
            options["--set"].append((key, value))
        elif word.startswith("-") or file is not None:
            raise UsageError(message("publish.magic_usage", found=word))
        else:
            file = word
    return file, options


@contextmanager
def progress() -> Iterator[Progress | None]:
    """Shows a progress bar in a notebook meanwhile, and nothing elsewhere."""
    if not _is_notebook():
        yield None
        return
    from IPython.display import HTML, display

    handle = display(HTML("<progress></progress>"), display_id=True)
    shown = -1

    def on_progress(done: int, total: int) -> None:
        nonlocal shown
        part = SHOWN_PROGRESS * done // total
        if part > shown:
            shown = part
            handle.update(HTML(f'<progress max="{total}" value="{done}"></progress>'))

    try:
        yield on_progress
    finally:
        handle.update(HTML(""))


def _is_notebook() -> bool:
    """Returns whether this is a notebook's kernel, rather than a program or a terminal."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")
