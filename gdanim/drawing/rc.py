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
    """Draw as if there were no such file; what was set before is set again afterwards.

    Functions may have values of any size: what is not finite in the end is not drawn, and no warning is printed.
    """
    import matplotlib as mpl
    import numpy as np

    found: Any = mpl.rcParams
    changed = {name: found[name] for name, value in _defaults().items() if found[name] != value}
    found.update({name: _defaults()[name] for name in changed})
    try:
        with np.errstate(all="ignore"):
            yield
    finally:
        found.update(changed)


@cache
def _defaults() -> dict[str, Any]:
    import matplotlib as mpl

    defaults: Any = mpl.rcParamsDefault
    return {name: defaults[name] for name in defaults if name.startswith(FAMILIES)}
