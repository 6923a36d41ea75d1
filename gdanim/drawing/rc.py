"""Sets matplotlib's default settings while this program draws, independent of the user's matplotlibrc."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FAMILIES = (
    "agg.",
    "figure.",
    "font.",
    "image.",
    "lines.",
    "mathtext.",
    "patch.",
    "path.",
    "pdf.",
    "ps.",
    "svg.",
    "text.",
)
"""The settings that change how outlines, texts, images and pages are drawn. Others are neither read nor set: reading
``backend``, for one, makes matplotlib look for a window system."""


@contextmanager
def default_rc(changes: Mapping[str, Any] | None = None) -> Iterator[None]:
    """Applies matplotlib's defaults and ``changes`` within a context, and restores the previous settings afterwards.

    numpy's warnings are off: functions may have values of any size, and values that are not finite are not drawn.
    """
    import matplotlib as mpl
    import numpy as np

    params: Any = mpl.rcParams
    wanted = {**_defaults(), **(changes or {})}
    previous = {name: params[name] for name, value in wanted.items() if params[name] != value}
    params.update({name: wanted[name] for name in previous})
    try:
        with np.errstate(all="ignore"):
            yield
    finally:
        params.update(previous)


@cache
def _defaults() -> dict[str, Any]:
    import matplotlib as mpl

    defaults: Any = mpl.rcParamsDefault
    return {name: defaults[name] for name in defaults if name.startswith(FAMILIES)}
