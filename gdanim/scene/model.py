"""What a scene says once everything in it is right. Knows nothing of files, lines or pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from gdanim.animation.frame_budget import Pause, Timing
    from gdanim.descent import Run
    from gdanim.yaml import Node

Pair = tuple[float, float]


@dataclass(frozen=True)
class Show:
    """The marks a panel draws: exactly ``marks``, or the default with some added and some removed."""

    marks: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def of(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """The marks drawn where ``default`` would be drawn if nothing were said."""
        wanted = default if self.marks is None else self.marks
        kept = [mark for mark in wanted if mark not in self.remove]
        return (*kept, *(mark for mark in self.add if mark not in kept))


@dataclass(frozen=True)
class PanelSpec:
    """One entry of ``panels``. ``show`` is None where the scene's own applies; ``options`` where the panel has none."""

    name: str
    options: BaseModel | None = None
    show: Show | None = None


@dataclass(frozen=True)
class FormulaSpec:
    """How the update is written: with or without eta, f′ or df/dx."""

    eta: bool = True
    notation: Literal["prime", "leibniz"] = "prime"


@dataclass(frozen=True)
class Note:
    """A callout. ``steps`` are the first and last step that show it (None: all); ``pause`` is in seconds.

    ``at`` is a point of the function's variables, with or without a value behind it (without: on the curve); None
    where the picture may choose.
    """

    text: str
    at: tuple[float, ...] | None = None
    steps: tuple[int, int] | None = None
    pause: float = 0.0


def pauses(notes: Sequence[Note]) -> tuple[Pause, ...]:
    """Where the ball waits for the notes' questions: on the first step of each."""
    return tuple((note.steps[0] if note.steps else 0, note.pause) for note in notes if note.pause)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A scene that can be drawn.

    ``reads`` holds every file the scene is made of, as (path beside the scene, sha256); ``cells`` holds indices into
    ``runs``: one a cell side by side, all in one overlaid. ``size`` is in pixels, ``steps`` the longest run's,
    ``epochs`` the passes over the data where the scene counts in them: then the runs share a clock of passes.
    ``nodes`` is the scene's text, so that a problem found later can be placed.
    """

    name: str
    runs: tuple[Run, ...]
    cells: tuple[tuple[int, ...], ...]
    panels: tuple[PanelSpec, ...]
    timing: Timing
    steps: int = 25
    epochs: int | None = None
    show: Show = Show()
    overlay: bool = False
    columns: int | None = None
    axes: Literal["shared", "free"] = "shared"
    domain: tuple[Pair, ...] | None = None
    range: Pair | None = None
    formula: FormulaSpec = FormulaSpec()
    notes: tuple[Note, ...] = ()
    title: str | None = None
    caption: str | None = None
    language: str = "en"
    digits: Literal["latin", "persian"] = "latin"
    bilingual: bool = False
    terms: tuple[tuple[str, str], ...] = ()
    theme: str = "light"
    font: str | None = None
    size: tuple[int, int] | None = None
    output: tuple[str, ...] = ("gif", "mp4")
    file: str | None = None
    reads: tuple[tuple[str, str], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    nodes: Node | None = field(default=None, compare=False, repr=False)
