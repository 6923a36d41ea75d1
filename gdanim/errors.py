"""What can go wrong, in the user's words: one exception family and the problems of a scene."""

from __future__ import annotations

from dataclasses import dataclass, replace

Path = tuple[str | int, ...]
"""Where a value stands in a scene: its keys and list positions from the top, ``("eta", 1)``."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a scene, and where.

    ``line`` and ``column`` count from 1; ``quote`` is the whole line and ``width`` the number of characters that the
    caret underlines. A floor that knows no lines fills ``path`` alone; ``scene`` turns it into a place. ``where``
    replaces line and column when the place is no file (``--set eta``).
    """

    message: str
    path: Path = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None
    quote: str | None = None
    width: int = 1
    where: str | None = None

    @property
    def id(self) -> str:
        """The message's id, ``scene.unknown_key``; empty for a sentence that is not one of this program's."""
        return getattr(self.message, "id", "")

    def at(self, **place: object) -> Problem:
        return replace(self, **place)  # type: ignore[arg-type]

    def __str__(self) -> str:
        place = self.where or ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        head = f"{place}: {self.message}" if place else self.message
        if self.quote is None or self.line is None or self.column is None:
            return head
        gutter = f"{self.line:>5} | "
        caret = " " * (self.column - 1) + "^" * max(1, self.width)
        return f"{head}\n{gutter}{self.quote}\n{' ' * (len(gutter) - 2)}| {caret}"


class GdanimError(Exception):
    """Everything this program raises on purpose. Its text is meant for the person who wrote the scene."""

    @property
    def id(self) -> str:
        """The message's id; empty for a sentence that is not one of this program's."""
        return getattr(self.args[0], "id", "") if self.args else ""


class SceneError(GdanimError):
    """A scene that can't be drawn as it is written. Holds every problem that was found, in the order of the file."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(GdanimError):
    """A call that makes no sense: a missing scene file, an unknown format, a malformed override."""


class RenderError(GdanimError):
    """A scene that is right, but could not be drawn or written."""


class EncodeError(RenderError):
    """The video tool failed, or what it wrote does not read back as it should."""
