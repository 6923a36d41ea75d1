"""The wishes for pasted text: its width, its addresses, and whether it is the step player."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

WIDTH = re.compile(r"(\d{1,4})(px|%)?")


@dataclass(frozen=True)
class Width:
    """A width in pixels, or in percent of the room that a page gives."""

    number: int
    is_percent: bool = False

    @property
    def css(self) -> str:
        return f"{self.number}{'%' if self.is_percent else 'px'}"

    @property
    def attribute(self) -> str:
        """The value of an HTML attribute: pixels have no unit there."""
        return f"{self.number}{'%' if self.is_percent else ''}"

    @property
    def of_line(self) -> str:
        r"""The width in LaTeX: pixels say nothing on paper, so they are the whole line."""
        return rf"{self.number / 100:g}\linewidth" if self.is_percent and self.number < 100 else r"\linewidth"

    @property
    def on_paper(self) -> str:
        """The width in percent of the line; pixels are the whole line."""
        return f"{self.number}%" if self.is_percent else "100%"


def parse_width(text: str) -> Width | None:
    """Returns a width given as ``960``, ``960px`` or ``80%``; None for other text."""
    found = WIDTH.fullmatch(text.strip())
    return Width(int(found[1]), found[2] == "%") if found and int(found[1]) else None


@dataclass(frozen=True)
class EmbedOptions:
    """The wishes for pasted text.

    Parameters
    ----------
    base_url
        The address under which the files will stand; empty for addresses relative to the current folder.
    width
        The width; None for the picture's own.
    has_player
        Whether the text shows the step player.
    step
        The step at which the player begins.
    """

    base_url: str = ""
    width: Width | None = None
    has_player: bool = False
    step: int | None = None

    def width_of(self, size: tuple[int, int]) -> Width:
        return self.width or Width(size[0])

    def address(self, path: PurePath) -> str:
        """Returns a file's address: with slashes on every system, special characters as %XX."""
        relative = PurePath(path.name) if self.base_url and path.is_absolute() else path
        drive = relative.drive if relative.drive.endswith(":") else ""  # a colon elsewhere would begin an address
        rest = relative.as_posix().removeprefix(drive)
        name = drive + quote(os.path.normpath(rest).replace(os.sep, "/"))
        return f"{self.base_url.rstrip('/')}/{name}" if self.base_url else name

    def player_address(self, path: PurePath, **settings: str) -> str:
        """Returns the address of a player, with its first step and other settings."""
        given = {**settings, **({"step": str(self.step)} if self.step is not None else {})}
        query = "&".join(f"{key}={value}" for key, value in given.items())
        return f"{self.address(path)}?{query}" if query else self.address(path)
