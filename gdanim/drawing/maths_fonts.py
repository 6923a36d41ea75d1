"""The fonts of formulas: STIX, and beside it the default family for Persian and Arabic digits and words."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib.font_manager import FontEntry, FontProperties, fontManager

from gdanim.drawing import fonts
from gdanim.text.mathtext import SCRIPT_FONT, SIGN_FONT, ZERO_FONT

SCRIPT_FAMILY, ZERO_FAMILY, SIGN_FAMILY = "gdanim script", "gdanim zero", "gdanim sign"
"""The names under which matplotlib finds the font files, whatever fonts of the same design a machine has."""


def properties(text: str, font: str | None, size: float) -> FontProperties:
    """Returns the font of words, or that of a formula if ``font`` is None."""
    return FontProperties(fname=font, size=size, math_fontfamily="custom" if _has_script(text, font) else "stix")


def settings(text: str, font: str | None) -> Any:
    """Returns the settings of matplotlib with which a text is set by its ``properties``."""
    return _script_settings() if _has_script(text, font) else {}


def _has_script(text: str, font: str | None) -> bool:
    return font is None and any(command in text for command in (SCRIPT_FONT, ZERO_FONT, SIGN_FONT))


@cache
def _script_settings() -> dict[str, Any]:
    files = {
        SCRIPT_FAMILY: fonts.file("regular"),
        ZERO_FAMILY: fonts.file("bold"),
        SIGN_FAMILY: fonts.fallback("regular"),
    }
    for name, file in files.items():
        fontManager.ttflist.append(FontEntry(fname=str(file), name=name, size="scalable"))
    styles = {"rm": "", "it": ":italic", "bf": ":bold", "cal": ""}
    families = {f"mathtext.{style}": f"STIXGeneral{pattern}" for style, pattern in styles.items()}
    scripts = {"mathtext.tt": SCRIPT_FAMILY, "mathtext.bfit": ZERO_FAMILY, "mathtext.sf": SIGN_FAMILY}
    return {**families, **scripts, "mathtext.fallback": "stix"}
