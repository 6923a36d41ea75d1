"""Problems of a scene, and the exceptions that this program raises on purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace

KeyPath = tuple[str | int, ...]
"""The path to a value of a scene: keys and list indices from the top, ``("eta", 1)``."""
MAX_QUOTE, QUOTE_BEFORE = 160, 40  # characters of a line that are quoted, and of them before the place


@dataclass(frozen=True)
class Problem:
    """One problem of a scene, and its location.

    ``line`` and ``column`` count from 1; ``quote`` is the whole line and ``width`` the number of characters that are
    underlined. Code that knows no lines fills ``path`` alone, and ``scene.locate`` finds the line. ``where`` stands
    for file, line and column where the value is set outside of a file (``--set eta``).
    """

    message: str
    path: KeyPath = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None
    quote: str | None = None
    width: int = 1
    where: str | None = None

    @property
    def id(self) -> str:
        """The message's id, ``scene.unknown_key``; empty for sentences of other programs."""
        return getattr(self.message, "id", "")

    def replace(self, **changes: object) -> Problem:
        """Returns the same problem with other values of some fields."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def __str__(self) -> str:
        location = self.where or ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        first_line = f"{location}: {self.message}" if location else self.message
        if self.quote is None or self.line is None or self.column is None:
            return first_line
        gutter = f"{self.line:>5} | "
        begin = max(0, self.column - 1 - QUOTE_BEFORE) if len(self.quote) > MAX_QUOTE else 0
        shown = self.quote[begin : begin + MAX_QUOTE]
        before, width = self.column - 1 - begin, min(self.width, MAX_QUOTE + begin - self.column + 1)
        caret = " " * before + "^" * max(1, width)
        return f"{first_line}\n{gutter}{shown}\n{' ' * (len(gutter) - 2)}| {caret}"


class GdanimError(Exception):
    """The base class of errors that this program raises. Its text is for the author of the scene."""

    @property
    def id(self) -> str:
        """The message's id; empty for sentences of other programs."""
        return getattr(self.args[0], "id", "") if self.args else ""


class SceneError(GdanimError):
    """Raised for an invalid scene. ``problems`` lists all problems, in the order of the file."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(GdanimError):
    """Raised for a wrong call: a missing scene file, an unknown format, a malformed override."""


class PluginError(UsageError):
    """Raised for an unusable plug-in from outside: its name is taken, it can't be loaded, or its type is wrong."""


class RenderError(GdanimError):
    """Raised if a valid scene could not be drawn or written."""


class EncodeError(RenderError):
    """Raised if ffmpeg failed, or the file it wrote can't be read back."""


class SignalExit(SystemExit):
    """Raised when a signal ends the program. ``number`` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number
