"""Finds the files of a font family's weights. Independent of text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim.errors import GdanimError
from gdanim.messages import message

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry

EXTENSIONS = (".ttf", ".otf", ".ttc")
WEIGHTS = {"regular": 400, "semibold": 600, "bold": 700}


CHINESE_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "SimSun",
)
"""Families with Chinese letters that machines have, the best first."""
CHINESE_PACKAGES = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")
"""Python packages of such fonts."""


class UnknownFontError(GdanimError):
    """Raised if no family of this name is installed, or the file is no font."""


@dataclass(frozen=True)
class Typeface:
    """One font file for each weight. A missing weight is replaced by the nearest."""

    regular: Path
    semibold: Path
    bold: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The distinct files."""
        return tuple(dict.fromkeys((self.regular, self.semibold, self.bold)))


def find(font: str) -> Typeface:
    """Returns the typeface of a family's name or a font file's path. Raises UnknownFontError."""
    return _from_file(Path(font)) if font.lower().endswith(EXTENSIONS) else _from_family(font)


@cache
def chinese() -> Typeface | None:
    """Returns a typeface with Chinese letters of an installed package or of the machine, or None if there is none."""
    found = (_from_package(name) for name in CHINESE_PACKAGES)
    return next(filter(None, found), None) or next(filter(None, map(_of_machine, CHINESE_FAMILIES)), None)


def _of_machine(family: str) -> Typeface | None:
    try:
        return _from_family(family)
    except UnknownFontError:
        return None


def _from_package(name: str) -> Typeface | None:
    """Returns the sans-serif typeface among a package's font files, or None without the package."""
    spec = find_spec(name)
    folders = [Path(folder) for folder in (spec.submodule_search_locations if spec else None) or ()]
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in EXTENSIONS)
    sans = [path for path in paths if "Serif" not in path.stem and "Mono" not in path.stem]
    if not sans:
        return None
    regular = next((path for path in sans if "Regular" in path.stem), sans[0])
    bold = next((path for path in sans if path.stem.endswith("Bold")), regular)
    return Typeface(regular, bold, bold)


def _from_file(path: Path) -> Typeface:
    from matplotlib.font_manager import get_font

    try:
        get_font(str(path))
    except (OSError, RuntimeError) as error:
        raise UnknownFontError(message("themes.no_font_file", path=path)) from error
    return Typeface(path, path, path)


@cache
def _from_family(name: str) -> Typeface:
    from matplotlib.font_manager import fontManager

    folded = name.casefold()
    upright = [font for font in fontManager.ttflist if font.name.casefold() == folded and font.style == "normal"]
    if not upright:
        raise UnknownFontError(message("themes.no_font_family", name=name))
    nearest = [min(upright, key=lambda font: _distance(font, weight)) for weight in WEIGHTS.values()]
    return Typeface(*(Path(font.fname) for font in nearest))


def _distance(font: FontEntry, weight: int) -> tuple[bool, int, str]:
    """Returns a font's distance from a weight, as a sort key; condensed fonts come last."""
    from matplotlib.font_manager import weight_dict

    value = font.weight if isinstance(font.weight, int) else weight_dict.get(font.weight, WEIGHTS["regular"])
    return font.stretch not in {"normal", 500}, abs(value - weight), font.fname
