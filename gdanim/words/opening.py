"""The first sentences of an alt text: how many pictures of which method on which function, from where, how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gdanim import plugins
from gdanim.words import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Run
    from gdanim.words import Words

    class Named(Protocol):
        @property
        def name(self) -> str: ...

    class Scene(Protocol):
        """As much of a scene as its report needs."""

        @property
        def runs(self) -> Sequence[Run]: ...
        @property
        def panels(self) -> Sequence[Named]: ...
        @property
        def overlay(self) -> bool: ...
        @property
        def caption(self) -> str | None: ...


def opening(words: Words, scene: Scene) -> str:
    patterns, runs = words.data["report"], scene.runs
    first = words.fill(
        patterns[_shape(scene)],
        Count=phrases.capital(phrases.count(words, len(runs))),
        method=phrases.listed(words, (phrases.method(words, run) for run in runs)),
        functions=phrases.functions(words, runs),
        starts=phrases.starts(words, runs),
        etas=phrases.etas(words, runs),
        steps=phrases.steps(words, runs),
        seen=_pictures(words, scene, "seen"),
    )
    beside = _pictures(words, scene, "beside")
    return f"{first} {beside}" if beside else first


def balls(scene: Scene) -> bool:
    """Whether there is a ball to tell of: a chord shows what a function is, not what a run does."""
    return not scene.panels or any(panel.name != "chord" for panel in scene.panels)


def _shape(scene: Scene) -> str:
    """The pattern of the first sentence."""
    if not balls(scene):
        return "chord" if len(scene.runs) == 1 else "chords"
    if len(scene.runs) == 1:
        return "one"
    if scene.panels and not any(_own(panel.name) for panel in scene.panels):
        return "lines"
    if not scene.overlay:
        return "panels"
    return "overlay" if len(scene.runs[0].start) == 1 else "overlay_landscape"


def _own(panel: str) -> bool:
    """Whether the panel is drawn for each run."""
    return bool(plugins.load("panels", panel).scope == "run")


def _pictures(words: Words, scene: Scene, kind: str) -> str:
    """``, seen from above and in three dimensions``; ``Beside it: the step size.``"""
    told = [words.data[kind][panel.name] for panel in scene.panels if panel.name in words.data[kind]]
    if not told or (len(told) == len(scene.panels) and kind == "beside"):
        return ""
    return words.fill(words.data["report"][kind], pictures=phrases.listed(words, told))
