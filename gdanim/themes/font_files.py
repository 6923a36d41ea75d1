"""A font family, or a font's own file, to the files of its weights. Knows nothing of text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim.errors import GdanimError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry

ENDINGS = (".ttf", ".otf", ".ttc")
WEIGHTS = {"regular": 400, "semibold": 600, "bold": 700}


class UnknownFontError(GdanimError):
    """No family of this name is installed, or the file is no font."""


@dataclass(frozen=True)
class Typeface:
    """One font file for each weight; a family that lacks a weight has its nearest."""

    regular: Path
    semibold: Path
    bold: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """Each file once."""
        return tuple(dict.fromkeys((self.regular, self.semibold, self.bold)))


def find(font: str) -> Typeface:
    """The typeface of a family's name, or of a font file's path. Raises UnknownFontError."""
    return _file(Path(font)) if font.lower().endswith(ENDINGS) else _family(font)


def _file(path: Path) -> Typeface:
    from matplotlib.font_manager import get_font

    try:
        get_font(str(path))
    except (OSError, RuntimeError) as error:
        raise UnknownFontError(f"{path} is not a font that can be read") from error
    return Typeface(path, path, path)


@cache
def _family(name: str) -> Typeface:
    from matplotlib.font_manager import fontManager

    folded = name.casefold()
    upright = [font for font in fontManager.ttflist if font.name.casefold() == folded and font.style == "normal"]
    if not upright:
        raise UnknownFontError(f"there is no font family {name!r} on this machine; name a font file instead")
    found = [min(upright, key=lambda font: _away(font, weight)) for weight in WEIGHTS.values()]
    return Typeface(*(Path(font.fname) for font in found))


def _away(font: FontEntry, weight: int) -> tuple[bool, int, str]:
    """How far a font is from a weight; condensed ones are farther than all others."""
    from matplotlib.font_manager import weight_dict

    own = font.weight if isinstance(font.weight, int) else weight_dict.get(font.weight, WEIGHTS["regular"])
    return font.stretch not in {"normal", 500}, abs(own - weight), font.fname
