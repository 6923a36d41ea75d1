"""matplotlib's settings while this program draws: its defaults, whatever a user's own file of settings says."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILIES = ("agg.", "font.", "lines.", "mathtext.", "path.", "patch.", "text.", "image.", "contour.")
"""The settings that reach into drawing outlines, texts and images."""


@contextmanager
def own() -> Iterator[None]:
    """Draw as if there were no such file; what was set before is set again afterwards."""
    from matplotlib import rcParams

    wanted = _defaults()
    before = {name: rcParams[name] for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    rcParams.update(changed)
    try:
        yield
    finally:
        rcParams.update({name: before[name] for name in changed})


@cache
def _defaults() -> dict[str, Any]:
    from matplotlib import rcParamsDefault

    return {name: rcParamsDefault[name] for name in rcParamsDefault if name.startswith(FAMILIES)}
