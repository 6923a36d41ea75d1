"""The node of a scene in a document, and the scene that it holds. Both are pickled with the document."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from gdanim import scene as scenes

if TYPE_CHECKING:
    from gdanim.errors import Problem
    from gdanim.scene import Scene


@dataclass(frozen=True)
class SceneSource:
    """A scene that a document names or holds.

    Parameters
    ----------
    path
        The scene's file, or the document that holds the scene.
    name
        The path relative to the folder of all documents.
    text
        The scene in the document; None for a file.
    first_line
        The line of the document in which the text begins.
    language
        The language that replaces the scene's own.
    themes
        The themes of a scene that names none: one, or a light and a dark one.
    """

    path: str
    name: str
    text: str | None = None
    first_line: int = 1
    language: str | None = None
    themes: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The files' name without its extension; different scenes and options have different ones."""
        content = self.name if self.text is None else self.text
        parts = (content, self.language or "", *self.themes)
        return f"{Path(self.path).stem}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:8]}"

    def load(self, *, has_pair: bool = True) -> Scene:
        """Returns the checked scene, in two themes or in the first alone. Raises SceneError and UsageError."""
        plain = _loaded(self)
        if scenes.node_at(plain, ("theme",)) is not None or not self.themes:
            return plain
        themes = self.themes if has_pair else self.themes[:1]
        theme = themes[0] if len(themes) == 1 else f"[{', '.join(themes)}]"
        return _loaded(self, theme)

    def located(self, problem: Problem) -> tuple[str, str]:
        """Returns the file and line of a problem, and its words with the line that they are about."""
        if self.text is not None and problem.file in {self.path, None}:
            line = None if problem.line is None else problem.line + self.first_line - 1
            problem = problem.replace(file=self.path, line=line)
        place = [str(part) for part in (problem.file or self.path, problem.line, problem.column) if part is not None]
        return ":".join(place[:2]), str(problem).removeprefix(f"{':'.join(place)}: ")


@cache
def _loaded(source: SceneSource, theme: str | None = None) -> Scene:
    """Returns the checked scene in a theme; it is loaded once for reading the document and for writing it."""
    overrides = {"player": "{media: inside}", **({} if theme is None else {"theme": theme})}
    if source.text is None:
        return scenes.load(source.path, overrides, source.language)
    return scenes.load_text(source.text, source.path, overrides, source.language)


def forget_scenes() -> None:
    """Forgets the loaded scenes: a later build reads their files anew."""
    _loaded.cache_clear()


class AnimationNode(nodes.General, nodes.Element):
    """A scene's place in a document. ``scene`` is its ``SceneSource``, ``show`` is film, player or still."""
