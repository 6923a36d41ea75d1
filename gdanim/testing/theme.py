"""The contract of themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim import themes
from gdanim.testing.expectation import content, expect, expect_summary, registered
from gdanim.themes import theme_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEXTS = ("ink", "muted", "slope_text", "step", "minimum", "maximum")
MARKS = ("axis", "curve", "ball", "trail", "slope_edge", "tangent")
LEGIBLE_CONTRAST, VISIBLE_CONTRAST = 4.5, 3.0
"""The minimum contrasts of texts and of marks, by WCAG 2."""


def check_theme(theme: Mapping[str, Any] | Path | str) -> None:
    """Checks that a theme fulfils the contract: every colour is present, texts are legible, marks are visible.

    Parameters
    ----------
    theme
        The theme's mapping, the path of its YAML file, or its name.

    Raises
    ------
    AssertionError
        If the theme violates the contract; the message says how.
    """
    data = content("themes", theme)
    problems = theme_file.problems(data)
    expect(not problems, f"the theme is not whole: {'; '.join(problems)}")
    expect_summary(data["summary"])
    with registered("themes", data) as name:
        chosen = themes.load(name)
    for ground in (chosen.paper, chosen.sheet):
        for text in TEXTS:
            ratio = contrast(getattr(chosen, text), ground)
            expect(
                ratio >= LEGIBLE_CONTRAST,
                f"{text} must stand out at least {LEGIBLE_CONTRAST} to 1; found {ratio:.2f} on {ground}",
            )
    ratio = contrast(chosen.good_text, chosen.good_ground)
    expect(
        ratio >= LEGIBLE_CONTRAST, f"words must stand out at least {LEGIBLE_CONTRAST} to 1 on good; found {ratio:.2f}"
    )
    for mark in MARKS:
        ratio = contrast(getattr(chosen, mark), chosen.paper)
        expect(
            ratio >= VISIBLE_CONTRAST,
            f"{mark} must stand out at least {VISIBLE_CONTRAST} to 1; found {ratio:.2f} on the paper",
        )


def contrast(colour: str, other: str) -> float:
    """Returns the contrast ratio of two colours by WCAG 2, from 1 to 21."""
    lighter, darker = sorted(map(_luminance, (colour, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in themes.rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
